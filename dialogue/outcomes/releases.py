"""Figures that leave the house: held against all that ever left.

A figure has a measure (``cards <statement>``, ``people``) and a category in it. Kept
per dialogue session; a municipality's own reports join as subjects of their own.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from dialogue.outcomes.protection import (
    Cell,
    Entry,
    Figure,
    Ledger,
    Release,
    Subject,
    Sum,
    decide_release,
)
from dialogue.outcomes.queries.released import released_figures
from dialogue.sessions.models import DialogueSession

Name = tuple[str, str]  # measure, category
BETWEEN = "|"


@dataclass
class Asked:
    """The figures that somebody wants to release together, in order of weight."""

    figures: dict[Name, Figure] = field(default_factory=dict)
    sums: list[tuple[Name, tuple[Name, ...]]] = field(default_factory=list)

    def add(self, measure: str, category: str, figure: Figure) -> Name:
        """Ask for one figure."""
        name = (measure, category)
        self.figures[name] = figure
        return name

    def add_sum(self, total: Name, parts: Sequence[Name]) -> None:
        """Say that a total goes out beside its parts."""
        self.sums.append((total, tuple(parts)))


def decide(
    dialogue_session: DialogueSession, asked: Asked, label: str, k: int
) -> dict[Name, Figure]:
    """Each figure as it may go out now: new, as it was, or hidden.

    A range stays a range unless an older number stands. Writes nothing.
    """
    decided = _decided(dialogue_session, asked, label, k)
    found: dict[Name, Figure] = {}
    for name, wanted in asked.figures.items():
        figure = decided.figures[_cell(dialogue_session, name)]
        found[name] = (
            wanted if figure is None and not isinstance(wanted, int) else figure
        )
    return found


def subject_of(dialogue_session: DialogueSession) -> Subject:
    """One dialogue session as the ledger knows it."""
    name = f"session:{dialogue_session.id}"
    return Subject(name, frozenset({name}))


def ledger_of(dialogue_session: DialogueSession) -> Ledger:
    """All figures that ever went out about this dialogue session, oldest first."""
    subject = subject_of(dialogue_session)
    rows = released_figures(dialogue_session.municipality_id, subject.name)
    return Ledger(
        tuple(
            Entry(
                row.released_with,
                Cell(subject, *row.cell.split(BETWEEN, 1)),
                int(row.value) if row.value else None,
            )
            for row in rows
        )
    )


def _decided(
    dialogue_session: DialogueSession, asked: Asked, label: str, k: int
) -> Release:
    cells = {name: _cell(dialogue_session, name) for name in asked.figures}
    release = Release(
        label,
        {
            cells[name]: figure if isinstance(figure, int) else None
            for name, figure in asked.figures.items()
        },
        tuple(
            Sum(cells[total], tuple(cells[part] for part in parts))
            for total, parts in asked.sums
        ),
    )
    return decide_release(ledger_of(dialogue_session), release, k)


def _cell(dialogue_session: DialogueSession, name: Name) -> Cell:
    return Cell(subject_of(dialogue_session), *name)
