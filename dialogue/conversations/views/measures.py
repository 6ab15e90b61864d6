"""Slips of measures and choices: how many of each, and pairs by animal card."""

from collections import Counter

from flask import flash, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from msgspec import Struct
from werkzeug.datastructures import MultiDict
from wtforms.fields.choices import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, guiding, queries, rules
from dialogue.conversations.forms import PairForm
from dialogue.conversations.models import Evening
from dialogue.conversations.views.door import DESK, back_to, desk_of, evening_at, room
from dialogue.conversations.words import values_of
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.forms import Form, printable
from dialogue.foundation.language import chosen
from dialogue.guides.format import GuideFile, Moment, text
from dialogue.municipalities.models import Municipality
from dialogue.sessions.models import DialogueSession

CHOICE = "choice"  # the moment of what is no measure


class Slips(Struct, frozen=True):
    """What is counted in one step: the answers on its slip, in their order."""

    key: str  # of the step
    measure: str
    moment: str
    question: str
    options: tuple[str, ...]  # value 1 is the first
    paired: bool  # whether an animal card pairs before and after


def slips_of(guide: GuideFile, dialogue_session: DialogueSession) -> list[Slips]:
    """The steps of a guide in which slips are counted."""
    language = guiding.guide_language(chosen(), dialogue_session.municipality.country)
    values = values_of(dialogue_session)
    found = []
    for step in guide.steps:
        field = rules.counted_field(step, guide)
        if field is None:
            continue
        found.append(
            Slips(
                key=step.key,
                measure=field.measure or step.key,
                moment=field.moment.value if field.moment else CHOICE,
                question=guiding.step_words(step, language, values).title,
                options=tuple(text(o.label, language).text for o in field.options),
                paired=field.pair_token,
            )
        )
    return found


@room.page(DESK + "/measures", needs=Permission.SEE_DESK)
def measures(slug: str, session_id: int) -> ResponseReturnValue:
    """How many slips say what; one may correct them as often as needed."""
    town, dialogue_session = desk_of(slug, session_id)
    return _page(town, dialogue_session, Form(formdata=None), PairForm(formdata=None))


def _page(
    town: Municipality, dialogue_session: DialogueSession, form: Form, pair: PairForm
) -> ResponseReturnValue:
    evening = evening_at(dialogue_session)
    slips = slips_of(queries.guide_of(dialogue_session), dialogue_session)
    pairs = [
        each for each in slips if each.paired and each.moment == Moment.BEFORE.value
    ]
    offer(pair, pairs)
    page = render_template(
        "conversations/measures.html", municipality=town, form=form, pair=pair,
        dialogue_session=dialogue_session, evening=evening,
        rows=_rows(evening, slips), paired=pairs[0] if pairs else None,
        pairs=_pairs(evening, pairs),
    )  # fmt: skip
    return page, 422 if form.errors or pair.errors else 200


def offer(form: PairForm, pairs: list[Slips]) -> None:
    """The answers of the paired measure as choices."""
    options = pairs[0].options if pairs else ()
    choices = [
        SelectChoice(str(n), f"{n} {label}") for n, label in enumerate(options, 1)
    ]
    form.before.choices = form.after.choices = choices


def _rows(evening: Evening, slips: list[Slips]) -> list[dict[str, object]]:
    counted = Counter(
        (measure, moment, value)
        for measure, moment, pair, value in queries.measure_slips(evening)
        if not pair
    )
    return [
        {
            "slips": each,
            "fields": [
                (
                    _name(each, number),
                    label,
                    printable(
                        request.form.get(
                            _name(each, number),
                            str(counted[each.measure, each.moment, number] or ""),
                        )
                    ),
                )
                for number, label in enumerate(each.options, 1)
            ],
            "total": sum(
                counted[each.measure, each.moment, number]
                for number in range(1, len(each.options) + 1)
            ),
        }
        for each in slips
    ]


def _name(slips: Slips, number: int) -> str:
    return f"{slips.key}-{number}"


def _pairs(evening: Evening, pairs: list[Slips]) -> list[tuple[str, str, str]]:
    if not pairs:
        return []
    answers: dict[str, dict[str, int]] = {}
    for measure, moment, animal, value in queries.measure_slips(evening):
        if animal and measure == pairs[0].measure:
            answers.setdefault(animal, {})[moment] = value
    return [
        (animal, str(two.get("before", "")), str(two.get("after", "")))
        for animal, two in sorted(answers.items())
    ]


@room.act(DESK + "/measures/<step>", needs=Permission.SEE_DESK)
def count_slips(slug: str, session_id: int, step: str) -> ResponseReturnValue:
    """Keep the counts of one slip, in the place of those there were."""
    town, dialogue_session = desk_of(slug, session_id)
    evening = evening_at(dialogue_session)
    guide = queries.guide_of(dialogue_session)
    slips = [each for each in slips_of(guide, dialogue_session) if each.key == step]
    if not slips:
        raise NotHere
    form = Form()
    if form.validate_on_submit():
        with form.catching():
            values = _values(request.form, slips[0])
            rules.check_slips(values, len(slips[0].options))
            actions.replace_slips(evening, slips[0].measure, slips[0].moment, values)
            flash(_("Kept: %(count)s slips.", count=sum(values.values())))
            return back_to("measures", slug=slug, session_id=session_id)
    return _page(town, dialogue_session, form, PairForm(formdata=None))


def _values(typed: MultiDict[str, str], slips: Slips) -> dict[int, int]:
    """{answer: slips}; an empty field is none."""
    found = {}
    for number in range(1, len(slips.options) + 1):
        plain = typed.get(_name(slips, number), "").strip() or "0"
        if not (plain.isascii() and plain.isdecimal() and len(plain) < 6):
            raise RuleBroken(_("Fill in a number of slips, from 0 to 500."))
        found[number] = int(plain)
    return found


@room.act(DESK + "/measures/<step>/pairs", needs=Permission.SEE_DESK)
def pair_slips(slug: str, session_id: int, step: str) -> ResponseReturnValue:
    """The two slips with the same animal; an empty answer takes the pair away."""
    town, dialogue_session = desk_of(slug, session_id)
    evening = evening_at(dialogue_session)
    guide = queries.guide_of(dialogue_session)
    pairs = [
        each
        for each in slips_of(guide, dialogue_session)
        if each.paired and each.key == step
    ]
    if not pairs:
        raise NotHere
    if "remove" in request.form:
        actions.remove_pair(evening, pairs[0].measure, request.form["remove"])
        return back_to("measures", slug=slug, session_id=session_id)
    form = PairForm()
    offer(form, pairs)
    if form.validate_on_submit():
        actions.add_pair(
            evening, pairs[0].measure, str(form.animal.data).lower(),
            int(form.before.data), int(form.after.data),
        )  # fmt: skip
        return back_to("measures", slug=slug, session_id=session_id)
    return _page(town, dialogue_session, Form(formdata=None), form)
