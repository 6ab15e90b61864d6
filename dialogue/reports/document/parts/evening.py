"""Who asks whom, how an evening went, and who came."""

from datetime import date, datetime

from msgspec import Struct

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.parts.basic import Shown, Texts, Words


class Cover(Struct, frozen=True):
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


class ReadAloud(Struct, frozen=True):
    """Page one. Written by people, or a slate of sentences with its rule."""

    paragraphs: tuple[Words, ...] = ()
    slate: tuple[int, ...] = ()
    says: Phrase | None = None
    rule: Phrase | None = None


class AskedAt(Struct, frozen=True):
    """An evening's own request in one that was merged of several evenings."""

    evening: int
    number: int  # in that evening's own report
    text: Words


class Request(Struct, frozen=True):
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
    evening: int = 0  # of several: at which one it was asked; 0 with ``parts``
    parts: tuple[AskedAt, ...] = ()  # merged of several evenings


class StepRun(Struct, frozen=True):
    """One step of the guide: planned minutes, and the real ones where kept."""

    kind: str
    question: Texts
    planned: int
    spent: int | None
    skipped: bool


class Course(Struct, frozen=True):
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


class Round(Struct, frozen=True):
    """One round of invitations."""

    way: str
    note: Words | None
    asked: Shown
    reached: Shown
    evening: int = 0  # of several


class People(Struct, frozen=True):
    """The one head-count, as it may be shown."""

    signed_up: Shown
    had_seat: Shown
    no_seat: Shown
    came: Shown
    walked_in: Shown
    helpers: Shown
    rounds: tuple[Round, ...]


class EveningHeld(Struct, frozen=True):
    """One of several evenings in one report, as its own report says it."""

    number: int
    ref: str
    title: Words
    starts_at: datetime
    place: str
    tables: int
    came: Shown
    sentences: int
    guide: Texts
    guide_version: int
    version: int  # of its own report
    code: str
    k: int
    withdrawn: int
    unread: int = 0  # tables that were not read back
    skipped: int = 0  # steps of the guide
