"""Opening a table: its link or card, and the code on the wall."""

from flask import Response, current_app, make_response, redirect, render_template
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, queries, rules
from dialogue.conversations.forms import CardForm, CodeForm
from dialogue.conversations.models import TableTalk
from dialogue.conversations.views.door import back_to, room, sit_down, stand_up
from dialogue.foundation import clock, links
from dialogue.foundation.assets import built_bytes
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.forms import Form
from dialogue.foundation.throttle import Budget, network

# Per evening the wait grows with every wrong code (rules.wait_after). These hold over
# all evenings together, and per network for codes of cards that do not exist.
ALL_TRIES = Budget("table codes", "200/hour;1000/day")
CARD_TRIES = Budget("table cards", "20/10minutes;100/day")
TOO_OFTEN = 429


@room.form("/table", needs=Permission.VISIT)
def table() -> ResponseReturnValue:
    """The entry without a link: the code on the card and the code on the wall."""
    if links.granted(queries.TABLE, now=clock.now()) is not None:
        return back_to("here")
    form = CardForm()
    if form.validate_on_submit():
        if CARD_TRIES.seconds_to_wait(network()):
            return _wait("table", form, None)
        talk = queries.talk_by_card(str(form.card.data))
        if talk is not None:
            return _try_code("table", form, talk)
        CARD_TRIES.count(network())
        _refuse(form, _("We do not know this card. Look at it once more."), "card")
    return _page("table", form, None)


@room.form("/table/<token>", needs=Permission.VISIT)
def table_open(token: str) -> ResponseReturnValue:
    """GET changes nothing and asks for the code on the wall; POST opens the table."""
    talk = queries.talk_by_token(token)
    form = CodeForm()
    if form.validate_on_submit():
        return _try_code("table_open", form, talk)
    return _page("table_open", form, talk)


def _try_code(name: str, form: CodeForm, talk: TableTalk) -> ResponseReturnValue:
    """Open the table when the code is right; else count the try, also on refusal."""
    now = clock.now()
    evening = queries.hold_evening(talk)
    waits = evening.wait_until is not None and now < evening.wait_until
    if waits or ALL_TRIES.seconds_to_wait("all"):
        return _wait(name, form, talk)
    with form.catching():
        rules.check_can_enter(queries.session_of(evening).ends_at, now)
        if rules.same_code(str(form.code.data), evening.code):
            actions.right_code(evening)
            sit_down(talk)
            return back_to("here")
        ALL_TRIES.count("all")
        actions.wrong_code(evening, now=now)
        _refuse(
            form,
            _("This is not the code of this evening. Look at the wall once more."),
            "code",
        )
    return _page(name, form, talk)


def _wait(name: str, form: Form, talk: TableTalk | None) -> ResponseReturnValue:
    _refuse(
        form,
        _(
            "This was tried a few times in a row. Wait a little, or ask the "
            "facilitator for a new code."
        ),
    )
    return _page(name, form, talk, TOO_OFTEN)


def _page(
    name: str, form: Form, talk: TableTalk | None, status: int = 0
) -> ResponseReturnValue:
    page = render_template(f"conversations/{name}.html", form=form, talk=talk)
    return page, status or form.status


def _refuse(form: Form, sentence: str, field: str | None = None) -> None:
    form.refuse(RuleBroken(sentence, field=field))


@room.act("/table/leave", needs=Permission.VISIT)
def leave() -> ResponseReturnValue:
    """Ready on this device: nothing of the table stays behind."""
    stand_up()
    answer = make_response(redirect("/table/left", 303))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@room.page("/table/left", needs=Permission.VISIT)
def left() -> ResponseReturnValue:
    """What somebody sees who picks this phone up next."""
    answer = make_response(render_template("conversations/left.html"))
    answer.headers["Clear-Site-Data"] = '"cache", "storage"'
    return answer


@room.page("/table/worker.js", needs=Permission.VISIT)
def worker() -> Response:
    """The service worker: at this address it may keep ``/table/…`` and no more."""
    try:
        content = built_bytes(current_app, "table-worker.js")
    except LookupError:
        raise NotHere from None
    answer = Response(content, content_type="text/javascript; charset=utf-8")
    answer.headers["Cache-Control"] = "no-cache"
    return answer
