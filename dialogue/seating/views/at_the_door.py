"""At the door: no-shows, walk-ins, a closed table, a host who is ill; three plans."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.seating import actions, queries, rules, wording
from dialogue.seating.asking import ask
from dialogue.seating.forms import DoorForm
from dialogue.seating.models import SeatingProposal
from dialogue.seating.reasons import Why
from dialogue.seating.room import Drawn, draw
from dialogue.seating.showing import Hall, hall_of
from dialogue.seating.views.door import TABLES, open_desk_of, room, to_tables
from dialogue.seating.watching import watch
from dialogue.sessions.models import DialogueSession

NAMES: Mapping[str, Any] = {
    "fewest": _l("Move as few as possible"),
    "few": _l("Move a few"),
    "best": _l("The best tables"),
}


@room.form(TABLES + "/door", needs=Permission.SEAT_PEOPLE)
def at_the_door(slug: str, session_id: int) -> ResponseReturnValue:
    """Who is not there, who is new, what closed; POST asks for three plans."""
    town, dialogue_session = open_desk_of(slug, session_id)
    hall = hall_of(dialogue_session)
    form = DoorForm()
    form.offer(hall.tables)
    why: list[Why] = []
    if form.validate_on_submit():
        closed = [int(each) for each in form.closed.data or ()]
        unhosted = [int(each) for each in form.unhosted.data or ()]
        with form.catching():
            why = _propose(dialogue_session, hall, closed, unhosted)
            if not why:
                where = url_for("seating.at_the_door", slug=slug, session_id=session_id)
                return redirect(where, 303)
    page = render_template(
        "seating/at_the_door.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        hall=hall,
        reasons=why,
        away=_away(hall),
        new=hall.without_chair(),
        **_shown(dialogue_session, hall),
    )
    return page, 422 if why else form.status


def _away(hall: Hall) -> int:
    """How many of those who had a chair do not come."""
    return len({key for key, _turn in hall.chairs if key not in hall.by_key})


def _propose(
    dialogue_session: DialogueSession,
    hall: Hall,
    closed: Sequence[int],
    unhosted: Sequence[int],
) -> list[Why]:
    """Ask for the plans and keep them; reasons in words when there is none."""
    if len(closed) >= len(hall.tables):
        raise RuleBroken(_("One table must stay open."), field="closed")
    if len(hall.without_chair()) == len(hall.people):
        raise RuleBroken(_("Nobody has a chair yet: deal or plan the tables first."))
    rules.check_round_open(hall.set_up.rounds, hall.set_up.locked_rounds)
    revision = hall.set_up.revision
    wishes = queries.wishes_of(dialogue_session)
    drawn = draw(hall, wishes, dialogue_session.languages[0]).in_open_rounds(hall)
    answer = ask("plans", _changed(hall, drawn, closed), seed=hall.set_up.seed)
    if answer.why:
        return answer.why
    actions.keep_proposals(
        dialogue_session,
        drawn,
        answer.plans,
        closed=closed,
        unhosted=unhosted,
        revision=revision,
        now=clock.now(),
    )
    return []


def _changed(hall: Hall, drawn: Drawn, closed: Sequence[int]) -> dict[str, Any]:
    """The room as it was dealt, with what changed since.

    Who lacks a chair in some round comes in anew; who has one and does not come is
    told as a no-show, without anything that is known of them.
    """
    new = {each.key for each in hall.without_chair()}
    stay = [at for at, key in enumerate(drawn.keys) if key not in new]
    people = drawn.data["people"]
    gone = {people[at]["id"] for at, key in enumerate(drawn.keys) if key in new}
    seating = drawn.seating_of(hall)
    groups = drawn.data["together"], drawn.data["apart"]
    fresh = [[g for g in kind if gone & set(g)] for kind in groups]
    kept = [[g for g in kind if not gone & set(g)] for kind in groups]
    soft, mild = dict(drawn.data["soft"]), {}
    for kind in ("together", "apart"):
        mild[kind] = [g for g in soft[kind] if gone & set(g)]
        soft[kind] = [g for g in soft[kind] if not gone & set(g)]
    left = _left(hall, drawn)
    return {
        **drawn.data,
        "people": [*(people[at] for at in stay), *(one for one, _line in left)],
        "together": kept[0],
        "apart": kept[1],
        "soft": soft,
        "pins": [
            pin for pin in drawn.without(closed).data["pins"] if pin[0] not in gone
        ],
        "seating": [
            [*(line[at] for at in stay), *(seats[turn] for _one, seats in left)]
            for turn, line in enumerate(seating)  # of the open rounds
        ],
        "changes": {
            "no_show": [one["id"] for one, _seats in left],
            "walk_in": [people[at] for at in range(len(people)) if at not in set(stay)],
            "together": fresh[0],
            "apart": fresh[1],
            "soft": mild,
            "closed_tables": [str(number) for number in closed],
            "locked_tables": [str(each.number) for each in hall.tables if each.locked],
        },
    }


def _left(hall: Hall, drawn: Drawn) -> list[tuple[dict[str, Any], list[int]]]:
    """Empty chairs: a nameless person for each, and their tables by round."""
    spot = {number: at for at, number in enumerate(drawn.numbers)}
    found = []
    for key in sorted({key for key, _turn in hall.chairs if key not in hall.by_key}):
        seats = [spot.get(hall.table_of(key, turn), -1) for turn in drawn.turns]
        if min(seats) >= 0:
            one = {"id": f"{key[0]}.{key[1]}", "attrs": {}, "speaks": [], "host": True}
            found.append((one, seats))
    return found


def _shown(dialogue_session: DialogueSession, hall: Hall) -> dict[str, Any]:
    """The plans as columns, and side by side; as long as nothing changed since."""
    found = queries.proposals_of(dialogue_session)
    fresh = [each for each in found if each.for_revision == hall.set_up.revision]
    if not fresh:
        return {"plans": [], "compared": []}
    seen = watch(dialogue_session, hall)
    moves = [_moves(each, hall) for each in fresh]
    thens = [seen.then(each.chairs, each.closed) for each in fresh]
    plans = [
        {
            "name": each.name,
            "title": NAMES[each.name],
            "moves": moved,
            "many": sum(len(words) for _turn, words in moved),
            "closed": each.closed,
            "broken": then.broken_in(hall.open_rounds),
        }
        for each, moved, then in zip(fresh, moves, thens, strict=True)
    ]
    figures = [then.figures for then in thens]
    return {
        "plans": plans,
        "compared": wording.compared(figures, hall.set_up.rounds),
    }


def _moves(plan: SeatingProposal, hall: Hall) -> list[tuple[int, list[str]]]:
    """Per round ``Ana: table 3 → 5``, who is new first."""
    found: dict[int, tuple[list[str], list[str]]] = {}
    for registration, person, turn, number in plan.chairs:
        one = hall.by_key.get((registration, person))
        before = hall.table_of((registration, person), turn)
        if one is None or before == number or turn not in hall.open_rounds:
            continue
        facts = {"name": one.name, "old": before, "new": number}
        placed, moved = found.setdefault(turn, ([], []))
        if before:
            moved.append(_("%(name)s: table %(old)s → %(new)s", **facts))
        else:
            placed.append(_("%(name)s: a chair at table %(new)s", **facts))
    return [(turn, [*new, *old]) for turn, (new, old) in sorted(found.items())]


@room.act(TABLES + "/door/<name>", needs=Permission.SEAT_PEOPLE)
def take_plan(slug: str, session_id: int, name: str) -> ResponseReturnValue:
    """Take one of the plans over."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    moved = actions.choose_proposal(dialogue_session, name, now=clock.now())
    words = ngettext("%(num)s place changed.", "%(num)s places changed.", moved)
    undo = url_for("seating.undo", slug=slug, session_id=session_id)
    message: Any = {"text": words, "undo": undo}
    flash(message, "undo")
    return to_tables(slug, session_id)


@room.act(TABLES + "/door/none", needs=Permission.SEAT_PEOPLE)
def drop_plans(slug: str, session_id: int) -> ResponseReturnValue:
    """None of the plans."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    actions.drop_proposals(dialogue_session, now=clock.now())
    return to_tables(slug, session_id)
