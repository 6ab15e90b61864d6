"""What goes into counting: frozen facts of an evening, without any person."""

from __future__ import annotations

from enum import StrEnum

from msgspec import Struct, field


class Answers(Struct, frozen=True):
    """Secret cards on one statement: whole numbers of people, none negative."""

    agree: int = 0
    disagree: int = 0
    dont_know: int = 0

    def __post_init__(self) -> None:
        if min(self.agree, self.disagree, self.dont_know) < 0:
            raise ValueError("A number of people cannot be negative.")

    @property
    def answered(self) -> int:
        """Cards handed in; "don't know" is an answer."""
        return self.agree + self.disagree + self.dont_know

    def __add__(self, other: Answers) -> Answers:
        return Answers(
            self.agree + other.agree,
            self.disagree + other.disagree,
            self.dont_know + other.dont_know,
        )


class Channel(StrEnum):
    """Where a sentence was spoken."""

    TABLE = "table"
    TELEPHONE = "telephone"
    DOOR = "door"
    ONLINE = "online"


class Mention(Struct, frozen=True):
    """One confirmed sentence at one table; `table` is an opaque id."""

    sentence: str
    table: str
    neighbourhood: str = ""
    channel: Channel = Channel.TABLE
    by_proxy: bool = False


class MinoritySentence(Struct, frozen=True):
    """A confirmed sentence of those who saw it differently, with their reason."""

    text: str
    reason: str = ""


class Statement(Struct, frozen=True):
    """A sentence put to the secret card.

    `sides` are declared beforehand (a declared side that nobody took belongs
    here with zero answers). `undeclared` are the cards of people who chose no
    side. `no_answer` are people at those tables who handed in no card.
    """

    id: str
    text: str
    sides: tuple[tuple[str, Answers], ...] = ()
    undeclared: Answers = Answers()
    no_answer: int = 0
    tables: frozenset[str] = frozenset()
    neighbourhoods: frozenset[str] = frozenset()
    theme: str = ""
    sensitive: bool = False
    minority: tuple[MinoritySentence, ...] = ()
    online: bool = False
    """An online round has no tables, so it need not reach two of them."""

    def __post_init__(self) -> None:
        names = [name for name, _ in self.sides]
        if len(names) != len(set(names)):
            raise ValueError("A side is declared once.")
        if self.no_answer < 0:
            raise ValueError("A number of people cannot be negative.")

    @property
    def everyone(self) -> Answers:
        """All cards together, those without a side included."""
        return sum((answers for _, answers in self.sides), self.undeclared)


class Cluster(Struct, frozen=True):
    """A sentence written by people over the sentences it covers.

    A singleton is a cluster with one mention.
    """

    id: str
    text: str
    mentions: tuple[Mention, ...]
    theme: str = ""
    sensitive: bool = False
    minority: tuple[MinoritySentence, ...] = ()


class HeldTable(Struct, frozen=True):
    """A table that talked: `people` sat there; `read_back` says whether it was."""

    id: str
    people: int = 0
    neighbourhood: str = ""
    read_back: bool = True


class Moment(StrEnum):
    """When a measure was answered."""

    BEFORE = "before"
    AFTER = "after"
    THREE_MONTHS = "3 months"


class MeasureAnswer(Struct, frozen=True):
    """One answer to one measure; `token` is the animal card, or empty."""

    measure: str
    moment: Moment
    token: str
    value: int


class Evening(Struct, frozen=True):
    """Everything that is counted of one dialogue session."""

    tables: tuple[HeldTable, ...] = ()
    statements: tuple[Statement, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    measures: tuple[MeasureAnswer, ...] = ()
    withdrawn: int = 0
    skipped_steps: tuple[str, ...] = field(default=())
