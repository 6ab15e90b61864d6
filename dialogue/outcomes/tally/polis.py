"""A Polis conversation, counted by our rules, with Polis' own consensus beside it.

Only the last vote of a person on a statement counts. Votes of people whom
Polis put in no group count for the statement, not for a group. Statements that
a moderator took out are counted too, and marked. Persons stay inside this
file's functions: what comes out are numbers.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from fractions import Fraction
from math import prod
from pathlib import Path

from msgspec import Struct

from dialogue.outcomes.counting import (
    DEFAULTS,
    Answers,
    CountingSettings,
    Judgement,
    agreement,
    judge,
)

from .export import (
    COMMENTS,
    PARTICIPANTS,
    SUMMARY,
    VOTES,
    NotAPolisExport,
    Row,
    find,
    rows,
    summary,
)

_COMMENT_COLUMNS = {
    "comment-id": ("comment-id", "tid"),
    "moderated": ("moderated", "mod", ""),
    "comment-body": ("comment-body", "txt", "comment", ""),
}
_VOTE_COLUMNS = {
    "comment-id": ("comment-id", "tid"),
    "voter-id": ("voter-id", "pid", "participant", "participant-id"),
    "vote": ("vote",),
    "timestamp": ("timestamp", ""),
}
_PARTICIPANT_COLUMNS = {
    "participant": ("participant", "participant-id", "voter-id", "pid"),
    "group-id": ("group-id", "group", ""),
}


class PolisStatement(Struct, frozen=True):
    """One statement with its cards; pass is our "don't know".

    `moderated` is 1 (accepted), 0 (not looked at) or -1 (taken out), or None
    where the export does not say.
    """

    id: int
    text: str
    moderated: int | None
    everyone: Answers
    groups: tuple[tuple[int, Answers], ...]
    ungrouped: Answers
    judgement: Judgement

    @property
    def taken_out(self) -> bool:
        return self.moderated == -1

    @property
    def consensus(self) -> Fraction | None:
        """Group-informed consensus: the product over groups of (agree+1)/(seen+2).

        As in Small et al. (2021), “Polis: Scaling deliberation by mapping high
        dimensional opinion spaces”. None when there are no groups.
        """
        return _product([answers for _, answers in self.groups])

    @property
    def consensus_against(self) -> Fraction | None:
        """The same for disagreement: the product of (disagree+1)/(seen+2)."""
        return _product(
            [
                Answers(answers.disagree, answers.agree, answers.dont_know)
                for _, answers in self.groups
            ]
        )


class PolisTally(Struct, frozen=True):
    """A whole conversation. `votes` are those that count, `votes_cast` all rows.

    `people` are all who appear in the export, `voters` those with a vote.
    `votes_elsewhere` count votes on statements that comments.csv does not have.
    """

    name: str
    topic: str
    statements: tuple[PolisStatement, ...]
    groups: Mapping[int, int]
    people: int
    voters: int
    without_group: int
    votes: int
    votes_cast: int
    votes_elsewhere: int


def tally_polis(folder: Path, settings: CountingSettings = DEFAULTS) -> PolisTally:
    """Read an export folder and count it.

    Raises NotAPolisExport with a sentence when the folder cannot be counted.
    """
    comments = _comments(_must(folder, COMMENTS))
    participants = find(folder, PARTICIPANTS)
    group_of = _groups(participants) if participants else {}
    ballot = _Ballot()
    votes = find(folder, VOTES)
    if votes is not None:
        _read_votes(votes, ballot)
    elif participants is not None:
        _read_matrix(participants, ballot)
    else:
        _must(folder, VOTES)
    return _count(folder, comments, group_of, ballot, settings)


class _Ballot:
    """The last vote of each person on each statement."""

    def __init__(self) -> None:
        self.last: dict[tuple[int, int], tuple[int, int]] = {}
        self.cast = 0

    def add(self, comment: int, person: int, when: int, vote: int) -> None:
        self.cast += 1
        before = self.last.get((comment, person))
        # Of two votes at the same moment the one further down the file is later.
        if before is None or when >= before[0]:
            self.last[comment, person] = (when, vote)

    def votes(self) -> Iterator[tuple[int, int, int]]:
        for (comment, person), (_, vote) in self.last.items():
            yield comment, person, vote


def _must(folder: Path, names: tuple[str, ...]) -> Path:
    path = find(folder, names)
    if path is None:
        raise NotAPolisExport(
            f"{folder} has no {names[0]}: is it a Polis export?", names[0]
        )
    return path


def _comments(path: Path) -> dict[int, tuple[str, int | None]]:
    return {
        row.id("comment-id"): (row.text("comment-body"), row.number("moderated"))
        for row in rows(path, _COMMENT_COLUMNS)
    }


def _groups(path: Path) -> dict[int, int | None]:
    return {
        row.id("participant"): row.number("group-id")
        for row in rows(path, _PARTICIPANT_COLUMNS)
    }


def _read_votes(path: Path, ballot: _Ballot) -> None:
    for row in rows(path, _VOTE_COLUMNS):
        ballot.add(row.id("comment-id"), row.id("voter-id"), _moment(row), _vote(row))


def _read_matrix(path: Path, ballot: _Ballot) -> None:
    for row in rows(path, _PARTICIPANT_COLUMNS):
        person = row.id("participant")
        for comment, vote in row.votes():
            ballot.add(comment, person, 0, vote)


def _moment(row: Row) -> int:
    return row.number("timestamp") or 0


def _vote(row: Row) -> int:
    return row.vote(row.text("vote"))


def _count(
    folder: Path,
    comments: Mapping[int, tuple[str, int | None]],
    group_of: Mapping[int, int | None],
    ballot: _Ballot,
    settings: CountingSettings,
) -> PolisTally:
    cards: dict[tuple[int, int | None], Counter[int]] = defaultdict(Counter)
    voters: set[int] = set()
    elsewhere = 0
    for comment, person, vote in ballot.votes():
        voters.add(person)
        elsewhere += comment not in comments
        cards[comment, group_of.get(person)][vote] += 1
    people = voters | group_of.keys()
    sizes = Counter(group for group in group_of.values() if group is not None)
    groups = sorted(sizes)
    statements = tuple(
        _statement(number, comments[number], cards, groups, settings)
        for number in sorted(comments)
    )
    return PolisTally(
        name=folder.resolve().name,
        topic=summary(find(folder, SUMMARY)).get("topic", ""),
        statements=statements,
        groups=dict(sorted(sizes.items())),
        people=len(people),
        voters=len(voters),
        without_group=len(people) - sum(sizes.values()),
        votes=len(ballot.last),
        votes_cast=ballot.cast,
        votes_elsewhere=elsewhere,
    )


def _statement(
    number: int,
    comment: tuple[str, int | None],
    cards: Mapping[tuple[int, int | None], Counter[int]],
    groups: list[int],
    settings: CountingSettings,
) -> PolisStatement:
    def answers(group: int | None) -> Answers:
        seen = cards.get((number, group), Counter())
        return Answers(agree=seen[1], disagree=seen[-1], dont_know=seen[0])

    by_group = tuple((group, answers(group)) for group in groups)
    ungrouped = answers(None)
    text, moderated = comment
    return make_statement(number, text, moderated, by_group, ungrouped, settings)


def make_statement(
    number: int,
    text: str,
    moderated: int | None,
    groups: tuple[tuple[int, Answers], ...],
    ungrouped: Answers,
    settings: CountingSettings = DEFAULTS,
) -> PolisStatement:
    """Make a statement of its counts: per group, and of people without a group."""
    return PolisStatement(
        number,
        text,
        moderated,
        sum((own for _, own in groups), ungrouped),
        groups,
        ungrouped,
        judge([(str(group), own) for group, own in groups], ungrouped, settings),
    )


def _product(groups: list[Answers]) -> Fraction | None:
    if not groups:
        return None
    return prod((agreement(answers) for answers in groups), start=Fraction(1))
