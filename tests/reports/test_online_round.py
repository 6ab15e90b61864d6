"""An online round in the report: counted by our rules, Polis' own consensus beside it."""

import csv
import io
from datetime import timedelta

import pytest

from dialogue.conversations.models import Confirmation
from dialogue.foundation.database import db
from dialogue.outcomes import actions as harvest
from dialogue.outcomes.findings import findings_of
from dialogue.outcomes.queries.released import released_figures
from dialogue.reports import actions
from dialogue.reports.document import draft_document
from dialogue.reports.paper import data_files, file_html
from tests.conftest import NOW, commit
from tests.makers.reports import make_report
from tests.makers.sessions import make_dialogue_session
from tests.outcomes.room.test_online import votes, zipped

SHARED, DIVIDED, HIDDEN = (60, 10, 10), (8, 40, 12), (30, 2, 1)


def round_of(*groups):
    """Three statements; ``groups`` are the three cards of each group on each."""
    comments = "comment-id,moderated,comment-body\n0,1,Meer bankjes\n1,1,Weg met de auto\n2,-1,Reclame\n"
    people, cast, at = [], [], 0
    for group, three in enumerate(groups):
        size = max(sum(cards) for cards in three)
        own = range(at, at + size)
        at += size
        people += [f"{each},{group}\n" for each in own]
        for statement, cards in enumerate(three):
            chosen = [
                v for v, n in zip((1, -1, 0), cards, strict=True) for _ in range(n)
            ]
            cast += [(statement, who, v) for who, v in zip(own, chosen, strict=False)]
    return zipped({
        "comments.csv": comments, "votes.csv": votes(cast),
        "participants-votes.csv": "participant,group-id\n" + "".join(people),
        "summary.csv": "topic,De straat\n",
    })  # fmt: skip


OPEN = round_of(
    (SHARED, SHARED, (9, 9, 9)), ((50, 12, 8), DIVIDED, (9, 9, 9))
)  # fmt: skip


@pytest.fixture
def with_round(report, evening):
    harvest.import_round(evening, OPEN, now=NOW)
    commit()
    return report


def document(report):
    return draft_document(report).document


def test_its_statements_are_counted_with_those_of_the_evening(with_round, evening):
    found = findings_of(evening)
    online = [each for each in found.facts.statements if each.online]
    assert len(online) == 3
    assert {each.id for each in online} <= {
        each.id for each in found.evening.statements
    }
    assert not {each.id for each in online} & set(found.slate.chosen)


def test_every_figure_is_written_out(with_round):
    online = document(with_round).online
    assert (online.name.text, online.people.number) == ("De straat", 150)
    assert [each.people.number for each in online.groups] == [80, 70]
    first, second, last = online.statements
    assert (first.text.text, first.verdict) == ("Meer bankjes", "shared")
    assert [part.count.number for part in first.bars[0].parts] == [60, 10, 10]
    assert [part.count.number for part in first.bars[1].parts] == [50, 12, 8]
    assert [part.count.number for part in first.bars[2].parts] == [110, 22, 18]
    # (61/82) × (51/72)
    assert first.consensus == "0.526931"
    assert second.verdict == "divided"
    # (61/82) × (9/62)
    assert second.consensus == "0.107986"
    assert last.taken_out


def test_page_one_stays_with_tables_and_sides(with_round):
    slate = document(with_round).read_aloud.slate
    sentences = document(with_round).sentences
    assert all(sentences[number - 1].kind != "online" for number in slate)


def test_small_groups_have_no_figures_no_consensus_and_no_verdict_of_their_own(
    report, evening
):
    data = round_of((HIDDEN, SHARED, (9, 9, 9)), ((3, 1, 0), SHARED, (9, 9, 9)))
    harvest.import_round(evening, data, now=NOW)
    first = document(report).online.statements[0]
    assert first.consensus == "" and first.verdict == "too few people to say"
    assert [each.verdict for each in first.groups] == ["", ""]
    assert all(
        part.count.hidden or part.count.number >= 5 or part.count.number == 0
        for bar in first.bars
        for part in bar.parts
    )


def test_what_goes_out_is_written_in_the_ledger(with_round, evening):
    version = actions.issue(with_round, now=NOW)
    subject = f"session:{evening.id}"
    rows = released_figures(evening.municipality_id, subject)
    online = [row for row in rows if row.cell.startswith("cards online:")]
    assert len(online) == 3 * 3 * 4  # statements, two groups and all, kinds and total
    assert {row.released_with for row in online} == {f"report {evening.ref} version 1"}
    assert actions.document_of(version).online == document_of(version).online


def document_of(version):
    return actions.document_of(version)


def test_a_vote_more_in_a_later_version_changes_nothing(with_round, evening):
    actions.issue(with_round, now=NOW)
    before = actions.document_of(with_round.versions[0]).online
    harvest.remove_round(_round(evening), now=NOW)
    changed = round_of(
        ((61, 10, 10), SHARED, (9, 9, 9)), ((50, 12, 8), DIVIDED, (9, 9, 9))
    )
    harvest.import_round(evening, changed, now=NOW)
    again = actions.new_version(with_round, [], now=NOW, redraft=True)
    after = actions.document_of(again).online
    assert after.statements[0].bars == before.statements[0].bars
    assert after.statements[0].consensus == before.statements[0].consensus


def _round(evening):
    from dialogue.outcomes.queries import online_round_of

    return online_round_of(evening)


def test_page_paper_and_data_say_the_same(with_round, desk, evening):
    page = desk.get(
        f"/wilgendam/desk/talks/{evening.id}/report/preview?lang=en"
    ).text.replace("\xa0", " ")
    paper = file_html(document(with_round), "en")
    for text in (page, paper):
        assert "What was said online" in text
        assert "Meer bankjes" in text and "0.53" in text
        assert "taken out by a moderator" in text
    rows = list(
        csv.reader(
            io.StringIO(
                data_files(document(with_round))["figures.csv"][1].decode("utf-8-sig")
            )
        )
    )
    assert ["cards", "online statement 0, group 0", "agree", "60", "60"] in rows
    assert ["online", "online statement 0", "consensus", "0.526931", "0.526931"] in rows


def test_an_evening_that_was_only_online_can_have_a_report(app, cast):
    alone = make_dialogue_session(cast.wilgendam, starts_at=NOW - timedelta(days=5))
    report = make_report(alone)
    harvest.import_round(alone, OPEN, now=NOW)
    found = actions.document_of(actions.issue(report, now=NOW))
    assert found.online.people.number == 150 and found.sentences == ()
    assert db.session.is_active and Confirmation.CONFIRMED
