"""Writing dialogue sessions: plan, change, publish, move, cancel."""

from datetime import datetime, timedelta

from dialogue.foundation import bells, journal, post
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.rules import check_fresh
from dialogue.guides.models import GuideVersion
from dialogue.municipalities.models import Municipality
from dialogue.sessions import queries, rules, seats
from dialogue.sessions.models import DialogueSession, SessionStaff, Stage
from dialogue.sessions.rules import Plan

TOLD_IN_CALENDAR = ("title", "about", "venue_id", "place_note", "meeting")


def plan(
    municipality: Municipality,
    wanted: Plan,
    guide_version: GuideVersion,
    *,
    now: datetime,
    account_id: int | None = None,
    once: str | None = None,
    copied_from_id: int | None = None,
) -> DialogueSession:
    """Make a draft; whoever plans it leads it. The same ``once`` key makes one draft.

    Raises RuleBroken (rules.check_plan). Call ``publish`` to show it.
    """
    lock_row(Municipality, municipality.id)  # so that a double click waits its turn
    earlier = journal.already(once)
    if earlier is not None:
        return queries.session_in(municipality.id, int(earlier))
    rules.check_plan(wanted, guide_version.document, now)
    made = DialogueSession(
        municipality_id=municipality.id,
        ref=_new_ref(),
        copied_from_id=copied_from_id,
        revision=1,
        sequence=0,
    )
    _apply(made, wanted)
    made.answer_due = wanted.answer_due or rules.suggested_due(
        wanted.starts_at.date(), municipality.answer_days
    )
    db.session.add(made)
    db.session.flush()
    made.data_key = post.vault().new_data_key(data_key_place(made))
    if account_id is not None:
        add_staff(made, account_id)
    db.session.flush()
    journal.write(
        "planned", f"session:{made.id}", now=now, municipality_id=municipality.id
    )
    journal.once(once, str(made.id), now=now)
    return made


def data_key_place(dialogue_session: DialogueSession) -> str:
    """Where the wrapped data key belongs, for the vault."""
    return (
        f"dialogue_session.data_key:{dialogue_session.id}"
        f":{dialogue_session.municipality_id}"
    )


def _new_ref() -> str:
    ref = rules.new_ref()
    while queries.ref_exists(ref):
        ref = rules.new_ref()
    return ref


def _apply(dialogue_session: DialogueSession, wanted: Plan) -> None:
    for name in Plan.__struct_fields__:
        if name not in {"languages", "answer_due"}:
            setattr(dialogue_session, name, getattr(wanted, name))
    dialogue_session.languages = list(wanted.languages)


def add_staff(dialogue_session: DialogueSession, account_id: int) -> None:
    """Somebody leads this dialogue session."""
    db.session.add(
        SessionStaff(
            municipality_id=dialogue_session.municipality_id,
            dialogue_session_id=dialogue_session.id,
            account_id=account_id,
        )
    )


def change(
    dialogue_session: DialogueSession,
    wanted: Plan,
    guide_version: GuideVersion,
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Change what a dialogue session says; other figures of seats ring the bell.

    ``seen`` is the revision the form was opened with. A published one keeps its day
    and time here: ``move`` changes those and tells people. Raises RuleBroken.
    """
    _hold(dialogue_session, seen, now)
    if dialogue_session.stage is Stage.PUBLISHED:
        same_time = (wanted.starts_at, wanted.ends_at) == (
            dialogue_session.starts_at, dialogue_session.ends_at,
        )  # fmt: skip
        if not same_time:
            raise ValueError("A published dialogue session is moved, not changed.")
    rules.check_plan(wanted, guide_version.document, now)
    rules.check_can_change_seats(wanted.seats, seats.seats_taken(dialogue_session))
    before = _as_told(dialogue_session)
    _apply(dialogue_session, wanted)
    dialogue_session.answer_due = wanted.answer_due or dialogue_session.answer_due
    if _as_told(dialogue_session) != before:
        dialogue_session.sequence += 1
    _changed(dialogue_session, "changed", now)


def _as_told(dialogue_session: DialogueSession) -> tuple[object, ...]:
    return tuple(getattr(dialogue_session, name) for name in TOLD_IN_CALENDAR)


def publish(
    dialogue_session: DialogueSession, *, seen: str | None, now: datetime
) -> None:
    """Show a draft to the world. Publishing twice changes nothing."""
    _take(dialogue_session)
    if dialogue_session.stage is Stage.PUBLISHED:
        return
    check_fresh(dialogue_session.revision, seen)
    rules.check_can_publish(dialogue_session, now)
    dialogue_session.stage = Stage.PUBLISHED
    dialogue_session.published_at = now
    _changed(dialogue_session, "published", now)


def move(
    dialogue_session: DialogueSession,
    starts_at: datetime,
    ends_at: datetime,
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Give it another day or time; calendars follow and people are told.

    The municipality's answer moves along by as many days.
    """
    _hold(dialogue_session, seen, now)
    rules.check_when(starts_at, ends_at, now)
    rules.check_time_for_guide(
        ends_at - starts_at, dialogue_session.guide_version.document
    )
    was = (dialogue_session.starts_at, dialogue_session.ends_at)
    if was == (starts_at, ends_at):
        return
    later: timedelta = starts_at.date() - was[0].date()
    dialogue_session.starts_at, dialogue_session.ends_at = starts_at, ends_at
    if dialogue_session.answer_due is not None:
        dialogue_session.answer_due += later
    dialogue_session.sequence += 1
    _changed(dialogue_session, "moved", now)
    bells.session_moved.send(
        dialogue_session.municipality_id, dialogue_session=dialogue_session, now=now
    )


def cancel(
    dialogue_session: DialogueSession, reason: str, *, seen: str | None, now: datetime
) -> None:
    """It is off: the page, calendars and people are told why. Twice changes nothing."""
    _take(dialogue_session)
    if dialogue_session.stage is Stage.CANCELLED:
        return
    _hold(dialogue_session, seen, now)
    dialogue_session.stage = Stage.CANCELLED
    dialogue_session.cancelled_at = now
    dialogue_session.cancel_reason = reason
    dialogue_session.sequence += 1
    _changed(dialogue_session, "cancelled", now)
    bells.session_cancelled.send(
        dialogue_session.municipality_id, dialogue_session=dialogue_session, now=now
    )


def _hold(dialogue_session: DialogueSession, seen: str | None, now: datetime) -> None:
    """Nobody else changes it meanwhile, and it may still change."""
    _take(dialogue_session)
    check_fresh(dialogue_session.revision, seen)
    rules.check_can_change(dialogue_session, now)


def _take(dialogue_session: DialogueSession) -> None:
    """Lock the row and read it again: what was read before the lock may be old."""
    lock_row(DialogueSession, dialogue_session.id)
    db.session.refresh(dialogue_session)


def _changed(dialogue_session: DialogueSession, act: str, now: datetime) -> None:
    dialogue_session.revision += 1
    dialogue_session.changed_at = now
    db.session.flush()
    journal.write(
        act, f"session:{dialogue_session.id}", now=now,
        municipality_id=dialogue_session.municipality_id,
    )  # fmt: skip
    bells.session_changed.send(
        dialogue_session.municipality_id, dialogue_session=dialogue_session, now=now
    )
