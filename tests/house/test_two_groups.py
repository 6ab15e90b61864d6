"""What was said and who came share nothing but the dialogue session itself (T1)."""

import pytest
from sqlalchemy import inspect, select

from dialogue.conversations.models import (
    Contribution,
    Evening,
    MeasureSlip,
    TableTalk,
    Translation,
)
from dialogue.foundation.database import db, everywhere
from dialogue.registrations.models import Registration
from dialogue.seating.models import Chair

SAID = (Contribution, TableTalk, Evening, MeasureSlip, Translation)
CAME = (Registration, Chair)
# Each has links of its own purpose; that their values never meet is tested below.
SHARED_ON_PURPOSE = {
    "id", "municipality_id", "dialogue_session_id", "language", "revision", "link_hash",
}  # fmt: skip
# Words of the house and days, not keys: they say nothing about anybody.
NO_KEYS = {
    "kind",
    "standing",
    "way",
    "answer_by",
    "captured_on",
    "made_by",
    "confirmation",
    "moment",
}
PUBLIC = {"dialogue_session", "municipality"}


def neighbours(table):
    """Tables one foreign key away, in either direction; public ones end the path."""
    out = {key.column.table.name for key in table.foreign_keys}
    into = {
        other.name for other in db.metadata.sorted_tables
        if any(key.column.table is table for key in other.foreign_keys)
    }  # fmt: skip
    return (out | into) - PUBLIC


def reach(start):
    seen, todo = set(), {start.__table__.name}
    while todo:
        name = todo.pop()
        if name in seen:
            continue
        seen.add(name)
        todo |= neighbours(db.metadata.tables[name])
    return seen


@pytest.mark.parametrize("said", SAID, ids=lambda model: model.__tablename__)
def test_no_path_of_keys_leads_from_what_was_said_to_who_came(app, said):
    assert not reach(said) & {model.__tablename__ for model in CAME}


def test_the_search_for_paths_finds_one_where_there_is_one(app):
    assert Registration.__tablename__ in reach(Chair)


def test_no_column_names_are_shared_but_those_on_purpose(app):
    def columns(models):
        return {column.name for model in models for column in model.__table__.columns}

    # "person" would be a way in; kinds of words (text, kind, number) lead nowhere
    assert columns(SAID) & columns(CAME) <= SHARED_ON_PURPOSE


def test_a_contribution_keeps_no_time_no_order_and_no_person(app):
    table = Contribution.__table__
    kinds = {column.name: str(column.type) for column in table.columns}
    assert not [
        name
        for name, kind in kinds.items()
        if "DATETIME" in kind.upper() or "MOMENT" in kind.upper()
    ]
    assert {"account_id", "registration_id", "person"}.isdisjoint(kinds)
    key = inspect(Contribution).primary_key[0]
    assert key.type.python_type is str
    assert not key.autoincrement or key.autoincrement == "auto"
    assert table.dialect_options["sqlite"]["with_rowid"] is False


def values(models):
    found = set()
    for model in models:
        for row in db.session.execute(everywhere(select(model.__table__))).mappings():
            for name, value in row.items():
                if name in SHARED_ON_PURPOSE - {"link_hash"} | NO_KEYS:
                    continue
                if isinstance(value, str | bytes) and value:
                    found.add(value)
    return found


@pytest.mark.slow
def test_no_value_is_shared_in_the_walked_example(walked_example):
    assert not values(SAID) & values(CAME)


@pytest.mark.slow
def test_the_search_for_shared_values_finds_a_planted_one(walked_example):
    token = db.session.scalar(everywhere(select(Registration.link_hash).limit(1)))
    talk = db.session.scalars(everywhere(select(TableTalk).limit(1))).one()
    talk.link_hash = token
    db.session.flush()
    assert values(SAID) & values(CAME) == {token}
