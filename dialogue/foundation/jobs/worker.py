"""The worker: one process beside the web, as many as you like.

Huey keeps the clock and passes wake-ups on, through a file, PostgreSQL or Redis. What
there is to do stands in our own tables, so a queue that loses everything loses nothing.
"""

import threading
from collections.abc import Callable
from datetime import datetime
from functools import cache

from flask import Flask, current_app, has_app_context
from huey import PostgresHuey, RedisHuey, SqliteHuey, crontab
from huey.api import Huey

from dialogue.foundation import clock, jobs
from dialogue.foundation.database import db
from dialogue.foundation.jobs import running
from dialogue.foundation.lifeline import lifelines
from dialogue.foundation.post import delivery
from dialogue.foundation.post.transport import transport_for
from dialogue.foundation.settings import Settings

THREADS = 3  # post, long work, and the round do not wait for each other
PATIENCE = 60  # seconds a stopping worker may take to finish what it does

jobs.sweeps(delivery.forget_stuck)


@cache
def _queue(url: str) -> Huey:
    if url.startswith("sqlite:///"):
        # Not WAL: the SQLite that Python brings may have the bug of before 3.51.3.
        return SqliteHuey(
            "dialogue",
            filename=url.removeprefix("sqlite:///"),
            journal_mode="delete",
            timeout=15,
        )
    if url.startswith("postgresql"):
        return PostgresHuey("dialogue", dsn=url.replace("+psycopg", ""))
    return RedisHuey("dialogue", url=url)


class OneAtATime:
    """Runs an action; asked while it runs, it runs once more afterwards."""

    def __init__(self, action: Callable[[], None]) -> None:
        self.action = action
        self.asked = threading.Event()
        self.busy = threading.Lock()

    def __call__(self) -> None:
        """Run the action, or see to it that whoever runs it does so once more."""
        self.asked.set()
        if not self.busy.acquire(blocking=False):
            return
        try:
            while self.asked.is_set():
                self.asked.clear()
                self.action()
        finally:
            self.busy.release()


class Tasks:
    """What can be asked of the worker through the queue; none carries any data."""

    def __init__(self, app: Flask, queue: Huey) -> None:
        post = OneAtATime(lambda: _in(app, deliver))
        work = OneAtATime(lambda: _in(app, carry_out))
        self.queue = queue
        self.post = queue.task(name="post")(lambda: post())
        self.work = queue.task(name="work")(lambda: work())

        def every_minute() -> None:
            _in(app, lambda: running.do_round(clock.now()))
            self.wake()

        queue.periodic_task(crontab(minute="*"), name="round")(every_minute)

    def wake(self) -> None:
        """Ask for the post and for long work."""
        self.post()
        self.work()


def _in(app: Flask, action: Callable[[], object]) -> None:
    with app.app_context():
        action()


def deliver(now: datetime | None = None) -> int:
    """Take back what dead workers left, then hand over what is due."""
    moment = now or clock.now()
    signs = lifelines()
    with signs.held() as worker:
        returned = delivery.return_stale(moment, signs.is_alive)
        transport = transport_for(current_app.extensions["settings"])
        return returned + delivery.deliver_due(moment, transport, worker)


def carry_out(now: datetime | None = None) -> int:
    """Take back what dead workers left, then carry out the jobs that are due."""
    moment = now or clock.now()
    signs = lifelines()
    with signs.held() as worker:
        return running.return_stale(moment, signs.is_alive) + running.work_due(
            moment, worker
        )


def tasks_of(app: Flask) -> Tasks:
    """The queue of this house with its tasks, opened when first needed."""
    if "tasks" not in app.extensions:
        settings: Settings = app.extensions["settings"]
        if settings.queue_url.startswith("sqlite"):
            settings.instance.mkdir(parents=True, exist_ok=True)
        app.extensions["tasks"] = Tasks(app, _queue(settings.queue_url))
    found: Tasks = app.extensions["tasks"]
    return found


def run_worker(app: Flask) -> None:
    """Work until told to stop (SIGTERM: after finishing what is under way)."""
    tasks = tasks_of(app)
    tasks.wake()
    tasks.queue.create_consumer(
        workers=THREADS, periodic=True, initial_delay=0.1, max_delay=1.0,
        shutdown_timeout=PATIENCE, graceful_signal="TERM",
    ).run()  # fmt: skip


def run_until_idle(app: Flask, now: datetime, *, rounds: int = 100) -> int:
    """Do all that is due at ``now``, here and at once; gives how much was done.

    For tests, the example and the demo. What is not committed is rolled back first.
    """
    if has_app_context() and current_app._get_current_object() is app:  # type: ignore[attr-defined]
        return _until_idle(now, rounds)
    with app.app_context():
        return _until_idle(now, rounds)


def _until_idle(now: datetime, rounds: int) -> int:
    db.session.rollback()
    done = 0
    for _ in range(rounds):
        running.do_round(now, always=True)
        did = carry_out(now) + deliver(now)
        done += did
        if not did:
            return done
    raise RuntimeError(
        f"Work goes on after {rounds} rounds: something asks for itself."
    )
