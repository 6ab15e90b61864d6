"""Figures as they may be shown: merged before hidden, never per table. Pure.

Each function takes counts of people and gives what may go out; the ledger of released
figures (releases.py) has the last word about every number.
"""

from collections.abc import Mapping, Sequence

from msgspec import Struct
from msgspec.structs import replace

from dialogue.outcomes.counting import Answers, Statement
from dialogue.outcomes.protection import (
    Figure,
    Range,
    Table,
    has_enough_tables,
    protect,
    round_attendance,
    soften_unanimity,
)

AGREE, DISAGREE, NO_OPINION = "agree", "disagree", "no opinion"
EVERYONE = ""  # the name of the row of all cards together


class ShownCards(Struct, frozen=True):
    """The cards on one statement: per row, the figures per column and their total.

    ``columns`` are sets of kinds said as one (merged before hiding). ``rows`` are the
    declared sides in order and, last, EVERYONE. ``withheld`` says why there is
    nothing: "one table", "few people", or "almost everyone" (of which kind in
    ``almost``).
    """

    columns: tuple[tuple[str, ...], ...] = ()
    rows: tuple[tuple[str, tuple[Figure, ...], Figure], ...] = ()
    withheld: str = ""
    almost: str = ""


def shown_cards(statement: Statement, k: int) -> ShownCards:
    """The cards on a statement as they may be shown, per declared side and together."""
    statement = without_few(statement, k)
    everyone = statement.everyone
    if not statement.online and not has_enough_tables(len(statement.tables)):
        return ShownCards(withheld="one table")
    if everyone.answered < k:
        return ShownCards(withheld="few people")
    rows = _rows(statement)
    totals = [sum(column) for column in zip(*(three for _, three in rows), strict=True)]
    place = soften_unanimity(totals, k) if statement.sensitive else None
    if place is not None:
        kind = (AGREE, DISAGREE, NO_OPINION)[place]
        return ShownCards(withheld="almost everyone", almost=kind)
    columns = _merged(rows, everyone, k)
    grid = [
        [sum(three[_KIND[kind]] for kind in column) for column in columns]
        for _, three in rows
    ]
    shown = protect(Table.of(grid), k)
    named = [
        (side, shown.counts[at], shown.row_totals[at])
        for at, (side, _) in enumerate(rows)
        if side
    ]
    together = (EVERYONE, shown.column_totals, shown.total)
    return ShownCards(columns, (*named, together))


def without_few(statement: Statement, k: int) -> Statement:
    """The statement without the cards of people who chose no side, when few did.

    They would be a small row that nobody sees, and hide half the table with them.
    """
    if statement.sides and _small(statement.undeclared.answered, k):
        return replace(statement, undeclared=Answers())
    return statement


def counts_in(
    statement: Statement, columns: Sequence[Sequence[str]], k: int
) -> tuple[int, ...]:
    """The cards of a statement, in people per column of kinds; not to be shown."""
    rows = _rows(without_few(statement, k))
    return tuple(
        sum(three[_KIND[kind]] for _, three in rows for kind in column)
        for column in columns
    )


_KIND = {AGREE: 0, DISAGREE: 1, NO_OPINION: 2}
_Rows = list[tuple[str, tuple[int, int, int]]]


def _rows(statement: Statement) -> _Rows:
    """Sides, and people without a side. Who gave no card counts as no opinion.

    Where sides are declared nobody knows on which side the silent were, so only
    cards count: a row of silence alone would show non-response by itself.
    """
    sides = [(name, _three(answers, 0)) for name, answers in statement.sides]
    silent = 0 if sides else statement.no_answer
    rest = _three(statement.undeclared, silent)
    if sum(rest) or not sides:
        sides.append((EVERYONE, rest))
    return sides


def _three(answers: Answers, silent: int) -> tuple[int, int, int]:
    return answers.agree, answers.disagree, answers.dont_know + silent


def _merged(rows: _Rows, everyone: Answers, k: int) -> tuple[tuple[str, ...], ...]:
    """The columns, merged so that no row has a small count, where merging can."""
    kept, other = (AGREE, DISAGREE)
    if everyone.disagree > everyone.agree:
        kept, other = other, kept
    choices: tuple[tuple[tuple[str, ...], ...], ...] = (
        ((AGREE,), (DISAGREE,), (NO_OPINION,)),
        ((kept,), (other, NO_OPINION)),
        ((kept, NO_OPINION), (other,)),
    )
    for columns in choices:
        counts = [
            sum(three[_KIND[kind]] for kind in each)
            for _, three in rows
            for each in columns
        ]
        if not any(0 < count < k for count in counts):
            return tuple(
                sorted(
                    columns, key=lambda each: (each[0] != AGREE, each[0] == NO_OPINION)
                )
            )
    return choices[0]


def merge_neighbours(counts: Sequence[int], k: int) -> list[tuple[int, int, int]]:
    """Values on a scale, neighbours taken together until none is a small group.

    Gives (first place, last place, count) in order; empty when all together are
    fewer than k.
    """
    groups = [(place, place, count) for place, count in enumerate(counts)]
    if sum(counts) < k:
        return []
    while len(groups) > 1:
        small = [at for at, group in enumerate(groups) if 0 < group[2] < k]
        if not small:
            break
        at = min(small, key=lambda one: (groups[one][2], one))
        beside = [one for one in (at - 1, at + 1) if 0 <= one < len(groups)]
        other = min(beside, key=lambda one: (groups[one][2], one))
        first, second = sorted((at, other))
        groups[first : second + 1] = [
            (groups[first][0], groups[second][1], groups[first][2] + groups[second][2])
        ]
    return groups


def shown_heads(
    heads: Mapping[str, int], k: int, *, sensitive: bool
) -> dict[str, Figure]:
    """The head-count as it may be shown.

    ``heads`` has signed_up, waiting, cancelled, came, walked_in and helpers, in
    people. Waiting and cancelled are said together, as "fewer than k" when few. Who had
    a seat and did not come is never said; where that group is small, walking in is not
    said either, because the two tell each other. On a sensitive theme attendance is a
    range.
    """
    signed_up, came, walked = heads["signed_up"], heads["came"], heads["walked_in"]
    no_seat = heads["waiting"] + heads["cancelled"]
    had_seat = signed_up - no_seat
    stayed_away = had_seat - (came - walked)
    found: dict[str, Figure] = {
        "signed_up": _plain(signed_up, k),
        "had_seat": had_seat,
        "no_seat": no_seat,
        "came": _plain(came, k),
        "walked_in": walked,
        "helpers": _plain(heads["helpers"], k),
    }
    if _small(signed_up, k):
        found["had_seat"] = found["no_seat"] = Range(0, k - 1)
    elif _small(had_seat, k) or _small(no_seat, k):
        few, rest = Range(0, k - 1), Range(max(0, signed_up - k + 1), signed_up)
        few_waited = _small(no_seat, k)
        found["no_seat"], found["had_seat"] = (few, rest) if few_waited else (rest, few)
    if _small(walked, k) or _small(stayed_away, k):
        found["walked_in"] = Range(0, k - 1) if walked < k else None
    if sensitive:
        # A range beside a range would narrow it: of these only the wide ones are said.
        found["had_seat"] = found["no_seat"] = None
        return {name: _ranged(figure, k) for name, figure in found.items()}
    return found


def _ranged(figure: Figure, k: int) -> Figure:
    return round_attendance(figure, k) if isinstance(figure, int) else figure


def _plain(count: int, k: int) -> Figure:
    return Range(0, k - 1) if _small(count, k) else count


def _small(count: int, k: int) -> bool:
    return 0 < count < k


def shown_reach(
    rounds: Sequence[tuple[int, int]], k: int
) -> list[tuple[Figure, Figure]]:
    """(asked, reached) per round of invitations, in people.

    Where few were reached, or few were not, reached is a range of k numbers. Any sum
    of these is a range as well, so it tells no more.
    """
    return [
        (_plain(asked, k), _reached(asked, reached, k)) for asked, reached in rounds
    ]


def _reached(asked: int, reached: int, k: int) -> Figure:
    if _small(reached, k) or asked < k:
        return Range(0, k - 1)
    if _small(asked - reached, k):
        return Range(asked - k + 1, asked)
    return reached
