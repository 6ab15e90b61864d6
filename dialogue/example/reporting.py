"""The report of the example: what people write for it, issuing, its files."""

from datetime import timedelta
from typing import Any

from dialogue.example import said
from dialogue.example.walk import Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.foundation.language import day_date, speaking
from dialogue.reports import actions, commands, queries
from dialogue.reports.actions import Wording
from dialogue.reports.models import ReportVersion


def issue(world: World, session_id: int, calendar: Calendar) -> None:
    """Write the page to read aloud, then freeze version 1."""
    with speaking("nl"):
        day = day_date(calendar.at(0, 19, 30))
    with writing():
        report = actions.begin_report(evening_in(world, session_id))
        actions.write_report(
            report,
            Wording(
                subtitle="Wat buren uit de Kanaalbuurt zeiden over elkaar helpen, en wat zij de gemeente vragen",
                read_aloud=said.READ_ALOUD.format(day=day),
                was_open="Open was: wat buren voor elkaar doen, en wat daarvoor nodig is. "
                "Vast stond: het onderhoud van de straat is al gepland.",
                answer_due=calendar.evening + timedelta(days=68),
            ),
            seen=None,
            now=calendar.at(8, 15),
        )
    with writing():
        report = actions.begin_report(evening_in(world, session_id))
        actions.issue(report, now=calendar.at(10, 10))


def newest(world: World, session_id: int) -> ReportVersion:
    """The newest version of the example's report."""
    report = queries.report_of(evening_in(world, session_id))
    version = queries.latest_version(report) if report else None
    if version is None:
        raise LookupError("The example's report was not issued.")
    return version


def files(world: World, session_id: int) -> dict[str, bytes]:
    """``report-nl.pdf``, ``report-nl.html`` and ``report-en.pdf`` of the newest version."""
    return commands.files_of(newest(world, session_id))


def summary(world: World, session_id: int) -> dict[str, Any]:
    """The head-count and the counts in the report."""
    return commands.summary(newest(world, session_id))
