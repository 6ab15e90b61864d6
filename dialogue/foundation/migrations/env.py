"""How Alembic reaches the database: by the app's own engine, in one transaction."""

from alembic import context

from dialogue.foundation.database import db
from dialogue.foundation.model import Moment


def _render(kind: str, found: object, autogen: object) -> str | bool:
    if kind == "type" and isinstance(found, Moment):
        autogen.imports.add("from dialogue.foundation.model import Moment")  # type: ignore[attr-defined]
        return "Moment()"
    return False


with db.engine.connect().execution_options(write=True) as connection:
    context.configure(
        connection=connection,
        target_metadata=db.metadata,
        render_as_batch=True,
        render_item=_render,
        compare_type=True,
    )
    with context.begin_transaction():
        context.run_migrations()
    connection.commit()
