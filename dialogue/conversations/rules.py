"""What may be written at a table, and what read-back may do: pure decisions."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from hmac import compare_digest

from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Confirmation, Kind, QuoteConsent
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import (
    CaptureField,
    GuideFile,
    ResponseKind,
    Step,
    Tables,
    fields_for,
)

MOST_AT_TABLE = 12
FREE_TRIES = 3  # wrong codes before the first wait
FIRST_WAIT, LONGEST_WAIT = timedelta(minutes=1), timedelta(hours=2)
MOST_SLIPS = 500
OPEN_AFTER = timedelta(days=14)  # a table can be opened so long after the evening
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

    Measures and choices between cards are counted, not written. A signal of need is
    about one person: it never stands among the sentences of a table.
    """
    return {
        KINDS[each.kind]: each
        for each in fields_for(step, guide)
        if each.kind in KINDS
        and each.kind is not ResponseKind.SIGNAL
        and not (each.kind is ResponseKind.CHOICE and each.options)
    }


def counted_field(step: Step, guide: GuideFile) -> CaptureField | None:
    """What is counted on slips in a step (a measure or a choice), if anything is."""
    for each in fields_for(step, guide):
        if each.kind in {ResponseKind.MEASURE, ResponseKind.CHOICE} and each.options:
            return each
    return None


@dataclass(frozen=True, slots=True)
class Sheet:
    """One step on the table's sheet: its lines are numbered ``first`` to ``last``."""

    step: Step
    fields: dict[Kind, CaptureField]
    first: int
    last: int


def sheets_of(guide: GuideFile) -> tuple[Sheet, ...]:
    """The steps in which sentences are written, with the numbers of their lines.

    The lines are numbered through, so that sentence 9 on the screen is sentence 9 on
    the printed sheet, whatever the steps before it held.
    """
    found, first = [], 1
    for step in guide.steps:
        fields = written_fields(step, guide)
        if fields:
            lines = max(max(each.max_items for each in fields.values()), 1)
            found.append(Sheet(step, fields, first, first + lines - 1))
            first += lines
    return tuple(found)


def number_for(guide: GuideFile, step: Step, taken: Collection[int]) -> int:
    """The number of the next sentence of a step: its next line, else its first empty

    one, else (steps in which everybody writes) a number after all lines.
    """
    sheets = sheets_of(guide)
    mine = next(each for each in sheets if each.step.key == step.key)
    here = [number for number in taken if mine.first <= number <= mine.last]
    after = max(here, default=mine.first - 1) + 1
    if after <= mine.last:
        return after
    empty = (n for n in range(mine.first, mine.last + 1) if n not in taken)
    return next(empty, max(sheets[-1].last, *taken) + 1)


def most_at_table(guide: GuideFile) -> int:
    """How many people a table may hold: where all sit at one, as many as may come."""
    return max(MOST_AT_TABLE, guide.people.max if guide.tables is Tables.ONE else 0)


def check_present(people: int, guide: GuideFile) -> None:
    """Between nobody and as many as a table holds."""
    most = most_at_table(guide)
    if not 0 <= people <= most:
        raise RuleBroken(
            _l("A table holds 0 to %(most)d people.", most=most), field="present"
        )


def check_can_enter(ends_at: datetime, now: datetime) -> None:
    """A table's card opens nothing any more two weeks after the evening."""
    if now > ends_at + OPEN_AFTER:
        raise RuleBroken(_l("This evening is over. Its tables cannot be opened any more."))


def wait_after(wrong: int) -> timedelta:
    """How long nobody is let in after so many wrong codes in a row.

    Three tries are free; then every try doubles the wait, up to two hours. That is at
    most 4400 tries a year on 31 ** 7 codes (a chance of 2e-7), for somebody who already
    holds a table's secret link or card.
    """
    if wrong < FREE_TRIES:
        return timedelta(0)
    return min(FIRST_WAIT * int(2 ** min(wrong - FREE_TRIES, 10)), LONGEST_WAIT)


def same_code(typed: str, code: str) -> bool:
    """Whether somebody typed the code, however it is spaced; in constant time."""
    plain = "".join(sign for sign in typed.upper() if sign.isalnum())
    return compare_digest(plain.encode(), code.encode())


def check_slips(values: Mapping[int, int], options: int) -> None:
    """Whole numbers of slips, not below zero, for answers that exist."""
    if any(not 1 <= value <= options for value in values):
        raise RuleBroken(_l("There is no such answer on the slip."))
    if any(count < 0 or count > MOST_SLIPS for count in values.values()):
        raise RuleBroken(_l("Fill in a number of slips, from 0 to 500."))


def check_can_count(kind: Kind, field: CaptureField | None, *, read_back: bool) -> None:
    """Secret cards are put down for statements, where the guide says so."""
    if read_back:
        raise RuleBroken(_l("This table has read everything back. Ask the facilitator to open it again."))
    if kind is not Kind.STATEMENT or field is None or not field.secret_card:
        raise RuleBroken(_l("In this step no cards are put down."), field="cards")


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
    check_details(rule, words)


def check_details(rule: CaptureField, words: Words) -> None:
    """Only what the rule of this kind asks for stands beside the sentence."""
    if words.addressed_to and not rule.addressee:
        raise RuleBroken(_l("Only a request is addressed to somebody."), field="addressed_to")
    if rule.addressee and not words.addressed_to:
        raise RuleBroken(_l("To whom exactly? Name a person, an office or an organisation."), field="addressed_to")
    if words.pseudonym and not rule.pseudonym:
        raise RuleBroken(_l("We write no name with this sentence."), field="pseudonym")
    if words.minority and not words.reason:
        raise RuleBroken(_l("Write in a few words why some see it this way."), field="reason")


def check_can_read_back(answer: ReadBack, text: str, *, closed: bool) -> None:
    """Changed needs the new words; a minority's sentence needs its reason.

    ``text`` is how the sentence stands: withdrawn words that were wiped are gone.
    """
    if closed:
        raise RuleBroken(_l("This table has read everything back. Ask the facilitator to open it again."))
    if not text and answer.outcome is not Confirmation.WITHDRAWN and not answer.text:
        raise RuleBroken(_l("These words are gone: the table withdrew them."))
    if answer.outcome is Confirmation.CHANGED and not answer.text:
        raise RuleBroken(_l("Write how the sentence should be."), field="text")
    if answer.minority and not answer.reason:
        raise RuleBroken(_l("Write in a few words why some see it this way."), field="reason")


def check_can_consent(confirmation: Confirmation, *, closed: bool) -> None:
    """Only of a sentence that the table agreed to one asks whether it may be quoted."""
    if closed:
        raise RuleBroken(_l("This table has read everything back. Ask the facilitator to open it again."))
    if confirmation not in {Confirmation.CONFIRMED, Confirmation.CHANGED}:
        raise RuleBroken(_l("First ask the table whether the sentence is right."))


def check_cards(
    cards: Cards, present: int | None, sides: Sequence[str], most: int = MOST_AT_TABLE
) -> None:
    """Counts are whole, not below zero, and not more than people at the table.

    ``most`` holds while nobody said how many people sit there.
    """
    if set(cards.sides) - (set(sides) or {""}):
        raise RuleBroken(_l("That side was not declared for this evening."), field="cards")
    figures = [figure for side in cards.sides.values() for figure in side]
    if any(figure < 0 for figure in figures):
        raise RuleBroken(_l("A number of cards cannot be below zero."), field="cards")
    most = present if present is not None else most
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
    """Seconds left of a step (below zero: over time); the server keeps the clock.

    ``paused_seconds`` also holds the seconds that were added to the step.
    """
    if began_at is None:
        return minutes * 60
    until = paused_at or now
    return minutes * 60 - int((until - began_at).total_seconds()) + paused_seconds
