"""The list of all sentences: narrowed down, moved together, mended one by one."""

from datetime import date, timedelta

import pytest

from dialogue.conversations.models import Kind
from dialogue.outcomes import marking, queries
from tests.conftest import commit
from tests.makers.registrations import make_registration

SOUP, BENCH = "Een buur bracht soep.", "Zet een bank op de hoek."
NAMED = "Gerda woont op nummer 4."


@pytest.fixture
def both(say):
    return say(SOUP), say(BENCH, table=2, kind=Kind.IDEA)


def test_all_sentences_are_there_without_their_table(desk, both):
    page = desk.get("harvest/sentences?lang=en").text
    assert SOUP in page and BENCH in page
    assert "2 sentences" in page and "Table" not in page


@pytest.mark.parametrize(
    ("choice", "seen"),
    [("kind=idea", {BENCH}), ("kind=experience", {SOUP}), ("theme=none", {SOUP, BENCH}),
     ("words=BANK", {BENCH}), ("theme=999", set()), ("step=nothing", set()), ("from=-5", {SOUP, BENCH})],
)  # fmt: skip
def test_a_choice_narrows_the_list(desk, both, choice, seen):
    page = desk.get(f"harvest/sentences?lang=en&{choice}").text
    assert {text for text in (SOUP, BENCH) if text in page} == seen


def test_ticked_sentences_move_together_and_back(desk, both, themed):
    themes = themed("Straat")
    ids = [each.id for each in both]
    desk.post("harvest/sentences", sentence=ids, to=themes["Straat"])
    assert desk.where() == {SOUP: "Straat", BENCH: "Straat"}
    desk.post("harvest/undo", steps=2, list=1)
    assert desk.where() == {SOUP: None, BENCH: None}


def test_moving_counts_only_what_moved(desk, both, themed):
    themes = themed("Straat")
    desk.post("harvest", sentence=both[0].id, theme=themes["Straat"])
    desk.post(
        "harvest/sentences?lang=en",
        sentence=[each.id for each in both],
        to=themes["Straat"],
    )
    page = desk.get("harvest/sentences?lang=en").text
    assert "1 sentence moved." in page
    desk.post("harvest/undo", steps=1)
    assert desk.where() == {SOUP: "Straat", BENCH: None}


def test_a_sentence_goes_back_on_the_stack(desk, both, themed):
    themes = themed("Straat")
    desk.post("harvest", sentence=both[0].id, theme=themes["Straat"])
    desk.post("harvest/sentences", sentence=both[0].id, to="none")
    assert desk.where()[SOUP] is None


@pytest.mark.parametrize("to", ["", "99", "none of these"])
def test_nothing_moves_to_nowhere(desk, both, to):
    assert desk.post("harvest/sentences", sentence=both[0].id, to=to).status_code == 303
    assert desk.where() == {SOUP: None, BENCH: None}


def test_a_request_cannot_be_put_in_a_theme(desk, say, themed):
    said = say("Maak licht.", kind=Kind.REQUEST)
    themes = themed("Straat")
    assert (
        desk.post(
            "harvest/sentences", sentence=said.id, to=themes["Straat"]
        ).status_code
        == 422
    )


@pytest.fixture
def named(desk, say, now):
    make_registration(desk.session, "Gerda Hoekstra", now=now - timedelta(days=3))
    return say(NAMED)


def test_a_marked_sentence_waits_until_somebody_looked(desk, named):
    assert [each.sentence.id for each in marking.to_look_at(desk.session)] == [named.id]
    page = desk.get("harvest/details?lang=en").text
    assert "1 sentence to look at" in page and "<mark>Gerda</mark>" in page
    desk.post(f"harvest/sentences/{named.id}/keep")
    assert marking.to_look_at(desk.session) == []
    assert (
        "There is nothing left to look at." in desk.get("harvest/details?lang=en").text
    )


def test_who_looked_is_kept_and_only_for_these_words(desk, named, cast):
    desk.post(f"harvest/sentences/{named.id}/keep")
    said = queries.sentence_in(desk.session, named.id)
    assert queries.look_at(said).looked_at_by == cast.samira.id
    said.text = "Gerda woont nu op nummer 6."
    commit()
    assert [each.sentence.id for each in marking.to_look_at(desk.session)] == [named.id]


def test_words_that_point_to_a_person_are_left_out_and_gone(desk, named):
    opened = desk.get(f"harvest/sentences/{named.id}").text
    seen = opened.split('name="seen"')[1].split('value="')[1].split('"')[0]
    desk.post(
        f"harvest/sentences/{named.id}", text="Een buur woont dichtbij.", seen=seen
    )
    said = queries.sentence_in(desk.session, named.id)
    assert said.text == "Een buur woont dichtbij."
    assert queries.look_at(said).edited
    assert marking.to_look_at(desk.session) == []


def test_a_sentence_may_not_lose_all_its_words(desk, named):
    answer = desk.post(f"harvest/sentences/{named.id}?lang=en", text="  ")
    assert answer.status_code == 422
    assert "A sentence needs words." in answer.text


def test_words_that_somebody_else_changed_are_not_overwritten(desk, named):
    answer = desk.post(
        f"harvest/sentences/{named.id}?lang=en", text="Iets anders.", seen="older"
    )
    assert answer.status_code == 422
    assert "Somebody else changed these words" in answer.text
    assert "Iets anders." in answer.text
    assert queries.sentence_in(desk.session, named.id).text == NAMED


def test_once_people_are_forgotten_no_name_is_asked_about(desk, named, now):
    from dialogue.registrations.actions.forgetting import forget_people

    forget_people(desk.session, now)
    commit()
    kinds = {kind for each in marking.marked_in(desk.session) for kind in each.details}
    assert "name" not in kinds


def test_promises_are_listed_with_their_day(desk, say):
    say(
        "Ik zet koffie.",
        kind=Kind.COMMITMENT,
        pseudonym="Egel",
        check_on=date(2027, 2, 20),
    )
    page = desk.get("harvest/promises?lang=en").text
    assert "Egel:" in page and "Ik zet koffie." in page and "20\xa0February" in page
