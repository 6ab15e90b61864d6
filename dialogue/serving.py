"""Gunicorn's settings: threads for people, few processes, nothing to configure twice."""

import os

bind = os.environ.get("BIND", "127.0.0.1:8000")
worker_class = "gthread"
workers = int(os.environ.get("WEB_WORKERS", "2"))
threads = int(os.environ.get("WEB_THREADS", "8"))
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
preload_app = False  # the engine is made after the fork
accesslog = None  # addresses of residents are not logged; see foundation/logs.py
control_socket_disable = True
