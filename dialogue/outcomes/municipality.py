"""What several evenings of a municipality add up to, and give nobody away by it.

Only evenings whose figures were released are added up: each is a row of one table, its
released figures stand in it as they went out, its hidden ones stay hidden, and the sums
are protected beside them. Then the ledger has the last word, so that no sum minus
evenings, old or new, leaves a small group.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from dialogue.conversations.queries import guide_of
from dialogue.municipalities.models import Municipality
from dialogue.outcomes import queries, releases
from dialogue.outcomes.counting import Statement
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    EVERYONE,
    NO_OPINION,
    ShownCards,
    counts_in,
)
from dialogue.outcomes.findings import facts_of
from dialogue.outcomes.protection import (
    Figure,
    Ledger,
    Place,
    Subject,
    Table,
    protect_beside,
)
from dialogue.outcomes.queries.released import all_released
from dialogue.outcomes.releases import BETWEEN, Name, Released

TOTAL = "total"
CARDS = "cards"
_SESSION = "session:"
Columns = tuple[tuple[str, ...], ...]
_ORDER = (AGREE, DISAGREE, NO_OPINION)


@dataclass(frozen=True, slots=True)
class TownStatement:
    """One statement over several evenings: people per column of kinds, and in all.

    ``left_out`` counts evenings with this statement that cannot be added: their
    report merged other answers, or what was counted changed since it went out.
    """

    key: str
    text: str
    columns: Columns
    figures: Mapping[Name, Figure]
    session_ids: tuple[int, ...]
    left_out: int
    subject: Subject

    @property
    def released(self) -> Released:
        """What is written in the ledger when it goes out."""
        return Released(self.subject, self.figures)

    @property
    def cards(self) -> ShownCards:
        """The figures as those of one evening are held."""
        row = (EVERYONE, self.counts, self.total)
        return ShownCards(self.columns, (row,))

    @property
    def counts(self) -> tuple[Figure, ...]:
        """People per column."""
        return tuple(self.figures[name] for name in _names(self.key, self.columns)[:-1])

    @property
    def total(self) -> Figure:
        """People in all."""
        return self.figures[_names(self.key, self.columns)[-1]]

    @property
    def evenings(self) -> int:
        """How many evenings it is about."""
        return len(self.session_ids)


@dataclass(frozen=True, slots=True)
class TownFindings:
    """A municipality's figures as they may go out."""

    statements: tuple[TownStatement, ...]


@dataclass(frozen=True, slots=True)
class _Row:
    """One evening: true counts by column and in all, and where they are out."""

    session_id: int
    text: str
    counts: tuple[int, ...]
    out: tuple[bool, ...]  # per column and, last, the total


def municipality_findings(
    municipality: Municipality,
    *,
    label: str = "draft",
    session_ids: Collection[int] | None = None,
    about: str = "",
) -> TownFindings:
    """Add up the released figures of a municipality's evenings. Writes nothing.

    Of all evenings, or of those with these ids. ``about`` names what they are for (the
    ref of a report), so that its next version is held against its last. When they go
    out, ``actions.releasing.record_figures`` writes ``released`` under the same label.
    """
    released = {
        number: cells
        for number, cells in _released(municipality.id).items()
        if session_ids is None or number in session_ids
    }
    groups: dict[str, dict[Columns, list[_Row]]] = defaultdict(
        lambda: defaultdict(list)
    )
    stale: dict[str, int] = defaultdict(int)
    k = 2
    for dialogue_session in queries.sessions_by_id(municipality.id, released):
        k = max(k, guide_of(dialogue_session).k)
        facts = facts_of(dialogue_session, queries.sentences_of(dialogue_session))
        cells = released[dialogue_session.id]
        for key, columns in _columns(cells).items():
            row = _row(dialogue_session.id, facts.statements, key, columns, cells)
            if row is None:
                stale[key] += 1
            else:
                groups[key][columns].append(row)
    ledger = releases.town_ledger(municipality.id)
    return TownFindings(
        tuple(
            _together(
                (municipality.id, f"{about} {key}".strip()),
                key,
                ways,
                stale[key],
                ledger,
                label,
                k,
            )
            for key, ways in sorted(groups.items())
            if any(len(rows) > 1 for rows in ways.values())
        )
    )


def _together(
    named: tuple[int, str],
    key: str,
    ways: Mapping[Columns, list[_Row]],
    stale: int,
    ledger: Ledger,
    label: str,
    k: int,
) -> TownStatement:
    """One statement: of the evenings that count alike those with most people.

    One evening alone is none: it has its own report.
    """
    columns, rows = max(
        ((way, rows) for way, rows in ways.items() if len(rows) > 1),
        key=lambda one: (sum(sum(row.counts) for row in one[1]), one[0]),
    )
    names = _names(key, columns)
    told = _told_before(ledger, rows, names)
    asked = releases.Asked(dict(zip(names, _sums(rows, told, k), strict=True)))
    asked.add_sum(names[-1], names[:-1])
    session_ids = tuple(row.session_id for row in rows)
    subject = releases.town_subject(*named, session_ids)
    figures = releases.decide_about(subject, ledger, asked, label, k)
    if _is_older(rows, [figures[name] for name in names]):
        session_ids = _last_members(ledger, subject.name)
        subject = releases.town_subject(*named, session_ids)
    all_evenings = sum(map(len, ways.values())) + stale
    return TownStatement(
        key,
        rows[0].text,
        columns,
        figures,
        session_ids,
        all_evenings - len(session_ids),
        subject,
    )


def _is_older(rows: Sequence[_Row], figures: Sequence[Figure]) -> bool:
    """Whether the ledger gave the figures of an older release instead of these sums."""
    true = Table.of([row.counts for row in rows]).with_totals()[-1]
    return any(
        isinstance(figure, int) and figure != count
        for figure, count in zip(figures, true, strict=True)
    )


def _last_members(ledger: Ledger, name: str) -> tuple[int, ...]:
    """The evenings that the last release under this name was about."""
    last = [
        one for one in ledger.entries
        if one.cell.subject.name == name and one.figure is not None
    ][-1]  # fmt: skip
    return tuple(
        sorted(int(each.removeprefix(_SESSION)) for each in last.cell.subject.members)
    )


def _names(key: str, columns: Columns) -> list[Name]:
    """The names of a statement's figures: a column each and, last, the total."""
    measure = f"{CARDS} {key} "
    return [(measure, name) for name in (*map("+".join, columns), TOTAL)]


def _released(
    municipality_id: int,
) -> dict[int, dict[tuple[str, str], int | None]]:
    """What last went out about the cards of each session: {(measure, category): …}."""
    found: dict[int, dict[tuple[str, str], int | None]] = defaultdict(dict)
    last: dict[tuple[int, str], str] = {}
    for row in all_released(municipality_id):
        measure, category = row.cell.split(BETWEEN, 1)
        wanted = row.subject.startswith(_SESSION) and measure.startswith(f"{CARDS} ")
        if not wanted:
            continue
        number = int(row.subject.removeprefix(_SESSION))
        if last.get((number, measure)) != row.released_with:
            last[number, measure] = row.released_with
            for old in [one for one in found[number] if one[0] == measure]:
                del found[number][old]
        found[number][measure, category] = int(row.value) if row.value else None
    return dict(found)


def _columns(cells: Iterable[tuple[str, str]]) -> dict[str, Columns]:
    """By statement: how the report put answers together, over all sides."""
    found: dict[str, set[tuple[str, ...]]] = defaultdict(set)
    for measure, category in cells:
        key, _, side = measure.removeprefix(f"{CARDS} ").partition(" ")
        if not side and category != TOTAL:
            found[key].add(tuple(category.split("+")))
    return {
        key: tuple(sorted(columns, key=lambda one: _ORDER.index(one[0])))
        for key, columns in found.items()
    }


def _row(
    session_id: int,
    statements: Sequence[Statement],
    key: str,
    columns: Columns,
    cells: Mapping[tuple[str, str], int | None],
) -> _Row | None:
    """The evening's row, or None when it cannot be added.

    That is when what went out is not what is counted now; or when figures are hidden
    beside those of declared sides, which a sum over evenings could tell.
    """
    statement = next((one for one in statements if one.id == key), None)
    if statement is None:
        return None
    counts = counts_in(statement, columns)
    out = [cells.get(name) for name in _names(key, columns)]
    true = (*counts, sum(counts))
    if any(old is not None and old != now for old, now in zip(out, true, strict=True)):
        return None
    if statement.sides and None in out:
        return None
    known = tuple(old is not None for old in out)
    return _Row(session_id, statement.text, counts, known)


def _told_before(
    ledger: Ledger, rows: Sequence[_Row], names: Sequence[Name]
) -> set[int] | None:
    """Which of these figures the sums of before tell already, by place.

    A sum is about the evenings that hide something; what the others say can be taken
    off it. Two sums about the same hidden evenings are one table, of which each may
    have told other figures. Of two that share some of them the difference would be a
    third sum, which nobody protected: None, and nothing is added.
    """
    mine = _hiding(ledger, {row.session_id for row in rows}, names)
    places: set[int] = set()
    for entry in ledger.entries:
        cell = entry.cell
        name = (cell.measure, cell.category)
        if entry.figure is None or name not in names or len(cell.subject.members) < 2:
            continue
        numbers = {int(each.removeprefix(_SESSION)) for each in cell.subject.members}
        theirs = _hiding(ledger, numbers, names)
        if theirs == mine:
            places.add(names.index(name))
        elif theirs & mine:
            return None
    return places


def _hiding(
    ledger: Ledger, session_ids: Collection[int], names: Sequence[Name]
) -> frozenset[int]:
    """The evenings among these of which some of these figures never went out."""
    out: dict[str, set[Name]] = defaultdict(set)
    for entry in ledger.entries:
        name = (entry.cell.measure, entry.cell.category)
        if entry.figure is not None and name in names:
            out[entry.cell.subject.name].add(name)
    wanted = len(names)
    return frozenset(
        each for each in session_ids if len(out[f"{_SESSION}{each}"]) < wanted
    )


def _sums(rows: Sequence[_Row], told: set[int] | None, k: int) -> list[Figure]:
    """The sums over the evenings, protected beside what is out about each.

    ``told``: the sums that are out already, by place; None: there is nothing to add.
    """
    nothing: list[Figure] = [None] * (len(rows[0].counts) + 1)
    if told is None:
        return nothing
    table = Table.of([row.counts for row in rows])
    places: dict[bool, set[Place]] = {True: set(), False: set()}
    for number, row in enumerate(rows):
        for column, out in enumerate(row.out):
            places[out].add((number, column))
    places[True] |= {(len(rows), column) for column in told}
    try:
        return protect_beside(table, places[True], places[False], k).with_totals()[-1]
    except ValueError:  # something too small for this k is out: nothing is added
        return nothing
