"""What comes out of counting: findings that carry their rule and their basis."""

from __future__ import annotations

from enum import StrEnum
from fractions import Fraction

from msgspec import Struct

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


class Rule(Struct, frozen=True):
    """The rule behind a figure: a short code, and a sentence that can be printed."""

    code: str
    says: Phrase


class Basis(Struct, frozen=True):
    """What a figure rests on, in whole numbers."""

    people: int = 0
    tables: int = 0
    tables_held: int = 0
    neighbourhoods: int = 0
    sentences: int = 0


class SideVerdict(Struct, frozen=True):
    """One side's part in a verdict: p = (agree + 1) / (answered + 2)."""

    side: str
    p: Fraction
    enough: bool


class Judgement(Struct, frozen=True):
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


class Spread(Struct, frozen=True):
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


class BesideVoice(Struct, frozen=True):
    """A minority's confirmed sentence, to be set as large as the majority's."""

    says: Phrase
    text: str
    reason: str


class StatementFinding(Struct, frozen=True):
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


class ClusterFinding(Struct, frozen=True):
    """A sentence with its spread; the sentences it covers stay listed."""

    id: str
    text: str
    theme: str
    spread: Spread
    members: tuple[str, ...]
    beside: tuple[BesideVoice, ...]
    basis: Basis


class Slate(Struct, frozen=True):
    """The sentences of page one, in the order in which they were chosen."""

    chosen: tuple[str, ...]
    heard: frozenset[str]
    unheard: frozenset[str]
    says: Phrase
    rule: Rule
    basis: Basis


class PairedMeasure(Struct, frozen=True):
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


class EveningFindings(Struct, frozen=True):
    """All findings of one session; what a screen, a report and an export read."""

    statements: tuple[StatementFinding, ...]
    clusters: tuple[ClusterFinding, ...]
    slate: Slate
    measures: tuple[PairedMeasure, ...]
    notes: tuple[Phrase, ...]
    basis: Basis
