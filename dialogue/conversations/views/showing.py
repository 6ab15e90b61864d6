"""What every page of a table shows: where the evening is, and the words of a step."""

from collections.abc import Sequence
from datetime import datetime

from flask_babel import gettext as _
from msgspec import Struct

from dialogue.conversations import guiding, queries, rules
from dialogue.conversations.models import Contribution, Evening, TableTalk
from dialogue.conversations.words import KIND_NAMES, minutes_left, values_of
from dialogue.foundation.language import chosen
from dialogue.guides.format import GuideFile, Step, is_go_round
from dialogue.guides.words import STEP_KINDS
from dialogue.sessions.models import DialogueSession


class Place(Struct, frozen=True):
    """A table in its evening, read once a request."""

    talk: TableTalk
    evening: Evening
    dialogue_session: DialogueSession
    guide: GuideFile

    @property
    def language(self) -> str:
        """The language to read the guide in."""
        return guiding.guide_language(
            chosen(), self.dialogue_session.municipality.country
        )

    @property
    def values(self) -> dict[str, str]:
        """What is known of a guide's placeholders."""
        return values_of(self.dialogue_session)


def place_of(talk: TableTalk) -> Place:
    """The table with everything around it."""
    evening = talk.evening
    dialogue_session = queries.session_of(evening)
    return Place(talk, evening, dialogue_session, queries.guide_of(dialogue_session))


class Shown(Struct, frozen=True):
    """A step as a table's page shows it."""

    step: Step
    of: int
    name: str
    words: guiding.StepWords
    left: str  # "14 minutes left"
    parts: list[int]  # minutes of every step, for the line of the evening
    turns: int  # people whose turn it was; -1: no go-round
    people: int
    skipped: bool


def show_step(place: Place, step: Step, now: datetime) -> Shown:
    """Everything a page needs to show one step."""
    seconds = seconds_of(place.evening, step, now)
    people = place.talk.present or place.guide.people.ideal
    return Shown(
        step=step,
        of=len(place.guide.steps),
        name=str(STEP_KINDS[step.kind.value]),
        words=guiding.step_words(step, place.language, place.values),
        left=minutes_left(seconds),
        parts=[each.minutes for each in place.guide.steps],
        turns=turns_of(step, people, step.minutes * 60 - seconds),
        people=people,
        skipped=step.key in place.evening.skipped,
    )


def turns_of(step: Step, people: int, gone: int) -> int:
    """How many had their turn by the clock; -1 when nobody takes turns."""
    return guiding.turn_now(step, people, gone) if is_go_round(step) else -1


def seconds_of(evening: Evening, step: Step, now: datetime) -> int:
    """Seconds left of a step; all of them unless the room is at this step."""
    if evening.step != step.order or evening.ended_at is not None:
        return step.minutes * 60
    return rules.seconds_left(
        step.minutes, evening.step_began_at, evening.paused_at,
        evening.paused_seconds + evening.extra_seconds, now,
    )  # fmt: skip


def line_of(said: Contribution, *, shows: bool = False) -> str:
    """What stands under a sentence: its kind, and what was written with it.

    ``shows``: somebody may be recognised in it.
    """
    parts = [str(KIND_NAMES[said.kind])]
    if said.addressed_to:
        parts.append(_("to %(whom)s", whom=said.addressed_to))
    if said.pseudonym:
        parts.append(said.pseudonym)
    if said.minority:
        parts.append(_("some of us see it differently"))
    if said.agree is not None:
        parts.append(
            _(
                "agree %(agree)s, disagree %(disagree)s, don't know %(unsure)s",
                agree=said.agree,
                disagree=said.disagree,
                unsure=said.unsure,
            )
        )
    if shows:
        parts.append(_("somebody may be recognised in this"))
    return " · ".join(parts)


def unread(said: Sequence[Contribution]) -> list[Contribution]:
    """The sentences that were not read back yet."""
    return [each for each in said if each.confirmation.value == "written"]
