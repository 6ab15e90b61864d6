"""What many tests prepare alike is prepared once and then laid back as rows.

An evening with its report takes a tenth of a second to make through the actions, and a
few milliseconds to lay back. Keys, links and numbers are those of the first time.
"""

from collections.abc import Callable
from functools import cache
from typing import Any, TypeVar

from sqlalchemy import (
    Connection,
    Table,
    TextClause,
    insert,
    select,
    text,
    update,
)

from dialogue.foundation.database import db

T = TypeVar("T")
Rows = dict[tuple[Any, ...], dict[str, Any]]

Change = tuple[Table, list[dict[str, Any]], Rows]

_KEPT: dict[tuple[str, str, tuple[int, ...]], tuple[Any, list[Change]]] = {}


def laid_back(name: str, build: Callable[[], T]) -> T:
    """What ``build()`` returns: plain values, no objects of the ORM.

    The first time it is called; what it wrote is laid back the next times that the
    tables hold as many rows as then. Flushes; does not commit, unless ``build`` does.
    """
    db.session.flush()
    connection = db.session.connection()
    key = name, connection.dialect.name, _lengths(connection)
    if key in _KEPT:
        given, changes = _KEPT[key]
        _lay(connection, changes)
        db.session.expire_all()
        result: T = given
        return result
    before = everything(connection)
    given = build()
    db.session.flush()
    _KEPT[key] = given, _changes(before, everything(db.session.connection()))
    return given


def everything(connection: Connection) -> dict[str, Rows]:
    """All rows of all tables by their keys."""
    return {
        table.name: {
            tuple(row[column.name] for column in table.primary_key): dict(row)
            for row in connection.execute(select(table)).mappings()
        }
        for table in db.metadata.sorted_tables
    }


def _lengths(connection: Connection) -> tuple[int, ...]:
    return tuple(many for _number, many in sorted(connection.execute(_many()).all()))


@cache
def _many() -> TextClause:
    """The question how many rows each table has."""
    return text(
        " UNION ALL ".join(
            f'SELECT {number}, count(*) FROM "{table.name}"'
            for number, table in enumerate(db.metadata.sorted_tables)
        )
    )


def _changes(before: dict[str, Rows], after: dict[str, Rows]) -> list[Change]:
    """(table, rows that came, rows that changed); none may have gone."""
    found = []
    for table in db.metadata.sorted_tables:
        old, new = before[table.name], after[table.name]
        assert not old.keys() - new.keys(), f"a row of {table.name} went"
        came = [row for key, row in new.items() if key not in old]
        changed = {key: new[key] for key in old if new[key] != old[key]}
        if came or changed:
            found.append((table, came, changed))
    return found


def _lay(connection: Connection, changes: list[Change]) -> None:
    postgres = connection.dialect.name == "postgresql"
    connection.execute(
        text(
            "SET LOCAL session_replication_role = replica"
            if postgres
            else "PRAGMA defer_foreign_keys = ON"
        )
    )
    for table, came, changed in changes:
        if came:
            connection.execute(insert(table), came)
        for key, row in changed.items():
            where = [
                column == value
                for column, value in zip(table.primary_key, key, strict=True)
            ]
            connection.execute(update(table).where(*where).values(row))
        if postgres and came and table.autoincrement_column is not None:
            column = table.autoincrement_column.name
            connection.execute(
                text(
                    f"SELECT setval(pg_get_serial_sequence('\"{table.name}\"', '{column}'), "
                    f'(SELECT max({column}) FROM "{table.name}"))'
                )
            )
    if postgres:
        connection.execute(text("SET LOCAL session_replication_role = DEFAULT"))
