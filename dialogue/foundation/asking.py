"""Reading on hot pages: a select in the driver's words, and nothing around it.

Writing a statement, opening a session and making rows of models costs ten times what
the database needs for one small answer. A question is written once per process; asking
it is a parameter list, one call to the driver on a connection of its own, and the
columns' own readers. It sees what is committed: never ask it inside a transaction that
wrote. Only for what everybody may read, such as published evenings, or for rows found
by a secret.
"""

from collections import namedtuple
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Engine, Select
from sqlalchemy.exc import DBAPIError

Row = tuple[Any, ...]


class Question:
    """One select with the named parameters."""

    def __init__(
        self, engine: Engine, statement: Select[Any], parameters: Iterable[str]
    ) -> None:
        self.engine = engine
        dialect = engine.dialect
        # No value is known yet, so each parameter gets one to be written with.
        written = statement.compile(dialect=dialect).construct_expanded_state(
            dict.fromkeys(parameters, "")
        )
        self.words = written.statement
        self.given: dict[str, Any] = dict(written.parameters)  # plain numbers, texts
        self.order: Sequence[str] | None = written.positiontup
        columns = statement.selected_columns
        readers = (
            column.type.dialect_impl(dialect).result_processor(dialect, None)
            for column in columns
        )
        # Most columns need none: numbers and texts are what the driver gives.
        self.readers = tuple(
            (place, read) for place, read in enumerate(readers) if read is not None
        )
        self.row: Any = namedtuple("row", columns.keys())  # type: ignore[misc]

    def parameters(self, values: Mapping[str, str]) -> list[Any] | dict[str, Any]:
        """These values as the driver wants them: in order, or by name."""
        given = {**self.given, **values}
        return given if self.order is None else [given[name] for name in self.order]

    def ask(self, values: Mapping[str, str]) -> Row | None:
        """The one row as the driver gives it, or None.

        Raises what SQLAlchemy would (DataError, OperationalError).
        """
        driver = self.engine.dialect.loaded_dbapi.Error
        connection = self.engine.raw_connection()
        try:
            cursor = connection.cursor()
            cursor.execute(self.words, self.parameters(values))
            found = cursor.fetchone()
            cursor.close()
        except driver as wrong:
            raise DBAPIError.instance(
                self.words, None, wrong, driver, dialect=self.engine.dialect
            ) from wrong
        finally:
            connection.close()
        return None if found is None else tuple(found)

    def values(self, row: Row) -> Any:
        """That row as the models would give it, its columns by name."""
        values = list(row)
        for place, read in self.readers:
            values[place] = read(values[place])
        return self.row._make(values)
