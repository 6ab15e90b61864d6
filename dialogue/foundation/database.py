"""The one database handle: transactions, locks, scope; one commit at the edge.

SQLite: reads run in BEGIN, writes in BEGIN IMMEDIATE (only one writer at a time, so
what was read stays true until the commit). PostgreSQL: READ COMMITTED, and
``lock_row`` takes the row. A write on a reading connection raises on both.
A select on a Scoped model must say whose rows it wants: ``within(municipality)``.
"""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, Final, TypeVar, TypeVarTuple

from flask import Flask, Response, g, request
from flask_sqlalchemy import SQLAlchemy
from sqlalchemy import Select, event, select, text
from sqlalchemy.engine import Connection, Engine, make_url
from sqlalchemy.orm import ORMExecuteState, Session, with_loader_criteria
from sqlalchemy.pool import StaticPool
from sqlalchemy.sql.util import find_tables

from dialogue.foundation.errors import NotHere
from dialogue.foundation.model import Record, Scoped
from dialogue.foundation.settings import Settings
from dialogue.foundation.sqlite_file import check_is_local, prepare

db = SQLAlchemy(model_class=Record, session_options={"autoflush": True})
R = TypeVar("R", bound=Record)
S = TypeVar("S", bound=Scoped)
Columns = TypeVarTuple("Columns")
SAFE_METHODS: Final = frozenset({"GET", "HEAD", "OPTIONS"})
EVERYWHERE: Final = "everywhere"
LOCK_TIMEOUT = "15s"


class ScopeMissing(Exception):
    """A query on a municipality's rows did not say which municipality."""


class WriteOnReadingConnection(Exception):
    """Something wrote inside a transaction that was opened for reading."""


def within(municipality_id: int, statement: Select[*Columns]) -> Select[*Columns]:
    """The statement, kept to one municipality's rows."""
    return statement.execution_options(scope=municipality_id)


def everywhere(statement: Select[*Columns]) -> Select[*Columns]:
    """The statement across municipalities: only where the lookup key is the secret

    (a token's hash), a public listing, a job, or the programme's own pages.
    """
    return statement.execution_options(scope=EVERYWHERE)


def one(statement: Select[Any], parameters: Mapping[str, Any] | None = None) -> Any:
    """The one row, or NotHere (a 404): foreign and missing look the same.

    ``parameters`` for a statement that was written once (``bindparam``): on hot pages
    writing it costs as much as asking it.
    """
    found = db.session.scalars(statement, parameters).one_or_none()
    if found is None:
        raise NotHere
    return found


def all_of(
    statement: Select[Any], parameters: Mapping[str, Any] | None = None
) -> Sequence[Any]:
    """All rows of a single-entity statement."""
    return db.session.scalars(statement, parameters).all()


# Only the negative control of the seat tests turns this off, to show what it is for.
locking = True


def lock_row(model: type[Record], row_id: object) -> None:
    """Hold one row until the transaction ends, so that a count stays true.

    PostgreSQL takes the row (FOR UPDATE). SQLite has one writer at a time already;
    here it only insists that this transaction was opened for writing.
    """
    connection = db.session.connection()
    if not locking:
        return
    if connection.dialect.name == "sqlite":
        if not connection.get_execution_options().get("write"):
            raise WriteOnReadingConnection("Lock asked in a reading transaction.")
        return
    key = model.__mapper__.primary_key[0]
    connection.execute(select(key).where(key == row_id).with_for_update())


def start_writing() -> None:
    """Open this session's transaction for writing; before any read.

    A reading transaction under way ends: what it saw may be old by now.
    """
    if db.session.registry().in_transaction():
        if db.session.connection().get_execution_options().get("write"):
            return
        db.session.rollback()
    db.session.connection(execution_options={"write": True})


@contextmanager
def writing() -> Iterator[None]:
    """A whole transaction outside a request (command, job): commit or roll back."""
    db.session.rollback()
    start_writing()
    try:
        yield
        db.session.commit()
    except BaseException:
        db.session.rollback()
        raise


def keep_on_refusal() -> None:
    """Commit although the answer is a refusal (a counted wrong code, for instance)."""
    g.keep_on_refusal = True


def after_commit(action: Any) -> None:
    """Run ``action()`` once this transaction is committed (to wake a worker)."""
    db.session.info.setdefault("after_commit", []).append(action)


def install(app: Flask, settings: Settings) -> None:
    """Bind the handle to the app, harden the engine, commit at the edge."""
    url = make_url(settings.database_url)
    if url.get_backend_name() == "postgresql":
        url = url.set(drivername="postgresql+psycopg")
    elif url.database not in _IN_MEMORY:  # from where we run, as every other address
        file = Path(url.database or "").absolute()
        with suppress(OSError):  # connecting says what is wrong
            file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        url = url.set(database=str(file))
    app.config["SQLALCHEMY_DATABASE_URI"] = url
    app.config["SQLALCHEMY_ENGINE_OPTIONS"] = _engine_options(
        url.get_backend_name(), url.database
    )
    db.init_app(app)
    with app.app_context():
        _harden(db.engine)

    @app.before_request
    def open_for_writing() -> None:
        if request.method not in SAFE_METHODS:
            start_writing()

    @app.after_request
    def settle(response: Response) -> Response:
        wrote = request.method not in SAFE_METHODS
        if wrote and (response.status_code < 400 or g.get("keep_on_refusal")):
            db.session.commit()
        elif db.session.registry.has():  # a page that asked nothing has none
            db.session.rollback()
        return response


# As many connections as threads, so that none is opened for one request; the one that
# was used last first: it knows the statements and has the pages at hand.
_IN_MEMORY: Final = (None, "", ":memory:")
_POOL: Final = {"pool_size": 8, "pool_use_lifo": True}


def _engine_options(backend: str, database: str | None) -> dict[str, Any]:
    if backend != "sqlite":
        return {
            **_POOL,
            "pool_pre_ping": True,
            "isolation_level": "READ COMMITTED",
        }
    try:  # one driver, not both: each is a megabyte
        import pysqlite3 as driver
    except ImportError:
        import sqlite3 as driver
    options: dict[str, Any] = {
        "module": driver,
        "connect_args": {
            "isolation_level": None,
            "timeout": 15,
            "check_same_thread": False,
        },
    }
    if database in _IN_MEMORY:
        options["poolclass"] = StaticPool
    else:
        options |= _POOL
    return options


def _harden(engine: Engine) -> None:
    if engine.dialect.name == "sqlite":
        check_is_local(Path(engine.url.database or ""))
        event.listen(engine, "connect", prepare)
    event.listen(engine, "begin", _begin)
    event.listen(engine, "before_cursor_execute", _refuse_stray_write)


def _begin(connection: Connection) -> None:
    options = connection.get_execution_options()
    if connection.dialect.name == "sqlite" and not locking:
        return  # every statement by itself: what was read may be stale when written
    if connection.dialect.name == "sqlite":
        connection.exec_driver_sql(
            "BEGIN IMMEDIATE" if options.get("write") else "BEGIN"
        )
    elif options.get("write"):
        connection.execute(text(f"SET LOCAL lock_timeout = '{LOCK_TIMEOUT}'"))


_WRITES = ("INSERT", "UPDATE", "DELETE", "REPLACE")


def _refuse_stray_write(
    connection: Connection, _cursor: Any, statement: str, *_rest: Any
) -> None:
    verb = statement.lstrip()[:7].upper()
    if verb.startswith(_WRITES) and not connection.get_execution_options().get("write"):
        raise WriteOnReadingConnection(
            "A write in a transaction opened for reading; call start_writing() first."
        )


@cache
def _scoped_tables() -> frozenset[Any]:
    return frozenset(
        mapper.local_table
        for mapper in Record.registry.mappers
        if issubclass(mapper.class_, Scoped)
    )


@event.listens_for(Session, "do_orm_execute")
def _keep_in_scope(state: ORMExecuteState) -> None:
    if state.is_column_load or state.is_relationship_load:
        return
    if not (state.is_select or state.is_update or state.is_delete):
        return
    scope = state.execution_options.get("scope")
    if scope == EVERYWHERE:
        return
    if scope is not None:
        state.statement = state.statement.options(_only(scope))
        return
    touched = find_tables(state.statement)  # type: ignore[arg-type]
    if _scoped_tables().intersection(touched):
        raise ScopeMissing(str(state.statement)[:200])


@lru_cache(maxsize=1024)
def _only(municipality_id: int) -> Any:
    """Keeps whatever is read to one municipality's rows; made once for each."""
    return with_loader_criteria(
        Scoped,
        lambda model: model.municipality_id == municipality_id,
        include_aliases=True,
    )


@event.listens_for(Session, "after_commit")
def _run_after_commit(session: Session) -> None:
    for action in session.info.pop("after_commit", []):
        action()


@event.listens_for(Session, "after_rollback")
def _forget_after_commit(session: Session) -> None:
    session.info.pop("after_commit", None)
