"""Sorting: one sentence on top, a key for each theme, the last step taken back."""

from datetime import timedelta

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations.models import Confirmation, Kind
from dialogue.conversations.rules import ReadBack
from dialogue.outcomes import actions, queries
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.registrations import make_registration

SOUP, SHY = "Een buur bracht soep.", "Ik durf niets te vragen."


def top_of(page):
    return page.text.split('class="hold"')[1].split("</p>")[0].split(">")[1]


def sort(desk, text, theme_id):
    return desk.post("harvest", sentence=desk.id_of(text), theme=theme_id)


def test_the_page_says_how_many_are_left_and_what_to_press(desk, say, themed):
    say(SOUP)
    themed("Elkaar helpen")
    page = desk.get("harvest?lang=en").text
    assert "1 sentence left." in page
    assert "0 of the 1 have a theme." in page
    assert 'data-key="1"' in page and 'data-key="n"' in page and 'data-key="s"' in page
    assert 'data-key="u"' not in page, "there is nothing to take back yet"


def test_it_does_not_tell_which_table_said_it(desk, say):
    say(SOUP, table=2)
    page = desk.get("harvest?lang=en").text
    assert SOUP in page
    assert "Table 2" not in page and "table 2" not in page


def test_a_number_puts_the_sentence_in_that_theme(desk, say, themed):
    say(SOUP)
    themes = themed("Hulp", "Rust")
    answer = sort(desk, SOUP, themes["Rust"])
    assert answer.status_code == 303
    assert desk.where() == {SOUP: "Rust"}


def test_every_sentence_of_an_evening_passes_once(desk, say, themed):
    themes = themed("Hulp")
    texts = {
        say(f"Zin {number} over de straat.", table=1 + number % 2).text
        for number in range(7)
    }
    seen = []
    for _each in texts:
        seen.append(top_of(desk.get("harvest")))
        sort(desk, seen[-1], themes["Hulp"])
    assert set(seen) == texts
    assert "Every sentence has its place" in desk.get("harvest?lang=en").text


def test_undo_takes_steps_back_one_by_one(desk, say, themed):
    themes = themed("Hulp", "Rust")
    say(SOUP)
    say(SHY)
    sort(desk, SOUP, themes["Hulp"])
    sort(desk, SHY, themes["Rust"])
    desk.post("harvest", do="undo")
    assert desk.where() == {SOUP: "Hulp", SHY: None}
    desk.post("harvest", do="undo")
    assert desk.where() == {SOUP: None, SHY: None}
    assert (
        "nothing to take back"
        in desk.client.post(
            f"{desk.place}/harvest?lang=en", data={"do": "undo"}, follow_redirects=True
        ).text
    )


def test_nobody_takes_back_what_somebody_else_did(
    desk, cast, client, sign_in, say, themed
):
    themes = themed("Hulp")
    say(SOUP)
    sort(desk, SOUP, themes["Hulp"])
    sign_in(client, cast.joost)
    desk.post("harvest", do="undo")
    assert desk.where() == {SOUP: "Hulp"}


def test_undo_leaves_a_sentence_that_somebody_else_sorted_since(desk, say, themed):
    themes = themed("Hulp", "Rust")
    say(SOUP)
    sort(desk, SOUP, themes["Hulp"])
    said = queries.sentence_in(desk.session, desk.id_of(SOUP))
    rust = queries.theme_in(desk.session, themes["Rust"])
    actions.sort(said, rust, account_id=None)
    commit()
    desk.post("harvest", do="undo")
    assert desk.where() == {SOUP: "Rust"}


def test_later_puts_a_sentence_under_the_stack_until_it_is_undone(desk, say):
    say(SOUP)
    say(SHY)
    first = top_of(desk.get("harvest"))
    desk.post("harvest", sentence=desk.id_of(first), do="later")
    second = top_of(desk.get("harvest"))
    assert second != first
    desk.post("harvest", sentence=desk.id_of(second), do="later")
    assert top_of(desk.get("harvest")) == first
    desk.post("harvest", do="undo")
    assert top_of(desk.get("harvest")) == second


def test_the_same_key_twice_sorts_once(desk, say, themed):
    themes = themed("Hulp")
    say(SOUP)
    sentence = desk.id_of(SOUP)
    for _again in range(2):
        desk.post("harvest", sentence=sentence, theme=themes["Hulp"])
    desk.post("harvest", do="undo")
    assert desk.where() == {SOUP: None}


def test_a_stale_page_does_not_move_what_a_colleague_sorted(desk, say, themed):
    themes = themed("Hulp", "Rust")
    say(SOUP)
    sentence = desk.id_of(SOUP)
    desk.post("harvest", sentence=sentence, theme=themes["Hulp"])
    page = desk.client.post(
        f"{desk.place}/harvest?lang=en",
        data={"sentence": sentence, "theme": themes["Rust"]},
        follow_redirects=True,
    )
    assert "Somebody else sorted this sentence" in page.text
    assert desk.where() == {SOUP: "Hulp"}


def test_a_dropped_theme_is_no_place(desk, say, themed, now):
    themes = themed("Hulp")
    say(SOUP)
    actions.drop_theme(queries.theme_in(desk.session, themes["Hulp"]), now=now)
    commit()
    sort(desk, SOUP, themes["Hulp"])
    assert desk.where() == {SOUP: None}


@pytest.mark.parametrize("theme", ["", "x", "-1", "9" * 40, "²", "new "])
def test_nonsense_for_a_theme_sorts_nothing(desk, say, theme):
    say(SOUP)
    assert sort(desk, SOUP, theme).status_code == 303
    assert desk.where() == {SOUP: None}


def test_a_key_for_a_new_theme_asks_its_name_and_sorts(desk, say):
    say(SOUP)
    answer = desk.post("harvest", sentence=desk.id_of(SOUP), theme="new")
    assert "/harvest/themes/new?sentence=" in answer.location
    rest = answer.location.split(f"{desk.dialogue_session.id}/", 1)[1]
    assert SOUP in desk.get(rest).text
    desk.post(rest, name="Soep", right="", once="a1")
    desk.post(rest, name="Soep", right="", once="a1")
    assert desk.where() == {SOUP: "Soep"}
    assert len(queries.themes_of(desk.session)) == 1


def test_a_theme_without_a_name_or_of_a_name_there_is_keeps_what_was_typed(
    desk, say, themed
):
    themed("Hulp")
    say(SOUP)
    rest = f"harvest/themes/new?lang=en&sentence={desk.id_of(SOUP)}"
    empty = desk.post(rest, name=" ", right="care")
    assert empty.status_code == 422
    assert "Give the theme a name." in empty.text
    double = desk.post(rest, name="HULP", right="care")
    assert double.status_code == 422
    assert "There is a theme of that name already." in double.text
    assert 'value="HULP"' in double.text
    assert desk.where() == {SOUP: None}


def test_the_theme_that_may_fit_is_named_with_the_sentence_it_resembles(
    desk, say, themed
):
    themes = themed("Hulp", "Rust")
    say("De buurvrouw bracht soep toen ik ziek was.")
    say("De buurman bracht soep.")
    sort(desk, "De buurman bracht soep.", themes["Hulp"])
    page = desk.get("harvest?lang=en").text
    assert "Resembles" in page and "‘De buurman bracht soep.’ (Hulp)" in page
    assert "May fit here." in page and 'data-key="m"' in page


def test_requests_and_promises_are_not_on_the_stack(desk, say):
    say("Maak licht.", kind=Kind.REQUEST)
    say("Ik bel aan.", kind=Kind.COMMITMENT)
    assert "Every sentence has its place" in desk.get("harvest?lang=en").text
    answer = sort(desk, "Maak licht.", 1)
    assert answer.status_code in {404, 422}


def test_what_a_table_did_not_confirm_stays_there(desk, say):
    said = say(SOUP, outcome=Confirmation.WRITTEN)
    assert SOUP not in desk.get("harvest").text
    assert "come here, to be sorted into themes" in desk.get("harvest?lang=en").text
    assert desk.post("harvest", sentence=said.id, do="later").status_code == 422


def test_a_sentence_withdrawn_after_sorting_is_gone(desk, say, themed):
    themes = themed("Hulp")
    said = say(SOUP)
    sort(desk, SOUP, themes["Hulp"])
    talking.read_back(said, ReadBack(Confirmation.WITHDRAWN))
    commit()
    assert desk.where() == {}


def test_a_name_of_somebody_who_signed_up_is_marked_and_never_listed(desk, say, now):
    make_registration(
        desk.session, "Gerda Hoekstra", way=Way.PHONE, now=now - timedelta(days=3)
    )
    say("Gerda bracht soep.")
    page = desk.get("harvest?lang=en").text
    assert "<mark>Gerda</mark>" in page
    assert "Somebody may be recognised" in page
    assert "Hoekstra" not in page


@pytest.mark.parametrize(
    ("who", "code"), [("joost", 200), ("wim", 403), ("marloes", 403), ("fatma", 404)]
)
def test_other_roles_and_towns_stay_out(desk, cast, client, sign_in, who, code):
    sign_in(client, getattr(cast, who))
    for rest in (
        "harvest",
        "harvest/sentences",
        "harvest/themes",
        "harvest/details",
        "harvest/promises",
        "requests",
    ):
        assert desk.get(rest).status_code == code


def test_a_sentence_or_theme_of_another_evening_is_not_here(desk, say, themed, cast):
    from tests.makers.outcomes import make_harvest
    from tests.makers.sessions import make_dialogue_session

    other = make_dialogue_session(cast.wilgendam)
    make_harvest(other)
    commit()
    theirs = queries.sentences_of(other)[0].id
    their_theme = queries.themes_of(other)[0].id
    themes = themed("Hulp")
    say(SOUP)
    assert (
        desk.post("harvest", sentence=theirs, theme=themes["Hulp"]).status_code == 404
    )
    assert sort(desk, SOUP, their_theme).status_code == 404
    assert desk.get(f"harvest/sentences/{theirs}").status_code == 404
    assert desk.post(f"harvest/themes/{their_theme}/drop").status_code == 404
