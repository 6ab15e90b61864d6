"""Waking the worker after a commit; the request never waits for it, nor fails.

A thread beside the requests puts the wake-up in the queue, several at once as one. A
wake-up that is lost costs at most a minute: the worker's round finds what is due.
"""

import os
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager, nullcontext

from flask import Flask

from dialogue.foundation.logs import log
from dialogue.foundation.settings import Mode, Settings

REST = 0.2  # seconds between two wake-ups


class Waker:
    """Calls ``wake`` soon after it was called itself."""

    def __init__(self, wake: Callable[[], None]) -> None:
        self.wake = wake
        self.asked = threading.Event()
        self.guard = threading.Lock()
        self.process = 0

    def __call__(self) -> None:
        """Ask for a wake-up; returns at once."""
        if self.process != os.getpid():  # a thread does not survive a fork
            self._start()
        self.asked.set()

    def _start(self) -> None:
        with self.guard:
            if self.process == os.getpid():
                return
            self.asked = threading.Event()
            self.process = os.getpid()
            threading.Thread(target=self._attend, name="waker", daemon=True).start()

    def _attend(self) -> None:
        rest = threading.Event()
        while True:
            self.asked.wait()
            self.asked.clear()
            try:
                self.wake()
            except Exception as wrong:  # the queue is away: the round will find it
                log.warning("could not wake the worker", trouble=type(wrong).__name__)
            rest.wait(REST)


def install(app: Flask, settings: Settings) -> None:
    """Let commits wake the worker. In tests nobody wakes: see ``run_until_idle``."""
    if settings.mode is not Mode.TEST:
        app.extensions["wake"] = Waker(lambda: _wake(app))


def _wake(app: Flask) -> None:
    # A web process that never wakes anybody goes without Huey. And Huey brings along
    # every client it finds (16 MB): one that this house does not use is not there.
    settings: Settings = app.extensions["settings"]
    with (
        absent("redis", "psycopg")
        if settings.queue_url.startswith("sqlite")
        else nullcontext()
    ):
        from dialogue.foundation.jobs.worker import tasks_of

    tasks_of(app).wake()


@contextmanager
def absent(*names: str) -> Iterator[None]:
    """Importing these fails for a while, unless they are there already."""
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            del sys.modules[name]
