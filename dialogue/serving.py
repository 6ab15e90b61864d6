"""Gunicorn's settings: threads for people, few processes, nothing said twice.

A start goes in two steps. First one worker listens that hands out kept public pages
(foundation/porch.py) and builds the house only if somebody asks for more. It tells this
process to read these settings again; then the house is built here once, and workers
that share it take over. Whatever is served but ``wsgi:app`` starts in one step.
"""

import gc
import os
import signal
import sys
from threading import Timer
from typing import Any

A_MOMENT = 0.2  # seconds: who asks for more than kept pages has the processor first
AWAKE = "HOUSE_AWAKE"  # set for the second reading of this file
asleep = "wsgi:app" in sys.argv and AWAKE not in os.environ

if "wsgi:app" in sys.argv:  # what is wrong is one sentence, not one for each worker
    from dialogue.foundation.settings import SettingsInvalid, read

    try:
        read(os.environ)
    except SettingsInvalid as wrong:
        sys.exit(f"Settings: {wrong}")

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = 1 if asleep else int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# The house is built once and workers share its memory: a quarter less each.
preload_app = not asleep
accesslog = None  # addresses of residents are not logged; see foundation/logs.py
control_socket_disable = True


def when_ready(_server: Any) -> None:
    """Listening: whoever reads this file next builds the house."""
    os.environ[AWAKE] = "yes"


def pre_fork(_server: Any, _worker: Any) -> None:
    """What was built stays: nobody looks through it again, so it stays shared."""
    gc.freeze()


def post_fork(server: Any, _worker: Any) -> None:
    """A connection belongs to one process: the worker forgets any it was born with."""
    if asleep:
        os.environ["HOUSE_ASLEEP"] = "yes"
        return
    from dialogue.foundation.database import db

    served = server.app.wsgi()
    with getattr(served, "house", served).app_context():
        db.engine.dispose(close=False)


def post_worker_init(worker: Any) -> None:
    """The porch is open: in a moment, build the house behind it."""
    if asleep:
        soon = Timer(A_MOMENT, _ask_for_the_house, (worker,))
        soon.daemon = True
        soon.start()


def _ask_for_the_house(worker: Any) -> None:
    with worker.wsgi.building:  # somebody who could not wait comes first
        pass
    os.kill(worker.ppid, signal.SIGHUP)
