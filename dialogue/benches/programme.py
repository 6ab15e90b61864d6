"""A programme to count: towns, evenings, tables, and as many sentences as asked."""

import random
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from typing import Any

TOWNS, SESSIONS, TABLES = 342, 50, 6


def fill(kind: str, many: int) -> tuple[int, int]:
    """The towns, evenings, tables and sentences; gives a town and an evening of it."""
    from sqlalchemy import insert

    from dialogue.conversations.models import Contribution
    from dialogue.foundation.database import db, writing

    with db.engine.connect().execution_options(write=True) as connection:
        db.metadata.create_all(connection)
        connection.commit()
    with writing():
        for model, rows in _world():
            db.session.connection().execute(insert(model), list(rows))
    said: Any = Contribution.__table__
    names = [column.name for column in said.columns]
    if kind == "sqlite":
        _pour_sqlite(names, many)
    else:
        _pour_postgresql(names, many)
    return TOWNS // 2, (TOWNS // 2 - 1) * SESSIONS + SESSIONS // 2


def _world() -> Iterator[tuple[Any, Iterator[dict[str, Any]]]]:
    from datetime import timedelta

    from dialogue.conversations.models import Evening, TableTalk
    from dialogue.foundation import clock
    from dialogue.guides.models import Guide, GuideVersion
    from dialogue.municipalities.models import Municipality
    from dialogue.sessions.models import DialogueSession, Stage

    now = clock.now()
    yield Guide, iter([{"id": 1, "slug": "bank"}])
    version = {
        "id": 1, "guide_id": 1, "number": 1, "published_at": now, "checksum": "x",
        "document": {},
    }  # fmt: skip
    yield GuideVersion, iter([version])
    yield Municipality, (
        {
            "id": town, "slug": f"dorp-{town}", "code": f"D{town}", "country": "NL",
            "name": f"Dorp {town}", "name_official": f"Dorp {town}", "names": {},
            "province_code": "PV", "province": "Rivierland", "region": "Nederland",
            "languages": ["nl"],
        }
        for town in range(1, TOWNS + 1)
    )  # fmt: skip
    yield DialogueSession, (
        {
            "id": number, "municipality_id": _town(number), "ref": f"R{number}",
            "title": "Lief en leed", "seats": 42, "tables": TABLES,
            "languages": ["nl"], "guide_version_id": 1, "starts_at": now,
            "ends_at": now + timedelta(hours=2), "stage": Stage.PUBLISHED,
        }
        for number in range(1, TOWNS * SESSIONS + 1)
    )  # fmt: skip
    yield Evening, (
        {
            "id": _key("e", number), "municipality_id": _town(number),
            "dialogue_session_id": number, "code": "7Q",
        }
        for number in range(1, TOWNS * SESSIONS + 1)
    )  # fmt: skip
    yield TableTalk, (
        {
            "id": _key("t", place), "municipality_id": _town(place // TABLES + 1),
            "evening_id": _key("e", place // TABLES + 1),
            "number": place % TABLES + 1, "link_hash": _key("h", place),
        }
        for place in range(TOWNS * SESSIONS * TABLES)
    )  # fmt: skip


def _town(evening: int) -> int:
    return (evening - 1) // SESSIONS + 1


def _key(sort: str, number: int) -> str:
    """As random as the house's own keys, and the same each time it is asked."""
    return blake2b(f"{sort}{number}".encode(), digest_size=16).hexdigest()


def _sentences(names: Sequence[str], many: int) -> Iterator[tuple[Any, ...]]:
    """Sentences in the order of their random keys, so that they pour in quickly."""
    from dialogue.conversations.models import Kind

    chance = random.Random(7)
    kinds = [kind.value for kind in Kind]
    states = ("confirmed",) * 7 + ("changed", "written", "withdrawn")
    tables = TOWNS * SESSIONS * TABLES
    keys = [_key("t", place) for place in range(tables)]
    fixed: dict[str, Any] = {
        "step": "round-1", "number": 1, "language": "nl", "on_behalf": False,
        "captured_on": "device", "minority": False, "reason": "", "addressed_to": "",
        "pseudonym": "", "per_side": "{}",
        "text": "Een buur bracht soep toen ik ziek was, en vroeg niets terug.",
    }  # fmt: skip
    for number in range(many):
        place = chance.randrange(tables)
        row = fixed | {
            "id": f"{number:08x}{chance.getrandbits(96):024x}",
            "municipality_id": _town(place // TABLES + 1),
            "table_talk_id": keys[place],
            "kind": chance.choice(kinds),
            "confirmation": chance.choice(states),
            "client_key": f"{number:08x}",
        }
        yield tuple(row.get(name) for name in names)


_PLAIN_TABLE = (
    "CREATE TABLE plain (town integer, evening integer, kind text, state text)",
    (
        "INSERT INTO plain SELECT c.municipality_id, e.dialogue_session_id, c.kind, "
        "c.confirmation FROM contribution c "
        "JOIN table_talk t ON t.id = c.table_talk_id "
        "JOIN evening e ON e.id = t.evening_id"
    ),
    "CREATE INDEX plain_kind ON plain (town, kind, state)",
    "CREATE INDEX plain_evening ON plain (town, evening, kind, state)",
)


def _pour_sqlite(names: Sequence[str], many: int) -> None:
    from dialogue.foundation.database import db

    raw = db.engine.raw_connection()
    cursor = raw.cursor()
    for pragma in (
        "foreign_keys = OFF", "synchronous = OFF", "secure_delete = OFF",
        "cache_size = -400000",
    ):  # fmt: skip
        cursor.execute(f"PRAGMA {pragma}")
    cursor.execute("BEGIN IMMEDIATE")
    for name, _make in _indexes():
        cursor.execute(f"DROP INDEX {name}")
    marks = ", ".join("?" * len(names))
    cursor.executemany(
        f"INSERT INTO contribution ({', '.join(names)}) VALUES ({marks})",
        _sentences(names, many),  # type: ignore[arg-type]
    )
    for _name, make in _indexes():
        cursor.execute(make)
    for statement in _PLAIN_TABLE:
        cursor.execute(statement)
    cursor.execute("COMMIT")
    raw.invalidate()  # its settings were for pouring only


def _indexes() -> list[tuple[str, str]]:
    """Name and statement of what sentences are counted in: made after pouring."""
    from sqlalchemy.schema import CreateIndex

    from dialogue.conversations.models import Contribution
    from dialogue.foundation.database import db

    said: Any = Contribution.__table__
    return [
        (str(one.name), str(CreateIndex(one).compile(db.engine)))
        for one in sorted(said.indexes, key=lambda one: str(one.name))
    ]


def _pour_postgresql(names: Sequence[str], many: int) -> None:
    from dialogue.foundation.database import db

    raw = db.engine.raw_connection()
    connection: Any = raw.driver_connection
    connection.rollback()
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute("SET session_replication_role = replica")
    cursor.execute("SET synchronous_commit = off")
    for name, _make in _indexes():
        cursor.execute(f"DROP INDEX {name}")
    with cursor.copy(f"COPY contribution ({', '.join(names)}) FROM STDIN") as copy:
        for row in _sentences(names, many):
            copy.write_row(row)
    for _name, make in _indexes():
        cursor.execute(make)
    for statement in _PLAIN_TABLE:
        cursor.execute(statement)
    cursor.execute("VACUUM ANALYZE")
    raw.invalidate()
