"""The table's page: one step at a time, and what may be written in it."""

from collections.abc import Sequence

from flask import jsonify, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, guiding, queries, recognising, rules
from dialogue.conversations.forms import (
    PresentForm,
    SentenceForm,
    language_choices,
    new_key,
)
from dialogue.conversations.models import Contribution, Kind
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import room, talk_here, wants_json
from dialogue.conversations.views.polling import step_in
from dialogue.conversations.views.showing import Place
from dialogue.conversations.words import KIND_NAMES
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import CaptureField, Step, StepKind


@room.page("/table/here", needs=Permission.VISIT)
def here() -> ResponseReturnValue:
    """The step the room is at, or another one this table walks by itself."""
    place = showing.place_of(talk_here())
    step = _step_asked(place)
    return _page(place, step, SentenceForm(formdata=None), PresentForm(formdata=None))


@room.page("/table/here/shell", needs=Permission.VISIT)
def shell() -> ResponseReturnValue:
    """The same page without sentences: it may lie on the phone for a day."""
    place = showing.place_of(talk_here())
    return _page(
        place, _step_asked(place), SentenceForm(formdata=None),
        PresentForm(formdata=None), bare=True,
    )  # fmt: skip


def _step_asked(place: Place) -> Step:
    """``?step=5``, else the step the room is at."""
    asked = _asked()
    return guiding.at_table(place.guide, place.evening.step if asked is None else asked)


def _asked() -> int | None:
    return step_in(request.args.get("step", ""))


def _page(
    place: Place, step: Step, form: SentenceForm, present: PresentForm, *,
    bare: bool = False,
) -> ResponseReturnValue:  # fmt: skip
    everything = [] if bare else queries.contributions_of(place.talk)
    fields = rules.written_fields(step, place.guide)
    here_already = [each for each in everything if each.step == step.key]
    own_pace = _asked() is not None
    shows = recognising.asker(place.dialogue_session)
    own = step.order if own_pace else None
    page = render_template(
        "conversations/here.html",
        at=place, shown=showing.show_step(place, step, clock.now()), form=form,
        present=present, fields=fields, kinds=_kinds(fields),
        chosen=_chosen(form, fields), wants=wants(fields, place),
        change_words=change_words,
        counted=rules.counted_field(step, place.guide),
        signals=_keeps_signals(step), key=form.key.data or new_key(),
        said=[(one, showing.line_of(one, shows=shows(one))) for one in here_already],
        number=_next(place, step, everything) if fields else 0,
        state=url_for("conversations.state", step=own), own=own,
        own_pace=own_pace, reading=step.kind is StepKind.READ_BACK,
        left_to_read=len(showing.unread(everything)), total=len(everything),
    )  # fmt: skip
    return page, 422 if form.errors or present.errors else 200


def _next(place: Place, step: Step, said: Sequence[Contribution]) -> int:
    return rules.number_for(place.guide, step, {each.number for each in said})


def _kinds(fields: dict[Kind, CaptureField]) -> list[tuple[str, str]]:
    return [(kind.value, str(KIND_NAMES[kind])) for kind in fields]


def _chosen(form: SentenceForm, fields: dict[Kind, CaptureField]) -> str:
    kinds = [kind.value for kind in fields]
    return form.kind.data if form.kind.data in kinds else next(iter(kinds), "")


def _keeps_signals(step: Step) -> bool:
    return any(kind.value == "signal" for kind in step.response.kinds)


def wants(fields: dict[Kind, CaptureField], place: Place) -> dict[str, object]:
    """Which small fields stand under the sentence in this step."""
    rules_here = fields.values()
    languages = [str(code) for code in place.dialogue_session.languages]
    return {
        "addressee": any(each.addressee for each in rules_here),
        "pseudonym": any(each.pseudonym for each in rules_here),
        "check_date": any(each.check_date for each in rules_here),
        "cards": any(each.secret_card for each in rules_here),
        "languages": language_choices(languages) if len(languages) > 1 else [],
    }


@room.act("/table/here/write", needs=Permission.VISIT)
def write() -> ResponseReturnValue:
    """A sentence comes in: from a page, or from a phone that kept it a while."""
    place = showing.place_of(talk_here())
    step = _step_asked(place)
    form, present = SentenceForm(), PresentForm(formdata=None)
    if form.validate_on_submit():
        with form.catching():
            said = actions.write(
                place.talk, step, words_from(form, step, place),
                client_key=str(form.key.data or new_key()),
            )  # fmt: skip
            return _taken(place, step, said)
        place = showing.place_of(talk_here())  # read afresh: nothing was kept
    if wants_json():
        return jsonify(sentence=_first_sentence(form)), 422
    return _page(place, step, form, present)


def _taken(place: Place, step: Step, said: Contribution) -> ResponseReturnValue:
    """A script hears what stands under the sentence, and where it is changed."""
    if wants_json():
        fields = rules.written_fields(step, place.guide)
        return jsonify(
            number=said.number,
            line=showing.line_of(
                said, shows=recognising.asker(place.dialogue_session)(said)
            ),
            href=url_for("conversations.sentence", contribution_id=said.id),
            change=change_words(wants(fields, place)),
        )
    return redirect(_step_address(step), 303)


def change_words(wanted: dict[str, object]) -> str:
    """What the link to a sentence says: there its cards are counted too."""
    return str(_("Cards and changes") if wanted["cards"] else _("Change"))


def _step_address(step: Step) -> str:
    following = request.args.get("room") == "1"
    return url_for("conversations.here", step=None if following else step.order)


def _first_sentence(form: SentenceForm) -> str:
    found = [
        *form.form_errors,
        *(error for errors in form.errors.values() for error in errors),
    ]
    return str(found[0]) if found else _("Write one sentence first.")


def words_from(form: SentenceForm, step: Step, place: Place) -> rules.Words:
    """The sentence with the details that its kind has in this step, and no others."""
    fields = rules.written_fields(step, place.guide)
    kind = kind_from(form, fields)
    rule = fields[kind]
    offered = [str(code) for code in place.dialogue_session.languages]
    asked = form.language.data or ""
    why = form.reason.data if rule.addressee or form.minority.data else ""
    return rules.Words(
        kind=kind, text=form.text.data or "",
        language=asked if asked in offered else next(iter(offered), "nl"),
        addressed_to=(form.addressed_to.data or "") if rule.addressee else "",
        wanted_by=form.wanted_by.data if rule.addressee else None,
        reason=why or "",
        pseudonym=(form.pseudonym.data or "") if rule.pseudonym else "",
        check_on=form.check_on.data if rule.check_date else None,
        minority=bool(form.minority.data), on_behalf=bool(form.on_behalf.data),
    )  # fmt: skip


def kind_from(form: SentenceForm, fields: dict[Kind, CaptureField]) -> Kind:
    """The kind that was chosen, if this step asks for it."""
    try:
        kind = Kind(form.kind.data or next(iter(fields), ""))
    except ValueError:
        kind = None
    if kind not in fields:
        raise RuleBroken(_("In this step we do not write that down."), field="kind")
    return kind


@room.act("/table/here/present", needs=Permission.VISIT)
def present() -> ResponseReturnValue:
    """How many people sit here."""
    place = showing.place_of(talk_here())
    step = _step_asked(place)
    form = PresentForm()
    if form.validate_on_submit():
        with form.catching():
            actions.set_present(place.talk, int(form.present.data))
            return redirect(_step_address(step), 303)
        place = showing.place_of(talk_here())
    return _page(place, step, SentenceForm(formdata=None), form)
