"""The ledger of released figures: two reports compared give nobody away.

Everything that was ever published stays published. So each new figure is held
against all of them: a difference of 1 up to and with k - 1 people, between two
versions of one report or between reports that overlap (the municipality without
one of its sessions), is a small group that nobody meant to publish. A figure that
would make one repeats the old figure, or is hidden when there is no old one.

A subject is a name and the sessions (or contributions) it is about. Programme and
province are subjects like any other: nothing here knows what kinds there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from enum import Enum

from msgspec import Struct, field

from dialogue.outcomes.protection.overlap import leaves_no_few
from dialogue.outcomes.protection.tables import Range


class Subject(Struct, frozen=True):
    """What a figure is about: a lasting name, and its sessions at this moment."""

    name: str
    members: frozenset[str]


class Cell(Struct, frozen=True):
    """One figure's place: about whom, which measure, which category of it."""

    subject: Subject
    measure: str
    category: str


class Sum(Struct, frozen=True):
    """A total that is published beside its parts, so that one tells the other."""

    total: Cell
    parts: tuple[Cell, ...]

    @property
    def cells(self) -> tuple[Cell, ...]:
        return (self.total, *self.parts)


class Decision(Enum):
    """What became of a figure that somebody wants to release."""

    NEW = "new"
    REPEATED = "repeated"
    HIDDEN = "hidden"


class Release(Struct, frozen=True):
    """Figures that go out together: whole numbers of people, or None for hidden.

    ``sums`` names the totals among them. ``decisions`` is empty until decided.
    """

    label: str
    figures: Mapping[Cell, int | None]
    sums: tuple[Sum, ...] = ()
    decisions: Mapping[Cell, Decision] = field(default_factory=dict)


class Entry(Struct, frozen=True):
    """A figure as it once went out; None went out as hidden, or as a range (``span``).

    Ranges are held by who asks for them (releases.py); here only numbers are compared.
    """

    release: str
    cell: Cell
    figure: int | None
    span: Range | None = None


class Ledger(Struct, frozen=True):
    """All figures that ever went out, oldest first. Nothing is ever taken out."""

    entries: tuple[Entry, ...] = ()

    def with_release(self, release: Release) -> Ledger:
        """Give the ledger with the figures of a decided release written at its end."""
        new = (Entry(release.label, cell, f) for cell, f in release.figures.items())
        return Ledger((*self.entries, *new))


def decide_release(ledger: Ledger, release: Release, k: int = 5) -> Release:
    """Decide for every figure: release it, repeat the old one, or hide it.

    Figures tied by a sum are decided together: they are all new, or all as they
    were, so that a published table always adds up; a figure tied to nothing is
    decided alone. Figures are taken in their order, so put first what matters most.
    A figure of 1 up to and with k - 1 is never new, whoever asks.

    Raises ValueError for a negative figure, a sum of cells that are not there, or
    a label that is in the ledger already.
    """
    _check(release)
    if any(entry.release == release.label for entry in ledger.entries):
        raise ValueError("A release with this label is already in the ledger.")
    book = _Book(ledger, k)
    figures: dict[Cell, int | None] = {}
    decisions: dict[Cell, Decision] = {}
    for block in _blocks(release):
        sums = [one for one in release.sums if one.total in block]
        asked = {cell: release.figures[cell] for cell in block}
        for cell, (figure, decision) in _decide(book, asked, sums).items():
            figures[cell], decisions[cell] = figure, decision
            book.write(release.label, cell, figure)
    return Release(
        release.label,
        {cell: figures[cell] for cell in release.figures},
        release.sums,
        {cell: decisions[cell] for cell in release.figures},
    )


def _check(release: Release) -> None:
    if any(figure is not None and figure < 0 for figure in release.figures.values()):
        raise ValueError("A figure in a release is never below zero.")
    for one in release.sums:
        if not all(cell in release.figures for cell in one.cells):
            raise ValueError("A sum names a figure that the release does not hold.")


def _blocks(release: Release) -> Iterator[list[Cell]]:
    """Give the figures in groups that sums tie together, each in its own order."""
    group = {cell: {cell} for cell in release.figures}
    for one in release.sums:
        joined = set().union(*(group[cell] for cell in one.cells))
        for cell in joined:
            group[cell] = joined
    seen: set[Cell] = set()
    for cell in release.figures:
        if cell not in seen:
            seen |= group[cell]
            yield [other for other in release.figures if other in group[cell]]


_Decided = dict[Cell, tuple[int | None, Decision]]


def _decide(book: _Book, asked: Mapping[Cell, int | None], sums: list[Sum]) -> _Decided:
    asked = _tell(asked, sums)
    refused = book.refused(asked)
    if not refused:
        return {cell: (f, _named(f, Decision.NEW)) for cell, f in asked.items()}
    decision = Decision.NEW
    old = book.latest(asked)
    if any(figure is not None for figure in old.values()):
        # The old figures again; but the subject may have grown since, and then
        # they too must stand beside the figures of what it has grown by.
        asked, decision = _tell(old, sums), Decision.REPEATED
        refused = book.refused(asked)
    shown = _hide(asked, refused, sums)
    return {cell: (f, _named(f, decision)) for cell, f in shown.items()}


def _tell(asked: Mapping[Cell, int | None], sums: list[Sum]) -> dict[Cell, int | None]:
    """Fill in what a sum with one hidden figure tells anyhow, so that it is judged."""
    told = dict(asked)
    for _ in sums:
        for one in sums:
            hidden = [cell for cell in one.cells if told[cell] is None]
            if len(hidden) == 1:
                parts = sum(told[part] or 0 for part in one.parts)
                total = told[one.total]
                told[hidden[0]] = parts if total is None else total - parts
    return told


def _named(figure: int | None, decision: Decision) -> Decision:
    return Decision.HIDDEN if figure is None else decision


def _hide(
    asked: Mapping[Cell, int | None], refused: set[Cell], sums: list[Sum]
) -> dict[Cell, int | None]:
    """Hide the refused figures, with the totals above them up to the last one.

    A total that is hidden can be as large as one likes, and then so can its parts.
    A refused total takes its smallest part along, or its parts would tell it.
    """
    shown = {**asked, **dict.fromkeys(refused)}
    waiting = list(refused)
    done: set[Cell] = set()
    while waiting:
        cell = waiting.pop()
        if cell in done:
            continue
        done.add(cell)
        shown[cell] = None
        waiting += [one.total for one in sums if cell in one.parts]
        for one in sums:
            if one.total == cell and all(shown[p] is not None for p in one.parts):
                waiting.append(min(one.parts, key=lambda part: shown[part] or 0))
    return shown


class _Book:
    """The figures that are out, by measure and category, and what they allow."""

    def __init__(self, ledger: Ledger, k: int) -> None:
        self.k = k
        self.out: dict[tuple[str, str], dict[Subject, list[int | None]]] = {}
        self.released: dict[tuple[str, str], tuple[str, dict[str, int | None]]] = {}
        for entry in ledger.entries:
            self.write(entry.release, entry.cell, entry.figure)

    def write(self, release: str, cell: Cell, figure: int | None) -> None:
        subjects = self.out.setdefault((cell.measure, cell.category), {})
        subjects.setdefault(cell.subject, []).append(figure)
        about = (cell.subject.name, cell.measure)
        if about not in self.released or self.released[about][0] != release:
            self.released[about] = (release, {})
        self.released[about][1][cell.category] = figure

    def latest(self, cells: Iterable[Cell]) -> dict[Cell, int | None]:
        """Give the figures as they last went out together under these names.

        All of a subject's figures on a measure come from one release, so that they
        are of one moment; what that release did not hold is None.
        """
        found: dict[Cell, int | None] = {}
        for cell in cells:
            about = (cell.subject.name, cell.measure)
            _, figures = self.released.get(about, ("", {}))
            found[cell] = figures.get(cell.category)
        return found

    def refused(self, figures: Mapping[Cell, int | None]) -> set[Cell]:
        """Give the cells whose figures make a small difference with what is out."""
        return {cell for cell, f in figures.items() if not self.allows(cell, f)}

    def allows(self, cell: Cell, figure: int | None) -> bool:
        """Say whether a figure makes no small difference with anything that is out."""
        if figure is None:
            return True
        if figure < 0 or self._tells(figure):
            return False
        subjects = self.out.get((cell.measure, cell.category), {})
        for subject, figures in subjects.items():
            if subject.members & cell.subject.members and any(
                old is not None and self._tells(figure - old) for old in figures
            ):
                return False
        return self._allows_sums(cell.subject.members, figure, subjects)

    def _tells(self, difference: int) -> bool:
        return 0 < abs(difference) < self.k

    def _allows_sums(
        self,
        members: frozenset[str],
        figure: int,
        subjects: Mapping[Subject, list[int | None]],
    ) -> bool:
        """Hold the figure against reports minus several of their parts at once.

        Pairs are held against every figure that ever went out; sums of parts only
        against the newest of each, for older ones are not about the same moment.
        """
        now: dict[frozenset[str], set[int]] = {}
        for subject, figures in subjects.items():
            if figures[-1] is not None:
                now.setdefault(subject.members, set()).add(figures[-1])
        inside = [(m, f) for m, figures in now.items() if m < members for f in figures]
        if not leaves_no_few(figure, inside, self.k):
            return False
        for whole, totals in now.items():
            if not members < whole:
                continue
            rest = [
                (m, f)
                for m, figures in now.items()
                if m < whole and not m & members
                for f in figures
            ]
            if not all(leaves_no_few(t - figure, rest, self.k) for t in totals):
                return False
        return True
