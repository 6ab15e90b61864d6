"""The room plan: who sits where, moved by hand."""

from typing import Any

from flask import flash, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.municipalities.models import Municipality
from dialogue.seating import actions, queries, rules
from dialogue.seating.people import Neighbour, as_key
from dialogue.seating.rules.dealing import Key
from dialogue.seating.showing import STEPS, Hall, cards, chairs_words, chip, hall_of
from dialogue.seating.views.door import (
    TABLES,
    desk_of,
    number_asked,
    room,
    round_asked,
    to_tables,
    wants_json,
)
from dialogue.seating.watching import watch
from dialogue.sessions.models import DialogueSession

REFUSED = 422


@room.page(TABLES, needs=Permission.SEAT_PEOPLE)
def tables(slug: str, session_id: int) -> ResponseReturnValue:
    """Tables as cards with people as chips; ``pick`` holds somebody."""
    town, dialogue_session = desk_of(slug, session_id)
    return _page(town, dialogue_session)


def _page(town: Municipality, dialogue_session: DialogueSession) -> str:
    turn = round_asked(dialogue_session)
    hall = hall_of(dialogue_session)
    picked = _asked(hall, "pick")
    other = _asked(hall, "with") if picked else None
    if picked and other and picked.key == other.key:
        other = None
    step = queries.last_step(dialogue_session)
    over = rules.is_over(dialogue_session, clock.now())
    to = (lambda _one: "") if over else _to(town.slug, dialogue_session, turn, picked)
    return render_template(
        "seating/tables.html",
        municipality=town,
        dialogue_session=dialogue_session,
        hall=hall,
        turn=turn,
        rounds=_rounds(town.slug, dialogue_session, hall, turn),
        picked=picked,
        other=other,
        can_swap=other is not None and hall.table_of(other.key, turn) > 0,
        cards=cards(hall, turn, to, picked),
        waiting=[
            chip(hall, each, turn, _to(town.slug, dialogue_session, turn, None), picked)
            for each in hall.sitting(turn)[0]
        ],
        seated=sum(hall.table_of(each.key, turn) > 0 for each in hall.people),
        step=step,
        step_words=_(STEPS[step.act]) if step else "",
        round_locked=turn in hall.set_up.locked_rounds,
        forgotten=dialogue_session.forgotten_at is not None,
        over=over,
        on=not over and dialogue_session.starts_at <= clock.now(),
        **_seen(dialogue_session, hall, turn),
    )


def _seen(dialogue_session: DialogueSession, hall: Hall, turn: int) -> dict[str, Any]:
    """What the room achieves, as far as people have chairs."""
    mixed = bool(hall.set_up.lines) or hall.set_up.rounds > 1
    if len(hall.sitting(turn)[0]) == len(hall.people):
        return {"told": [], "broken": [], "mixed": mixed}
    seen = watch(dialogue_session, hall)
    return {"told": seen.told(), "broken": seen.broken(turn), "mixed": mixed}


def _asked(hall: Hall, name: str) -> Neighbour | None:
    key = as_key(request.args.get(name))
    return hall.by_key.get(key) if key else None


def _to(
    slug: str, dialogue_session: DialogueSession, turn: int, picked: Neighbour | None
) -> Any:
    """Tap a person: hold them; tap a second one: offer to swap."""

    def address(one: Neighbour) -> str:
        asked: dict[str, Any] = {"round": turn} if turn > 1 else {}
        if picked is not None and picked.key != one.key:
            asked |= {"pick": picked.ref, "with": one.ref}
        elif picked is None:
            asked["pick"] = one.ref
        return url_for(
            "seating.tables",
            slug=slug,
            session_id=dialogue_session.id,
            _anchor="held" if asked.get("pick") else "room",
            **asked,
        )

    return address


def _rounds(
    slug: str, dialogue_session: DialogueSession, hall: Hall, turn: int
) -> list[dict[str, Any]]:
    return [
        {
            "text": _("Round %(number)s", number=number),
            "href": url_for(
                "seating.tables",
                slug=slug,
                session_id=dialogue_session.id,
                round=number,
            ),
            "current": number == turn,
        }
        for number in range(1, hall.set_up.rounds + 1)
    ]


@room.act(TABLES + "/deal", needs=Permission.SEAT_PEOPLE)
def deal(slug: str, session_id: int) -> ResponseReturnValue:
    """Deal everybody by the simple rule."""
    _town, dialogue_session = desk_of(slug, session_id)
    people = actions.deal_everybody(dialogue_session, now=clock.now())
    words = ngettext(
        "%(num)s person has a chair.", "%(num)s people have a chair.", people
    )
    _offer_undo(words, slug, session_id)
    return to_tables(slug, session_id)


@room.act(TABLES + "/move", needs=Permission.SEAT_PEOPLE)
def move(slug: str, session_id: int) -> ResponseReturnValue:
    """Put one person at a table."""
    _town, dialogue_session = desk_of(slug, session_id)
    turn = round_asked(dialogue_session)
    number = number_asked("table")
    key = as_key(request.form.get("person"))
    try:
        actions.move(
            dialogue_session,
            key,
            turn,
            number,
            now=clock.now(),
            only_from=_said_again(),
        )
    except RuleBroken as broken:
        return _refused(broken)
    hall = hall_of(dialogue_session)
    name = hall.by_key[key].name if key else ""
    words = _("%(name)s sits at table %(number)s.", name=name, number=number)
    return _done(slug, dialogue_session, turn, words, key)


@room.act(TABLES + "/swap", needs=Permission.SEAT_PEOPLE)
def swap(slug: str, session_id: int) -> ResponseReturnValue:
    """Two people change places."""
    _town, dialogue_session = desk_of(slug, session_id)
    turn = round_asked(dialogue_session)
    one, other = (as_key(request.form.get(name)) for name in ("person", "with"))
    try:
        actions.swap(
            dialogue_session, one, other, turn, now=clock.now(), only_from=_said_again()
        )
    except RuleBroken as broken:
        return _refused(broken)
    hall = hall_of(dialogue_session)
    names = [hall.by_key[key].name for key in (one, other) if key]
    words = _("%(one)s and %(other)s swapped.", one=names[0], other=names[1])
    return _done(slug, dialogue_session, turn, words, one)


def _said_again() -> int | None:
    """Where somebody sat when a page that was left said this before, if it did."""
    return number_asked("from") if "from" in request.form else None


def _refused(broken: RuleBroken) -> ResponseReturnValue:
    if not wants_json():
        raise broken
    return {"sentence": str(broken.sentence)}, REFUSED


def _done(
    slug: str, dialogue_session: DialogueSession, turn: int, words: str, who: Key | None
) -> ResponseReturnValue:
    if wants_json():
        return _figures(dialogue_session, turn, words, who)
    _offer_undo(words, slug, dialogue_session.id)
    return to_tables(slug, dialogue_session.id, turn)


def _figures(
    dialogue_session: DialogueSession, turn: int, words: str, who: Key | None
) -> ResponseReturnValue:
    """For the page's script: what was done, and every figure as it is now.

    ``at`` is the table where whoever was moved sits now.
    """
    hall = hall_of(dialogue_session)
    sitting = hall.sitting(turn)
    seen = _seen(dialogue_session, hall, turn)
    return {
        "sentence": words,
        "at": hall.table_of(who, turn) if who else 0,
        "figures": {each.key: str(each.sentence) for each in seen["told"]},
        "bars": {
            each.key: {
                "achieved": each.bar.achieved,
                "words": f"{each.name}: {each.sentence}",
            }
            for each in seen["told"]
            if each.bar
        },
        "broken": seen["broken"],
        "counts": {
            str(each.number): chairs_words(len(sitting[each.number]), each.most)
            for each in hall.tables
        },
    }


@room.act(TABLES + "/lock", needs=Permission.SEAT_PEOPLE)
def lock(slug: str, session_id: int) -> ResponseReturnValue:
    """Lock or unlock one person's place, or the whole round."""
    _town, dialogue_session = desk_of(slug, session_id)
    turn, locked = round_asked(dialogue_session), request.form.get("locked") == "1"
    if "person" in request.form:
        key = as_key(request.form["person"])
        actions.lock_person(dialogue_session, key, turn, locked=locked, now=clock.now())
        flash(_("This place is locked.") if locked else _("This place is open again."))
    else:
        actions.lock_round(dialogue_session, turn, locked=locked, now=clock.now())
        flash(_("This round is locked.") if locked else _("This round is open again."))
    return to_tables(slug, session_id, turn)


@room.act(TABLES + "/undo", needs=Permission.SEAT_PEOPLE)
def undo(slug: str, session_id: int) -> ResponseReturnValue:
    """Take the last step back."""
    _town, dialogue_session = desk_of(slug, session_id)
    turn = round_asked(dialogue_session)
    act = actions.undo(dialogue_session, now=clock.now())
    flash(_("The last step is undone.") if act else _("There is nothing to undo."))
    return to_tables(slug, session_id, turn)


def _offer_undo(words: str, slug: str, session_id: int) -> None:
    undo_at = url_for("seating.undo", slug=slug, session_id=session_id)
    message: Any = {"text": words, "undo": undo_at}
    flash(message, "undo")
