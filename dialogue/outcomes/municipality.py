"""What several evenings of a municipality add up to, and give nobody away by it.

Only evenings whose figures were released are added up: each is a row of one table, its
released figures stand in it as they went out, its hidden ones stay hidden, and the sums
are protected beside them. Then the ledger has the last word, so that no sum minus
evenings, old or new, leaves a small group.
"""

from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence

from msgspec import Struct

from dialogue.conversations.queries import guide_of
from dialogue.municipalities.models import Municipality
from dialogue.outcomes import queries, releases
from dialogue.outcomes.facts import facts_of
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    EVERYONE,
    NO_OPINION,
    ShownCards,
)
from dialogue.outcomes.protection import (
    Figure,
    Ledger,
    Subject,
    Table,
)
from dialogue.outcomes.queries.released import all_released
from dialogue.outcomes.releases import BETWEEN, Name, Released, as_number, figure_in
from dialogue.outcomes.summing import (
    CARDS,
    SESSION,
    TOTAL,
    Columns,
    Row,
    names_of,
    row_of,
    sums_of,
    told_before,
)

_ORDER = (AGREE, DISAGREE, NO_OPINION)


class TownStatement(Struct, frozen=True):
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
        return tuple(
            self.figures[name] for name in names_of(self.key, self.columns)[:-1]
        )

    @property
    def total(self) -> Figure:
        """People in all."""
        return self.figures[names_of(self.key, self.columns)[-1]]

    @property
    def evenings(self) -> int:
        """How many evenings it is about."""
        return len(self.session_ids)


class TownFindings(Struct, frozen=True):
    """A municipality's figures as they may go out."""

    statements: tuple[TownStatement, ...]


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
    groups: dict[str, dict[Columns, list[Row]]] = defaultdict(lambda: defaultdict(list))
    stale: dict[str, int] = defaultdict(int)
    k = 2
    for dialogue_session in queries.sessions_by_id(municipality.id, released):
        own = guide_of(dialogue_session).k
        k = max(k, own)
        facts = facts_of(dialogue_session, queries.sentences_of(dialogue_session))
        cells = released[dialogue_session.id]
        for key, columns in _columns(cells).items():
            statement = next((one for one in facts.statements if one.id == key), None)
            row = row_of(dialogue_session.id, statement, columns, cells, own)
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
    ways: Mapping[Columns, list[Row]],
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
    names = names_of(key, columns)
    told = told_before(ledger, rows, names)
    asked = releases.Asked(dict(zip(names, sums_of(rows, told, k), strict=True)))
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


def _is_older(rows: Sequence[Row], figures: Sequence[Figure]) -> bool:
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
        sorted(int(each.removeprefix(SESSION)) for each in last.cell.subject.members)
    )


def _released(
    municipality_id: int,
) -> dict[int, dict[tuple[str, str], int | None]]:
    """What last went out about the cards of each session: {(measure, category): …}."""
    found: dict[int, dict[tuple[str, str], int | None]] = defaultdict(dict)
    last: dict[tuple[int, str], str] = {}
    for row in all_released(municipality_id):
        measure, category = row.cell.split(BETWEEN, 1)
        wanted = row.subject.startswith(SESSION) and measure.startswith(f"{CARDS} ")
        if not wanted:
            continue
        number = int(row.subject.removeprefix(SESSION))
        if last.get((number, measure)) != row.released_with:
            last[number, measure] = row.released_with
            for old in [one for one in found[number] if one[0] == measure]:
                del found[number][old]
        found[number][measure, category] = as_number(figure_in(row))
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
