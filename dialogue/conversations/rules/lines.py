"""What may be written in a step, and on which line of the sheet."""

from collections.abc import Collection
from datetime import date

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.conversations.models import Kind
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import (
    CaptureField,
    GuideFile,
    ResponseKind,
    Step,
    fields_for,
)

KINDS = {
    ResponseKind(kind.value): kind
    for kind in Kind
    if kind.value in {each.value for each in ResponseKind}
}


class Words(Struct, frozen=True):
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


class Sheet(Struct, frozen=True):
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


def check_can_write(
    step: Step,
    guide: GuideFile,
    words: Words,
    already: int,
    *,
    read_back: bool,
    ended: bool,
) -> None:
    """A sentence of a kind the step asks for, not more than it allows."""
    if ended:
        raise RuleBroken(
            _l("This evening is over. Ask the facilitator to open it again.")
        )
    if read_back:
        raise RuleBroken(
            _l("This table has read everything back. Open it again to add a sentence.")
        )
    allowed = written_fields(step, guide)
    if words.kind not in allowed:
        raise RuleBroken(_l("In this step we do not write that down."), field="kind")
    if not words.text:
        raise RuleBroken(_l("Write one sentence first."), field="text")
    rule = allowed[words.kind]
    if not rule.per_person and rule.max_items and already >= rule.max_items:
        raise RuleBroken(
            _l(
                "There are %(most)d sentences here already, and that is the most "
                "for this step. Choose together which one may go.",
                most=rule.max_items,
            ),
            field="text",
        )
    check_details(rule, words)


def check_details(rule: CaptureField, words: Words) -> None:
    """Only what the rule of this kind asks for stands beside the sentence."""
    if words.addressed_to and not rule.addressee:
        raise RuleBroken(
            _l("Only a request is addressed to somebody."), field="addressed_to"
        )
    if rule.addressee and not words.addressed_to:
        raise RuleBroken(
            _l("To whom exactly? Name a person, an office or an organisation."),
            field="addressed_to",
        )
    if words.pseudonym and not rule.pseudonym:
        raise RuleBroken(_l("We write no name with this sentence."), field="pseudonym")
    if words.minority and not words.reason:
        raise RuleBroken(
            _l("Write in a few words why some see it this way."), field="reason"
        )
