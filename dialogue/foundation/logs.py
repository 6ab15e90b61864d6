"""What the house tells its keeper: opaque ids and patterns, never people or texts.

One line of JSON an event. Addresses appear as patterns (``/reset/<token>``), without
query; failures as the kind of error and where it happened, without its message, which
may hold what somebody typed. What libraries say is searched for addresses and secrets.
"""

import json
import logging
import re
import sys
import time
import traceback
from datetime import UTC, datetime
from types import TracebackType
from typing import Any

from flask import Flask, Request, Response, g, request

from dialogue.foundation.settings import Settings

_FRAMES = 8
_SECRETS = (
    (re.compile(r"[^\s@<>\"']+@[^\s@<>\"']+"), "<address>"),
    (re.compile(r"(?<=\?)\S+"), "<query>"),
    (re.compile(r"[A-Za-z0-9_-]{20,}"), "<secret>"),
    (re.compile(r"\+?\d[\d ()-]{7,}\d"), "<number>"),
)
_SHORT = 9  # characters; every pattern without @ or ? needs as many
_OURS = frozenset({"where", "rule", "endpoint", "timestamp", "level", "kind", "sweep"})


class Log:
    """What the house itself says: an event in two or three words, and named values."""

    def __init__(self, name: str) -> None:
        self._logger = logging.getLogger(name)

    def info(self, event: str, **told: Any) -> None:
        """Something that happens all day."""
        self._say(logging.INFO, event, told)

    def warning(self, event: str, **told: Any) -> None:
        """Something to look at one day."""
        self._say(logging.WARNING, event, told)

    def error(self, event: str, **told: Any) -> None:
        """Something that failed; ``exc_info`` (an error, or True) says where."""
        self._say(logging.ERROR, event, told)

    def _say(self, level: int, event: str, told: dict[str, Any]) -> None:
        if self._logger.isEnabledFor(level):
            wrong = told.pop("exc_info", None)
            if wrong is True:
                wrong = sys.exc_info()
            if isinstance(wrong, BaseException):
                wrong = (type(wrong), wrong, wrong.__traceback__)
            # Not logger.log, which looks up the caller's line for every event.
            record = logging.LogRecord(
                self._logger.name, level, "", 0, event, (), wrong
            )
            record.told = told
            self._logger.handle(record)


log = Log("dialogue")


class Line(logging.Formatter):
    """One line an event, ``json`` or ``text``; also what libraries say."""

    def __init__(self, style: str) -> None:
        super().__init__()
        self.style_of_line = style

    def format(self, record: logging.LogRecord) -> str:
        """The event without people: an error as its kind and where it came from."""
        told: dict[str, Any] = {**record.__dict__.get("told", {})}
        told["event"] = record.getMessage()
        error = record.exc_info[1] if record.exc_info else None
        if error is not None:
            told["error"] = type(error).__name__
            told["where"] = _lines(error.__traceback__)
        for name, value in told.items():
            if isinstance(value, str) and name not in _OURS:
                told[name] = without_people(value)
        told["level"] = record.levelname.lower()
        moment = datetime.fromtimestamp(record.created, UTC)
        told["timestamp"] = moment.isoformat(timespec="milliseconds")
        if self.style_of_line == "json":
            return _JSON.encode(told)
        return _as_text(told)


def _unknown(value: object) -> str:
    return without_people(str(value))


_JSON = json.JSONEncoder(default=_unknown)


def _as_text(told: dict[str, Any]) -> str:
    first = [told.pop(name) for name in ("timestamp", "level", "event")]
    rest = [f"{name}={value}" for name, value in told.items()]
    return " ".join((*first, *rest))


def _lines(trace: TracebackType | None) -> list[str]:
    frames = traceback.extract_tb(trace)[-_FRAMES:]
    return [
        f"{each.filename.rpartition('/')[2]}:{each.lineno} {each.name}"
        for each in frames
    ]


def without_people(words: str) -> str:
    """The words with addresses, numbers, queries and secrets taken out."""
    if len(words) < _SHORT and "@" not in words and "?" not in words:
        return words  # too short for a number or a secret
    for pattern, instead in _SECRETS:
        words = pattern.sub(instead, words)
    return words


def configure(style: str) -> None:
    """Send every event to the standard error stream, as ``json`` or ``text``."""
    handler = logging.StreamHandler()
    handler.setFormatter(Line(style))
    root = logging.getLogger()
    root.handlers = [each for each in root.handlers if not _is_ours(each)] + [handler]
    root.setLevel(logging.WARNING)
    logging.getLogger("dialogue").setLevel(logging.INFO)
    for chatty in ("werkzeug", "gunicorn.access"):  # they print whole addresses
        logging.getLogger(chatty).setLevel(logging.ERROR)


def _is_ours(handler: logging.Handler) -> bool:
    return isinstance(handler.formatter, Line)


def install(app: Flask, settings: Settings) -> None:
    """Note every request that reaches a page, and every failure, by its pattern."""
    configure(settings.log)

    @app.before_request
    def start() -> None:
        g.started = time.perf_counter()

    @app.after_request
    def note(response: Response) -> Response:
        # Behind the proxies: each way through them costs more than what is asked.
        asked: Request = request._get_current_object()  # type: ignore[attr-defined]
        known = g._get_current_object()
        if asked.endpoint not in {"asset", "health"}:
            now = time.perf_counter()
            log.info(
                "request", method=asked.method, rule=_pattern_of(asked),
                status=response.status_code, account=known.get("account_id"),
                ms=round((now - known.get("started", now)) * 1000, 1),
            )  # fmt: skip
        return response

    def failed(exc_info: Any) -> None:
        log.error("failed", method=request.method, rule=pattern(), exc_info=exc_info)

    app.log_exception = failed  # type: ignore[method-assign]


def pattern() -> str:
    """The address asked for, as its pattern; nothing of it when there is none."""
    return _pattern_of(request)


def _pattern_of(asked: Request) -> str:
    return asked.url_rule.rule if asked.url_rule else "(none)"
