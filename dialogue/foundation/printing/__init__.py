"""Paper for many people: a few at once, many by the worker; kept sealed, and shortly.

A room says what a paper is made of (``declares``) and gives it two doors: one that
hands it out (``hand_out``) and one that tells how far it is (``progress_page``).
"""

from collections.abc import Callable
from datetime import datetime
from functools import cached_property
from typing import Final, Literal, Protocol

from msgspec import Struct

from dialogue.foundation import post
from dialogue.foundation.language import chosen
from dialogue.foundation.paper import Limits, render_pdf
from dialogue.foundation.paper.order import Stylesheet
from dialogue.foundation.paper.process import Progress

Subject = Literal["municipality", "session"]
LONG: Final = Limits(seconds=300, memory=1_500_000_000, pages=2000)


class Sheet(Struct, frozen=True):
    """What stands on one paper, before it is printed.

    ``name`` is the document's own; ``quick``: it prints within a second or two;
    ``parts``: how many letters it holds, for instance (0: nobody counts).
    """

    name: str
    title: str
    author: str
    html: str
    municipality_id: int
    quick: bool
    stylesheet: Stylesheet = "list"
    parts: int = 0

    @property
    def of(self) -> str:
        """A keyed hash: the same as long as the same stands on it."""
        return post.vault().fingerprint(self.html, f"paper {self.name}")


class Box(Protocol):
    """What keeps a paper unreadable at rest: a data key, or the vault of the house."""

    def seal(self, plain: str, place: str) -> bytes:
        """Encrypt, bound to ``place``."""

    def open(self, sealed: bytes, place: str) -> str | bytes:
        """Decrypt; raises Unreadable."""


class Paper(Struct, frozen=True):
    """A kind of paper, made of one municipality or one dialogue session.

    ``sheet(number, large, now)`` writes it in the language spoken. ``hold(number,
    now)`` keeps whom it names from being wiped until the transaction ends, or raises
    RuleBroken. ``box(number)`` seals it.
    """

    kind: str
    about: Subject
    sheet: Callable[[int, bool, datetime], Sheet]
    hold: Callable[[int, datetime], None] = lambda _number, _now: None
    box: Callable[[int], Box] = lambda _number: post.vault()


PAPERS: dict[str, Paper] = {}


def declares(paper: Paper) -> Paper:
    """Let the worker know how a kind of paper is made."""
    PAPERS[paper.kind] = paper
    return paper


class Wanted:
    """One paper that somebody asks for, in the language they speak."""

    def __init__(
        self, paper: Paper, number: int, now: datetime, *, large: bool = False
    ) -> None:
        self.paper, self.number, self.large, self.now = paper, number, large, now
        self.language = chosen()

    @cached_property
    def sheet(self) -> Sheet:
        """What is to stand on it; written when first asked."""
        return self.paper.sheet(self.number, self.large, self.now)

    @property
    def about(self) -> str:
        """``session:12``."""
        return about(self.paper.about, self.number)

    @property
    def job(self) -> str:
        """By which the job is found: ``paper:seating.wall:12:0:nl``."""
        large = int(self.large)
        return f"paper:{self.paper.kind}:{self.number}:{large}:{self.language}"


def about(subject: Subject, number: int) -> str:
    """What a paper is about, as it is kept."""
    return f"{subject}:{number}"


def printed(sheet: Sheet, now: datetime, progress: Progress | None = None) -> bytes:
    """A sheet as a PDF. Raises PaperRefused."""
    return render_pdf(
        sheet.html,
        lang=chosen(),
        title=sheet.title,
        author=sheet.author,
        stylesheet=sheet.stylesheet,
        identifier=f"{sheet.name}:{now:%Y%m%d%H%M%S}",
        created=now,
        limits=LONG,
        progress=progress,
    )
