"""Typing a paper sheet in, after the evening: the sheet's order, Enter moves on."""

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct
from wtforms.fields.choices import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, guiding, queries, recognising, rules
from dialogue.conversations.forms import PaperForm, PresentForm
from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    Evening,
    Kind,
    TableTalk,
)
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import DESK, back_to, desk_of, evening_at, room
from dialogue.conversations.words import KIND_NAMES, OUTCOMES, values_of
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.guides.format import GuideFile
from dialogue.guides.words import STEP_KINDS
from dialogue.municipalities.models import Municipality
from dialogue.sessions.models import DialogueSession

TABLE = DESK + "/table/<int:number>"
CROSSED_OUT = "–"  # words of a line that was crossed out on paper: wiped at once


class Sheet(Struct, frozen=True):
    """One table's sheet on the desk."""

    town: Municipality
    dialogue_session: DialogueSession
    evening: Evening
    talk: TableTalk
    guide: GuideFile
    parts: tuple[rules.Sheet, ...]


def _sheet(slug: str, session_id: int, number: int) -> Sheet:
    town, dialogue_session = desk_of(slug, session_id)
    evening = evening_at(dialogue_session)
    talk = queries.talk_in(town.id, evening, number)
    guide = queries.guide_of(dialogue_session)
    return Sheet(town, dialogue_session, evening, talk, guide, rules.sheets_of(guide))


def _part(sheet: Sheet, said: list[Contribution]) -> rules.Sheet:
    """The step asked for with ``?step=key``; else the first with an empty line."""
    asked = request.args.get("step", "")
    for part in sheet.parts:
        if part.step.key == asked:
            return part
    full = {
        part.step.key
        for part in sheet.parts
        if sum(each.step == part.step.key for each in said) > part.last - part.first
    }
    return next((p for p in sheet.parts if p.step.key not in full), sheet.parts[-1])


@room.form(TABLE, needs=Permission.SEE_DESK)
def sheet(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """One line a time; the cursor is in the next line after Enter."""
    at = _sheet(slug, session_id, number)
    if not at.parts:
        raise NotHere
    said = list(queries.contributions_of(at.talk))
    part = _part(at, said)
    form = PaperForm()
    form.kind.choices = [
        SelectChoice(kind.value, KIND_NAMES[kind]) for kind in part.fields
    ]
    if len(part.fields) == 1:
        form.kind.data = next(iter(part.fields)).value
    if form.validate_on_submit():
        with form.catching():
            _type_in(at, part, form)
            values = {"slug": slug, "session_id": session_id, "number": number}
            full = _is_full(at, part)
            return back_to(
                "sheet", **values, **({} if full else {"step": part.step.key})
            )
        at = _sheet(slug, session_id, number)
        said = list(queries.contributions_of(at.talk))
    return _page(at, part, said, form)


def _is_full(at: Sheet, part: rules.Sheet) -> bool:
    lines = part.last - part.first + 1
    return len(queries.contributions_of(at.talk, part.step.key)) >= lines


def _type_in(at: Sheet, part: rules.Sheet, form: PaperForm) -> None:
    """The sentence and what the table said to it, in one go."""
    kind = Kind(form.kind.data)
    field = part.fields[kind]
    outcome = Confirmation(form.outcome.data)
    gone = outcome is Confirmation.WITHDRAWN
    words = rules.Words(
        kind=kind, text=form.text.data or (CROSSED_OUT if gone else ""),
        language=next(iter(at.dialogue_session.languages), "nl"),
        addressed_to=_addressee(form, gone) if field.addressee else "",
        pseudonym=(form.pseudonym.data or "") if field.pseudonym else "",
    )  # fmt: skip
    said = actions.write(
        at.talk, part.step, words, client_key=str(form.once.data)[:40],
        captured_on=CapturedOn.PAPER,
    )  # fmt: skip
    if (
        outcome is not Confirmation.WRITTEN
        and said.confirmation is Confirmation.WRITTEN
    ):
        actions.read_back(said, rules.ReadBack(outcome, text=words.text))


def _addressee(form: PaperForm, gone: bool) -> str:
    return form.addressed_to.data or (CROSSED_OUT if gone else "")


def _page(
    at: Sheet, part: rules.Sheet, said: list[Contribution], form: PaperForm
) -> ResponseReturnValue:
    fields = part.fields.values()
    names = ["text"]
    if any(each.addressee for each in fields):
        names.append("addressed_to")
    if any(each.pseudonym for each in fields):
        names.append("pseudonym")
    if len(part.fields) > 1:
        names.append("kind")
    names.append("outcome")
    if not form.errors:
        form = _emptied(form)
    here = [each for each in said if each.step == part.step.key]
    shows = recognising.asker(at.dialogue_session)
    language = guiding.guide_language(
        chosen(), at.dialogue_session.municipality.country
    )
    page = render_template(
        "conversations/sheet.html", municipality=at.town, at=at, part=part, form=form,
        dialogue_session=at.dialogue_session, names=names,
        words=guiding.step_words(
            part.step, language, values_of(at.dialogue_session)
        ),
        step_names={p.step.key: str(STEP_KINDS[p.step.kind.value]) for p in at.parts},
        counts={p.step.key: sum(e.step == p.step.key for e in said) for p in at.parts},
        lines=[
            (e, showing.line_of(e, shows=shows(e)), OUTCOMES[e.confirmation])
            for e in here
        ],
        next_line=rules.number_for(at.guide, part.step, {each.number for each in said}),
        left=len(showing.unread(said)), present=PresentForm(formdata=None),
    )  # fmt: skip
    return page, form.status


def _emptied(form: PaperForm) -> PaperForm:
    """A fresh line with a key of its own."""
    fresh = PaperForm(formdata=None)
    fresh.kind.choices = form.kind.choices
    return fresh


def _back(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    return back_to(
        "sheet", slug=slug, session_id=session_id, number=number,
        step=request.args.get("step") or None,
    )  # fmt: skip


@room.act(TABLE + "/present", needs=Permission.SEE_DESK)
def sheet_present(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """How many people sat at this table."""
    at = _sheet(slug, session_id, number)
    form = PresentForm()
    if form.validate_on_submit():
        actions.set_present(at.talk, int(form.present.data))
    else:
        flash(_("Fill in the number of people, from 0."), "problem")
    return _back(slug, session_id, number)


@room.act(TABLE + "/erase/<contribution_id>", needs=Permission.SEE_DESK)
def sheet_erase(
    slug: str, session_id: int, number: int, contribution_id: str
) -> ResponseReturnValue:
    """A line was typed wrong: take it away (asked once)."""
    at = _sheet(slug, session_id, number)
    actions.strike(queries.contribution_at(at.talk, contribution_id))
    return _back(slug, session_id, number)


@room.act(TABLE + "/close", needs=Permission.SEE_DESK)
def sheet_close(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """The whole sheet is typed in: crossed-out words are wiped."""
    at = _sheet(slug, session_id, number)
    actions.close_read_back(at.talk, now=clock.now())
    flash(_("Table %(number)s is done.", number=number))
    return back_to("evening", slug=slug, session_id=session_id)


@room.act(TABLE + "/reopen", needs=Permission.SEE_DESK)
def sheet_reopen(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Open a table again that had read everything back."""
    at = _sheet(slug, session_id, number)
    actions.reopen_read_back(at.talk)
    flash(_("Table %(number)s is open again.", number=number))
    return _back(slug, session_id, number)
