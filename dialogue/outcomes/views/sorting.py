"""Sorting: one sentence on top, the themes beside it, a key for each."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext
from msgspec import Struct

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Contribution, Translation
from dialogue.outcomes import actions, marking, queries, rules
from dialogue.outcomes.forms import SortForm
from dialogue.outcomes.models import Theme
from dialogue.outcomes.queries import Sentence
from dialogue.outcomes.views.door import (
    HARVEST,
    blind,
    compared,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
    step_names,
)
from dialogue.sessions.models import DialogueSession

KEYS, NEXT, LIKELY = 9, 3, 0.12


@room.form(HARVEST, needs=Permission.HARVEST)
def harvest(slug: str, session_id: int) -> ResponseReturnValue:
    """The stack: 1–9 sort, S puts it under the stack, U takes the last step back."""
    town, dialogue_session = desk_of(slug, session_id)
    form = SortForm()
    if form.validate_on_submit():
        return _carry_out(slug, dialogue_session, str(form.sentence.data or ""))
    steps = step_names(dialogue_session)
    hand = hand_here(dialogue_session)
    said = queries.sentences_of(dialogue_session, hand)
    skips = queries.skips_of(dialogue_session, hand)
    stack = sorted(
        queries.to_sort(said),
        key=lambda one: (skips.get(one.id, 0), *blind(one, steps)),
    )
    wanted = [one for one in said if one.contribution.kind in rules.SORTED_KINDS]
    themes = queries.themes_of(dialogue_session, hand)
    top = stack[0] if stack else None
    if top is not None:
        form.sentence.data = top.id
    translated = in_other_languages(dialogue_session)
    guess = _guess(top, said, themes, translated) if top is not None else None
    return page(
        "harvest", town, dialogue_session, form=form, top=top, steps=steps,
        marks=marking.marked_in(dialogue_session, [top] if top else []),
        waiting=stack[1 : 1 + NEXT], left=len(stack), wanted=len(wanted), guess=guess,
        themes=_shown(themes, said, guess), many_themes=len(themes),
        confirmed=len(said), translated=translated,
        own=queries.own_themes(dialogue_session, hand) if top and not themes else [],
        can_undo=queries.last_step(dialogue_session, g.account_id, hand) is not None,
    )  # fmt: skip


def _carry_out(
    slug: str, dialogue_session: DialogueSession, sentence_id: str
) -> ResponseReturnValue:
    here = url_for("outcomes.harvest", slug=slug, session_id=dialogue_session.id)
    if may_not_sort(dialogue_session):
        return redirect(here, 303)
    wish = request.form.get("theme", "")
    do = request.form.get("do", "")
    if do == "undo":
        _undo(dialogue_session, 1)
        return redirect(here, 303)
    if wish == "new":
        to = url_for(
            "outcomes.new_theme", slug=slug, session_id=dialogue_session.id,
            sentence=sentence_id,
        )  # fmt: skip
        return redirect(to, 303)
    contribution = queries.sentence_in(dialogue_session, sentence_id)
    hand = hand_here(dialogue_session)
    if do != "later":
        _put(dialogue_session, contribution, wish, hand)
    elif queries.lies_in(contribution, hand) is None:
        actions.put_under(
            dialogue_session, contribution, account_id=g.account_id, hand=hand
        )
    return redirect(here, 303)


def _put(
    dialogue_session: DialogueSession, said: Contribution, wish: str, hand: int
) -> None:
    if not (wish.isascii() and wish.isdecimal() and len(wish) < 16):
        flash(_("Choose a theme, or put the sentence under the stack."), "attention")
        return
    theme = queries.theme_in(dialogue_session, int(wish), hand)
    where = queries.lies_in(said, hand)
    if theme.dropped_at is not None:
        flash(_("Somebody dropped this theme just now. Choose another."), "attention")
    elif where is None:
        actions.sort_many(
            dialogue_session, [said], theme, account_id=g.account_id, hand=hand
        )
    elif where != theme.id:
        flash(_("Somebody else sorted this sentence just now. It lies there."), "info")


@room.act(f"{HARVEST}/undo", needs=Permission.HARVEST)
def harvest_undo(slug: str, session_id: int) -> ResponseReturnValue:
    """Take back the last steps of whoever asks."""
    _town, dialogue_session = desk_of(slug, session_id)
    if not may_not_sort(dialogue_session):
        _undo(dialogue_session, steps_asked())
    to = "outcomes.sentences" if request.form.get("list") else "outcomes.harvest"
    return redirect(url_for(to, slug=slug, session_id=session_id), 303)


def steps_asked() -> int:
    """How many steps the button takes back."""
    many = request.form.get("steps", "1")
    return int(many) if many.isascii() and many.isdecimal() and len(many) < 5 else 1


def _undo(dialogue_session: DialogueSession, steps: int) -> None:
    back = actions.undo(
        dialogue_session, account_id=g.account_id, steps=steps,
        hand=hand_here(dialogue_session),
    )  # fmt: skip
    if not back:
        flash(_("There is nothing to take back."), "info")


class Guess(Struct, frozen=True):
    """The theme that may fit, and the sentence there that resembles this one."""

    theme: Theme
    example: str


def _guess(
    top: Sentence,
    said: Sequence[Sentence],
    themes: Sequence[Theme],
    translated: Mapping[str, tuple[Translation, ...]],
) -> Guess | None:
    # Not at the top of the file: the measure is for those who sort.
    from dialogue.outcomes.similarity import likely_themes

    as_said = {compared(each, translated): each.contribution.text for each in said}
    examples = {
        str(theme.id): [
            compared(each, translated) for each in said if each.theme_id == theme.id
        ]
        for theme in themes
    }
    found = likely_themes(
        compared(top, translated),
        {name: texts for name, texts in examples.items() if texts},
        language=top.contribution.language,
        top=1,
        at_least=LIKELY,
    )
    by_id = {str(theme.id): theme for theme in themes}
    return Guess(by_id[found[0].theme], as_said[found[0].example]) if found else None


def _texts(theme: Theme, said: Sequence[Sentence]) -> list[str]:
    return [each.contribution.text for each in said if each.theme_id == theme.id]


def _shown(
    themes: Sequence[Theme], said: Sequence[Sentence], guess: Guess | None
) -> list[Mapping[str, Any]]:
    shown: list[Mapping[str, Any]] = []
    for place, theme in enumerate(themes, 1):
        texts = _texts(theme, said)
        likely = guess is not None and guess.theme is theme
        shown.append(
            {
                "key": str(place) if place <= KEYS else "",
                "value": theme.id,
                "name": theme.name,
                "count_words": ngettext(
                    "%(num)s sentence", "%(num)s sentences", len(texts)
                )
                if texts
                else _("still empty"),
                "likely": likely,
                "example": f"‘{texts[-1]}’" if texts else "",
            }
        )
    return [*shown, {"key": "N", "value": "new", "name": _("A new theme")}]
