"""What may be written at a table, and what read-back may do: pure decisions."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime

from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Confirmation, Kind, QuoteConsent
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import CaptureField, GuideFile, ResponseKind, Step, fields_for

MOST_AT_TABLE = 12
KINDS = {
    ResponseKind(kind.value): kind
    for kind in Kind
    if kind.value in {each.value for each in ResponseKind}
}


@dataclass(frozen=True, slots=True)
class Words:
    """One sentence as it is written at a table."""

    kind: Kind
    text: str
    language: str = "nl"
    addressed_to: str = ""
    reason: str = ""
    wanted_by: date | None = None
    pseudonym: str = ""
    check_on: date | None = None
    minority: bool = False
    on_behalf: bool = False


@dataclass(frozen=True, slots=True)
class ReadBack:
    """What the table said when a sentence was read aloud."""

    outcome: Confirmation
    text: str = ""  # the new words, when changed
    quote_consent: QuoteConsent | None = None
    minority: bool = False
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Cards:
    """Secret cards put down for a statement, per declared side ("" when none)."""

    sides: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def total(self) -> tuple[int, int, int]:
        """Agree, disagree, don't know over all sides."""
        columns = list(zip(*self.sides.values(), strict=True)) or [(0,), (0,), (0,)]
        agree, disagree, unsure = (sum(column) for column in columns)
        return agree, disagree, unsure


def written_fields(step: Step, guide: GuideFile) -> dict[Kind, CaptureField]:
    """The kinds of sentence that may be written in a step; empty: nothing is kept.

    Measures, choices and signals are not sentences: they have pages of their own.
    """
    return {
        KINDS[each.kind]: each
        for each in fields_for(step, guide)
        if each.kind in KINDS and each.measure is None
    }


def check_can_write(
    step: Step, guide: GuideFile, words: Words, already: int, *, read_back: bool, ended: bool
) -> None:
    """A sentence of a kind the step asks for, not more than it allows."""
    if ended:
        raise RuleBroken(_l("This evening is over. Ask the facilitator to open it again."))
    if read_back:
        raise RuleBroken(_l("This table has read everything back. Open it again to add a sentence."))
    allowed = written_fields(step, guide)
    if words.kind not in allowed:
        raise RuleBroken(_l("In this step we do not write that down."), field="kind")
    if not words.text:
        raise RuleBroken(_l("Write one sentence first."), field="text")
    rule = allowed[words.kind]
    if not rule.per_person and rule.max_items and already >= rule.max_items:
        raise RuleBroken(
            _l(
                "There are %(most)d sentences here already, and that is the most for this "
                "step. Choose together which one may go.",
                most=rule.max_items,
            ),
            field="text",
        )
    _check_details(rule, words)


def _check_details(rule: CaptureField, words: Words) -> None:
    if words.addressed_to and not rule.addressee:
        raise RuleBroken(_l("Only a request is addressed to somebody."), field="addressed_to")
    if rule.addressee and not words.addressed_to:
        raise RuleBroken(_l("To whom exactly? Name a person, an office or an organisation."), field="addressed_to")
    if words.pseudonym and not rule.pseudonym:
        raise RuleBroken(_l("We write no name with this sentence."), field="pseudonym")


def check_can_read_back(answer: ReadBack) -> None:
    """Changed needs the new words; a minority's sentence needs its reason."""
    if answer.outcome is Confirmation.CHANGED and not answer.text:
        raise RuleBroken(_l("Write how the sentence should be."), field="text")
    if answer.minority and not answer.reason:
        raise RuleBroken(_l("Write in a few words why some see it this way."), field="reason")


def check_cards(cards: Cards, present: int | None, sides: Sequence[str]) -> None:
    """Counts are whole, not below zero, and not more than people at the table."""
    if set(cards.sides) - (set(sides) or {""}):
        raise RuleBroken(_l("That side was not declared for this evening."), field="cards")
    figures = [figure for side in cards.sides.values() for figure in side]
    if any(figure < 0 for figure in figures):
        raise RuleBroken(_l("A number of cards cannot be below zero."), field="cards")
    most = present if present is not None else MOST_AT_TABLE
    if sum(figures) > most:
        raise RuleBroken(
            _l(
                "These are %(cards)d cards, and %(people)d people sit here. Count once more.",
                cards=sum(figures),
                people=most,
            ),
            field="cards",
        )


def check_can_close(written: int) -> None:
    """Nothing leaves the table unless it was read back."""
    if written:
        raise RuleBroken(
            _l("%(count)d sentences were not read back yet. Read them first.", count=written)
        )


def seconds_left(
    minutes: int, began_at: datetime | None, paused_at: datetime | None, paused_seconds: int, now: datetime
) -> int:
    """Seconds left of a step (below zero: over time); the server keeps the clock."""
    if began_at is None:
        return minutes * 60
    until = paused_at or now
    return minutes * 60 - int((until - began_at).total_seconds()) + paused_seconds
