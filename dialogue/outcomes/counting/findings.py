"""What comes out of counting: findings that carry their rule and their basis."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from .evidence import Answers
from .phrases import Phrase


class Verdict(StrEnum):
    """What the cards say about a statement, over its declared sides."""

    SHARED = "shared"
    DIVIDED = "divided"
    UNSURE = "unsure"
    LEANING = "leaning"
    TOO_FEW = "too few people to say"


class Direction(StrEnum):
    """Whither a statement leans, counting everybody's cards."""

    FOR = "for"
    AGAINST = "against"
    NEITHER = "neither"


@dataclass(frozen=True)
class Rule:
    """The rule behind a figure: a short code, and a sentence that can be printed."""

    code: str
    says: Phrase


@dataclass(frozen=True)
class Basis:
    """What a figure rests on, in whole numbers."""

    people: int = 0
    tables: int = 0
    tables_held: int = 0
    neighbourhoods: int = 0
    sentences: int = 0


@dataclass(frozen=True)
class SideVerdict:
    """One side's part in a verdict: p = (agree + 1) / (answered + 2)."""

    side: str
    p: Fraction
    enough: bool


@dataclass(frozen=True)
class Judgement:
    """A verdict with what led to it."""

    verdict: Verdict
    direction: Direction
    sides: tuple[SideVerdict, ...]
    lowest: Fraction | None
    highest: Fraction | None
    says: Phrase
    rule: Rule

    @property
    def too_small(self) -> tuple[str, ...]:
        """The sides of which too few people answered."""
        return tuple(one.side for one in self.sides if not one.enough)


@dataclass(frozen=True)
class Spread:
    """How far a sentence reaches; stands before any number of heads."""

    tables: int
    tables_held: int
    neighbourhoods: int
    sentences: int
    by_proxy: int
    by_telephone_or_door: int
    says: Phrase
    labels: tuple[Phrase, ...]
    rule: Rule


@dataclass(frozen=True)
class BesideVoice:
    """A minority's confirmed sentence, to be set as large as the majority's."""

    says: Phrase
    text: str
    reason: str


@dataclass(frozen=True)
class StatementFinding:
    """One statement, counted. `says` may be printed; `evidence` may not.

    `evidence` (all cards, and per side) is for the ledger of released figures,
    which decides about every number that leaves the house. `says` was already
    merged so that no part of it is smaller than k.
    """

    id: str
    text: str
    theme: str
    spread: Spread
    judgement: Judgement
    says: Phrase
    beside: tuple[BesideVoice, ...]
    rule: Rule
    basis: Basis
    evidence: Answers
    evidence_by_side: tuple[tuple[str, Answers], ...]
    may_be_counted: bool


@dataclass(frozen=True)
class ClusterFinding:
    """A sentence with its spread; the sentences it covers stay listed."""

    id: str
    text: str
    theme: str
    spread: Spread
    members: tuple[str, ...]
    beside: tuple[BesideVoice, ...]
    basis: Basis


@dataclass(frozen=True)
class Slate:
    """The sentences of page one, in the order in which they were chosen."""

    chosen: tuple[str, ...]
    heard: frozenset[str]
    unheard: frozenset[str]
    says: Phrase
    rule: Rule
    basis: Basis


@dataclass(frozen=True)
class PairedMeasure:
    """Before and after, of the people who answered twice.

    `mean_before` and `mean_after` are None under the smallest number of pairs.
    `closer`, `same` and `further` are evidence, like the counts of a statement.
    """

    measure: str
    pairs: int
    closer: int
    same: int
    further: int
    unpaired: int
    mean_before: Fraction | None
    mean_after: Fraction | None
    says: Phrase
    rule: Rule
    basis: Basis


@dataclass(frozen=True)
class EveningFindings:
    """All findings of one session; what a screen, a report and an export read."""

    statements: tuple[StatementFinding, ...]
    clusters: tuple[ClusterFinding, ...]
    slate: Slate
    measures: tuple[PairedMeasure, ...]
    notes: tuple[Phrase, ...]
    basis: Basis
