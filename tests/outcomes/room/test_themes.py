"""Themes: added, renamed, dropped and brought back; nothing said is ever lost."""

from datetime import timedelta

from dialogue.outcomes import actions, queries, rules
from dialogue.outcomes.models import SocialRight
from tests.conftest import commit
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.outcomes import make_theme
from tests.makers.sessions import make_dialogue_session

SOUP = "Een buur bracht soep."


def test_the_social_rights_are_seeded_once(desk):
    assert "Add the social rights" in desk.get("harvest/themes?lang=en").text
    desk.post("harvest/themes/social-rights")
    desk.post("harvest/themes/social-rights")
    found = queries.themes_of(desk.session)
    assert [each.right for each in found] == list(SocialRight)
    assert "Add the social rights" not in desk.get("harvest/themes?lang=en").text


def test_whoever_starts_with_the_rights_goes_on_sorting_and_then_to_the_requests(
    desk, say
):
    say(SOUP)
    page = desk.get("harvest?lang=en").text
    assert 'name="sorting" value="1"' in page
    back = desk.post("harvest/themes/social-rights", sorting="1")
    assert back.location.endswith("/harvest")
    page = desk.get("harvest?lang=en").text
    assert "5 themes are there." in page and SOUP in page
    theme = queries.themes_of(desk.session)[0]
    desk.post("harvest", sentence=desk.id_of(SOUP), theme=theme.id)
    for rest in ("harvest", "harvest/themes"):
        assert "To the requests" in desk.get(f"{rest}?lang=en").text
    # From the page of themes one stays there.
    back = desk.post("harvest/themes/social-rights")
    assert back.location.endswith("/harvest/themes")


def test_a_right_that_has_a_theme_gets_no_second(desk):
    make_theme(desk.session, "Wat het kost", "income")
    commit()
    desk.post("harvest/themes/social-rights")
    assert len(queries.themes_of(desk.session)) == len(SocialRight)


def test_a_theme_of_one_sentence_stands_with_its_sentence(desk, say, themed):
    say(SOUP)
    themes = themed("Soep")
    desk.post("harvest", sentence=desk.id_of(SOUP), theme=themes["Soep"])
    page = desk.get("harvest/themes?lang=en").text
    assert "1 sentence" in page and SOUP in page


def test_dropping_a_theme_loses_no_sentence_and_can_be_undone(desk, say, themed):
    say(SOUP)
    themes = themed("Soep")
    desk.post("harvest", sentence=desk.id_of(SOUP), theme=themes["Soep"])
    desk.post(f"harvest/themes/{themes['Soep']}/drop")
    assert desk.where() == {SOUP: None}
    assert f"/{themes['Soep']}/back" in desk.get("harvest/themes").text
    desk.post(f"harvest/themes/{themes['Soep']}/back")
    assert desk.where() == {SOUP: "Soep"}


def test_a_sentence_sorted_elsewhere_meanwhile_stays_there(desk, say, themed):
    say(SOUP)
    themes = themed("Soep", "Hulp")
    desk.post("harvest", sentence=desk.id_of(SOUP), theme=themes["Soep"])
    desk.post(f"harvest/themes/{themes['Soep']}/drop")
    desk.post("harvest", sentence=desk.id_of(SOUP), theme=themes["Hulp"])
    desk.post(f"harvest/themes/{themes['Soep']}/back")
    assert desk.where() == {SOUP: "Hulp"}


def test_the_name_of_a_dropped_theme_is_free_again(desk, themed):
    themes = themed("Soep")
    desk.post(f"harvest/themes/{themes['Soep']}/drop")
    answer = desk.post("harvest/themes", name="Soep", right="", once="b1")
    assert answer.status_code == 303
    back = desk.post(f"harvest/themes/{themes['Soep']}/back?lang=en")
    assert back.status_code == 422
    assert "There is a theme of that name already." in back.text


def test_a_theme_gets_another_name_and_right(desk, themed):
    themes = themed("Soep")
    assert (
        desk.post(
            f"harvest/themes/{themes['Soep']}", name="Zorg", right="care"
        ).status_code
        == 303
    )
    found = queries.themes_of(desk.session)[0]
    assert (found.name, found.right) == ("Zorg", SocialRight.CARE)


def test_a_theme_may_keep_its_own_name(desk, themed):
    themes = themed("Soep")
    assert (
        desk.post(f"harvest/themes/{themes['Soep']}", name="Soep", right="").status_code
        == 303
    )


def test_more_themes_than_one_oversees_are_refused(desk, themed):
    themed(*(f"Thema {number}" for number in range(rules.MOST_THEMES)))
    answer = desk.post("harvest/themes?lang=en", name="Nog een", right="", once="c1")
    assert answer.status_code == 422
    assert f"There are {rules.MOST_THEMES} themes." in answer.text


def test_a_right_that_is_none_is_refused_with_a_sentence(desk):
    answer = desk.post("harvest/themes?lang=en", name="Soep", right="soup", once="d1")
    assert answer.status_code == 422
    assert "Choose one from the list." in answer.text


def test_the_municipality_s_own_themes_are_seeded_once(desk, say, themed, cast, now):
    other = make_dialogue_session(cast.wilgendam, starts_at=now - timedelta(days=9))
    said = make_contribution(make_table_talk(make_evening(other), 1))
    own = make_theme(other, "Wonen in Oost", "housing")
    actions.sort(said, own, account_id=None)
    make_theme(other, "Leeg")  # holds nothing, so it is on nobody's list
    commit()
    themed("Hulp")
    page = desk.get("harvest/themes?lang=en").text
    assert "Add the themes of our other evenings" in page and "Wonen in Oost" in page
    for _twice in range(2):
        desk.post("harvest/themes/own")
    found = queries.themes_of(desk.session)
    assert [(each.name, each.right) for each in found] == [
        ("Hulp", None),
        ("Wonen in Oost", SocialRight.HOUSING),
    ]
    assert "our other evenings" not in desk.get("harvest/themes?lang=en").text
