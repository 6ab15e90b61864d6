"""Two people sort apart: begin, be done, compare, settle one by one."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.access.queries import account
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.outcomes import actions, queries, rules
from dialogue.outcomes.agreement import RELIABLE, TENTATIVE, agreement_of
from dialogue.outcomes.models import Comparison
from dialogue.outcomes.views.door import (
    HARVEST,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
    step_names,
)
from dialogue.sessions.models import DialogueSession

TWO = f"{HARVEST}/two"
WAYS = ("first", "second", "by hand")


@room.page(TWO, needs=Permission.HARVEST)
def two(slug: str, session_id: int) -> ResponseReturnValue:
    """Where the two are, what differs, and how much they agreed."""
    town, dialogue_session = desk_of(slug, session_id)
    found = queries.comparison_of(dialogue_session)
    facts: dict[str, Any] = {
        "agreement": agreement_of(found), "reliable": RELIABLE, "tentative": TENTATIVE,
        "steps": step_names(dialogue_session), "me": g.account_id, "people": (),
        "left": 0, "done": False, "other_done": False,
    }  # fmt: skip
    if found is not None:
        facts |= _standing(dialogue_session, found)
    return page("two", town, dialogue_session, **facts)


def _standing(
    dialogue_session: DialogueSession, found: Comparison
) -> Mapping[str, Any]:
    hands = (found.first_account_id, found.second_account_id)
    facts: dict[str, Any] = {
        "people": [account(each).name for each in hands if each is not None],
        "hands": [each for each in hands if each is not None],
        "takes_part": g.account_id in hands,
        "translated": in_other_languages(dialogue_session),
    }
    if found.compared_at is None:
        own = queries.sentences_of(dialogue_session, g.account_id)
        facts |= {
            "left": len(queries.to_sort(own)),
            "done": rules.is_done(found, g.account_id),
        }
        return facts
    if found.settled_at is None:
        facts |= _differences(dialogue_session, found)
    return facts


def _differences(
    dialogue_session: DialogueSession, found: Comparison
) -> Mapping[str, Any]:
    unequal = queries.differences_of(dialogue_session, found)
    by_id = {each.id: each for each in queries.sentences_of(dialogue_session)}
    themes = queries.themes_of(dialogue_session)
    names = {each.id: each.name for each in themes}
    hands = [found.first_account_id, found.second_account_id or 0]
    texts = {each.id: each.text for each in queries.drafted(dialogue_session, hands)}
    return {
        "left": unequal.left,
        "themes": themes,
        "sentences": [
            (by_id[each], [_place(side.get(each), names) for side in unequal.placed])
            for each in unequal.sentences
            if each in unequal.open_sentences
        ],
        "groups": [
            (
                group,
                [_pile(group.first, unequal.heaps[0], texts, by_id, group.sentences),
                 _pile(group.second, unequal.heaps[1], texts, by_id, group.sentences)],
            )
            for group in unequal.groups
            if group.key in unequal.open_groups
        ],
    }  # fmt: skip


def _place(theme_id: int | None, names: Mapping[int, str]) -> tuple[int | None, str]:
    return theme_id, names.get(theme_id or 0) or _("nowhere yet")


def _pile(
    clusters: Sequence[int],
    heaps: Mapping[int, frozenset[str]],
    texts: Mapping[int, str],
    by_id: Mapping[str, Any],
    sentences: frozenset[str],
) -> list[tuple[str, list[Any]]]:
    """The clusters of one side with their sentences; "" for who stands alone."""
    piles = [
        (
            texts[each] or _("needs new words"),
            [by_id[one] for one in sorted(heaps[each]) if one in by_id],
        )
        for each in clusters
    ]
    inside = frozenset[str]().union(*(heaps[each] for each in clusters))
    alone = [by_id[one] for one in sorted(sentences - inside) if one in by_id]
    return [*piles, ("", alone)] if alone else piles


@room.act(f"{TWO}/<move>", needs=Permission.HARVEST)
def two_move(slug: str, session_id: int, move: str) -> ResponseReturnValue:
    """Begin, join, be done, sort on, go on alone, end it for them, or close it."""
    _town, dialogue_session = desk_of(slug, session_id)
    me, now = int(g.account_id), clock.now()
    found = queries.comparison_of(dialogue_session)

    def open_one() -> Comparison:
        if found is None:
            raise NotHere
        return found

    moves: Mapping[str, Callable[[], object]] = {
        "begin": lambda: actions.begin_comparison(
            dialogue_session, account_id=me, now=now
        ),
        "join": lambda: actions.join_comparison(
            dialogue_session, open_one(), account_id=me
        ),
        "done": lambda: actions.say_done(
            dialogue_session, open_one(), account_id=me, now=now
        ),
        "on": lambda: actions.sort_on(dialogue_session, open_one(), account_id=me),
        "alone": lambda: actions.go_on_alone(
            dialogue_session, open_one(), account_id=me, now=now
        ),
        "end": lambda: actions.end_for_them(
            dialogue_session, open_one(), whose=_whose(), account_id=me, now=now
        ),
        "close": lambda: actions.close_comparison(
            dialogue_session, open_one(), now=now
        ),
    }
    if move not in moves:
        raise NotHere
    try:
        moves[move]()
    except RuleBroken as refusal:
        flash(str(refusal.sentence), "attention")
        return _back(slug, session_id)
    if move == "end":
        flash(_("Sorting with two has ended. What was chosen counts now."))
    sorts = move in {"begin", "join", "on", "alone", "end"}
    return _back(slug, session_id, "outcomes.harvest" if sorts else "outcomes.two")


def _whose() -> int:
    return request.form.get("whose", 0, type=int)


@room.act(f"{TWO}/sentence", needs=Permission.HARVEST)
def two_settle(slug: str, session_id: int) -> ResponseReturnValue:
    """Put a sentence that lies in two places where it will count."""
    _town, dialogue_session = desk_of(slug, session_id)
    said = queries.sentence_in(dialogue_session, request.form.get("sentence", ""))
    wish = request.form.get("theme", "")
    themes = {str(each.id): each for each in queries.themes_of(dialogue_session)}
    try:
        rules.check_compared(queries.comparison_of(dialogue_session))
    except RuleBroken as refusal:
        flash(str(refusal.sentence), "attention")
        return _back(slug, session_id)
    if wish not in themes:
        flash(_("Choose a theme to put it in."), "attention")
        return _back(slug, session_id)
    actions.sort_many(dialogue_session, [said], themes[wish], account_id=g.account_id)
    undo = url_for("outcomes.two_undo", slug=slug, session_id=session_id)
    text = _("Settled: it lies in ‘%(theme)s’.", theme=themes[wish].name)
    flash({"text": text, "undo": undo}, "undo")  # type: ignore[arg-type]
    return _back(slug, session_id)


@room.act(f"{TWO}/undo", needs=Permission.HARVEST)
def two_undo(slug: str, session_id: int) -> ResponseReturnValue:
    """A sentence that was settled just now lies in two places again."""
    _town, dialogue_session = desk_of(slug, session_id)
    if may_not_sort(dialogue_session):
        return _back(slug, session_id)
    if not actions.undo(
        dialogue_session, account_id=g.account_id, hand=hand_here(dialogue_session)
    ):
        flash(_("There is nothing to take back."), "info")
    return _back(slug, session_id)


@room.act(f"{TWO}/group", needs=Permission.HARVEST)
def two_group(slug: str, session_id: int) -> ResponseReturnValue:
    """Settle clusters that differ: one person's, the other's, or by hand."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.comparison_of(dialogue_session)
    try:
        rules.check_compared(found)
    except RuleBroken as refusal:
        flash(str(refusal.sentence), "attention")
        return _back(slug, session_id)
    if found is None:
        raise NotHere
    groups = queries.differences_of(dialogue_session, found).groups
    key, take = request.form.get("group", ""), request.form.get("take", "")
    group = next((each for each in groups if each.key == key), None)
    if group is None or take not in WAYS:
        raise NotHere
    actions.settle_group(dialogue_session, found, group, take)
    flash(_("Settled. On the page ‘Says the same’ you can still change it."))
    return _back(slug, session_id)


def _back(slug: str, session_id: int, to: str = "outcomes.two") -> ResponseReturnValue:
    return redirect(url_for(to, slug=slug, session_id=session_id), 303)
