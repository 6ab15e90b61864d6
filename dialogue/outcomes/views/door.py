"""What the doors of the outcomes room share."""

from collections.abc import Mapping
from typing import Any

from flask import flash, g, render_template, request
from flask_babel import gettext as _

from dialogue.access.room import Room
from dialogue.conversations.models import Translation
from dialogue.conversations.queries import guide_of, translations_of
from dialogue.conversations.words import TRANSLATORS
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import printable
from dialogue.guides.words import STEP_KINDS
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.outcomes import queries, rules, words
from dialogue.outcomes.models import COUNTS
from dialogue.outcomes.queries import Sentence
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

room = Room("outcomes", __name__)
PLACE = "/<slug>/desk/talks/<int:session_id>"
HARVEST = f"{PLACE}/harvest"
_LONGEST_CHOICE = 200  # characters


def desk_of(slug: str, session_id: int) -> tuple[Municipality, DialogueSession]:
    """The town and the dialogue session of a page on the desk; NotHere otherwise."""
    municipality = municipality_by_slug(slug)
    return municipality, session_in(municipality.id, session_id)


def hand_here(dialogue_session: DialogueSession) -> int:
    """With which hand whoever asks sorts this evening."""
    return queries.hand_of(dialogue_session, g.account_id)


def may_not_sort(dialogue_session: DialogueSession) -> bool:
    """Whether whoever asks may not sort now; the page they go to says why."""
    try:
        rules.check_may_sort(queries.comparison_of(dialogue_session), g.account_id)
    except RuleBroken as refusal:
        flash(str(refusal.sentence), "attention")
        return True
    return False


def in_other_languages(
    dialogue_session: DialogueSession,
) -> Mapping[str, tuple[Translation, ...]]:
    """The translations of an evening's sentences, by sentence."""
    return translations_of(dialogue_session.municipality_id, [dialogue_session.id])


def asked_for(*names: str) -> dict[str, str]:
    """What the address asks for, as a page can show it again."""
    return {
        each: printable(request.args.get(each, ""))[:_LONGEST_CHOICE] for each in names
    }


def compared(
    sentence: Sentence, translated: Mapping[str, tuple[Translation, ...]]
) -> str:
    """What likeness is looked for in: the words as said, and those of translations."""
    others = [each.text for each in translated.get(sentence.id, ())]
    return " ".join([sentence.contribution.text, *others])


def step_names(dialogue_session: DialogueSession) -> Mapping[str, str]:
    """The steps of the guide in order: key to a name; doubles carry their number."""
    steps = guide_of(dialogue_session).steps
    kinds = [step.kind for step in steps]
    return {
        step.key: str(STEP_KINDS[step.kind])
        if kinds.count(step.kind) == 1
        else _(
            "%(name)s (step %(number)s)",
            name=STEP_KINDS[step.kind],
            number=step.order,
        )
        for step in steps
    }


def blind(sentence: Sentence, steps: Mapping[str, str]) -> tuple[int, str]:
    """An order that does not tell which table a sentence is from."""
    order = {key: place for place, key in enumerate(steps)}
    return order.get(sentence.contribution.step, len(order)), sentence.id


def page(
    name: str,
    town: Municipality,
    dialogue_session: DialogueSession,
    status: int = 200,
    **facts: Any,
) -> tuple[str, int]:
    """A page of the harvest."""
    facts |= {
        "municipality": town, "dialogue_session": dialogue_session,
        "slug": town.slug, "here": name, "kinds": words.KINDS,
        "rights": words.RIGHTS, "details": words.DETAILS,
        "context_of": words.context_of, "translators": TRANSLATORS,
        "comparison": queries.comparison_of(dialogue_session),
        "sorts_apart": hand_here(dialogue_session) != COUNTS,
    }  # fmt: skip
    return render_template(f"outcomes/{name}.html", **facts), status
