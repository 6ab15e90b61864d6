"""Requests to the council: the tables' own on the left, what is made of them right."""

from collections import Counter
from collections.abc import Sequence
from typing import Any

from flask import flash, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Contribution
from dialogue.foundation import clock, journal
from dialogue.outcomes import actions, marking, queries
from dialogue.outcomes.actions import Asked
from dialogue.outcomes.forms import RequestForm
from dialogue.outcomes.models import CouncilRequest
from dialogue.outcomes.queries import Sentence
from dialogue.outcomes.views.door import PLACE, desk_of, page, room
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession

REQUESTS = f"{PLACE}/requests"


@room.page(REQUESTS, needs=Permission.HARVEST)
def requests(slug: str, session_id: int) -> ResponseReturnValue:
    """What tables asked and what goes to the council."""
    town, dialogue_session = desk_of(slug, session_id)
    tables = {each.id: each for each in queries.sentences_of(dialogue_session)}
    asking = marking.asker(dialogue_session)
    found = queries.requests_of(dialogue_session)
    loose = queries.loose_requests(dialogue_session)
    return page(
        "requests", town, dialogue_session, found=found, loose=loose, tables=tables,
        after="" if loose else _next_stop(town.slug, dialogue_session),
        with_council=any(each.asked_at for each in found),
        marked=marking.marked_requests(found, asking),
    )  # fmt: skip


def _next_stop(slug: str, dialogue_session: DialogueSession) -> str:
    """Where the report is written; "" in a house without that room."""
    stop = dict(story.line_of(dialogue_session, clock.now()).stops)["report"]
    if not stop.endpoint:
        return ""
    return url_for(stop.endpoint, slug=slug, session_id=dialogue_session.id)


@room.form(f"{REQUESTS}/new", needs=Permission.HARVEST)
def request_new(slug: str, session_id: int) -> ResponseReturnValue:
    """One request out of those that were ticked (``?sources=…``)."""
    town, dialogue_session = desk_of(slug, session_id)
    loose = queries.loose_requests(dialogue_session)
    ticked = set(request.args.getlist("sources"))
    sources = [each for each in loose if each.id in ticked]
    form = RequestForm(data=_start(dialogue_session, sources))
    _offer(form, loose)
    if form.asked() and journal.already(form.once.data):
        return _back(slug, session_id)  # its sources are taken: by itself
    if form.validate_on_submit():
        with form.catching():
            made = actions.merge_requests(
                dialogue_session, _chosen(form, loose), _asked(form), now=clock.now()
            )
            journal.once(form.once.data, f"request:{made.id}", now=clock.now())
            flash(_("The request is there. The tables' own words stay with it."))
            return _back(slug, session_id)
    return page("request_new", town, dialogue_session, form.status, form=form)


@room.form(f"{REQUESTS}/<int:number>", needs=Permission.HARVEST)
def request_change(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Other words, another receiver, date or sources."""
    town, dialogue_session = desk_of(slug, session_id)
    found = queries.request_in(dialogue_session, number)
    own = {each.contribution_id for each in found.sources}
    offered = [
        each
        for each in queries.sentences_of(dialogue_session)
        if each.id in own
    ] + queries.loose_requests(dialogue_session)  # fmt: skip
    form = RequestForm(data=_values(found))
    _offer(form, offered)
    if form.validate_on_submit():
        with form.catching():
            actions.change_request(
                dialogue_session, found, _chosen(form, offered), _asked(form),
                seen=form.revision.data, now=clock.now(),
            )  # fmt: skip
            flash(_("Changed."))
            return _back(slug, session_id)
    return page(
        "request_change", town, dialogue_session, form.status, form=form, found=found
    )


@room.act(f"{REQUESTS}/<int:number>/move", needs=Permission.HARVEST)
def request_move(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Earlier or later in the line."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.request_in(dialogue_session, number)
    actions.move_request(dialogue_session, found, up=request.form.get("to") == "up")
    return _back(slug, session_id)


@room.act(f"{REQUESTS}/<int:number>/apart", needs=Permission.HARVEST)
def request_apart(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Take a request apart; can be undone."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.request_in(dialogue_session, number)
    apart = actions.unmerge(dialogue_session, found, now=clock.now())
    undo = url_for(
        "outcomes.request_back", slug=slug, session_id=session_id, apart_id=apart.id
    )
    words = _("Request %(number)s is taken apart.", number=number)
    flash({"text": words, "undo": undo}, "undo")  # type: ignore[arg-type]
    return _back(slug, session_id)


@room.act(f"{REQUESTS}/apart/<int:apart_id>/back", needs=Permission.HARVEST)
def request_back(slug: str, session_id: int, apart_id: int) -> ResponseReturnValue:
    """Undo of taking apart."""
    _town, dialogue_session = desk_of(slug, session_id)
    apart = queries.taken_apart_in(dialogue_session, apart_id)
    actions.put_back(dialogue_session, apart, now=clock.now())
    return _back(slug, session_id)


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    return redirect(url_for("outcomes.requests", slug=slug, session_id=session_id), 303)


def _offer(form: RequestForm, sentences: Sequence[Sentence]) -> None:
    form.sources.choices = [
        SelectChoice(
            each.id,
            _(
                "%(text)s (table %(table)s)",
                text=each.contribution.text,
                table=each.table,
            ),
        )
        for each in sentences
    ]


def _chosen(form: RequestForm, offered: Sequence[Sentence]) -> list[Contribution]:
    ticked = set(form.sources.data or ())
    return [each.contribution for each in offered if each.id in ticked]


def _asked(form: RequestForm) -> Asked:
    return Asked(
        form.text.data, form.addressed_to.data, form.answer_due.data,
        form.why.data or "", form.right.right,
    )  # fmt: skip


def _start(
    dialogue_session: DialogueSession, sources: Sequence[Sentence]
) -> dict[str, Any]:
    said = [each.contribution for each in sources]
    to = Counter(each.addressed_to for each in said if each.addressed_to)
    days = [each.wanted_by for each in said if each.wanted_by]
    return {
        "sources": [each.id for each in said],
        "text": said[0].text if said else "",
        "why": next((each.reason for each in said if each.reason), ""),
        "addressed_to": to.most_common(1)[0][0] if to else "",
        "answer_due": min(days) if days else dialogue_session.answer_due,
        "right": "",
    }


def _values(found: CouncilRequest) -> dict[str, Any]:
    return {
        "sources": [each.contribution_id for each in found.sources],
        "text": found.text, "why": found.why, "addressed_to": found.addressed_to,
        "answer_due": found.answer_due, "revision": found.revision,
        "right": found.right.value if found.right else "",
    }  # fmt: skip
