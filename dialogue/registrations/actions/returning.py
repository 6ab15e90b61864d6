"""The municipality's answer, back along everyone's own channel.

The words come from later rooms; they never see to whom the words go.
"""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime

from sqlalchemy import func, select

from dialogue.foundation import post
from dialogue.foundation.database import db
from dialogue.foundation.post import Channel, Letter, Message, PostState
from dialogue.foundation.vault import Unreadable
from dialogue.registrations import queries, sealed
from dialogue.registrations.models import ANSWER, AnswerBy, Registration
from dialogue.registrations.sealed import Person
from dialogue.sessions.models import DialogueSession

Words = Callable[[str, Channel], tuple[str, str]]  # (language, channel): subject, text
ON_ITS_WAY = (
    PostState.WAITING, PostState.HANDING, PostState.FAILED, PostState.PARKED,
)  # fmt: skip
CHANNELS = {
    AnswerBy.MAIL: (Channel.MAIL, "mail"),
    AnswerBy.LETTER: (Channel.LETTER, "address"),
    AnswerBy.CALL: (Channel.CALL, "phone"),
}


def return_answer(
    dialogue_session: DialogueSession, words: Words, *, mark: str, now: datetime
) -> Mapping[Channel, int]:
    """Queue an answer for everybody who asked for it; how many, by channel.

    Once per person and ``mark``. Nobody who did not ask hears anything, nobody who
    cancelled either, and nobody at all once people are forgotten.
    """
    told: dict[Channel, int] = {}
    for registration, channel, person, to in _receivers(dialogue_session):
        subject, text = words(registration.language, channel)
        queued = post.queue(
            Letter(to, subject, text, name=person.name), kind=ANSWER, channel=channel,
            subject_ref=f"registration:{registration.id}",
            language=registration.language, now=now,
            dedupe=f"{ANSWER}:{registration.id}:{mark}",
            municipality_id=registration.municipality_id,
        )  # fmt: skip
        if queued is not None:
            told[channel] = told.get(channel, 0) + 1
    return told


def who_asked(dialogue_session: DialogueSession) -> Mapping[Channel, int]:
    """How many people hear the answer, by channel."""
    counts: dict[Channel, int] = {}
    for _registration, channel, _person, _to in _receivers(dialogue_session):
        counts[channel] = counts.get(channel, 0) + 1
    return counts


def answers_on_their_way(dialogue_session: DialogueSession) -> int:
    """How many mails, letters and calls with an answer are not brought yet.

    Stuck mail too: a person sends it again or drops it, or after a month it goes.
    """
    refs = [f"registration:{each.id}" for each in queries.people_of(dialogue_session)]
    found = db.session.scalar(
        select(func.count(Message.id)).where(
            Message.municipality_id == dialogue_session.municipality_id,
            Message.kind == ANSWER,
            Message.state.in_(ON_ITS_WAY),
            Message.subject_ref.in_(refs),
        )
    )
    return int(found or 0)


def _receivers(
    dialogue_session: DialogueSession,
) -> Sequence[tuple[Registration, Channel, Person, str]]:
    try:
        key = sealed.key_of(dialogue_session)
    except Unreadable:
        return ()
    found = []
    for registration in queries.in_play(dialogue_session):
        if registration.answer_by not in CHANNELS:
            continue
        person = sealed.reveal(registration, key)
        channel, where = CHANNELS[registration.answer_by]
        to = str(getattr(person, where))
        if to:
            found.append((registration, channel, person, to))
    return found
