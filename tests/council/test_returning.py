"""The answer goes back along everyone's own channel; then the clock starts."""

from datetime import timedelta

from dialogue.council import actions, queries
from dialogue.foundation import bells, post
from dialogue.foundation.post import Channel, PostState
from dialogue.registrations import actions as people
from dialogue.registrations.models import AnswerBy
from dialogue.registrations.queries import answer_returned_at, people_of
from dialogue.registrations.sealed import key_of, reveal
from tests.conftest import commit
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

ALL = [("Ali", "letter"), ("Bea", "call"), ("Gerda", "mail")]


def answer_all(town):
    town.open()
    town.answer(1, "yes", "Ja, in maart.")
    town.answer(2, "no, because", "Te duur.")
    return town.send()


def test_who_asked_hears_it_once_along_their_own_channel(town):
    answer_all(town)
    assert town.told() == ALL
    town.send("s1")
    assert town.told() == ALL


def test_nothing_goes_to_who_did_not_ask_or_cancelled_or_lives_elsewhere(
    town, cast, now
):
    away = make_dialogue_session(cast.oosterbrug, starts_at=now + timedelta(days=2))
    make_registration(
        away,
        "Fien",
        wish={"answer_by": AnswerBy.MAIL},
        mail="fien@dialogue.example",
        now=now,
    )
    key = key_of(town.session)
    gerda = next(
        each for each in people_of(town.session) if reveal(each, key).name == "Gerda"
    )
    people.cancel(gerda, now=now)
    commit()
    answer_all(town)
    assert town.told() == [("Ali", "letter"), ("Bea", "call")]


def test_each_publication_tells_only_what_is_new(town):
    town.open()
    town.answer(1, "yes", "Ja, in maart.")
    town.send("s1")
    first = post.read(town.messages("answer", Channel.MAIL)[0])
    assert "Ja, in maart." in first.text
    town.answer(2, "no, because", "Te duur.")
    town.send("s2")
    second = post.read(town.messages("answer", Channel.MAIL)[1])
    assert "Te duur." in second.text and "Ja, in maart." not in second.text
    assert [
        (each.version, each.answered, each.mails, each.letters, each.calls)
        for each in queries.publications_of(town.report)
    ] == [(2, 1, 1, 1, 1), (3, 2, 1, 1, 1)]


def test_the_subject_says_nothing_to_who_looks_over_a_shoulder(town):
    answer_all(town)
    mail = post.read(town.messages("answer", Channel.MAIL)[0])
    assert "Lief en leed" not in mail.subject and "antwoord" not in mail.subject.lower()


def test_the_answer_is_in_the_receivers_language(town):
    for each in people_of(town.session):
        each.language = "en"
    commit()
    answer_all(town)
    mail = post.read(town.messages("answer", Channel.MAIL)[0])
    assert "This was asked: Maak een klein potje voor straten." in mail.text


def test_a_call_is_short_and_asks_nothing(town, sign_in):
    answer_all(town)
    call = town.messages("answer", Channel.CALL)[0]
    assert "Te duur." in post.read(call).text
    sign_in(town.client, town.cast.samira)
    page = town.get("/wilgendam/desk/calls?lang=en").text
    assert "Told" in page and 'value="no"' not in page
    town.post(f"/wilgendam/desk/calls/{call.id}", outcome="no")
    assert {each.standing.value for each in people_of(town.session)} == {"seated"}


def test_the_clock_starts_when_the_last_one_heard_it_and_not_before(town, now):
    answer_all(town)
    assert actions.note_returned(now) == 0
    assert answer_returned_at(town.session) is None
    for message in town.messages("answer"):
        post.settle(message, PostState.SENT, now)
    commit()
    assert actions.note_returned(now + timedelta(hours=1)) == 1
    assert actions.note_returned(now + timedelta(days=9)) == 0
    assert answer_returned_at(town.session) == now + timedelta(hours=1)


def test_a_partial_answer_does_not_start_the_clock(town, now):
    town.open()
    town.answer(1)
    town.send()
    for message in town.messages("answer"):
        post.settle(message, PostState.SENT, now)
    commit()
    assert actions.note_returned(now) == 0
    assert answer_returned_at(town.session) is None


def test_once_people_are_forgotten_nobody_is_told(town, now):
    from dialogue.registrations.actions.forgetting import forget_people

    forget_people(town.session, now)
    commit()
    answer_all(town)
    assert town.told() == []
    assert actions.note_returned(now) == 1


def test_the_bell_rings_when_answers_are_published(town):
    heard = []

    def hear(sender, **facts):
        heard.append((sender, facts["report_id"]))

    bells.answer_published.connect(hear)
    try:
        answer_all(town)
    finally:
        bells.answer_published.disconnect(hear)
    assert heard == [(town.cast.wilgendam.id, town.report.id)]


def test_letters_can_be_printed_and_ticked(town, sign_in):
    answer_all(town)
    sign_in(town.client, town.cast.samira)
    letter = town.messages("answer", Channel.LETTER)[0]
    assert "Ali" in town.get("/wilgendam/desk/calls").text
    town.post("/wilgendam/desk/calls/posted", letter=letter.id)
    assert town.messages("answer", Channel.LETTER)[0].state is PostState.SENT
