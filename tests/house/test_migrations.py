"""The revisions make the tables that the models describe, up and down, with data."""

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.engine import make_url

from dialogue.app import create_app
from dialogue.foundation import migrations
from dialogue.foundation.database import db, start_writing, writing
from tests.conftest import settings_for

pytestmark = pytest.mark.slow


@pytest.fixture
def bare_house(database_kind, scratch, request, tmp_path):
    """A house on an empty database."""
    if database_kind == "sqlite":
        url = f"sqlite:///{tmp_path / 'bare.sqlite'}"
    else:
        server = request.getfixturevalue("postgres")
        url = (
            make_url(server).set(database="bare").render_as_string(hide_password=False)
        )
        _fresh(server)
    app = create_app(settings_for(url, tmp_path))
    with app.app_context():
        yield app
        db.session.remove()
        db.engine.dispose()


def _fresh(server: str) -> None:
    import psycopg

    address = server.replace("postgresql+psycopg", "postgresql")
    with psycopg.connect(address, autocommit=True) as connection:
        connection.execute("DROP DATABASE IF EXISTS bare WITH (FORCE)")
        connection.execute("CREATE DATABASE bare")


def tables():
    return set(inspect(db.engine).get_table_names()) - {"alembic_version"}


def test_the_revisions_say_what_the_models_say(bare_house):
    migrations.upgrade()
    migrations.check()
    assert tables() == set(db.metadata.tables)


def test_what_is_said_keeps_no_order_of_insertion_after_migrating(bare_house):
    if db.engine.dialect.name != "sqlite":
        return  # PostgreSQL has no such thing to turn off
    migrations.upgrade()
    with db.engine.connect() as connection:
        rows = connection.execute(
            text("select name, sql from sqlite_master where type = 'table'")
        )
        made = dict(rows.all())
    for table in db.metadata.sorted_tables:
        wanted = table.dialect_options["sqlite"]["with_rowid"] is False
        assert ("WITHOUT ROWID" in made[table.name].upper()) == wanted, table.name


def test_up_and_down_and_up_again_with_data(bare_house):
    from dialogue.guides.actions import load_library
    from tests.conftest import NOW

    migrations.upgrade()
    with writing():
        load_library(NOW)
    db.session.remove()
    migrations.downgrade()
    assert tables() == set()
    migrations.upgrade()
    migrations.check()
    with db.engine.connect() as connection:
        assert connection.execute(text("select count(*) from guide")).scalar() == 0
    start_writing()
