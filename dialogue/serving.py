"""Gunicorn's settings: threads for people, few processes, nothing said twice."""

import gc
import os
from typing import Any

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
# The house is built once and workers share its memory: a quarter less each.
preload_app = True
accesslog = None  # addresses of residents are not logged; see foundation/logs.py
control_socket_disable = True


def pre_fork(_server: Any, _worker: Any) -> None:
    """What was built stays: nobody looks through it again, so it stays shared."""
    gc.freeze()


def post_fork(server: Any, _worker: Any) -> None:
    """A connection belongs to one process: the worker forgets any it was born with."""
    from dialogue.foundation.database import db

    with server.app.wsgi().app_context():
        db.engine.dispose(close=False)
