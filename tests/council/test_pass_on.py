"""A colleague answers instead: a link of their own, the old one dead."""

from datetime import timedelta

import pytest

from dialogue.council import actions, queries
from dialogue.foundation import post

FORM = "/wilgendam/clerk/report/pass-on"
COLLEAGUE = {"name": "Peter Bakker", "mail": "peter@dialogue.example"}


def test_the_colleague_gets_a_link_and_the_old_one_is_dead(town):
    town.open()
    old = town.link
    assert town.get(FORM).status_code == 200
    answer = town.post(FORM, **COLLEAGUE)
    assert answer.location == "/wilgendam/clerk/passed-on"
    assert town.get(answer.location).status_code == 200
    mail = town.messages("delivery")[-1]
    letter = post.read(mail)
    assert (letter.to, letter.name) == ("peter@dialogue.example", "Peter Bakker")
    assert mail.harmful_twice
    assert town.link in letter.text and town.link != old
    assert town.get("/wilgendam/clerk/report").status_code == 410
    assert town.post(old).status_code == 410
    assert town.post(town.link).status_code == 303


def test_an_answer_that_was_kept_waits_for_the_colleague(town):
    town.open()
    town.answer(1, text="Dat doen we in maart.")
    town.post(FORM, **COLLEAGUE)
    assert "Dat doen we in maart." in town.open().text


def test_the_mail_asks_no_day_of_what_is_answered(town):
    town.open()
    town.answer(1)
    town.send()
    town.post(FORM, **COLLEAGUE)
    text = post.read(town.messages("delivery")[-1]).text
    assert text.count("Antwoord gevraagd vóór") == 1
    assert text.count("Beantwoord.") == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"name": ""}, {"mail": ""}, {"mail": "peter@"},
        {"mail": "Marloes@dialogue.example"},
    ],
)  # fmt: skip
def test_mistakes_come_back_with_what_was_typed_and_the_link_lives(town, wrong):
    town.open()
    answer = town.post(FORM, **(COLLEAGUE | wrong))
    assert answer.status_code == 422
    if "name" not in wrong:
        assert "Peter Bakker" in answer.text
    assert town.get("/wilgendam/clerk/report").status_code == 200


def test_without_the_link_nothing_is_passed_on(town):
    assert town.get(FORM).status_code == 410
    assert town.post(FORM, **COLLEAGUE).status_code == 410
    assert len(queries.deliveries_of(town.report)) == 1


def test_the_facilitators_see_who_has_it_now(town, sign_in, cast):
    town.open()
    town.post(FORM, **COLLEAGUE)
    sign_in(town.client, cast.joost)
    page = town.get(f"/wilgendam/desk/talks/{town.session_id}/answer?lang=en").text
    assert "Peter Bakker" in page
    assert "passed on to a colleague" in page


def test_only_the_colleague_is_reminded(town):
    town.open()
    town.post(FORM, **COLLEAGUE)
    due = min(each.request.answer_due for each in queries.asks_of(town.report))
    from tests.council.test_reminding import at, remind

    assert remind(town, at(due - timedelta(days=7))) == 1
    [mail] = town.messages("council reminder")
    assert post.read(mail).to == "peter@dialogue.example"


def test_what_was_passed_on_cannot_be_passed_on_again(town, now):
    old = town.delivery
    actions.pass_on(old, "Peter", "peter@dialogue.example", now=now)
    from dialogue.foundation.errors import RuleBroken

    with pytest.raises(RuleBroken):
        actions.pass_on(old, "Ans", "ans@dialogue.example", now=now)
