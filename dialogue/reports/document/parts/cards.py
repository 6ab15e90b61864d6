"""What was put to the secret card, to slips, and to an online round."""

from msgspec import Struct

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.parts.basic import HIDDEN, Shown, Texts, Words


class Part(Struct, frozen=True):
    """One or more kinds of answer shown as a single figure."""

    kinds: tuple[str, ...]
    count: Shown


class Bar(Struct, frozen=True):
    """The cards of one side ("": everybody)."""

    side: str
    parts: tuple[Part, ...]
    total: Shown


class Stance(Struct, frozen=True):
    """A statement that was put to the secret card."""

    sentences: tuple[int, ...]
    text: Words
    verdict: str
    direction: str
    says: Phrase
    counts: Phrase
    tables: int
    tables_held: int
    bars: tuple[Bar, ...]
    minority: tuple[int, ...]
    key: str = ""  # the same for one statement on several evenings
    evening: int = 0  # of several: at which one; 0 with ``evenings``: together
    evenings: int = 0


class Group(Struct, frozen=True):
    """One option of a measure, or neighbours on its scale taken together."""

    labels: tuple[Texts, ...]
    count: Shown


class Measure(Struct, frozen=True):
    """The slips of one measure at one moment; no groups: too few to show.

    ``almost``: the answer almost everyone gave, in place of figures. ``paired`` says of
    those who answered twice how many moved, from ``pairs`` and ``closer``.
    """

    code: str
    moment: str
    question: Texts
    groups: tuple[Group, ...]
    total: Shown
    paired: Phrase | None
    pairs: Shown = HIDDEN
    closer: Shown = HIDDEN
    almost: tuple[Texts, ...] = ()
    evening: int = 0  # of several: at which one; 0 with ``evenings``: together
    evenings: int = 0
    left_out: int = 0  # evenings at which too few answered


class OnlineGroup(Struct, frozen=True):
    """People whom the online round put together by their votes; nobody chose it."""

    name: str
    people: Shown


class GroupSaid(Struct, frozen=True):
    """What one such group says by itself ("" where its figures are not all shown)."""

    group: str
    verdict: str
    direction: str


class OnlineStatement(Struct, frozen=True):
    """A statement of an online round: our verdict, and the round's own consensus.

    ``consensus`` is a decimal between 0 and 1, "" where it would tell too much.
    """

    number: int  # as the round numbered it
    text: Words
    taken_out: bool
    verdict: str
    direction: str
    counts: Phrase
    bars: tuple[Bar, ...]
    groups: tuple[GroupSaid, ...]
    consensus: str


class Online(Struct, frozen=True):
    """A round of votes on statements, online."""

    name: Words | None
    votes: int
    people: Shown
    groups: tuple[OnlineGroup, ...]
    without_group: Shown
    statements: tuple[OnlineStatement, ...]
