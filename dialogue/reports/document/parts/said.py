"""The sentences themselves, their themes and clusters, and what was answered."""

from datetime import date, datetime

from msgspec import Struct

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.parts.basic import Words


class Theme(Struct, frozen=True):
    """A heap of sentences with a name, and how far it reaches."""

    number: int
    name: Words
    right: str
    tables: int
    tables_held: int
    lived: tuple[int, ...]
    ideas: tuple[int, ...]
    others: tuple[int, ...]
    minority: tuple[int, ...]
    labels: tuple[Phrase, ...]


class Translated(Struct, frozen=True):
    """A sentence in another language, and by whom: a role, never a name."""

    words: Words
    reason: str
    by: str


class Cluster(Struct, frozen=True):
    """A sentence that people wrote over sentences that say the same."""

    number: int
    words: Words
    theme: int | None
    sentences: tuple[int, ...]
    tables: int
    tables_held: int
    evening: int = 0


class SortedTwice(Struct, frozen=True):
    """How much two people agreed who sorted an evening's sentences apart.

    Its basis are the ``sentences`` that both gave a theme. ``alpha`` (Krippendorff) and
    ``rand`` (adjusted Rand index) are decimals, "" where they are not defined.
    """

    sentences: int
    alike: int
    alpha: str
    rand: str
    settled: bool
    evening: int = 0  # of several


class Sentence(Struct, frozen=True):
    """A confirmed sentence. ``words`` is None when its table wants it not printed."""

    number: int
    kind: str
    words: Words | None
    theme: int | None = None
    changed: bool = False
    minority: bool = False
    reason: Words | None = None
    may_quote: bool = False
    on_behalf: bool = False
    told: str = ""  # "telephone" or "door": not at a table
    to: str = ""
    pseudonym: str = ""
    check_on: date | None = None
    translations: tuple[Translated, ...] = ()
    place: str = ""  # of an idea
    who_could: str = ""
    grows_from: Words | None = None
    root: int = 0  # the number of the sentence it grows from
    evening: int = 0  # of several


class AnswerGiven(Struct, frozen=True):
    """What the municipality answered to one request.

    ``state`` is "yes", "yes, differently", "no, because" or "later, on".
    """

    request: int
    state: str
    text: Words
    on: date | None
    by: str
    at: datetime
