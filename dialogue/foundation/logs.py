"""What the house tells its keeper: opaque ids and patterns, never people or texts.

One line of JSON an event. Addresses appear as patterns (``/reset/<token>``), without
query; failures as the kind of error and where it happened, without its message, which
may hold what somebody typed. What libraries say is searched for addresses and secrets.
"""

import logging
import re
import sys
import time
import traceback
from types import TracebackType
from typing import Any

import structlog
from flask import Flask, Response, g, request

from dialogue.foundation.settings import Settings

log: structlog.stdlib.BoundLogger = structlog.get_logger("dialogue")

Event = Any  # structlog's own mapping of one event
_FRAMES = 8
_SECRETS = (
    (re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+"), "<address>"),
    (re.compile(r"(?<=\?)\S+"), "<query>"),
    (re.compile(r"[A-Za-z0-9_-]{20,}"), "<secret>"),
    (re.compile(r"\+?\d[\d ()-]{7,}\d"), "<number>"),
)
_OURS = frozenset({"where", "rule", "endpoint", "timestamp", "level", "kind", "sweep"})


def _where_not_what(_logger: Any, _name: str, event: Event) -> Event:
    """An error as its kind and the lines it came through."""
    found = event.pop("exc_info", None)
    if found is True:
        found = sys.exc_info()
    error = found[1] if isinstance(found, tuple) else found
    if isinstance(error, BaseException):
        event["error"] = type(error).__name__
        event["where"] = _lines(error.__traceback__)
    return event


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [
        f"{each.filename.rpartition('/')[2]}:{each.lineno} {each.name}"
        for each in frames
    ]


def _without_people(_logger: Any, _name: str, event: Event) -> Event:
    for name, value in event.items():
        if isinstance(value, str) and name not in _OURS:
            event[name] = without_people(value)
    return event


def without_people(words: str) -> str:
    """The words with addresses, numbers, queries and secrets taken out."""
    for pattern, instead in _SECRETS:
        words = pattern.sub(instead, words)
    return words


_SHARED: list[Any] = [
    structlog.stdlib.add_log_level,
    structlog.processors.TimeStamper(fmt="iso"),
    _where_not_what,
    _without_people,
]


def configure(style: str) -> None:
    """Send every event to the standard error stream, as ``json`` or ``text``."""
    structlog.configure(
        processors=[*_SHARED, structlog.stdlib.ProcessorFormatter.wrap_for_formatter],
        logger_factory=structlog.stdlib.LoggerFactory(),
        wrapper_class=structlog.stdlib.BoundLogger,
        cache_logger_on_first_use=True,
    )
    last: Any = structlog.processors.JSONRenderer()
    if style == "text":
        last = structlog.dev.ConsoleRenderer(colors=False)
    handler = logging.StreamHandler()
    handler.setFormatter(formatter(last))
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not _is_ours(each)] + [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("dialogue").setLevel(logging.INFO)
    for chatty in ("werkzeug", "gunicorn.access"):  # they print whole addresses
        logging.getLogger(chatty).setLevel(logging.ERROR)


def formatter(renderer: Any) -> structlog.stdlib.ProcessorFormatter:
    """How a line is written, also what libraries say through ``logging``."""
    return structlog.stdlib.ProcessorFormatter(
        foreign_pre_chain=_SHARED,
        processors=[
            structlog.stdlib.ProcessorFormatter.remove_processors_meta,
            renderer,
        ],
    )


def _is_ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, structlog.stdlib.ProcessorFormatter)


def install(app: Flask, settings: Settings) -> None:
    """Note every request that reaches a page, and every failure, by its pattern."""
    configure(settings.log)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        if request.endpoint not in {"asset", "health"}:
            log.info(
                "request", method=request.method, rule=pattern(),
                status=response.status_code, account=g.get("account_id"),
                ms=_milliseconds(),
            )  # fmt: skip
        return response

    def failed(exc_info: Any) -> None:
        log.error("failed", method=request.method, rule=pattern(), exc_info=exc_info)

    app.log_exception = failed  # type: ignore[method-assign]


def _milliseconds() -> float:
    now = time.perf_counter()
    started: float = g.get("started", now)
    return round((now - started) * 1000, 1)


def pattern() -> str:
    """The address asked for, as its pattern; nothing of it when there is none."""
    return request.url_rule.rule if request.url_rule else "(none)"
