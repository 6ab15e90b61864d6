"""How Alembic reaches the database: through the app's own engine, in one transaction."""

from alembic import context
from flask import current_app
from sqlalchemy.engine import Connection

from dialogue.foundation.model import Moment


def _render(kind: str, found: object, autogen: object) -> str | bool:
    if kind == "type" and isinstance(found, Moment):
        autogen.imports.add("from dialogue.foundation.model import Moment")  # type: ignore[attr-defined]
        return "Moment()"
    return False


def _run(connection: Connection) -> None:
    database = current_app.extensions["migrate"].db
    context.configure(
        connection=connection,
        target_metadata=database.metadata,
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
        transaction_per_migration=False,
    )
    with context.begin_transaction():
        context.run_migrations()


given = context.config.attributes.get("connection")
if given is not None:
    _run(given)
else:
    engine = current_app.extensions["migrate"].db.engine
    with engine.connect().execution_options(write=True) as connection:
        _run(connection)
        connection.commit()
