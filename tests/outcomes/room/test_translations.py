"""A sentence in another language: beside the original, and by whom it is."""

import re
import threading
from datetime import timedelta

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations import queries as talks
from dialogue.conversations import rules
from dialogue.conversations.models import Confirmation, TranslatedBy
from dialogue.conversations.rules import ReadBack
from dialogue.foundation.database import db, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import actions, marking, queries
from dialogue.registrations.models import Way
from tests.conftest import commit
from tests.makers.conversations import make_table_talk
from tests.makers.registrations import make_registration

TURKISH = "Komşum bana çorba getirdi."
ARABIC = "جاري أحضر لي حساء."
DUTCH = "Mijn buurvrouw bracht mij soep."


def gerda_signs_up(desk, now):
    """Before the evening began, as one does."""
    before = now - timedelta(days=3)
    make_registration(desk.session, "Gerda Bakker", way=Way.PHONE, now=before)
    commit()


@pytest.fixture
def said(say):
    return say(TURKISH, language="tr")


def place(said):
    return f"harvest/sentences/{said.id}/translation"


def translate(desk, said, **more):
    fields = {"language": "nl", "text": DUTCH, "made_by": "interpreter"} | more
    return desk.post(place(said), **fields)


def test_the_page_shows_the_original_in_its_own_language(desk, said):
    page = desk.get(place(said) + "?lang=en").text
    assert f'lang="tr" dir="ltr">{TURKISH}' in page
    choice = page.split('name="language"')[1].split("</select>")[0]
    assert (
        'value="nl"' in choice and 'value="ar"' in choice and 'value="tr"' not in choice
    )


def test_a_translation_stands_beside_the_sentence_and_says_who_made_it(desk, said):
    assert translate(desk, said).status_code == 303
    (found,) = talks.translations_beside(said)
    assert (found.language, found.text, found.made_by) == (
        "nl",
        DUTCH,
        TranslatedBy.INTERPRETER,
    )
    for rest in ("harvest", "harvest/sentences", place(said), "harvest/clusters"):
        page = desk.get(rest + "?lang=en").text
        assert TURKISH in page and DUTCH in page, rest
        assert "translated by an interpreter" in page, rest


def test_arabic_runs_from_right_to_left(desk, say):
    said = say(ARABIC, language="ar")
    page = desk.get("harvest/sentences").text
    assert f'lang="ar" dir="rtl">{ARABIC}' in page
    dutch = say("Mijn buurman bracht soep.")
    translate(desk, dutch, language="ar", text=ARABIC, made_by="writer")
    page = desk.get("harvest?lang=en").text + desk.get("harvest/sentences?lang=en").text
    assert f'<p lang="ar" dir="rtl">{ARABIC}' in page
    assert "translated by whoever said it" in page
    assert said.text == ARABIC


def test_a_second_one_in_a_language_replaces_the_first(desk, said):
    translate(desk, said)
    translate(desk, said, text="Beter.", made_by="staff")
    (found,) = talks.translations_beside(said)
    assert (found.text, found.made_by) == ("Beter.", TranslatedBy.STAFF)
    translate(desk, said, language="en", text="Better.")
    assert [each.language for each in talks.translations_beside(said)] == ["en", "nl"]


@pytest.mark.parametrize(
    "more",
    [
        {"text": ""},
        {"language": "tr"},
        {"language": "xx"},
        {"made_by": "Gerda"},
        {"made_by": ""},
    ],
)
def test_what_is_no_translation_comes_back_as_it_was_typed(desk, said, more):
    page = translate(desk, said, **more)
    assert page.status_code == 422
    assert talks.translations_beside(said) == []
    if "text" not in more:
        assert DUTCH in page.text


def test_a_translation_somebody_put_there_meanwhile_is_not_replaced_unseen(desk, said):
    opened = rules.translations_mark(talks.translations_beside(said))
    translate(desk, said, seen=opened)
    late = translate(desk, said, seen=opened, text="Beter.", made_by="staff")
    assert late.status_code == 422 and "Beter." in late.text
    assert [each.text for each in talks.translations_beside(said)] == [DUTCH]
    # the page carries what there is now: sent again it is a choice
    seen = re.search(r'name="seen"[^>]*value="([0-9a-f]+)"', late.text)[1]
    assert seen != opened
    translate(desk, said, seen=seen, text="Beter.", made_by="staff")
    assert [each.text for each in talks.translations_beside(said)] == ["Beter."]


def test_the_same_translation_twice_at_once_is_one_and_another_gets_a_sentence(
    app, cast, said
):
    opened, gate, found = rules.translations_mark(()), threading.Barrier(3), []
    number, town = said.id, cast.wilgendam.id
    db.session.rollback()

    def send(text):
        with app.app_context():
            gate.wait(20)
            try:
                with writing():
                    sentence, _evening = queries.evening_of_sentence(town, number)
                    talking.translate(
                        sentence, "nl", text, made_by=TranslatedBy.STAFF, seen=opened
                    )
                found.append("kept")
            except Exception as problem:
                found.append(type(problem).__name__)
            db.session.remove()

    threads = [threading.Thread(target=send, args=[each]) for each in (DUTCH,) * 2]
    threads.append(threading.Thread(target=send, args=["Anders."]))
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    # whoever is first wins; who wrote the very same is fine, the other is told
    assert sorted(found) in (
        ["RuleBroken", "kept", "kept"],
        ["RuleBroken", "RuleBroken", "kept"],
    )


def test_it_can_be_taken_away(desk, said):
    translate(desk, said)
    desk.post(place(said) + "/nl/remove")
    assert talks.translations_beside(said) == []
    assert desk.post(place(said) + "/nl/remove").status_code == 404


def test_other_words_have_no_translation(desk, said):
    translate(desk, said)
    desk.post(f"harvest/sentences/{said.id}", text="Komşum çorba getirdi.")
    assert talks.translations_beside(said) == []


def test_looking_at_the_same_words_leaves_the_translation(desk, said):
    translate(desk, said)
    desk.post(f"harvest/sentences/{said.id}", text=TURKISH)
    assert len(talks.translations_beside(said)) == 1


def test_what_is_withdrawn_or_said_otherwise_has_none(desk, evening):
    talk = make_table_talk(evening, 1)
    from tests.makers.conversations import make_contribution

    gone = make_contribution(talk, text="Vergeet dit.")
    almost = make_contribution(talk, text="Bijna goed.")
    for each in (gone, almost):
        talking.translate(each, "en", "Something", made_by=TranslatedBy.HOST)
    talking.read_back(almost, ReadBack(Confirmation.CHANGED, text="Nu goed."))
    assert talks.translations_beside(almost) == []
    talking.read_back(gone, ReadBack(Confirmation.WITHDRAWN))
    assert len(talks.translations_beside(gone)) == 1, "it may be taken back still"
    talking.close_read_back(talk, now=talks.session_of(evening).ends_at)
    assert talks.translations_beside(gone) == []
    with pytest.raises(RuleBroken):
        talking.translate(gone, "en", "Again", made_by=TranslatedBy.HOST)


def test_a_name_in_a_translation_is_marked_until_somebody_looked(desk, said, now):
    gerda_signs_up(desk, now)
    commit()
    assert marking.left_to_look_at(desk.session) == 0
    translate(desk, said, text="Gerda bracht mij soep.")
    assert marking.left_to_look_at(desk.session) == 1
    page = desk.get("harvest/details?lang=en").text
    assert "Beside it:" in page and "<mark>Gerda</mark>" in page
    desk.post(f"harvest/sentences/{said.id}/keep")
    assert marking.left_to_look_at(desk.session) == 0
    translate(desk, said, language="en", text="Gerda brought me soup.")
    assert marking.left_to_look_at(desk.session) == 1, "other words: look again"


def test_a_name_over_a_heap_is_marked_until_somebody_looked(desk, say, now):
    gerda_signs_up(desk, now)
    both = [say("Soep van hiernaast."), say("Een pan soep.")]
    made = actions.make_cluster(
        desk.session, both, "Gerda brengt soep.", account_id=None
    )
    commit()
    assert marking.left_to_look_at(desk.session) == 1
    page = desk.get("harvest/details?lang=en").text
    assert "<mark>Gerda</mark>" in page and "Written over sentences" in page
    desk.post(f"harvest/clusters/{made.id}/keep")
    assert marking.left_to_look_at(desk.session) == 0
    found = queries.cluster_in(desk.session, made.id)
    actions.rename_cluster(
        desk.session, found, "Gerda brengt eten.", seen=None, account_id=None
    )
    assert marking.left_to_look_at(desk.session) == 1


def test_the_writer_of_a_heap_is_warned_at_once(desk, say, now):
    gerda_signs_up(desk, now)
    both = [say("Soep van hiernaast."), say("Een pan soep.")]
    query = "&".join(f"sentence={each.id}" for each in both)
    desk.post(
        f"harvest/clusters/new?{query}&lang=en",
        text="Gerda brengt soep.",
        language="nl",
        once="w",
    )
    assert "Somebody may be recognised" in desk.get("harvest/clusters?lang=en").text
