"""Figures that leave the house: held against all that ever left.

A figure has a measure (``cards <statement>``, ``people``) and a category in it. Kept
per dialogue session; figures about several (a municipality's report, and one day those
of a province or the programme) are a subject of their own, about the sessions that were
in it when they went out. All are held against each other both ways. A subject is its
name and its sessions: no level is known here, so a new one changes nothing.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence

from msgspec import Struct, field

from dialogue.outcomes.models import ReleasedFigure
from dialogue.outcomes.protection import (
    Cell,
    Entry,
    Figure,
    Ledger,
    Range,
    Release,
    Subject,
    Sum,
    decide_release,
)
from dialogue.outcomes.queries.released import (
    all_released,
    has_released_sums,
    released_figures,
    towns_of,
)
from dialogue.sessions.models import DialogueSession

Name = tuple[str, str]  # measure, category
BETWEEN = "|"
MEMBERS = "members"  # the measure under which a release names its sessions
MEMBER = f"{MEMBERS}{BETWEEN}"
_TOWN = "municipality:"


class Asked(Struct):
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


class Released(Struct, frozen=True):
    """Decided figures about a subject, to be written in the ledger when they go out."""

    subject: Subject
    figures: Mapping[Name, Figure]


def decide(
    dialogue_session: DialogueSession, asked: Asked, label: str, k: int
) -> dict[Name, Figure]:
    """Each figure as it may go out now: new, as it was, or hidden.

    A range stays a range unless an older number stands. Writes nothing.
    """
    ledger = ledger_of(dialogue_session)
    return decide_about(subject_of(dialogue_session), ledger, asked, label, k)


def decide_about(
    subject: Subject, ledger: Ledger, asked: Asked, label: str, k: int
) -> dict[Name, Figure]:
    """The same for any subject, beside the figures of a ledger.

    Ranges are held too: one that went out stays until the new one lies k away from it,
    or two of them would tell how few were added. Figures tied by a sum go together.
    """
    decided = _decided(subject, ledger, asked, label, k)
    found: dict[Name, Figure] = {}
    for name, wanted in asked.figures.items():
        figure = decided.figures[Cell(subject, *name)]
        found[name] = (
            wanted if figure is None and not isinstance(wanted, int) else figure
        )
    before = _went_out(subject, ledger)
    for names in _tied(asked):
        found |= _held(asked, found, before, names, k)
    return found


def _held(
    asked: Asked,
    found: Mapping[Name, Figure],
    before: Mapping[Name, Sequence[Figure]],
    names: Sequence[Name],
    k: int,
) -> dict[Name, Figure]:
    """Figures tied together: as the ledger decided, as they were, or without ranges."""
    last = {name: before[name][-1] if before.get(name) else None for name in names}
    numbers = {name for name in names if isinstance(asked.figures[name], int)}
    near = any(
        _is_near(found[name], before.get(name, ()), k, tied=len(names) > 1)
        for name in names
    )
    if all(found[name] == asked.figures[name] for name in numbers):
        return last if near else {}
    # What goes with numbers that stay as they were stays as well.
    stay = [name for name in names if isinstance(last[name], int)]
    if stay and all(found[name] == last[name] for name in stay):
        return last
    return dict.fromkeys(names if near else set(names) - numbers)


def _tied(asked: Asked) -> list[list[Name]]:
    """Names of figures in groups that sums tie together; a hidden one ties nothing."""
    shown = [name for name, figure in asked.figures.items() if figure is not None]
    group = {name: {name} for name in shown}
    for total, parts in asked.sums:
        joined = set().union(*(group.get(name, set()) for name in (total, *parts)))
        group |= dict.fromkeys(joined, joined)
    return [list(names) for first, names in group.items() if first == min(names)]


def _went_out(subject: Subject, ledger: Ledger) -> dict[Name, list[Figure]]:
    """What ever went out about a subject, by name, oldest first."""
    found: dict[Name, list[Figure]] = defaultdict(list)
    for entry in ledger.entries:
        if entry.cell.subject.name == subject.name:
            figure = entry.span if entry.figure is None else entry.figure
            found[entry.cell.measure, entry.cell.category].append(figure)
    return found


def _is_near(new: Figure, before: Sequence[Figure], k: int, *, tied: bool) -> bool:
    """Whether a figure stands within k of another that went out here.

    Numbers beside numbers are the ledger's. Where a sum ties them a range may move with
    its total: only one that takes the place of a number, or a number its, counts.
    """
    return any(
        new != old and _apart(new, old) < k
        for old in before
        if new is not None and old is not None
        if isinstance(new, Range) != isinstance(old, Range)
        or (isinstance(new, Range) and not tied)
    )


def _apart(one: int | Range, other: int | Range) -> int:
    first, second = (
        each if isinstance(each, Range) else Range(each, each) for each in (one, other)
    )
    return max(0, first.low - second.high, second.low - first.high)


def subject_of(dialogue_session: DialogueSession) -> Subject:
    """One dialogue session as the ledger knows it."""
    name = f"session:{dialogue_session.id}"
    return Subject(name, frozenset({name}))


def town_subject(
    municipality_id: int, about: str, session_ids: Iterable[int]
) -> Subject:
    """These sessions of a municipality together, in what they have in common."""
    members = frozenset(f"session:{number}" for number in session_ids)
    return Subject(f"{_TOWN}{municipality_id} {about}", members)


def ledger_of(dialogue_session: DialogueSession) -> Ledger:
    """All figures that a new one about this dialogue session is held against.

    Its own; and once figures about several sessions went out, those and the others'.
    """
    town = dialogue_session.municipality_id
    if has_released_sums(town):
        return town_ledger(town)
    return _ledger(released_figures(town, subject_of(dialogue_session).name))


def town_ledger(*municipality_ids: int) -> Ledger:
    """All figures that ever went out in these municipalities, oldest first.

    And in those that something wider went out about together with them: a province's
    figure stands in the ledger of each of its municipalities.
    """
    here = set(municipality_ids)
    rows = [row for town in sorted(here) for row in all_released(town)]
    sessions = {_number(row.cell) for row in rows if row.cell.startswith(MEMBER)}
    for town in sorted(towns_of(sessions) - here):
        rows += all_released(town)
    once = {(row.subject, row.cell, row.released_with): row for row in reversed(rows)}
    return _ledger(sorted(once.values(), key=lambda row: row.id))


def written(figure: Figure) -> str:
    """A figure as the ledger keeps it: a number, ``40-44``, or "" for hidden."""
    if isinstance(figure, Range):
        return f"{figure.low}-{figure.high}"
    return "" if figure is None else str(figure)


def figure_in(row: ReleasedFigure) -> Figure:
    """The figure of a row of the ledger."""
    low, dash, high = row.value.partition("-")
    if dash:
        return Range(int(low), int(high))
    return int(low) if low else None


def as_number(figure: Figure) -> int | None:
    """A figure where it is a number."""
    return figure if isinstance(figure, int) else None


def as_range(figure: Figure) -> Range | None:
    """A figure where it is a range."""
    return figure if isinstance(figure, Range) else None


def _number(cell: str) -> int:
    return int(cell.rpartition(":")[2])


def _ledger(rows: Sequence[ReleasedFigure]) -> Ledger:
    members: dict[tuple[str, str], set[str]] = defaultdict(set)
    figures = []
    for row in rows:
        measure, category = row.cell.split(BETWEEN, 1)
        if measure == MEMBERS:
            members[row.subject, row.released_with].add(category)
        else:
            figures.append((row, measure, category))
    return Ledger(
        tuple(
            Entry(
                row.released_with,
                Cell(
                    Subject(
                        row.subject,
                        frozenset(
                            members.get((row.subject, row.released_with), {row.subject})
                        ),
                    ),
                    measure,
                    category,
                ),
                as_number(figure_in(row)),
                as_range(figure_in(row)),
            )
            for row, measure, category in figures
        )
    )


def _decided(
    subject: Subject, ledger: Ledger, asked: Asked, label: str, k: int
) -> Release:
    cells = {name: Cell(subject, *name) for name in asked.figures}
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
    return decide_release(ledger, release, k)
