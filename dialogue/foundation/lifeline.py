"""How one worker knows that another is alive: by a lock it holds, not by a clock.

A lock ends with its process, however it ends; a worker that is slow, or whose clock is
wrong, still holds it. SQLite: a locked file beside the database (one machine).
PostgreSQL: a session's advisory lock (many machines).
"""

import fcntl
import hashlib
import secrets
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path
from typing import Protocol, TypeVar

from flask import Flask, current_app
from sqlalchemy import Select, text

from dialogue.foundation.database import db, writing
from dialogue.foundation.settings import Settings

LOCK_CLASS = 0x4469  # "Di": tells our advisory locks from others in the database


class Claimable(Protocol):
    """A row that one worker at a time takes on."""

    @property
    def claimed_by(self) -> str | None:
        """The worker's name."""


Claimed = TypeVar("Claimed", bound=Claimable)


def take_back(
    under_way: Select[Claimed],
    is_alive: Callable[[str], bool],
    again: Callable[[Claimed], None],
) -> int:
    """Do ``again`` with each row of the select whose worker died; gives how many.

    In a transaction of its own, with the row locked and still that worker's.
    """
    workers = {each.claimed_by for each in db.session.scalars(under_way)}
    db.session.rollback()
    dead = {worker for worker in workers if not worker or not is_alive(worker)}
    if not dead:
        return 0
    returned = 0
    with writing():
        for row in db.session.scalars(under_way.with_for_update(skip_locked=True)):
            if row.claimed_by in dead:
                returned += 1
                again(row)
    return returned


class Lifelines(Protocol):
    """Signs of life of the workers."""

    def held(self) -> AbstractContextManager[str]:
        """Hold a fresh sign of life; gives the worker's name (random)."""

    def is_alive(self, worker: str) -> bool:
        """Whether the worker with this name still holds its sign."""


class FileLifelines:
    """Locked files in a folder on this machine."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder

    @contextmanager
    def held(self) -> Iterator[str]:
        """Hold a fresh file until the end."""
        self.folder.mkdir(parents=True, exist_ok=True)
        worker = secrets.token_hex(8)
        path = self.folder / f"{worker}.alive"
        with path.open("w") as file:
            fcntl.flock(file, fcntl.LOCK_EX)
            try:
                yield worker
            finally:
                path.unlink(missing_ok=True)

    def is_alive(self, worker: str) -> bool:
        """Whether somebody holds the file; a file that nobody holds is removed."""
        path = self.folder / f"{worker}.alive"
        try:
            with path.open("r+") as file:
                fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except FileNotFoundError:
            return False
        except BlockingIOError:
            return True
        path.unlink(missing_ok=True)
        return False


class DatabaseLifelines:
    """Advisory locks, each on a connection of its own that ends with it."""

    @contextmanager
    def held(self) -> Iterator[str]:
        """Hold a lock on a connection outside the pool until the end."""
        worker = secrets.token_hex(8)
        with db.engine.connect() as connection:
            alone = connection.execution_options(isolation_level="AUTOCOMMIT")
            alone.detach()  # so that closing really ends the session and its lock
            name = {"class": LOCK_CLASS, "key": _key(worker)}
            alone.execute(text("SELECT pg_advisory_lock(:class, :key)"), name)
            try:
                yield worker
            finally:
                alone.execute(text("SELECT pg_advisory_unlock(:class, :key)"), name)

    def is_alive(self, worker: str) -> bool:
        """Whether any session holds the worker's lock."""
        held = text(
            "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND granted "
            "AND classid = :class AND objid = :key AND objsubid = 2 AND database = "
            "(SELECT oid FROM pg_database WHERE datname = current_database())"
        )
        with db.engine.connect() as connection:
            found = connection.scalar(held, {"class": LOCK_CLASS, "key": _key(worker)})
        return bool(found)


def _key(worker: str) -> int:
    """31 bits of the name, which is what an advisory lock can carry."""
    return int.from_bytes(hashlib.sha256(worker.encode()).digest()[:4], "big") >> 1


def install(app: Flask, settings: Settings) -> None:
    """Choose the kind of sign that goes with the database."""
    on_sqlite = settings.database_url.startswith("sqlite")
    app.extensions["lifelines"] = (
        FileLifelines(settings.instance / "workers")
        if on_sqlite
        else DatabaseLifelines()
    )


def lifelines() -> Lifelines:
    """The signs of life of this house."""
    found: Lifelines = current_app.extensions["lifelines"]
    return found
