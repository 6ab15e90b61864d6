"""The one error page: what happened, and what to do next."""

from collections.abc import Sequence
from typing import Any

from flask import Flask, current_app, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_wtf.csrf import CSRFError
from sqlalchemy.exc import DataError, OperationalError
from werkzeug.exceptions import HTTPException

from dialogue.foundation import logs
from dialogue.foundation.database import db
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.typed import typed_here

_OTHER_METHOD, _OURS = 405, 500
_NOT_SIGNED_IN, _RULE, _BUSY = 401, 422, 503
_AGAIN = frozenset({_NOT_SIGNED_IN, _BUSY})  # the same may work a little later
Typed = Sequence[tuple[str, str]]


def _words(code: int) -> tuple[str, str]:
    """Title and sentence of a refusal, by HTTP status."""
    known = {
        400: (_("We did not understand that"), _("Go back and try once more.")),
        401: (
            _("Please sign in first"),
            _("You were signed out. Sign in and try again."),
        ),
        403: (
            _("This is not yours to do"),
            _("Ask the coordinator of your municipality if you need this."),
        ),
        404: (
            _("There is nothing here"),
            _(
                "The address may be wrong, or what stood here is gone. "
                "Look on the first page."
            ),
        ),
        405: (
            _("That does not work this way"),
            _("Go back and use the button on the page."),
        ),
        413: (
            _("That is too much at once"),
            _("Make the text or the file smaller and send it again."),
        ),
        429: (
            _("A moment, please"),
            _("This was tried often in a short time. Wait a few minutes, or call us."),
        ),
        503: (
            _("It is busy here"),
            _("Wait a few seconds and send it again."),
        ),
    }
    fallback = (
        _("That did not work"),
        _("Something went wrong on our side. Try again in a moment, or call us."),
    )
    return known.get(code, fallback)


def _refused(error: HTTPException) -> ResponseReturnValue:
    code = error.code or 500
    if code >= _OURS:
        db.session.rollback()  # PostgreSQL answers nothing more in it
    if error.response is not None:
        return error.response
    if isinstance(error, CSRFError):
        return show(
            400,
            _("This page was open for too long"),
            _("Go back, reload the page and send it again."),
            typed=typed_here(),
        )
    if code in _AGAIN:
        return show(code, typed=typed_here())
    if code != _OTHER_METHOD:
        return show(code)
    methods = ", ".join(getattr(error, "valid_methods", None) or ())
    return *show(code), {"Allow": methods}


def install(app: Flask) -> None:
    """Answer every refusal and failure with the one page."""

    app.register_error_handler(HTTPException, _refused)

    @app.errorhandler(NotHere)
    def missing(_error: NotHere) -> ResponseReturnValue:
        return show(404)

    @app.errorhandler(RuleBroken)
    def broken(error: RuleBroken) -> ResponseReturnValue:
        db.session.rollback()
        return show(_RULE, _("That cannot be done now"), error.sentence)

    @app.errorhandler(DataError)
    def unfit(_error: DataError) -> ResponseReturnValue:
        """A character or number that the database cannot even compare with."""
        db.session.rollback()
        logs.log.warning("value refused by the database", endpoint=request.endpoint)
        return show(400)

    @app.errorhandler(OperationalError)
    def busy(error: OperationalError) -> ResponseReturnValue:
        db.session.rollback()
        if "lock" not in str(error.orig).lower():
            raise error
        logs.log.warning("database busy", endpoint=request.endpoint)
        return show(_BUSY, typed=typed_here())


def show(
    code: int, title: str = "", sentence: Any = "", typed: Typed = ()
) -> tuple[str, int]:
    """The page and its status; ``typed`` is what one press sends again."""
    usual_title, usual_sentence = _words(code)
    if typed:
        sentence = _typed_words(code)
    return (
        render_template(
            "_house/error.html",
            title=title or usual_title,
            sentence=sentence or usual_sentence,
            next_link=_next_link(code, typed),
            typed=typed,
            again=request.full_path.rstrip("?"),
        ),
        code,
    )


def _typed_words(code: int) -> str:
    if code == _NOT_SIGNED_IN:
        return str(
            _(
                "You were signed out. What you typed is still on this page. Sign in in "
                "a new window, come back here and send it again."
            )
        )
    if code == _BUSY:
        return str(_("Nothing was lost. Wait a few seconds and send it again."))
    return str(_("Nothing was lost: what you typed is still here. Send it again."))


def _next_link(code: int, typed: Typed) -> dict[str, str] | None:
    """Where to go from here; None where what was typed only has to be sent again."""
    sign_in = current_app.extensions.get("sign_in_page")
    if code == _NOT_SIGNED_IN and sign_in:
        return {"text": _("Sign in"), "href": sign_in()}
    if typed:
        return None
    back = request.referrer or ""
    if back.startswith(request.host_url) and code in {400, 405, 413, 422, 503}:
        return {"text": _("Back"), "href": back}
    slug = (request.view_args or {}).get("slug", "")
    inside = (
        code == _RULE and slug
    )  # the town is there: what it said no to stands in it
    first = f"/{slug}/{'desk' if '/desk/' in request.path else ''}" if inside else "/"
    return {"text": _("To the first page"), "href": first}
