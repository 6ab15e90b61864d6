"""How much was said: counted in the index, the same as when every sentence is read."""

from collections import Counter

from sqlalchemy import event

from dialogue.conversations.models import Confirmation, Kind
from dialogue.foundation.database import db
from dialogue.outcomes import queries
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.sessions import make_dialogue_session


def read_one_by_one(dialogue_session):
    return Counter(
        each.contribution.kind for each in queries.sentences_of(dialogue_session)
    )


def held(town, said):
    """An evening of two tables with (table, kind, outcome) said."""
    dialogue_session = make_dialogue_session(town)
    evening = make_evening(dialogue_session, tables=2)
    for number, (table, kind, outcome) in enumerate(said):
        more = {"addressed_to": "wethouder"} if kind is Kind.REQUEST else {}
        if outcome is Confirmation.CHANGED:
            more["becomes"] = f"Beter gezegd {number}."
        make_contribution(
            make_table_talk(evening, table),
            kind,
            f"Zin {number}.",
            outcome=outcome,
            **more,
        )
    db.session.flush()
    return dialogue_session


YES, CHANGED, GONE, OPEN = (
    Confirmation.CONFIRMED, Confirmation.CHANGED, Confirmation.WITHDRAWN, Confirmation.WRITTEN,
)  # fmt: skip


def test_an_evening_counts_what_was_confirmed_or_changed_and_nothing_else(cast):
    found = held(
        cast.wilgendam,
        [(1, Kind.EXPERIENCE, YES), (2, Kind.EXPERIENCE, CHANGED), (2, Kind.EXPERIENCE, GONE),
         (1, Kind.IDEA, OPEN), (1, Kind.REQUEST, YES)],
    )  # fmt: skip
    assert queries.session_counts(found) == {Kind.EXPERIENCE: 2, Kind.REQUEST: 1}
    assert queries.session_counts(found) == read_one_by_one(found)


def test_a_municipality_counts_each_evening_and_no_other_town(cast):
    first = held(cast.wilgendam, [(1, Kind.EXPERIENCE, YES), (2, Kind.IDEA, YES)])
    second = held(cast.wilgendam, [(1, Kind.EXPERIENCE, YES)] * 3)
    silent = held(cast.wilgendam, [(1, Kind.EXPERIENCE, GONE)])
    other = held(cast.oosterbrug, [(1, Kind.IDEA, YES)])
    found = queries.municipality_counts(cast.wilgendam.id)
    assert found == {first.id: read_one_by_one(first), second.id: {Kind.EXPERIENCE: 3}}
    assert silent.id not in found
    assert queries.municipality_counts(cast.oosterbrug.id) == {other.id: {Kind.IDEA: 1}}


def test_the_programme_is_the_sum_of_its_municipalities(cast):
    held(cast.wilgendam, [(1, Kind.EXPERIENCE, YES), (2, Kind.IDEA, CHANGED)])
    held(cast.wilgendam, [(1, Kind.EXPERIENCE, YES)])
    held(cast.oosterbrug, [(1, Kind.IDEA, YES), (1, Kind.IDEA, OPEN)])
    assert queries.programme_counts() == {
        cast.wilgendam.id: {Kind.EXPERIENCE: 2, Kind.IDEA: 1},
        cast.oosterbrug.id: {Kind.IDEA: 1},
    }


def test_nothing_said_counts_nothing(cast):
    found = make_dialogue_session(cast.wilgendam)
    db.session.flush()
    assert queries.session_counts(found) == {}
    assert queries.municipality_counts(cast.wilgendam.id) == {}
    assert queries.programme_counts() == {}


def test_counting_reads_the_covering_index_and_no_sentence(cast):
    """On SQLite, which says so; a column that the index lacks would show here."""
    if db.engine.dialect.name != "sqlite":
        return
    seen = []

    def listen(*said):
        seen.append(said[2:4])

    evening = held(cast.wilgendam, [(1, Kind.EXPERIENCE, YES)])
    event.listen(db.engine, "before_cursor_execute", listen)
    queries.programme_counts()
    queries.municipality_counts(cast.wilgendam.id)
    queries.session_counts(evening)
    event.remove(db.engine, "before_cursor_execute", listen)
    asked = [one for one in seen if "contribution" in one[0]]
    assert len(asked) == 3
    for statement, values in asked:
        plan = db.session.connection().exec_driver_sql(
            f"EXPLAIN QUERY PLAN {statement}", values
        )
        lines = [row[-1] for row in plan if "contribution" in row[-1]]
        assert lines, statement
        assert all("COVERING INDEX ix_contribution_" in line for line in lines), lines
