"""A whole report, frozen."""

from datetime import datetime

from msgspec import Struct, field

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.parts.basic import Words
from dialogue.reports.document.parts.cards import Measure, Online, Stance
from dialogue.reports.document.parts.evening import (
    Course,
    Cover,
    EveningHeld,
    People,
    ReadAloud,
    Request,
)
from dialogue.reports.document.parts.said import (
    AnswerGiven,
    Cluster,
    Sentence,
    SortedTwice,
    Theme,
)

FORMAT = "dialogue-report/1"


class Document(Struct, frozen=True):
    """A whole report, frozen."""

    ref: str
    cover: Cover
    read_aloud: ReadAloud
    was_open: tuple[Words, ...]
    requests: tuple[Request, ...]
    course: Course | None  # None: of several evenings
    people: People
    themes: tuple[Theme, ...]
    stances: tuple[Stance, ...]
    measures: tuple[Measure, ...]
    sentences: tuple[Sentence, ...]
    rules: tuple[Phrase, ...]
    answers: tuple[AnswerGiven, ...] = ()
    clusters: tuple[Cluster, ...] = ()
    online: Online | None = None
    evenings: tuple[EveningHeld, ...] = ()
    sorted_twice: tuple[SortedTwice, ...] = ()
    number: int = 0  # 0: a draft
    issued_at: datetime | None = None
    first_issued_at: datetime | None = None
    code: str = ""
    format: str = field(default=FORMAT)

    @property
    def k(self) -> int:
        """How many people a figure stands for at least."""
        kept = [each.k for each in self.evenings]
        return max([*kept, self.course.k] if self.course else kept, default=5)

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number."""
        return self.sentences[number - 1]

    def of_kind(self, *kinds: str) -> tuple[Sentence, ...]:
        """The sentences of these kinds, in order."""
        return tuple(each for each in self.sentences if each.kind in kinds)

    def answer_to(self, number: int) -> AnswerGiven | None:
        """The answer to a request, when there is one."""
        return next((each for each in self.answers if each.request == number), None)
