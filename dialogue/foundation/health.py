"""/health: is this house well? Words only; nothing about people or versions."""

from flask import Flask, jsonify
from flask.typing import ResponseReturnValue
from sqlalchemy import text
from sqlalchemy.exc import SQLAlchemyError

from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.foundation.jobs.queries import is_minded
from dialogue.foundation.logs import log
from dialogue.foundation.post.stuck import is_late

UNWELL = 503


def install(app: Flask) -> None:
    """Answer 200 while pages can be served; the other words are for an alarm."""

    @app.get("/health", endpoint="health")
    def health() -> ResponseReturnValue:
        try:
            db.session.execute(text("SELECT 1"))
            now = clock.now()
            worker = "ok" if is_minded(now) else "late"
            post = "late" if is_late(now) else "ok"
        except SQLAlchemyError as wrong:
            log.error("database away", trouble=type(wrong).__name__)
            return jsonify(database="away"), UNWELL
        return jsonify(database="ok", worker=worker, post=post)
