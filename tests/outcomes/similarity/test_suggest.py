"""Suggestions: sentences that say the same in other words, in five languages."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.outcomes.similarity import suggest

# Written for this test: each pair says much the same thing.
PAIRS = {
    "nl": [
        ("De huur is te hoog voor mij.", "Ik kan de hoge huren niet meer betalen."),
        ("Er is geen bankje op het plein.", "Wij missen bankjes op ons pleintje."),
        ("De bus rijdt niet meer in de avond.", "'s Avonds rijden er geen bussen."),
        (
            "Het huis zit vol schimmel en vocht.",
            "Onze huizen zijn vochtig en schimmelig.",
        ),
        (
            "Formulieren zijn te moeilijk om te lezen.",
            "Ik snap de moeilijke formulieren niet.",
        ),
        (
            "Ik wacht al jaren op een woning.",
            "De wachttijd voor woningen is veel te lang.",
        ),
        (
            "De kinderen hebben geen speelplek.",
            "Een speelplek voor kinderen ontbreekt.",
        ),
        ("Ik schaam me voor mijn schulden.", "Over schulden praten geeft schaamte."),
    ],
    "en": [
        ("The rent is too high for us.", "We cannot afford these high rents."),
        ("There is no bench in the park.", "We miss benches in our park."),
        ("Buses stop running in the evening.", "No bus runs in the evenings."),
        ("My house is full of mould and damp.", "Our houses are damp and mouldy."),
        (
            "The forms are too difficult to read.",
            "I do not understand difficult forms.",
        ),
        ("I have waited years for a home.", "The waiting list for homes is too long."),
        ("I am ashamed of my debts.", "Talking about debt brings shame."),
    ],
    "fr": [
        ("Le loyer est trop cher.", "Les loyers sont beaucoup trop chers."),
        ("Il n'y a pas de banc sur la place.", "Nous voulons des bancs sur la place."),
        ("Le bus ne roule plus le soir.", "Aucun bus ne circule en soirée."),
        ("Ma maison est humide.", "L'humidité abîme nos maisons."),
        (
            "Les formulaires sont difficiles.",
            "Je ne comprends pas ce formulaire difficile.",
        ),
        (
            "J'attends un logement social.",
            "L'attente pour les logements sociaux est longue.",
        ),
        ("J'ai honte de mes dettes.", "On a honte quand on a une dette."),
    ],
    "tr": [
        ("Kira çok yüksek.", "Kiralar bizim için çok yüksek."),
        ("Parkta oturacak bank yok.", "Parka bank istiyoruz."),
        ("Akşam otobüs gelmiyor.", "Otobüsler akşamları çalışmıyor."),
        ("Evim küf ve nem dolu.", "Evlerde nem ve küf var."),
        ("Formlar çok zor.", "Bu formu anlamak zor."),
        ("Yıllardır konut bekliyorum.", "Konut için bekleme süresi uzun."),
        ("Borçlarımdan utanıyorum.", "Borç insanı utandırıyor."),
    ],
    "ar": [
        ("الإيجار مرتفع جدا", "إيجارات البيوت مرتفعة"),
        ("لا يوجد مقعد في الحديقة", "نريد مقاعد في حديقة الحي"),
        ("الحافلة لا تأتي في المساء", "الحافلات تتوقف مساء"),
        ("البيت مليء بالرطوبة والعفن", "الرطوبة والعفن في بيتي"),
        ("الاستمارات صعبة", "لا أفهم الاستمارة الصعبة"),
        ("أنتظر سكنا منذ سنوات", "انتظار السكن طويل"),
        ("أخجل من ديوني", "الديون تسبب الخجل"),
    ],
}


@pytest.mark.parametrize("language", PAIRS)
def test_most_sentences_find_their_other_half_first(language: str) -> None:
    sentences = [sentence for pair in PAIRS[language] for sentence in pair]
    found = suggest(sentences, language=language, top=1, at_least=0.02)
    right = sum(
        bool(best) and best[0].place == place ^ 1 for place, best in enumerate(found)
    )
    assert right / len(sentences) >= 0.85


def test_a_suggestion_shows_the_words_that_led_to_it() -> None:
    first, _ = suggest(["De straten zijn donker.", "In onze straat is het donker."])
    assert first[0].place == 1
    assert first[0].shared == ("donker", "straten")
    assert 0.5 < first[0].score < 1


def test_spelling_accents_and_case_make_no_difference() -> None:
    same = [
        ("nl", "Één café", "EEN CAFE"),
        ("tr", "IŞIK yanmıyor", "ışık yanmıyor"),
        ("ar", "إيجـار مرتفع", "ايجار مرتفع"),
        ("fr", "École d’été", "école d'ete"),
    ]
    for language, one, other in same:
        (best,), _ = suggest([one, other], language=language)
        assert best.score == 1.0


def test_a_compound_is_close_to_its_part() -> None:
    (best, *_), *_ = suggest(
        ["De huurprijs stijgt.", "De huur is hoog.", "De hond blaft luid."],
        at_least=0.05,
    )
    assert best.place == 1
    assert best.shared == ()


def test_a_word_said_three_times_weighs_more_than_a_word_said_once() -> None:
    (best, *_), *_ = suggest(["huur, huur, huur en tuin", "tuin bank", "huur bank"])
    assert best.place == 2


def test_sentences_of_small_words_only_are_compared_by_those() -> None:
    (best,), _ = suggest(["Niet voor mij.", "Voor mij niet."])
    assert best.score == pytest.approx(1.0)


def test_each_sentence_may_have_a_language_of_its_own() -> None:
    found = suggest(["straten", "straat", "straat"], language=["nl", "nl-BE", "xx"])
    assert found[0][0].place == 1
    with pytest.raises(ValueError, match="one language"):
        suggest(["a", "b"], language=["nl"])


def test_nothing_is_like_nothing() -> None:
    assert suggest([]) == ()
    assert suggest(["", "…", "Een zin."]) == ((), (), ())
    assert suggest(["zin", "zin"], top=0) == ((), ())


@pytest.mark.slow
def test_a_thousand_sentences_take_less_than_two_seconds() -> None:
    pool = [sentence for pair in PAIRS["nl"] + PAIRS["en"] for sentence in pair]
    many = [
        f"{pool[i % 30]} {pool[(i * 7 + 3) % 30]} {pool[(i // 30) % 30]} nummer{i}"
        for i in range(1000)
    ]

    def takes() -> float:
        started = time.thread_time()
        found = suggest(many, language="nl", top=5)
        took = time.thread_time() - started
        assert all(len(best) == 5 for best in found)
        return took

    # Again where it took longer: others on the machine empty its caches.
    assert any(takes() < 2 for _try in range(3))


sentences = st.lists(st.text(alphabet="aeion rstdkl.'éıا ل", max_size=30), max_size=8)


@given(sentences, st.sampled_from(["nl", "en", "fr", "tr", "ar", "pl"]))
def test_likeness_goes_both_ways_and_is_the_same_twice(
    many: list[str], language: str
) -> None:
    found = suggest(many, language=language, top=10, at_least=0)
    assert found == suggest(many, language=language, top=10, at_least=0)
    scores = {
        (place, one.place): one.score
        for place, best in enumerate(found)
        for one in best
    }
    for (place, other), score in scores.items():
        assert place != other
        assert 0 < score <= 1
        assert scores[other, place] == pytest.approx(score, abs=2e-6)
    for best in found:
        assert [one.score for one in best] == sorted(
            (one.score for one in best), reverse=True
        )
