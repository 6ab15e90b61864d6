"""The clerk is reminded a week before, on the day, and every two weeks after."""

from datetime import datetime, timedelta

import pytest

from dialogue.council import actions, queries
from dialogue.foundation import post
from dialogue.foundation.language import HOME_ZONE
from tests.conftest import commit


@pytest.fixture
def first_due(town):
    return min(each.request.answer_due for each in queries.asks_of(town.report))


def at(day, hour=10):
    return datetime(day.year, day.month, day.day, hour, tzinfo=HOME_ZONE)


def remind(town, moment):
    found = actions.remind(moment)
    commit()
    return found


def test_nothing_before_the_week_and_nothing_at_night(town, first_due):
    assert remind(town, at(first_due - timedelta(days=8))) == 0
    assert remind(town, at(first_due - timedelta(days=7), hour=8)) == 0
    assert remind(town, at(first_due - timedelta(days=7), hour=9)) == 1


def test_a_day_reminds_once_however_often_the_worker_looks(town, first_due):
    sent = [
        remind(town, at(first_due - timedelta(days=7)) + timedelta(minutes=minute))
        for minute in range(5)
    ]
    assert sent == [1, 0, 0, 0, 0]
    assert remind(town, at(first_due)) == 1


def test_a_worker_that_slept_sends_the_newest_only(town, first_due):
    assert remind(town, at(first_due + timedelta(days=30))) == 1
    assert len(town.messages("council reminder")) == 1


def test_every_two_weeks_after_the_day(town, first_due):
    days = [
        day
        for day in range(-9, 29)
        if remind(town, at(first_due + timedelta(days=day)))
    ]
    assert days == [-7, 0, 14, 28]


def test_the_mail_names_what_is_open_with_the_working_link(town, first_due):
    town.open()
    town.answer(1)
    town.send()
    second = queries.ask_in(town.report, 2).request.answer_due
    assert remind(town, at(second + timedelta(days=1))) == 1
    mail = post.read(town.messages("council reminder")[0])
    assert "Maak licht in de doorgang." in mail.text
    assert "Maak een klein potje" not in mail.text
    assert town.link in mail.text
    assert town.post(town.link).status_code == 303


def test_who_answered_everything_is_left_alone(town, first_due):
    town.open()
    town.answer(1)
    town.answer(2)
    town.send()
    assert remind(town, at(first_due + timedelta(days=60))) == 0


def test_later_reminds_of_its_own_day(town, first_due):
    town.open()
    town.answer(2)
    on = first_due + timedelta(days=100)
    town.answer(1, "later, on", "In het plan.", on=on.isoformat())
    town.send()
    assert remind(town, at(first_due + timedelta(days=1))) == 0
    assert remind(town, at(on)) == 1


def test_a_withdrawn_link_reminds_nobody(town, first_due, now):
    actions.withdraw(town.delivery, now=now)
    commit()
    assert remind(town, at(first_due)) == 0


def test_the_desk_sees_the_reminder(town, first_due, sign_in):
    remind(town, at(first_due))
    sign_in(town.client, town.cast.samira)
    page = town.get(f"/wilgendam/desk/talks/{town.session_id}/answer?lang=en").text
    assert "A reminder is on its way" in page
