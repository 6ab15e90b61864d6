"""Nothing leaves the table unless it was read back."""

import pytest

from dialogue.conversations import actions
from dialogue.conversations.models import Confirmation, Kind, QuoteConsent
from tests.conftest import commit
from tests.conversations.conftest import said_at
from tests.makers.conversations import make_contribution

READ = "/table/here/read-back"


@pytest.fixture
def reading(sit, hold):
    """``reading(Kind, …)``: (client, held) with a sentence of each kind, not read yet."""

    def begin(*kinds, **more):
        held = hold(step=10)
        for number, kind in enumerate(kinds or (Kind.IDEA,)):
            more_here = {"addressed_to": "wethouder"} if kind is Kind.REQUEST else {}
            make_contribution(
                held.talk, kind, f"Zin {number} van de tafel.", outcome=Confirmation.WRITTEN,
                **more_here, **more,
            )  # fmt: skip
        return sit(held), held

    return begin


def one(held):
    return f"{READ}/{said_at(held)[0].id}"


def test_one_sentence_at_a_time_in_the_order_of_the_sheet(reading):
    client, held = reading(Kind.IDEA, Kind.EXPERIENCE, Kind.REQUEST)
    seen = []
    for _sentence in range(3):
        page = client.get(READ + "?lang=en").text
        seen += [each.text for each in said_at(held) if each.text in page]
        found = next(each for each in said_at(held) if each.text == seen[-1])
        client.post(f"{READ}/{found.id}", data={"answer": "no"})
    assert seen == ["Zin 1 van de tafel.", "Zin 0 van de tafel.", "Zin 2 van de tafel."]
    assert "Everything is read back" in client.get(READ + "?lang=en").text


def test_yes_confirms_and_goes_on(reading):
    client, held = reading()
    assert client.post(one(held), data={"answer": "yes"}).location == READ
    assert said_at(held)[0].confirmation is Confirmation.CONFIRMED


def test_almost_is_put_differently_together(reading):
    client, held = reading()
    address = client.post(one(held), data={"answer": "almost"}).location
    assert "Zin 0 van de tafel." in client.get(address).text
    assert client.post(address, data={"text": ""}).status_code == 422
    assert client.post(address, data={"text": "Samen anders."}).location == READ
    found = said_at(held)[0]
    assert (found.confirmation, found.text) == (Confirmation.CHANGED, "Samen anders.")


def test_yes_to_a_changed_sentence_keeps_it_changed(reading):
    client, held = reading()
    client.post(one(held) + "/almost", data={"text": "Samen anders."})
    client.post(one(held), data={"answer": "yes"})
    found = said_at(held)[0]
    assert (found.confirmation, found.text) == (Confirmation.CHANGED, "Samen anders.")


def test_no_withdraws_and_can_be_taken_back_until_the_end(reading):
    client, held = reading()
    client.post(one(held), data={"answer": "no"})
    found = said_at(held)[0]
    assert (found.confirmation, found.text) == (
        Confirmation.WITHDRAWN,
        "Zin 0 van de tafel.",
    )
    client.post(one(held), data={"answer": "yes"})
    assert said_at(held)[0].confirmation is Confirmation.CONFIRMED


def test_who_sees_it_differently_stands_beside_it(reading):
    client, held = reading()
    address = client.post(one(held), data={"answer": "minority"}).location
    assert client.post(address, data={"reason": ""}).status_code == 422
    client.post(address, data={"reason": "Thuis is mijn rust."})
    found = said_at(held)[0]
    assert (found.minority, found.reason) == (True, "Thuis is mijn rust.")
    assert found.confirmation is Confirmation.CONFIRMED


@pytest.mark.parametrize("kind", [Kind.EXPERIENCE, Kind.QUOTE])
@pytest.mark.parametrize("consent", QuoteConsent)
def test_words_of_a_person_are_quoted_only_with_consent(reading, kind, consent):
    client, held = reading(kind)
    address = client.post(one(held), data={"answer": "yes"}).location
    assert address.endswith("/quote")
    assert said_at(held)[0].quote_consent is None
    assert client.post(address, data={"consent": consent.value}).location == READ
    assert said_at(held)[0].quote_consent is consent


@pytest.mark.parametrize("kind", [Kind.IDEA, Kind.REQUEST, Kind.COMMITMENT, Kind.IMAGE])
def test_of_other_kinds_nobody_asks_whether_they_may_be_quoted(reading, kind):
    client, held = reading(kind)
    assert client.post(one(held), data={"answer": "yes"}).location == READ


def test_consent_is_one_of_three_answers_and_only_for_what_was_agreed_to(reading):
    client, held = reading(Kind.QUOTE)
    assert client.post(one(held) + "/quote", data={"consent": "yes"}).status_code == 422
    client.post(one(held), data={"answer": "yes"})
    for wrong in ("", "maybe", "YES"):
        assert (
            client.post(one(held) + "/quote", data={"consent": wrong}).status_code
            == 422
        )
    assert said_at(held)[0].quote_consent is None


@pytest.mark.parametrize("answer", ["", "confirmed", "withdrawn", "maybe"])
def test_another_answer_does_nothing(reading, answer):
    client, held = reading()
    assert client.post(one(held), data={"answer": answer}).status_code == 422
    assert said_at(held)[0].confirmation is Confirmation.WRITTEN


def test_one_can_go_back_a_sentence(reading):
    client, held = reading(Kind.EXPERIENCE, Kind.IDEA)
    first, second = said_at(held)
    answer = client.post(f"{READ}/{second.id}", data={"answer": "back"})
    assert answer.location == f"{READ}/{first.id}"
    assert (
        client.post(answer.location, data={"answer": "back"}).location
        == answer.location
    )


def test_a_table_closes_only_when_nothing_is_left(reading):
    client, held = reading()
    assert client.post(READ + "/close").status_code == 422
    client.post(one(held), data={"answer": "yes"})
    assert client.post(READ + "/close").status_code == 303
    said_at(held)
    assert held.talk.read_back_on.isoformat() == "2027-01-18"
    assert "Thank you" in client.get(READ + "?lang=en").text


def test_what_was_withdrawn_is_wiped_at_the_end_and_stays_gone(reading, afresh):
    client, held = reading(Kind.REQUEST, reason="Omdat het donker is.")
    client.post(one(held), data={"answer": "no"})
    client.post(READ + "/close")
    found = said_at(held)[0]
    assert (found.text, found.reason, found.addressed_to) == ("", "", "")
    actions.reopen_read_back(held.talk)
    commit()
    assert client.post(one(held), data={"answer": "yes"}).status_code == 422
    assert said_at(held)[0].confirmation is Confirmation.WITHDRAWN


def test_cards_of_a_withdrawn_statement_are_wiped_too(hold):
    held = hold("wat-is-eerlijk", step=8)
    found = make_contribution(
        held.talk, Kind.STATEMENT, outcome=Confirmation.WITHDRAWN, cards={"": (3, 2, 1)}
    )
    actions.close_read_back(held.talk, now=held.dialogue_session.starts_at)
    assert (found.agree, found.disagree, found.unsure, found.per_side) == (
        None,
        None,
        None,
        {},
    )


def test_a_closed_table_neither_writes_nor_answers(reading):
    client, held = reading()
    client.post(one(held), data={"answer": "yes"})
    client.post(READ + "/close")
    assert client.post(one(held), data={"answer": "no"}).status_code == 422
    late = {"kind": "idea", "text": "Te laat."}
    assert client.post("/table/here/write?step=7", data=late).status_code == 422
    assert "<textarea" not in client.get("/table/here?step=7").text


def test_the_facilitator_opens_a_table_again(reading, afresh):
    client, held = reading()
    client.post(one(held), data={"answer": "yes"})
    client.post(READ + "/close")
    afresh()
    actions.reopen_read_back(held.talk)
    commit()
    late = {"kind": "idea", "text": "Toch nog."}
    assert client.post("/table/here/write?step=7", data=late).status_code == 303


def test_a_table_without_sentences_can_close(sit, hold):
    client = sit(hold(step=10))
    assert "Nothing was written down" in client.get(READ + "?lang=en").text
    assert client.post(READ + "/close").status_code == 303


def test_after_the_evening_one_can_still_read_back(reading, afresh):
    client, held = reading()
    actions.end_evening(held.evening, now=held.dialogue_session.ends_at)
    commit()
    assert client.post(one(held), data={"answer": "yes"}).status_code == 303


def test_somebody_says_it_in_another_language(reading):
    client, held = reading(Kind.IDEA, language="tr")
    place = one(held)
    assert (
        client.post(place, data={"answer": "translate"}).location
        == place + "/translate"
    )
    page = client.get(place + "/translate?lang=en").text
    assert 'value="tr"' not in page and 'value="ar"' in page
    wrong = client.post(
        place + "/translate", data={"language": "nl", "text": "", "made_by": "writer"}
    )
    assert wrong.status_code == 422
    fields = {"language": "ar", "text": "مقعد في الزاوية.", "made_by": "interpreter"}
    assert client.post(place + "/translate", data=fields).location == place
    page = client.get(place + "?lang=en").text
    assert '<p lang="ar" dir="rtl">مقعد في الزاوية.' in page
    assert "translated by an interpreter" in page and 'lang="tr"' in page
    assert said_at(held)[0].confirmation is Confirmation.WRITTEN, (
        "it is still to be read back"
    )


def test_a_translation_goes_when_the_table_puts_it_differently(reading):
    client, held = reading()
    place = one(held)
    client.post(
        place + "/translate",
        data={"language": "en", "text": "A bench.", "made_by": "writer"},
    )
    client.post(place + "/almost", data={"text": "Een bank bij de speeltuin."})
    assert "A bench." not in client.get(place).text


def test_nobody_of_the_municipality_translates_at_a_table(reading):
    client, held = reading()
    fields = {"language": "en", "text": "A bench.", "made_by": "staff"}
    assert client.post(one(held) + "/translate", data=fields).status_code == 422


def test_a_table_that_has_read_everything_adds_no_translation(reading):
    client, held = reading()
    place = one(held)
    client.post(place, data={"answer": "yes"})
    client.post(READ + "/close")
    fields = {"language": "en", "text": "A bench.", "made_by": "writer"}
    assert client.post(place + "/translate", data=fields).status_code == 422


def test_a_sentence_that_may_show_who_is_read_back_with_a_question(reading):
    client, held = reading(Kind.IDEA)
    asked = "Ask whether that is all right"
    assert asked not in client.get(READ + "?lang=en").text
    said_at(held)[0].text = "Bel mij op 06 12345678."
    commit()
    assert asked in client.get(READ + "?lang=en").text


def test_a_sentence_that_may_show_who_says_so_as_soon_as_it_is_written(sit, hold):
    held = hold(step=5)
    client = sit(held)
    words = {"kind": "experience", "key": "k-1", "text": "Bel mij op 06 12345678."}
    script = {"Accept": "application/json"}
    taken = client.post("/table/here/write?lang=en", data=words, headers=script)
    mark = "somebody may be recognised in this"
    assert mark in taken.get_json()["line"]
    assert mark in client.get("/table/here?lang=en").text
    plain = words | {"key": "k-2", "text": "Mijn buurvrouw bracht soep."}
    taken = client.post("/table/here/write?lang=en", data=plain, headers=script)
    assert mark not in taken.get_json()["line"]
