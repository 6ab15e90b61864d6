"""What reading back may do, and counting the secret cards."""

from collections.abc import Sequence

from flask_babel import lazy_gettext as _l
from flask_babel import lazy_ngettext as _n
from msgspec import Struct, field

from dialogue.conversations.models import Confirmation, Kind, QuoteConsent
from dialogue.conversations.rules.evening import MOST_AT_TABLE
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import CaptureField

CLOSED = _l(
    "This table has read everything back. Ask the facilitator to open it again."
)


class ReadBack(Struct, frozen=True):
    """What the table said when a sentence was read aloud."""

    outcome: Confirmation
    text: str = ""  # the new words, when changed
    quote_consent: QuoteConsent | None = None
    minority: bool = False
    reason: str = ""


class Cards(Struct, frozen=True):
    """Secret cards put down for a statement, per declared side ("" when none)."""

    sides: dict[str, tuple[int, int, int]] = field(default_factory=dict)

    @property
    def total(self) -> tuple[int, int, int]:
        """Agree, disagree, don't know over all sides."""
        columns = list(zip(*self.sides.values(), strict=True)) or [(0,), (0,), (0,)]
        agree, disagree, unsure = (sum(column) for column in columns)
        return agree, disagree, unsure


def check_can_read_back(answer: ReadBack, text: str, *, closed: bool) -> None:
    """Changed needs the new words; a minority's sentence needs its reason.

    ``text`` is how the sentence stands: withdrawn words that were wiped are gone.
    """
    if closed:
        raise RuleBroken(CLOSED)
    if not text and answer.outcome is not Confirmation.WITHDRAWN and not answer.text:
        raise RuleBroken(_l("These words are gone: the table withdrew them."))
    if answer.outcome is Confirmation.CHANGED and not answer.text:
        raise RuleBroken(_l("Write how the sentence should be."), field="text")
    if answer.minority and not answer.reason:
        raise RuleBroken(
            _l("Write in a few words why some see it this way."), field="reason"
        )


def check_still_open(*, closed: bool) -> None:
    """What a table read back to the end stays as it is."""
    if closed:
        raise RuleBroken(CLOSED)


def check_can_consent(confirmation: Confirmation, *, closed: bool) -> None:
    """Only of a sentence that the table agreed to one asks whether it may be quoted."""
    if closed:
        raise RuleBroken(CLOSED)
    if confirmation not in {Confirmation.CONFIRMED, Confirmation.CHANGED}:
        raise RuleBroken(_l("First ask the table whether the sentence is right."))


def check_can_close(written: int) -> None:
    """Nothing leaves the table unless it was read back."""
    if written:
        raise RuleBroken(
            _n(
                "%(num)d sentence was not read back yet. Read it first.",
                "%(num)d sentences were not read back yet. Read them first.",
                written,
            )
        )


def check_can_count(kind: Kind, field: CaptureField | None, *, read_back: bool) -> None:
    """Secret cards are put down for statements, where the guide says so."""
    if read_back:
        raise RuleBroken(CLOSED)
    if kind is not Kind.STATEMENT or field is None or not field.secret_card:
        raise RuleBroken(_l("In this step no cards are put down."), field="cards")


def check_cards(
    cards: Cards, present: int | None, sides: Sequence[str], most: int = MOST_AT_TABLE
) -> None:
    """Counts are whole, not below zero, and not more than people at the table.

    ``most`` holds while nobody said how many people sit there.
    """
    if set(cards.sides) - (set(sides) or {""}):
        raise RuleBroken(
            _l("That side was not declared for this evening."), field="cards"
        )
    figures = [figure for side in cards.sides.values() for figure in side]
    if any(figure < 0 for figure in figures):
        raise RuleBroken(_l("A number of cards cannot be below zero."), field="cards")
    most = present if present is not None else most
    if sum(figures) > most:
        raise RuleBroken(
            _l(
                "These are %(cards)d cards, and %(people)d people sit here. "
                "Count once more.",
                cards=sum(figures),
                people=most,
            ),
            field="cards",
        )
