"""What people say to be mixed by, and what is wished: sealed, then deleted."""

import json
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.foundation.database import db
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.registrations.sealed import key_of
from dialogue.seating import queries, rules
from dialogue.seating.actions.keeping import begin, write
from dialogue.seating.models import SeatingNote, SeatingWish, WishKind
from dialogue.seating.rules.dealing import Key
from dialogue.seating.rules.lines import LINES, check_lines
from dialogue.sessions.models import DialogueSession


class Mixing(Struct, frozen=True):
    """How the organiser wants people mixed."""

    rounds: int
    lines: tuple[str, ...] = ()
    streets: tuple[str, ...] = ()
    statement: str = ""
    parties_together: bool = True
    hosts_must: bool = True
    effort: int = 3


def choose_mixing(
    dialogue_session: DialogueSession, mixing: Mixing, *, now: datetime
) -> None:
    """Rounds and lines. Answers to a line that is dropped are deleted.

    Chairs of a round that is dropped come back with it, until the morning after.
    """
    check_lines(mixing.lines, mixing.streets, mixing.statement)
    rules.check_rounds(mixing.rounds)
    found = begin(dialogue_session, now)
    found.rounds = mixing.rounds
    found.lines = [line for line in LINES if line in mixing.lines]
    found.streets, found.statement = list(mixing.streets), mixing.statement
    found.parties_together, found.effort = mixing.parties_together, mixing.effort
    found.hosts_must = mixing.hosts_must
    found.locked_rounds = [turn for turn in found.locked_rounds if turn <= found.rounds]
    _drop_answers(dialogue_session, found.lines)
    write(dialogue_session, "chose how to mix", now, mixing.rounds)


def _drop_answers(dialogue_session: DialogueSession, lines: Sequence[str]) -> None:
    for key, known in queries.notes_of(dialogue_session).items():
        kept = {k: v for k, v in known.items() if k not in LINES or k in lines}
        if kept != known:
            _keep(dialogue_session, key, kept)


def note(
    dialogue_session: DialogueSession, key: Key, known: Mapping[str, Any], now: datetime
) -> None:
    """Keep what is known of one person, over what was known before; empty: forget."""
    begin(dialogue_session, now)
    before = queries.notes_of(dialogue_session).get(key, {})
    after = {**before, **known}
    _keep(
        dialogue_session,
        key,
        {k: v for k, v in after.items() if v is not None and v not in ("", [])},
    )
    write(dialogue_session, "noted how to seat somebody", now)


def _keep(
    dialogue_session: DialogueSession, key: Key, known: Mapping[str, Any]
) -> None:
    found = queries.note_of(dialogue_session, key)
    if found is None:
        found = SeatingNote(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            registration_id=key[0],
            person=key[1],
        )
        db.session.add(found)
        db.session.flush()
    if not known:
        db.session.delete(found)
        db.session.flush()
        return
    text = json.dumps(dict(known), ensure_ascii=False, sort_keys=True)
    found.known = key_of(dialogue_session).seal(text, queries.note_place(found))
    db.session.flush()


def wish(
    dialogue_session: DialogueSession,
    kind: WishKind,
    about: Sequence[Key | None],
    *,
    hard: bool,
    now: datetime,
) -> SeatingWish:
    """Two people together or apart; a helper and whom they help."""
    begin(dialogue_session, now)
    here = {each.key for each in queries.neighbours_of(dialogue_session)}
    keys = [key for key in about if key is not None and key in here]
    if len(keys) < len(about):
        raise NotHere
    if len(set(keys)) < 2:
        raise RuleBroken(_l("Choose two different people."), field="other")
    made = SeatingWish(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        kind=kind,
        hard=hard,
    )
    db.session.add(made)
    db.session.flush()
    made.about = key_of(dialogue_session).seal(
        json.dumps(keys), queries.wish_place(made)
    )
    write(dialogue_session, "noted a wish", now)
    return made


def weigh_wish(
    dialogue_session: DialogueSession, wish_id: int, *, hard: bool, now: datetime
) -> None:
    """From now on this wish must hold, or may give way."""
    begin(dialogue_session, now)
    queries.wish_in(dialogue_session, wish_id).hard = hard
    write(dialogue_session, "weighed a wish", now)


def drop_wish(
    dialogue_session: DialogueSession, wish_id: int, *, now: datetime
) -> None:
    """A wish is no wish any more."""
    begin(dialogue_session, now)
    db.session.delete(queries.wish_in(dialogue_session, wish_id))
    write(dialogue_session, "dropped a wish", now)
