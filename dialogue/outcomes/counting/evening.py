"""One place computes a whole evening; screen, report and export read it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from .evidence import Cluster, Evening, MinoritySentence, Statement
from .findings import (
    Basis,
    BesideVoice,
    ClusterFinding,
    Direction,
    EveningFindings,
    PairedMeasure,
    StatementFinding,
    Verdict,
)
from .measures import pair_measure
from .phrases import N_, Phrase, counted, ngettext, phrase
from .settings import DEFAULTS, CountingSettings
from .slate import Candidate, choose_slate
from .spreading import make_spread, spread_of
from .verdicts import judge_statement
from .wording import say_answers, wording_rule


def count_evening(
    evening: Evening, *, settings: CountingSettings = DEFAULTS, slate_size: int = 8
) -> EveningFindings:
    """Count one dialogue session: statements, clusters, page one, measures, notes.

    Nothing raises for an evening on which nobody spoke: its findings are empty
    and its notes say so.
    """
    held = len(evening.tables)
    statements = tuple(
        count_statement(one, tables_held=held, settings=settings)
        for one in evening.statements
    )
    clusters = tuple(count_cluster(one, tables_held=held) for one in evening.clusters)
    slate = choose_slate(
        _candidates(evening, statements, settings), _groups(evening), size=slate_size
    )
    return EveningFindings(
        statements,
        clusters,
        slate,
        _measures(evening, settings),
        tuple(_notes(evening)),
        Basis(
            people=sum(table.people for table in evening.tables),
            tables=len(_speaking_tables(evening)),
            tables_held=held,
            neighbourhoods=len({t.neighbourhood for t in evening.tables} - {""}),
            sentences=sum(len(one.mentions) for one in evening.clusters),
        ),
    )


def count_statement(
    statement: Statement, *, tables_held: int, settings: CountingSettings = DEFAULTS
) -> StatementFinding:
    """Count one statement that was put to the secret card."""
    everyone = statement.everyone
    least = settings.smallest_figure(sensitive=statement.sensitive)
    enough_tables = len(statement.tables) >= settings.least_tables
    may_be_counted = everyone.answered >= least and (statement.online or enough_tables)
    says = say_answers(
        everyone,
        no_answer=statement.no_answer,
        sensitive=statement.sensitive,
        settings=settings,
    )
    if everyone.answered >= least and not may_be_counted:
        says = phrase(
            N_("Numbers are shown from %(tables)s tables on."),
            tables=settings.least_tables,
        )
    return StatementFinding(
        statement.id,
        statement.text,
        statement.theme,
        make_spread(
            tables=len(statement.tables),
            tables_held=tables_held,
            neighbourhoods=len(statement.neighbourhoods),
            sentences=1,
        ),
        judge_statement(statement, settings),
        says,
        stand_beside(statement.minority),
        wording_rule(settings),
        Basis(
            people=everyone.answered,
            tables=len(statement.tables),
            tables_held=tables_held,
            neighbourhoods=len(statement.neighbourhoods),
            sentences=1,
        ),
        everyone,
        statement.sides,
        may_be_counted,
    )


def count_cluster(cluster: Cluster, *, tables_held: int) -> ClusterFinding:
    """Count the spread of one cluster; its members stay listed."""
    spread = spread_of(cluster.mentions, tables_held=tables_held)
    return ClusterFinding(
        cluster.id,
        cluster.text,
        cluster.theme,
        spread,
        tuple(one.sentence for one in cluster.mentions),
        stand_beside(cluster.minority),
        Basis(
            tables=spread.tables,
            tables_held=tables_held,
            neighbourhoods=spread.neighbourhoods,
            sentences=spread.sentences,
        ),
    )


def stand_beside(minority: Iterable[MinoritySentence]) -> tuple[BesideVoice, ...]:
    """Put a minority's confirmed sentences beside the majority's, with reasons."""
    said = []
    for one in minority:
        says = phrase(N_("Some participants: “%(text)s”"), text=one.text)
        if one.reason:
            says = phrase(
                N_("Some participants: “%(text)s” Because: %(reason)s"),
                text=one.text,
                reason=one.reason,
            )
        said.append(BesideVoice(says, one.text, one.reason))
    return tuple(said)


def _groups(evening: Evening) -> Mapping[str, int]:
    groups = {f"table:{table.id}": table.people for table in evening.tables}
    for statement in evening.statements:
        for name, answers in statement.sides:
            side = f"side:{name}"
            groups[side] = max(groups.get(side, 0), answers.answered)
    return groups


def _candidates(
    evening: Evening,
    findings: Iterable[StatementFinding],
    settings: CountingSettings,
) -> list[Candidate]:
    found = [
        Candidate(one.id, frozenset(f"table:{m.table}" for m in one.mentions))
        for one in evening.clusters
    ]
    for statement, finding in zip(evening.statements, findings, strict=True):
        found.append(Candidate(statement.id, _approval(statement, finding, settings)))
    return found


def _approval(
    statement: Statement, finding: StatementFinding, settings: CountingSettings
) -> frozenset[str]:
    """Give who stands behind a statement.

    A side does where its p reaches the shared threshold with enough answers;
    the tables do where, over all cards, more agree than disagree. Votes per
    table are not kept, so they cannot decide.
    """
    judgement = finding.judgement
    behind = {
        f"side:{one.side}"
        for one in judgement.sides
        if one.enough and one.p >= settings.shared_at_least
    }
    too_few = judgement.verdict is Verdict.TOO_FEW
    if judgement.direction is Direction.FOR and not too_few:
        behind |= {f"table:{table}" for table in statement.tables}
    return frozenset(behind)


def _measures(
    evening: Evening, settings: CountingSettings
) -> tuple[PairedMeasure, ...]:
    codes = sorted({one.measure for one in evening.measures})
    return tuple(
        pair_measure(code, evening.measures, settings=settings) for code in codes
    )


def _speaking_tables(evening: Evening) -> set[str]:
    held = {table.id for table in evening.tables}
    spoken = {m.table for one in evening.clusters for m in one.mentions}
    return (spoken & held).union(*(one.tables for one in evening.statements))


def _notes(evening: Evening) -> Iterable[Phrase]:
    if not evening.clusters and not evening.statements:
        yield Phrase(N_("No sentence was confirmed."))
    if evening.withdrawn:
        yield counted(
            ngettext(
                "%(number)s sentence was withdrawn.",
                "%(number)s sentences were withdrawn.",
            ),
            evening.withdrawn,
        )
    unread = sum(not table.read_back for table in evening.tables)
    if unread:
        yield counted(
            ngettext(
                "At %(number)s table the sentences were not read back.",
                "At %(number)s tables the sentences were not read back.",
            ),
            unread,
        )
    for step in evening.skipped_steps:
        yield phrase(N_("This step was skipped: %(step)s."), step=step)
