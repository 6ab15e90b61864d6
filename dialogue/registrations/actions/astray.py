"""Mail that did not arrive: the same news along a way that works."""

from datetime import datetime

from msgspec.structs import replace

from dialogue.foundation import post
from dialogue.foundation.database import db
from dialogue.foundation.post import Channel, Letter, Message, PostState
from dialogue.foundation.post.stuck import take
from dialogue.registrations import letters, queries, rules
from dialogue.registrations.actions.line import open_count
from dialogue.registrations.actions.seats import touch, write
from dialogue.registrations.calling import registration_of
from dialogue.registrations.letters import Kind
from dialogue.registrations.models import AnswerBy, Registration
from dialogue.registrations.reach import Reach
from dialogue.registrations.sealed import contact_index, key_of, reveal, seal


def put_right(message: Message, reach: Reach, *, now: datetime) -> Channel:
    """The address of a stuck mail was wrong: note the right one and tell it there.

    ``reach`` is a mail address, a telephone number (a call) or a postal address (a
    letter). All stuck mail about the same sign-up goes along, in words that are true
    now. Returns the channel. Raises RuleBroken when the sign-up is gone, NotHere when
    the mail is not stuck any more.
    """
    registration = registration_of(message)
    rules.check_is_about_somebody(registration)
    assert registration is not None  # noqa: S101
    open_count(registration.dialogue_session)
    take(message)
    db.session.refresh(registration)
    rules.check_not_forgotten(registration.dialogue_session)
    channel = _reach(registration, reach, now)
    told: set[Kind] = set()
    for each in queries.stuck_about(message):
        if each.kind in {*Kind}:
            told.add(letters.kind_now(Kind(each.kind), registration.standing))
        else:
            _as_it_was(each, reach, now)
        post.settle(each, PostState.DROPPED, now)
    for kind in sorted(told):
        _tell(kind, registration, message, now)
    write(registration, "put an address right", now)
    return channel


def channel_of(reach: Reach) -> Channel:
    """Along which channel somebody is reached there."""
    if reach.mail:
        return Channel.MAIL
    return Channel.CALL if reach.phone else Channel.LETTER


def _reach(registration: Registration, reach: Reach, now: datetime) -> Channel:
    """Keep where somebody is reached; where they were not goes."""
    dialogue_session = registration.dialogue_session
    key = key_of(dialogue_session)
    person = replace(
        reveal(registration, key),
        mail=reach.mail,
        phone=reach.phone,
        address=reach.address,
    )
    seal(registration, person, key)
    registration.contact_index = contact_index(dialogue_session, person)
    channel = channel_of(reach)
    if registration.answer_by is not AnswerBy.NONE:
        registration.answer_by = AnswerBy(channel.value)
    touch(registration, now)
    return channel


def _tell(
    kind: Kind, registration: Registration, message: Message, now: datetime
) -> None:
    told = letters.write(kind, registration, now, astray=True)
    if told is not None:
        _queue(told.letter, told.channel, kind.value, message, now)


def _as_it_was(message: Message, reach: Reach, now: datetime) -> None:
    """Words of a later room (the council's answer), as they were written."""
    was = post.read(message)
    to = reach.mail or reach.phone or reach.address
    letter = Letter(to, was.subject, was.text, name=was.name)
    _queue(letter, channel_of(reach), message.kind, message, now)


def _queue(
    letter: Letter, channel: Channel, kind: str, message: Message, now: datetime
) -> None:
    post.queue(
        letter,
        kind=kind,
        channel=channel,
        subject_ref=message.subject_ref,
        language=message.language,
        dedupe=f"astray:{message.id}:{kind}",
        now=now,
        municipality_id=message.municipality_id,
    )
