"""What changed between two versions, in words."""

from tests.guides.conftest import own_file

BRING_IN = "/wilgendam/desk/guides/bring-in"
OWN = "/wilgendam/desk/guides/a-talk-about-the-square"


def test_changes_are_said_in_words(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    swap = {
        "minutes: 45": "minutes: 50",
        "minutes: 25": "minutes: 30",
        "turn: talking-piece": "turn: round",
        "en: Coffee.": "en: Tea.",
        "closed: false": "closed: true",
    }
    samira.post(BRING_IN, data={"text": own_file(swap=swap), "publish": "1"})
    page = samira.get(f"{OWN}/compare/1/2?lang=en").text
    for words in (
        "Closed meeting", "whoever holds the talking piece speaks", "one after another",
        "Text (English)", "Tea.", "2 steps stayed the same.",
    ):  # fmt: skip
        assert words in page, words


def test_step_that_went_and_step_that_came_are_named(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    swap = {"key: coffee": "key: tea", "en: Coffee.": "en: Tea in the sun."}
    samira.post(BRING_IN, data={"text": own_file(swap=swap), "publish": "1"})
    page = samira.get(f"{OWN}/compare/1/2?lang=en").text
    assert "This step is new." in page
    assert "This step was left out." in page
    assert "Tea in the sun." in page


def test_version_beside_itself_says_the_same(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    assert "say the same" in samira.get(f"{OWN}/compare/1/1?lang=en").text


def test_version_that_is_not_there_cannot_be_compared(samira):
    samira.post(BRING_IN, data={"text": own_file(), "publish": "1"})
    assert samira.get(f"{OWN}/compare/1/2").status_code == 404
