"""Which sentences say the same: together by hand, listed for good, taken back."""

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations.models import Kind, QuoteConsent, TranslatedBy
from dialogue.outcomes import actions, marking, queries
from dialogue.outcomes.findings import findings_of
from tests.conftest import commit
from tests.laid_back import laid_back

SOUP, PAN, STAIRS, LIGHT = (
    "Een buur bracht soep.", "De buurvrouw bracht een pan soep.",
    "De trap is steil.", "Het licht is stuk.",
)  # fmt: skip
FOOD = "Buren brengen eten."


@pytest.fixture
def four(desk, say, themed):
    """Four sentences at two tables, all in a theme."""

    def build():
        found = {
            each: say(each, table=1 + at % 2)
            for at, each in enumerate((SOUP, PAN, STAIRS, LIGHT))
        }
        names = {SOUP: "Hulp", PAN: "Hulp", STAIRS: "Straat", LIGHT: "Straat"}
        themes = themed("Hulp", "Straat")
        for text, name in names.items():
            desk.post("harvest", sentence=found[text].id, theme=themes[name])
        return {text: one.id for text, one in found.items()}

    found = laid_back("outcomes: four sentences", build)
    commit()
    return found


def together(desk, four, *texts, text=FOOD, once="first"):
    query = "&".join(f"sentence={four[each]}" for each in texts)
    return desk.post(
        f"harvest/clusters/new?{query}", text=text, language="nl", once=once
    )


def heaps(desk):
    said = queries.sentences_of(desk.session)
    return {
        each.cluster.text: {one.contribution.text for one in each.members}
        for each in queries.clusters_of(desk.session, said)
    }


def number(desk, text=FOOD):
    said = queries.sentences_of(desk.session)
    return next(
        each.cluster.id
        for each in queries.clusters_of(desk.session, said)
        if each.cluster.text == text
    )


def test_ticked_sentences_get_a_sentence_that_people_write(desk, four):
    answer = desk.post(
        "harvest/clusters", sentence=[four[SOUP], four[PAN]], do="together"
    )
    assert answer.status_code == 303
    assert four[SOUP] in answer.location and four[PAN] in answer.location
    page = desk.client.get(answer.location + "&lang=en").text
    assert SOUP in page and PAN in page and f'value="{SOUP}"' in page
    assert together(desk, four, SOUP, PAN).status_code == 303
    assert heaps(desk) == {FOOD: {SOUP, PAN}}


def test_the_board_lists_every_sentence_and_says_how_far_a_heap_reaches(desk, four):
    together(desk, four, SOUP, PAN)
    page = desk.get("harvest/clusters?lang=en").text
    assert all(each in page for each in (SOUP, PAN, STAIRS, LIGHT, FOOD))
    assert "Said at 2 of 2 tables" in page and "2 sentences" in page
    assert page.index(STAIRS) < page.index(FOOD), (
        "what stands alone is a list of its own"
    )


def test_one_sentence_is_no_heap(desk, four):
    assert together(desk, four, SOUP).status_code == 422
    assert heaps(desk) == {}
    desk.post("harvest/clusters?lang=en", sentence=four[SOUP], do="together")
    assert "at least two" in desk.get("harvest/clusters?lang=en").text


def test_a_heap_needs_words(desk, four):
    page = together(desk, four, SOUP, PAN, text="")
    assert page.status_code == 422 and SOUP in page.text and PAN in page.text


def test_sent_twice_is_one_heap(desk, four):
    together(desk, four, SOUP, PAN)
    together(desk, four, SOUP, PAN)
    assert len(queries.drafted(desk.session, [0])) == 1


def test_join_leave_and_the_last_one_stands_alone_again(desk, four):
    together(desk, four, SOUP, PAN)
    desk.post("harvest/clusters", sentence=four[STAIRS], to=f"c{number(desk)}")
    assert heaps(desk)[FOOD] == {SOUP, PAN, STAIRS}
    desk.post("harvest/clusters", sentence=[four[SOUP], four[STAIRS]], do="alone")
    assert heaps(desk) == {}
    page = desk.get("harvest/clusters?lang=en").text
    assert PAN in page, "nothing vanishes"
    desk.post("harvest/clusters/undo")
    assert heaps(desk) == {FOOD: {SOUP, PAN, STAIRS}}
    desk.post("harvest/clusters/undo", steps=2)
    assert heaps(desk) == {}


def test_split_off(desk, four):
    together(desk, four, SOUP, PAN, STAIRS, LIGHT)
    together(desk, four, STAIRS, LIGHT, text="De gang is slecht.", once="second")
    assert heaps(desk) == {FOOD: {SOUP, PAN}, "De gang is slecht.": {STAIRS, LIGHT}}
    desk.post("harvest/clusters/undo")
    assert heaps(desk) == {FOOD: {SOUP, PAN, STAIRS, LIGHT}}


def test_rename_and_back(desk, four):
    together(desk, four, SOUP, PAN)
    place = f"harvest/clusters/{number(desk)}"
    assert (
        desk.post(place, text="Eten delen.", language="nl", revision=1).status_code
        == 303
    )
    assert set(heaps(desk)) == {"Eten delen."}
    stale = desk.post(place, text="Anders.", language="nl", revision=1)
    assert stale.status_code == 422 and "Anders." in stale.text
    desk.post("harvest/clusters/undo")
    assert set(heaps(desk)) == {FOOD}


def test_words_written_meanwhile_were_not_looked_at(desk, four):
    together(desk, four, SOUP, PAN, text="Bel Piet op 06 12345678.")
    keep = f"harvest/clusters/{number(desk, 'Bel Piet op 06 12345678.')}/keep"
    at = keep.replace("/keep", "")
    desk.post(at, text="Bel Jan op 06 12345679.", language="nl", revision="1")
    late = desk.post(f"{keep}?lang=en", revision="1")
    assert late.status_code == 409 and "Look at them once more" in late.text
    assert marking.left_to_look_at(desk.session) == 1
    desk.post(keep, revision="2")
    assert marking.left_to_look_at(desk.session) == 0


def test_words_left_out_of_a_sentence_do_not_stay_over_its_heap(desk, four):
    together(desk, four, SOUP, PAN, text=SOUP)
    at = f"harvest/clusters/{number(desk, SOUP)}"
    desk.post(at, text=FOOD, language="nl", revision="1")
    desk.post(at, text=SOUP, language="nl", revision="2")
    desk.post(f"harvest/sentences/{four[SOUP]}", text="Iemand bracht soep.")
    assert set(heaps(desk)) == {"Iemand bracht soep."}
    desk.post("harvest/clusters/undo", steps=2)
    assert SOUP not in heaps(desk)


def test_who_looks_at_the_words_sees_what_stands_beside_them(desk, four):
    said = queries.sentence_in(desk.session, four[SOUP])
    talking.translate(
        said, "en", "Call 06 12345678.", made_by=TranslatedBy.STAFF
    )  # fmt: skip
    commit()
    page = desk.get(f"harvest/sentences/{four[SOUP]}?lang=en").text
    assert "<mark>06 12345678</mark>" in page and "Somebody may be recognised" in page


def test_heaps_without_a_theme_are_found_under_no_theme(desk, four, say):
    loose = [say(each).id for each in ("Te warm.", "Veel te warm.")]
    together(desk, dict(zip("ab", loose, strict=True)), "a", "b", text="Warm.")
    together(desk, four, SOUP, PAN, once="second")
    page = desk.get("harvest/clusters?theme=none").text
    assert "Warm." in page and "Veel te warm." in page and SOUP not in page


def test_taken_apart_and_back(desk, four):
    together(desk, four, SOUP, PAN)
    desk.post(f"harvest/clusters/{number(desk)}/apart")
    assert heaps(desk) == {}
    desk.post("harvest/clusters/undo")
    assert heaps(desk) == {FOOD: {SOUP, PAN}}


def test_dropped_on_a_sentence_asks_for_words_and_on_a_heap_joins(desk, four):
    answer = desk.post("harvest/clusters", sentence=four[SOUP], to=f"s{four[PAN]}")
    assert "/clusters/new?" in answer.location
    together(desk, four, SOUP, PAN)
    desk.post("harvest/clusters", sentence=four[LIGHT], to=f"c{number(desk)}")
    assert LIGHT in heaps(desk)[FOOD]
    desk.post("harvest/clusters", sentence=four[LIGHT], to="alone")
    assert LIGHT not in heaps(desk)[FOOD]


@pytest.mark.parametrize("to", ["", "c", "c0", "c99999", "none", "c" + "9" * 30])
def test_nothing_moves_to_nowhere(desk, four, to):
    desk.post("harvest/clusters", sentence=four[SOUP], to=to)
    assert heaps(desk) == {}
    assert queries.members_of(desk.session) == {}


def test_undo_leaves_what_somebody_else_moved_since(desk, four, cast, client, sign_in):
    together(desk, four, SOUP, PAN)
    desk.post("harvest/clusters", sentence=four[STAIRS], to=f"c{number(desk)}")
    sign_in(client, cast.joost)
    desk.post("harvest/clusters", sentence=four[STAIRS], do="alone")
    sign_in(client, cast.samira)
    desk.post("harvest/clusters/undo")
    assert heaps(desk) == {FOOD: {SOUP, PAN}}


def test_requests_and_withdrawn_sentences_are_no_members(desk, say, four):
    asked = say("Maak licht.", kind=Kind.REQUEST)
    answer = together(desk, {**four, "ask": asked.id}, SOUP, "ask")
    assert answer.status_code == 422
    assert heaps(desk) == {}


def test_the_words_of_a_sentence_that_may_not_be_printed_are_not_offered(
    desk, say, four
):
    kept = say("Alleen voor de tafel.", quote=QuoteConsent.NO)
    page = desk.get(
        f"harvest/clusters/new?sentence={kept.id}&sentence={four[SOUP]}"
    ).text
    assert f'value="{SOUP}"' in page


def test_findings_carry_the_heap_with_its_members_and_its_reach(desk, four):
    together(desk, four, SOUP, PAN)
    found = findings_of(desk.session)
    (heap,) = found.clusters
    assert heap.text == FOOD and set(heap.members) == {four[SOUP], four[PAN]}
    assert (heap.spread.tables, heap.spread.tables_held, heap.spread.sentences) == (
        2,
        2,
        2,
    )
    assert heap.theme == str(queries.themes_of(desk.session)[0].id)
    assert found.evening.basis.sentences == 4, "themes hold every sentence once"
    assert heap.spread.rule.code == "spread"


def test_page_one_takes_one_sentence_of_a_heap_for_all_its_tables(desk, four):
    before = findings_of(desk.session).slate
    together(desk, four, SOUP, PAN)
    slate = findings_of(desk.session).slate
    assert len(set(slate.chosen) & {four[SOUP], four[PAN]}) == 1
    assert slate.heard == before.heard
    assert len(slate.chosen) < len(before.chosen)


def test_somebody_else_keeps_out_while_two_sort_apart(desk, four, cast, now):
    comparison = actions.begin_comparison(
        desk.session, account_id=cast.joost.id, now=now
    )
    assert comparison.second_account_id is None
    commit()
    answer = together(desk, four, SOUP, PAN)
    assert (
        answer.status_code == 422
        and "Two people sort"
        in desk.client.post(
            answer.request.path
            + f"?lang=en&sentence={four[SOUP]}&sentence={four[PAN]}",
            data={"text": FOOD, "language": "nl", "once": "x"},
        ).text
    )
    desk.post("harvest/clusters?lang=en", sentence=four[SOUP], do="alone")
    assert "each for themselves" in desk.get("harvest/clusters?lang=en").text


def top_of(page):
    return page.text.split('class="hold"')[1].split("</p>")[0].split(">")[1]


def test_one_by_one_offers_what_is_most_alike_first(desk, four):
    page = desk.get("harvest/clusters/one-by-one?lang=en")
    while top_of(page) not in {SOUP, PAN}:
        desk.post(
            "harvest/clusters/one-by-one", sentence=desk.id_of(top_of(page)), do="alone"
        )
        page = desk.get("harvest/clusters/one-by-one?lang=en")
    other = PAN if top_of(page) == SOUP else SOUP
    first = page.text.split('data-key="1"')[1]
    assert first.index(other) < first.index("</button>") and "Shared words: " in first
    answer = desk.post(
        "harvest/clusters/one-by-one",
        sentence=four[top_of(page)],
        same=f"s{four[other]}",
    )
    assert "/clusters/new?" in answer.location and "back=alike" in answer.location
    made = desk.client.post(
        answer.location, data={"text": FOOD, "language": "nl", "once": "o"}
    )
    assert made.location.endswith("/one-by-one")
    assert heaps(desk) == {FOOD: {SOUP, PAN}}


def test_one_by_one_joins_a_heap_leaves_alone_and_takes_back(desk, four):
    together(desk, four, SOUP, PAN)
    place = "harvest/clusters/one-by-one"
    desk.post(place, sentence=four[STAIRS], same=f"c{number(desk)}")
    assert STAIRS in heaps(desk)[FOOD]
    desk.post(place, sentence=four[LIGHT], do="alone")
    assert "Every sentence was looked at" in desk.get(place + "?lang=en").text
    desk.post(place, do="undo", sentence="")
    assert top_of(desk.get(place)) == LIGHT
    desk.post(place, do="undo", sentence="")
    assert heaps(desk) == {FOOD: {SOUP, PAN}}
    desk.post(place, sentence=four[LIGHT], same="nonsense")
    assert heaps(desk) == {FOOD: {SOUP, PAN}}


def test_another_municipality_has_no_such_pages(desk, four, client, cast, sign_in):
    together(desk, four, SOUP, PAN)
    found = number(desk)
    for rest in (
        f"harvest/clusters/{found}",
        "harvest/clusters",
        "harvest/clusters/one-by-one",
    ):
        ours, theirs = desk.place, desk.place.replace("wilgendam", "oosterbrug")
        assert client.get(f"{ours}/{rest}").status_code == 200, rest
        sign_in(client, cast.fatma)
        assert client.get(f"{theirs}/{rest}").status_code == 404, rest
        assert client.get(f"{ours}/{rest}").status_code in {403, 404}, rest
        sign_in(client, cast.samira)


def first_choice(desk, text):
    """What stands under key 1 when this sentence lies on top."""
    place = "harvest/clusters/one-by-one"
    page = desk.get(place + "?lang=en")
    while top_of(page) != text:
        desk.post(place, sentence=desk.id_of(top_of(page)), do="alone")
        page = desk.get(place + "?lang=en")
    return page.text.split('data-key="1"')[1].split("</button>")[0]


@pytest.mark.parametrize(
    ("language", "said_here", "alike", "other"),
    [
        ("tr", "IŞIKLAR SOKAKTA YANMIYOR.", "Sokakta ışıklar yine yanmıyor.", "Kira çok yüksek."),
        ("tr", "İyi komşuluk başka.", "iyi komşularımız var.", "Otobüs gelmiyor."),
        ("ar", "الإيجـــار مرتفع جداً.", "ايجار البيت مرتفع.", "الحديقة جميلة."),
        ("ar", "أحتاج مدرسةً قريبة.", "المدرسه بعيدة و احتاج أقرب.", "الشارع مظلم."),
    ],
)  # fmt: skip
def test_turkish_and_arabic_find_their_like_however_it_is_written(
    desk, say, language, said_here, alike, other
):
    for text in (said_here, alike, other, "Een buur bracht soep."):
        say(text, language="nl" if text.startswith("Een") else language)
    assert alike in first_choice(desk, said_here)


def test_a_translation_finds_what_says_the_same_in_dutch(desk, say):
    turkish = say("Komşum çorba getirdi.", language="tr")
    for text in (SOUP, STAIRS, LIGHT):
        say(text)
    talking.translate(
        turkish, "nl", "Mijn buur bracht soep.", made_by=TranslatedBy.HOST
    )
    commit()
    assert SOUP in first_choice(desk, "Komşum çorba getirdi.")
