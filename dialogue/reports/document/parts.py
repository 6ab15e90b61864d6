"""The parts of a report's document, as frozen dataclasses.

Texts of residents and organisers stay in their own language (``Words``); texts of a
guide come in all its languages (``Texts``); what counting says is a ``Phrase`` that a
reader's language fills in later. Sentences are numbered in the document and nowhere
else: no number leads back to a row of a database.
"""

from dataclasses import dataclass, field
from datetime import date, datetime

from dialogue.outcomes.counting import Phrase

FORMAT = "dialogue-report/1"


@dataclass(frozen=True, slots=True)
class Words:
    """A text and the language it is in."""

    text: str
    lang: str


Texts = tuple[Words, ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A published figure: a number (low = high), a range, or hidden (neither)."""

    low: int | None = None
    high: int | None = None

    @property
    def number(self) -> int | None:
        """The number, when it is one."""
        return self.low if self.low is not None and self.low == self.high else None

    @property
    def hidden(self) -> bool:
        """Whether nothing is said about it."""
        return self.low is None or self.high is None


@dataclass(frozen=True, slots=True)
class Cover:
    """Who asks whom, about what, and before when an answer is asked."""

    title: Words
    subtitle: Words | None
    town: str
    country: str
    starts_at: datetime
    ends_at: datetime
    tables: int
    meeting: str
    place: str
    sender: str
    people: Shown
    answer_due: date | None
    site: str


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """Page one. Written by people, or a slate of sentences with its rule."""

    paragraphs: tuple[Words, ...] = ()
    slate: tuple[int, ...] = ()
    says: Phrase | None = None
    rule: Phrase | None = None


@dataclass(frozen=True, slots=True)
class Request:
    """One request, with the tables' own sentences it was merged from."""

    number: int
    text: Words
    why: Words | None
    to: str
    tables: int
    tables_held: int
    due: date
    right: str
    sources: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class StepRun:
    """One step of the guide: planned minutes, and the real ones where kept."""

    kind: str
    question: Texts
    planned: int
    spent: int | None
    skipped: bool


@dataclass(frozen=True, slots=True)
class Course:
    """How the evening went."""

    guide: Texts
    guide_slug: str
    guide_version: int
    guide_checksum: str
    steps: tuple[StepRun, ...]
    began_at: datetime | None
    ended_at: datetime | None
    tables_held: int
    tables_unread: int
    withdrawn: int
    not_printed: int
    k: int


@dataclass(frozen=True, slots=True)
class Round:
    """One round of invitations."""

    way: str
    note: Words | None
    asked: Shown
    reached: Shown


@dataclass(frozen=True, slots=True)
class People:
    """The one head-count, as it may be shown."""

    signed_up: Shown
    had_seat: Shown
    no_seat: Shown
    came: Shown
    walked_in: Shown
    helpers: Shown
    rounds: tuple[Round, ...]


@dataclass(frozen=True, slots=True)
class Theme:
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


@dataclass(frozen=True, slots=True)
class Part:
    """One or more kinds of answer shown as a single figure."""

    kinds: tuple[str, ...]
    count: Shown


@dataclass(frozen=True, slots=True)
class Bar:
    """The cards of one side ("": everybody)."""

    side: str
    parts: tuple[Part, ...]
    total: Shown


@dataclass(frozen=True, slots=True)
class Stance:
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


@dataclass(frozen=True, slots=True)
class Group:
    """One option of a measure, or neighbours on its scale taken together."""

    labels: tuple[Texts, ...]
    count: Shown


@dataclass(frozen=True, slots=True)
class Measure:
    """The slips of one measure at one moment; no groups: too few to show."""

    code: str
    moment: str
    question: Texts
    groups: tuple[Group, ...]
    total: Shown
    paired: Phrase | None


@dataclass(frozen=True, slots=True)
class Sentence:
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


@dataclass(frozen=True, slots=True)
class AnswerGiven:
    """What the municipality answered to one request.

    ``state`` is "yes", "yes, differently", "no, because" or "later, on".
    """

    request: int
    state: str
    text: Words
    on: date | None
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Document:
    """A whole report, frozen."""

    ref: str
    cover: Cover
    read_aloud: ReadAloud
    was_open: tuple[Words, ...]
    requests: tuple[Request, ...]
    course: Course
    people: People
    themes: tuple[Theme, ...]
    stances: tuple[Stance, ...]
    measures: tuple[Measure, ...]
    sentences: tuple[Sentence, ...]
    rules: tuple[Phrase, ...]
    answers: tuple[AnswerGiven, ...] = ()
    number: int = 0  # 0: a draft
    issued_at: datetime | None = None
    first_issued_at: datetime | None = None
    code: str = ""
    format: str = field(default=FORMAT)

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number."""
        return self.sentences[number - 1]

    def of_kind(self, *kinds: str) -> tuple[Sentence, ...]:
        """The sentences of these kinds, in order."""
        return tuple(each for each in self.sentences if each.kind in kinds)

    def answer_to(self, number: int) -> AnswerGiven | None:
        """The answer to a request, when there is one."""
        return next((each for each in self.answers if each.request == number), None)
