"""The clerk's name and mail are wiped some time after the last answer."""

from datetime import datetime, timedelta

import pytest

from dialogue.council import actions, queries, rules
from dialogue.foundation import clock
from dialogue.foundation.language import HOME_ZONE
from dialogue.foundation.post import PostState
from tests.conftest import commit


def night(moment, days):
    there = (moment + timedelta(days=days)).astimezone(HOME_ZONE)
    return datetime(there.year, there.month, there.day, 3, 30, tzinfo=HOME_ZONE)


def forget(town, moment):
    done = actions.forget_receivers(moment)
    commit()
    town.refresh()
    return done


@pytest.fixture
def answered(town):
    """Both requests are answered for good."""
    town.open()
    for number in (1, 2):
        town.answer(number)
    assert town.send().status_code == 303
    return town


def test_while_an_answer_is_owed_the_clerk_is_known(town, now):
    assert forget(town, night(now, 380)) == 0
    assert queries.receiver_of(town.delivery).name == "Marloes de Wit"


def test_so_many_days_after_the_last_answer_the_clerk_is_forgotten(answered, now):
    assert forget(answered, night(now, 90)) == 0
    assert forget(answered, night(now, 91)) == 1
    found = answered.delivery
    assert found.receiver is found.mail is None
    assert queries.receiver_of(found) == queries.Receiver("", "")
    assert forget(answered, night(now, 92)) == 0


def test_only_at_night(answered, now):
    assert forget(answered, night(now, 100) + timedelta(hours=6)) == 0


def test_a_later_whose_answer_is_owed_keeps_the_clerk(town, now):
    town.open()
    town.answer(1)
    on = (now + timedelta(days=30)).date().isoformat()
    town.answer(2, state="later, on", text="In het voorjaar.", on=on)
    town.send()
    assert forget(town, night(now, 200)) == 0


def test_a_forgotten_clerk_opens_nothing_and_no_page_breaks(
    answered, now, monkeypatch, sign_in, cast
):
    link = answered.link
    assert forget(answered, night(now, 91)) == 1
    assert answered.post(link).status_code == 410
    sign_in(answered.client, cast.joost)
    place = f"/wilgendam/desk/talks/{answered.session_id}/answer"
    page = answered.get(place + "?lang=en")
    assert page.status_code == 200
    assert "wiped on" in page.text
    again = answered.post(f"{place}/{answered.delivery.id}/resend")
    assert again.status_code == 422


def test_a_withdrawn_link_starts_the_clock_and_its_post_is_dropped(town, now):
    actions.withdraw(town.delivery, now=now)
    commit()
    assert forget(town, night(now, 91)) == 1
    assert {each.state for each in town.messages("delivery")} <= {
        PostState.DROPPED, PostState.SENT,
    }  # fmt: skip


def test_an_answer_that_never_comes_is_no_reason_to_keep_the_clerk(town, now):
    assert forget(town, night(now, 401)) == 1


def test_the_page_says_it(town):
    assert "90 days after the last answer" in town.open().text


def test_the_reach_of_a_link_is_the_longest_term(town):
    found = town.delivery
    assert rules.forget_receiver_at(found, None, 90) == found.expires_at
    soon = clock.now()
    assert rules.forget_receiver_at(found, soon, 90) == soon + timedelta(days=90)
