"""What is published of whole evenings: every figure worked out by hand.

``tests/outcomes/counting/test_evenings.py`` has the counting of such evenings; here is
what of it goes out, through disclosure control, with the verdict beside it.
"""

from dialogue.outcomes.counting import Answers, Direction, Statement, Verdict
from dialogue.outcomes.figures import (
    AGREE,
    DISAGREE,
    EVERYONE,
    NO_OPINION,
    ShownCards,
    shown_cards,
    shown_heads,
)
from dialogue.outcomes.protection import Range
from dialogue.outcomes.telling import told

APART = ((AGREE,), (DISAGREE,), (NO_OPINION,))
REST = ((AGREE,), (DISAGREE, NO_OPINION))
NOTHING = (Verdict.TOO_FEW, Direction.NEITHER)


def evening(*sides, undeclared=(0, 0, 0), tables=2, **more):
    named = tuple((name, Answers(*three)) for name, three in sides)
    held = frozenset(f"t{number}" for number in range(tables))
    cards = {"undeclared": Answers(*undeclared), "tables": held} | more
    return Statement("s", "Het plein blijft open.", sides=named, **cards)


def published(statement, k=5):
    cards = shown_cards(statement, k)
    return cards, told(statement, cards, k)


def test_a_kitchen_with_three_people_publishes_nothing():
    assert published(evening(undeclared=(2, 1, 0), tables=1)) == (
        ShownCards(withheld="one table"),
        NOTHING,
    )


def test_three_answers_at_two_tables_publish_nothing():
    assert published(evening(undeclared=(2, 1, 0))) == (
        ShownCards(withheld="few people"),
        NOTHING,
    )


def test_everyone_agrees_and_that_may_be_said_where_nothing_is_sensitive():
    cards, verdict = published(evening(("huurt", (7, 0, 0)), ("kocht", (5, 0, 0))))
    assert cards == ShownCards(
        APART,
        (
            ("huurt", (7, 0, 0), 7),
            ("kocht", (5, 0, 0), 5),
            (EVERYONE, (12, 0, 0), 12),
        ),
    )
    # p is 8/9 and 6/7
    assert verdict == (Verdict.SHARED, Direction.FOR)


def test_everyone_agrees_on_something_sensitive_is_almost_everyone():
    sides = (("huurt", (7, 0, 0)), ("kocht", (5, 0, 0)))
    cards, verdict = published(evening(*sides, sensitive=True), k=10)
    assert cards == ShownCards(withheld="almost everyone", almost=AGREE)
    assert verdict == (Verdict.LEANING, Direction.FOR)


def test_one_side_that_nobody_took():
    # 3 and 1 are small. With 10 shown their sum is 4: two numbers hide each other.
    cards, verdict = published(
        evening(("jong", (10, 3, 1)), ("oud", (0, 0, 0)), tables=3)
    )
    assert cards == ShownCards(
        APART,
        (
            ("jong", (10, None, None), 14),
            ("oud", (0, 0, 0), 0),
            (EVERYONE, (10, None, None), 14),
        ),
    )
    assert verdict == NOTHING


def test_all_tables_silent_publish_nothing():
    assert published(evening(no_answer=40, tables=7)) == (
        ShownCards(withheld="few people"),
        NOTHING,
    )


def test_half_the_tables_silent():
    # 26 cards; 14 people gave none. They stand with who does not know: 6 + 14.
    cards, verdict = published(evening(undeclared=(12, 8, 6), no_answer=14, tables=6))
    assert cards == ShownCards(APART, ((EVERYONE, (12, 8, 20), 40),))
    # 8/40 against is no third; 20/40 do not know
    assert verdict[0] is Verdict.UNSURE


def test_forty_neighbours_at_six_tables():
    # 3 disagree and 2 do not know: 5 together on one side, 5 + 2 on the other.
    cards, verdict = published(
        evening(("huurt", (14, 3, 2)), ("kocht", (12, 5, 2)), tables=6)
    )
    assert cards == ShownCards(
        REST,
        (
            ("huurt", (14, 5), 19),
            ("kocht", (12, 7), 19),
            (EVERYONE, (26, 12), 38),
        ),
    )
    # p is 15/21 and 13/21: at least 0.6 on both
    assert verdict == (Verdict.SHARED, Direction.NEITHER)


def test_sixty_one_people_about_the_benches():
    cards, verdict = published(
        evening(("woont er", (21, 5, 5)), ("komt er", (5, 7, 18)), tables=9)
    )
    assert cards == ShownCards(
        APART,
        (
            ("woont er", (21, 5, 5), 31),
            ("komt er", (5, 7, 18), 30),
            (EVERYONE, (26, 12, 23), 61),
        ),
    )
    # 22/33 on one side, 6/32 on the other
    assert verdict[0] is Verdict.DIVIDED


def test_four_hundred_people_of_whom_two_chose_no_side():
    # The two are a small row: their cards are left out, and nothing is hidden.
    cards, verdict = published(
        evening(
            ("huurt", (150, 30, 20)), ("kocht", (130, 40, 28)),
            undeclared=(1, 1, 0), tables=50,
        )
    )  # fmt: skip
    assert cards == ShownCards(
        APART,
        (
            ("huurt", (150, 30, 20), 200),
            ("kocht", (130, 40, 28), 198),
            (EVERYONE, (280, 70, 48), 398),
        ),
    )
    # 151/202 and 131/200
    assert verdict == (Verdict.SHARED, Direction.FOR)


def test_who_came_to_that_evening():
    heads = {
        "signed_up": 430, "waiting": 12, "cancelled": 6, "came": 400, "walked_in": 9,
        "helpers": 52,
    }  # fmt: skip
    assert shown_heads(heads, 5, sensitive=False) == {
        "signed_up": 430, "had_seat": 412, "no_seat": 18, "came": 400, "walked_in": 9,
        "helpers": 52,
    }  # fmt: skip
    assert shown_heads(heads, 10, sensitive=True)["came"] == Range(400, 409)


def test_who_came_to_the_kitchen():
    heads = {
        "signed_up": 4, "waiting": 0, "cancelled": 1, "came": 3, "walked_in": 0,
        "helpers": 1,
    }  # fmt: skip
    few = Range(0, 4)
    assert shown_heads(heads, 5, sensitive=False) == {
        "signed_up": few, "had_seat": few, "no_seat": few, "came": few,
        "walked_in": 0, "helpers": few,
    }  # fmt: skip
