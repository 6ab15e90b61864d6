"""All evenings of a municipality, read theme by theme, blind to tables."""

import pytest

from dialogue.conversations.models import Confirmation, Kind
from dialogue.conversations.queries import guide_of
from dialogue.foundation.database import db, start_writing
from dialogue.outcomes import actions, queries
from dialogue.outcomes.findings import findings_of
from dialogue.outcomes.views import town as town_page
from dialogue.sessions.queries import session_in
from tests.conftest import commit
from tests.laid_back import laid_back
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.outcomes import make_theme
from tests.makers.sessions import make_dialogue_session

PLACE = "/wilgendam/desk/harvest"


@pytest.fixture
def samira(client, cast, sign_in):
    return sign_in(client, cast.samira)


def hold(town, title, said):
    """An evening with (table, kind, text, theme) said."""
    found = make_dialogue_session(town, title=title)
    evening = make_evening(found, tables=3)
    themes = {}
    for table, kind, text, theme in said:
        one = make_contribution(make_table_talk(evening, table), kind, text)
        if theme:
            if theme not in themes:
                themes[theme] = make_theme(found, theme)
            actions.sort(one, themes[theme], account_id=None)
    return found


@pytest.fixture
def evenings(cast):
    def build():
        first = hold(cast.wilgendam, "Lief en leed", [
            (1, Kind.EXPERIENCE, "Een buur bracht soep.", "Elkaar helpen"),
            (2, Kind.IDEA, "Een bank op de hoek.", "Buiten"),
            (3, Kind.EXPERIENCE, "Niemand belde aan.", ""),
        ])  # fmt: skip
        second = hold(cast.wilgendam, "Koffie op de stoep", [
            (1, Kind.IDEA, "Een klusjeslijst in de hal.", "elkaar helpen"),
        ])  # fmt: skip
        there = [(1, Kind.IDEA, "Een brug erbij.", "Elkaar helpen")]
        hold(cast.oosterbrug, "Elders", there)
        return first.id, second.id

    numbers = laid_back("outcomes: evenings of two towns", build)
    commit()
    return tuple(session_in(cast.wilgendam.id, number) for number in numbers)


def test_a_theme_is_read_over_all_evenings_whatever_its_capitals(samira, evenings):
    page = samira.get(f"{PLACE}?theme=Elkaar+helpen&lang=en").text
    assert "Een buur bracht soep." in page and "Een klusjeslijst in de hal." in page
    assert "Een bank op de hoek." not in page and "Niemand belde aan." not in page
    assert "2 sentences" in page and "of the 4" in page
    assert "Elkaar helpen (2 evenings)" in page


def test_kind_and_theme_narrow_together(samira, evenings):
    page = samira.get(f"{PLACE}?theme=elkaar+helpen&kind=idea&lang=en").text
    assert "Een klusjeslijst in de hal." in page
    assert "Een buur bracht soep." not in page
    assert "1 sentence" in page and "Idea (2)" in page


def test_no_sentence_of_another_town_is_there(samira, evenings):
    assert "Een brug erbij." not in samira.get(PLACE).text


def test_another_town_s_coordinator_stays_out(samira, cast, sign_in, evenings, app):
    client = app.test_client()
    assert sign_in(client, cast.fatma).get(PLACE).status_code in {403, 404}


def test_no_table_is_named_and_the_order_tells_none(samira, evenings, cast):
    page = samira.get(f"{PLACE}?lang=en").text
    assert "Table 1" not in page and "table 1" not in page
    found, many = queries.town_sentences(cast.wilgendam.id)
    ids = [one.contribution.id for one in found]
    assert ids == sorted(ids) and many == 4
    assert not hasattr(found[0], "table")


def test_a_withdrawn_sentence_and_a_dropped_theme_are_not_there(
    samira, cast, now, evenings
):
    first, _second = evenings
    evening = queries.sentences_of(first)[0].contribution.table_talk.evening
    make_contribution(
        make_table_talk(evening, 1), Kind.EXPERIENCE, "Vergeet dit.",
        outcome=Confirmation.WITHDRAWN,
    )  # fmt: skip
    theme = next(one for one in queries.themes_of(first) if one.name == "Buiten")
    actions.drop_theme(theme, now=now)
    commit()
    page = samira.get(f"{PLACE}?lang=en").text
    assert "Vergeet dit." not in page and "Buiten" not in page
    assert "Een bank op de hoek." in page  # the sentence itself is never lost


def test_what_is_no_kind_theme_or_number_finds_nothing_or_all(samira, evenings):
    assert "No sentence fits" in samira.get(f"{PLACE}?theme=Onzin&lang=en").text
    assert "4 sentences" in samira.get(f"{PLACE}?kind=soup&lang=en").text
    assert samira.get(f"{PLACE}?from=99999999999999999999").status_code == 200
    assert samira.get(f"{PLACE}?theme=%00").status_code in {200, 400}


def test_an_empty_town_says_what_comes_here(samira):
    page = samira.get(f"{PLACE}?lang=en")
    assert page.status_code == 200 and "comes here" in page.text


def test_many_sentences_come_in_pages(samira, evenings, monkeypatch):
    monkeypatch.setattr(town_page, "PAGE", 3)
    first = samira.get(f"{PLACE}?lang=en").text
    second = samira.get(f"{PLACE}?from=3&lang=en").text
    assert "1 to 3 of 4" in first and "4 to 4 of 4" in second


def ids_of(cast):
    found, _many = queries.town_sentences(cast.wilgendam.id)
    return {each.contribution.text: each.contribution.id for each in found}


def themes_of(cast):
    db.session.rollback()
    start_writing()
    found, _many = queries.town_sentences(cast.wilgendam.id)
    return {each.contribution.text: each.theme for each in found}


def test_step_evening_and_words_narrow_too(samira, evenings, cast):
    _first, second = evenings
    idea = next(one for one in queries.sentences_of(second)).contribution
    step = guide_of(second).step(idea.step).kind
    page = samira.get(f"{PLACE}?step={step}&lang=en").text
    assert "Een klusjeslijst in de hal." in page and "Niemand belde aan." not in page
    page = samira.get(f"{PLACE}?evening={second.id}&lang=en").text
    assert "1 sentence" in page and "Een klusjeslijst in de hal." in page
    page = samira.get(f"{PLACE}?words=BUUR&lang=en").text
    assert "1 sentence" in page and "Een buur bracht soep." in page
    page = samira.get(f"{PLACE}?theme=+-&lang=en").text
    assert "1 sentence" in page and "Niemand belde aan." in page
    assert "No sentence fits" in samira.get(f"{PLACE}?evening=999&lang=en").text
    assert "No sentence fits" in samira.get(f"{PLACE}?step=nothing&lang=en").text


def test_turkish_is_found_by_dotted_and_dotless_i(samira, evenings, cast):
    hold(cast.wilgendam, "Çay", [(1, Kind.EXPERIENCE, "İyi komşu ışık yakar.", "")])
    commit()
    for words in ("iyi", "İYİ", "ISIK", "ışık"):
        page = samira.get(PLACE, query_string={"words": words, "lang": "en"}).text
        assert "1 sentence" in page and "İyi komşu" in page, words


def test_ticked_sentences_of_several_evenings_move_to_one_theme_and_back(
    samira, evenings, cast
):
    ids = ids_of(cast)
    chosen = [ids["Niemand belde aan."], ids["Een klusjeslijst in de hal."]]
    answer = samira.post(PLACE, data={"sentence": chosen, "to": "Buiten", "name": ""})
    assert answer.status_code == 303
    assert themes_of(cast)["Niemand belde aan."] == "Buiten"
    assert themes_of(cast)["Een klusjeslijst in de hal."] == "Buiten"
    first, second = evenings
    samira.post(f"{PLACE}/undo", data={"steps": f"{first.id}:1 {second.id}:1"})
    assert themes_of(cast)["Niemand belde aan."] == ""
    assert themes_of(cast)["Een klusjeslijst in de hal."] == "elkaar helpen"


def test_a_new_theme_comes_to_each_evening_that_needs_it(samira, evenings, cast):
    ids = ids_of(cast)
    samira.post(
        PLACE, data={"sentence": list(ids.values()), "to": "", "name": "Straat"}
    )
    assert set(themes_of(cast).values()) == {"Straat"}
    names = {one.name: one.evenings for one in queries.town_themes(cast.wilgendam.id)}
    assert names == {"Straat": 2}


@pytest.mark.parametrize("to", ["", "Nergens"])
def test_nothing_moves_to_a_theme_that_nobody_named(samira, evenings, cast, to):
    before = themes_of(cast)
    ids = list(ids_of(cast).values())
    answer = samira.post(
        f"{PLACE}?lang=en", data={"sentence": ids, "to": to, "name": ""}
    )
    assert answer.status_code == 422 and "Choose a theme" in answer.text
    none = samira.post(f"{PLACE}?lang=en", data={"to": "Buiten", "name": ""})
    assert none.status_code == 422 and "Tick the sentences" in none.text
    assert themes_of(cast) == before


def test_a_sentence_of_another_town_is_not_there_to_move(samira, evenings, cast):
    foreign, _many = queries.town_sentences(cast.oosterbrug.id)
    said = foreign[0].contribution.id
    data = {"sentence": said, "to": "Buiten", "name": ""}
    assert samira.post(PLACE, data=data).status_code == 404
    assert (
        samira.post(f"{PLACE}/undo", data={"steps": "99999:1 x 3:y"}).status_code == 404
    )


HELP = "Buren springen bij."


def put_together(samira, cast, *texts, text=HELP):
    ids = ids_of(cast)
    data = {"sentence": [ids[each] for each in texts], "text": text, "do": "together"}
    return samira.post(f"{PLACE}?lang=en", data=data)


def same_in_town(cast):
    db.session.rollback()
    start_writing()
    ids = ids_of(cast)
    over = queries.town_clusters(cast.wilgendam.id, list(ids.values()))
    return {text: over[number] for text, number in ids.items() if number in over}


def test_what_several_evenings_say_alike_is_put_together_and_taken_back(
    samira, evenings, cast
):
    first, second = evenings
    soup, nobody, chores = (
        "Een buur bracht soep.",
        "Niemand belde aan.",
        "Een klusjeslijst in de hal.",
    )
    assert put_together(samira, cast, soup, chores).status_code == 303
    assert same_in_town(cast) == {soup: HELP, chores: HELP}
    assert "says the same as others: ‘Buren" in samira.get(f"{PLACE}?lang=en").text
    # One sentence of an evening stands alone there.
    assert findings_of(first).clusters == findings_of(second).clusters == ()
    put_together(samira, cast, nobody, chores, text=HELP.upper())
    (own,) = findings_of(first).clusters
    assert own.text == HELP and len(own.members) == 2
    assert findings_of(second).clusters == ()
    undo = {"steps": f"{first.id}:1", "of": "together"}
    samira.post(f"{PLACE}/undo", data=undo)
    assert same_in_town(cast) == {soup: HELP, chores: HELP}
    samira.post(
        f"{PLACE}/undo",
        data={"steps": f"{first.id}:1 {second.id}:1", "of": "together"},
    )
    assert same_in_town(cast) == {}


def test_together_needs_two_sentences_and_words(samira, evenings, cast):
    one = put_together(samira, cast, "Niemand belde aan.")
    assert one.status_code == 422 and "at least two" in one.text
    none = put_together(
        samira, cast, "Niemand belde aan.", "Een buur bracht soep.", text=""
    )
    assert none.status_code == 422 and "Write in one sentence" in none.text
    assert '<details class="fold" open>' in none.text
    assert same_in_town(cast) == {}


def test_together_keeps_off_an_evening_that_two_sort_apart(samira, evenings, cast, now):
    actions.begin_comparison(evenings[1], account_id=cast.joost.id, now=now)
    commit()
    answer = put_together(
        samira, cast, "Een buur bracht soep.", "Een klusjeslijst in de hal."
    )
    assert answer.status_code == 422 and "Two people sort" in answer.text
    assert same_in_town(cast) == {}


def test_an_evening_that_two_sort_apart_is_left_alone(samira, evenings, cast, now):
    first, _second = evenings
    actions.begin_comparison(first, account_id=cast.joost.id, now=now)
    commit()
    before, ids = themes_of(cast), list(ids_of(cast).values())
    answer = samira.post(
        f"{PLACE}?lang=en", data={"sentence": ids, "to": "Buiten", "name": ""}
    )
    assert answer.status_code == 422 and "Two people sort" in answer.text
    assert themes_of(cast) == before


def test_the_desk_leads_to_it(samira, evenings):
    assert PLACE in samira.get("/wilgendam/desk").text
