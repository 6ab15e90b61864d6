"""A small evening, every figure written out."""

import json
from datetime import timedelta

import pytest

from dialogue.conversations import actions as talking
from dialogue.conversations.models import Kind, QuoteConsent
from dialogue.conversations.queries import evening_of
from dialogue.reports.document import as_data, canonical, draft_document, from_data
from dialogue.reports.document.coding import DocumentUnreadable
from dialogue.reports.document.parts import Shown
from tests.conftest import NOW
from tests.makers.conversations import make_contribution, make_evening, make_table_talk
from tests.makers.guides import make_guide_version
from tests.makers.outcomes import make_theme
from tests.makers.registrations import make_invitation_round, make_registration
from tests.makers.reports import make_report
from tests.makers.sessions import make_dialogue_session

BEFORE = NOW - timedelta(days=15)


def shown(number):
    return Shown(number, number)


@pytest.fixture
def document(report):
    return draft_document(report).document


def texts(document, numbers):
    return {document.sentence(number).words.text for number in numbers}


def test_the_cover_says_what_when_who_and_before_which_day(document):
    cover = document.cover
    assert (cover.title.text, cover.town, cover.tables) == (
        "Lief en leed in de Kanaalbuurt",
        "Wilgendam",
        3,
    )
    assert cover.sender == "Samira el Idrissi en Joost Vermeer"
    assert cover.answer_due.isoformat() == "2027-04-20"


def test_ten_sentences_are_numbered_by_theme_then_requests_then_promises(document):
    assert [each.number for each in document.sentences] == list(range(1, 11))
    assert [each.theme for each in document.sentences] == [
        1,
        1,
        1,
        1,
        2,
        2,
        None,
        None,
        None,
        None,
    ]
    assert [each.kind for each in document.sentences[6:]] == ["request"] * 3 + [
        "commitment"
    ]


def test_the_order_within_a_theme_follows_the_words_not_the_tables(document):
    from hashlib import sha256

    own = [each.words.text for each in document.sentences if each.theme == 1]
    assert own == sorted(own, key=lambda text: sha256(text.encode()).hexdigest())


def test_the_themes_have_their_reach_and_their_sentences(document):
    helping, quiet = document.themes
    assert (helping.name.text, helping.right, helping.tables, helping.tables_held) == (
        "Elkaar helpen",
        "care",
        3,
        3,
    )
    assert texts(document, helping.lived) == {
        "Mijn buurvrouw bracht soep.", "De overkant deed mijn boodschappen.",
        "Bij de vuilcontainers praat ik met iedereen.",
    }  # fmt: skip
    assert texts(document, helping.ideas) == {"Een bank op de hoek."}
    assert (quiet.right, quiet.tables) == ("", 2)
    assert texts(document, quiet.minority) == {"Wij groeten elkaar. Meer hoeft niet."}


def test_the_requests_keep_the_tables_own_sentences(document):
    first, second = document.requests
    assert (first.number, first.to, first.tables, first.tables_held) == (
        1,
        "wethouder Wijken",
        2,
        3,
    )
    assert texts(document, first.sources) == {
        "Maak een potje voor de straat.",
        "Een budget voor de straat.",
    }
    assert (second.tables, second.right) == (1, "housing")
    assert texts(document, second.sources) == {"Meer licht in de doorgang."}


def test_withdrawn_and_changed_are_told_and_the_withdrawn_words_are_gone(document):
    assert document.course.withdrawn == 1
    assert [each.words.text for each in document.sentences if each.changed] == [
        "Niet elke bel werkt."
    ]
    assert b"Ik schaamde me" not in canonical(document)
    assert b"Mijn zoon heeft geen bel" not in canonical(document)


def test_the_measure_is_merged_until_no_group_is_small(document):
    (heard,) = document.measures
    assert (heard.code, heard.moment, heard.total) == (
        "feeling-heard",
        "after",
        shown(18),
    )
    assert [(len(group.labels), group.count) for group in heard.groups] == [
        (4, shown(9)),
        (1, shown(9)),
    ]


def test_page_one_holds_a_sentence_of_every_table(document):
    chosen = texts(document, document.read_aloud.slate)
    assert chosen <= {each.words.text for each in document.sentences}
    assert (
        "Bij de vuilcontainers praat ik met iedereen." in chosen
    )  # all that table 3 has


def test_a_promise_carries_its_name_for_the_evening_and_its_day(document):
    (own,) = document.of_kind("commitment")
    assert (own.pseudonym, own.words.text) == ("Egel", "Ik zet koffie op de stoep.")
    assert own.check_on is not None


def test_the_head_count_is_reconciled_and_protected(evening, report):
    for name, people in (("Gerda", 9), ("Wim", 9), ("Bas", 9)):
        make_registration(
            evening,
            f"CANARY {name}",
            people=people,
            mail=f"{name}@post.example",
            now=BEFORE,
        ).came = people - 1
    make_invitation_round(evening, asked=80, reached=46)
    people = draft_document(report).document.people
    assert (people.signed_up, people.came, people.had_seat, people.no_seat) == (
        shown(27),
        shown(24),
        shown(27),
        shown(0),
    )
    assert people.walked_in == Shown(0, 4)  # 3 stayed away: not to be worked out
    assert (people.rounds[0].asked, people.rounds[0].reached) == (shown(80), shown(46))


def test_nobody_and_no_row_of_the_database_is_in_it(evening, report):
    make_registration(evening, "CANARY Gerda", mail="canary@post.example", now=BEFORE)
    text = canonical(draft_document(report).document).decode()
    assert "CANARY" not in text
    assert "canary" not in text
    for each in evening_ids(evening):
        assert each not in text


def evening_ids(evening):
    from dialogue.outcomes.queries import sentences_of

    return [each.id for each in sentences_of(evening)] + [evening_of(evening).id]


def test_no_figure_is_about_one_table(document):
    data = as_data(document)
    assert "table" not in data
    assert not any("table" in each for each in data["sentences"])
    assert all(isinstance(each["tables"], int) for each in data["themes"])


def test_what_a_table_wants_not_printed_is_counted_and_not_printed(evening, report):
    talk = make_table_talk(evening_of(evening), 1)
    talking.reopen_read_back(talk)
    make_contribution(talk, Kind.EXPERIENCE, "CANARY woorden.", quote=QuoteConsent.NO)
    document = draft_document(report).document
    assert len(document.sentences) == 11
    assert document.course.not_printed == 1
    assert b"CANARY" not in canonical(document)


def test_data_and_back_is_the_same_document(document):
    assert from_data(json.loads(canonical(document))) == document
    with pytest.raises(DocumentUnreadable):
        from_data({"format": "dialogue-report/9"})
    broken = as_data(document) | {"sentences": [{"number": "one"}]}
    with pytest.raises(DocumentUnreadable):
        from_data(broken)


def test_an_evening_without_a_word_gives_a_document_that_says_so(evening):
    document = draft_document(make_report(evening)).document
    assert (document.sentences, document.themes, document.requests) == ((), (), ())


def test_cards_are_counted_per_side_over_the_tables(app, cast):
    evening = make_dialogue_session(
        cast.wilgendam, guide_version=make_guide_version("naast-elkaar")
    )
    night = make_evening(evening, tables=5, present=12, sides=("woont er", "komt er"))
    theme = make_theme(evening, "Rust")
    from dialogue.outcomes import actions as sorting

    for number in range(1, 6):
        said = make_contribution(
            make_table_talk(night, number), Kind.STATEMENT, "De bankjes moeten weg.",
            cards={"woont er": (4, 1, 1), "komt er": (1, 4, 1)},
        )  # fmt: skip
        sorting.sort(said, theme, account_id=None)
    (stance,) = draft_document(make_report(evening)).document.stances
    assert (
        stance.verdict,
        stance.tables,
        stance.tables_held,
        len(stance.sentences),
    ) == ("divided", 5, 5, 5)
    figures = {
        bar.side: [part.count.number for part in bar.parts] + [bar.total.number]
        for bar in stance.bars
    }
    assert figures == {
        "komt er": [5, 20, 5, 30],
        "woont er": [20, 5, 5, 30],
        "": [25, 25, 10, 60],
    }


def test_cards_of_one_table_are_not_shown(app, cast):
    evening = make_dialogue_session(
        cast.wilgendam, guide_version=make_guide_version("naast-elkaar")
    )
    talk = make_table_talk(make_evening(evening, tables=2, present=12), 1)
    make_contribution(
        talk, Kind.STATEMENT, "De bankjes moeten weg.", cards={"": (8, 2, 2)}
    )
    (stance,) = draft_document(make_report(evening)).document.stances
    assert stance.bars == ()
    assert "no numbers" in stance.counts.english()


def test_a_statement_that_its_tables_want_not_printed_is_left_out(app, cast):
    evening = make_dialogue_session(
        cast.wilgendam, guide_version=make_guide_version("naast-elkaar")
    )
    night = make_evening(evening, tables=2, present=12)
    for number in (1, 2):
        make_contribution(
            make_table_talk(night, number),
            Kind.STATEMENT,
            "CANARY moet weg.",
            cards={"": (8, 2, 2)},
            quote=QuoteConsent.NO,
        )
    document = draft_document(make_report(evening)).document
    assert document.stances == ()
    assert b"CANARY" not in canonical(document)
