"""Evenings computed by hand: every figure below was written out on paper first."""

from fractions import Fraction

from dialogue.outcomes.counting import (
    Answers,
    Channel,
    Cluster,
    Direction,
    Evening,
    HeldTable,
    MeasureAnswer,
    Mention,
    MinoritySentence,
    Moment,
    Statement,
    Verdict,
    count_evening,
)


def tables(number: int, people: int = 0, neighbourhoods: int = 0) -> tuple:
    return tuple(
        HeldTable(f"t{i}", people, f"n{i % neighbourhoods}" if neighbourhoods else "")
        for i in range(1, number + 1)
    )


def at(*numbers: int) -> frozenset[str]:
    return frozenset(f"t{number}" for number in numbers)


def test_three_answers_in_a_kitchen_are_too_few_for_any_number() -> None:
    found = count_evening(
        Evening(
            tables=(HeldTable("t1", 3),),
            statements=(
                Statement(
                    "s1",
                    "We greet each other.",
                    sides=(("everybody", Answers(2, 1, 0)),),
                    tables=at(1),
                ),
            ),
        )
    )
    (only,) = found.statements
    assert only.judgement.verdict is Verdict.TOO_FEW
    assert only.judgement.sides[0].p == Fraction(3, 5)
    assert only.judgement.too_small == ("everybody",)
    assert only.judgement.lowest is None
    assert only.judgement.says.english() == "Too few people to say."
    assert only.says.english() == "Too few people answered to show numbers."
    assert not only.may_be_counted
    assert only.spread.says.english() == "at 1 of 1 table"
    assert only.evidence == Answers(2, 1, 0)
    assert found.basis.people == 3
    assert found.slate.chosen == ()
    assert found.slate.says.english() == (
        "0 of 2 tables and sides have a sentence on this page."
    )


def test_an_evening_where_everyone_agrees_has_no_number() -> None:
    sides = (("tenants", Answers(7, 0, 0)), ("owners", Answers(5, 0, 0)))
    plain = Statement("s1", "The path must be lit.", sides, tables=at(1, 2))
    tender = Statement(
        "s2", "We are ashamed to ask.", sides, tables=at(1, 2), sensitive=True
    )
    found = count_evening(Evening(tables=tables(2, 6), statements=(plain, tender)))
    first, second = found.statements
    assert first.judgement.verdict is Verdict.SHARED
    assert [side.p for side in first.judgement.sides] == [
        Fraction(8, 9),
        Fraction(6, 7),
    ]
    assert first.judgement.lowest == Fraction(6, 7)
    assert first.judgement.highest == Fraction(8, 9)
    assert first.judgement.says.english() == (
        "Shared: on every side most people agree."
    )
    assert first.says.english() == "Everyone who answered agrees."
    assert second.says.english() == "Almost everyone agrees."
    assert first.may_be_counted
    assert second.may_be_counted
    assert found.slate.chosen == ("s1", "s2")
    assert found.slate.says.english() == (
        "Every table and every side has a sentence on this page."
    )


def test_with_one_side_missing_nothing_is_said_across_sides() -> None:
    found = count_evening(
        Evening(
            tables=tables(3, 5),
            statements=(
                Statement(
                    "s1",
                    "The square is ours too.",
                    sides=(("young", Answers(10, 3, 1)), ("old", Answers())),
                    tables=at(1, 2, 3),
                ),
            ),
        )
    )
    (only,) = found.statements
    assert only.judgement.verdict is Verdict.TOO_FEW
    assert only.judgement.too_small == ("old",)
    assert [side.p for side in only.judgement.sides] == [
        Fraction(11, 16),
        Fraction(1, 2),
    ]
    assert only.judgement.lowest == Fraction(11, 16)
    assert only.judgement.direction is Direction.FOR
    # 14 cards: 10 for; the other 4 are fewer than 5, so they have no number.
    assert only.says.english() == ("Most people agree; fewer than 5 see it otherwise.")
    assert only.spread.says.english() == "at 3 of 3 tables"
    # The young stand behind it; no side may be read off a verdict of too few.
    assert found.slate.heard == frozenset({"side:young"})
    assert found.slate.unheard == frozenset(
        {"side:old"} | {f"table:t{i}" for i in (1, 2, 3)}
    )


def test_an_evening_on_which_all_tables_were_silent() -> None:
    found = count_evening(
        Evening(
            tables=tuple(HeldTable(f"t{i}", 6, read_back=i > 2) for i in range(1, 8)),
            withdrawn=1,
            skipped_steps=("Ideas",),
        )
    )
    assert found.statements == ()
    assert found.clusters == ()
    assert found.measures == ()
    assert found.slate.chosen == ()
    assert len(found.slate.unheard) == 7
    assert found.slate.says.english() == (
        "0 of 7 tables and sides have a sentence on this page."
    )
    assert [note.english() for note in found.notes] == [
        "No sentence was confirmed.",
        "1 sentence was withdrawn.",
        "At 2 tables the sentences were not read back.",
        "This step was skipped: Ideas.",
    ]
    assert found.basis.people == 42
    assert found.basis.tables == 0
    assert found.basis.tables_held == 7


def forty() -> Evening:
    """Forty neighbours at six tables: 18 would stay, 16 would go, 4 do not say."""

    def put(name: str, stay: Answers, go: Answers, *rest: Answers) -> Statement:
        return Statement(
            name,
            name,
            sides=(("stay", stay), ("go", go)),
            undeclared=rest[0] if rest else Answers(),
            no_answer=2 if rest else 0,
            tables=at(1, 2, 3, 4, 5, 6),
            neighbourhoods=frozenset({"n0", "n1", "n2"}),
            minority=(MinoritySentence("It costs too much.", "rents will rise"),),
        )

    return Evening(
        tables=tables(6, 7, 3),
        statements=(
            put("shared", Answers(13, 3, 2), Answers(11, 4, 1), Answers(2, 1, 1)),
            put("divided", Answers(14, 3, 1), Answers(3, 12, 1)),
            put("unsure", Answers(9, 2, 7), Answers(8, 2, 6)),
            put("leaning", Answers(10, 6, 2), Answers(9, 4, 3)),
            put("thirds", Answers(10, 6, 2), Answers(9, 6, 1)),
        ),
    )


def test_forty_neighbours_at_six_tables_get_five_verdicts() -> None:
    shared, divided, unsure, leaning, thirds = count_evening(forty()).statements
    assert [side.p for side in shared.judgement.sides] == [
        Fraction(14, 20),
        Fraction(12, 18),
    ]
    assert shared.judgement.verdict is Verdict.SHARED
    assert shared.evidence == Answers(26, 8, 4)
    assert [side.p for side in divided.judgement.sides] == [
        Fraction(15, 20),
        Fraction(4, 18),
    ]
    assert divided.judgement.verdict is Verdict.DIVIDED
    assert [side.p for side in unsure.judgement.sides] == [
        Fraction(10, 20),
        Fraction(9, 18),
    ]
    assert unsure.judgement.verdict is Verdict.UNSURE  # 13 of 34 do not know
    assert [side.p for side in leaning.judgement.sides] == [
        Fraction(11, 20),
        Fraction(10, 18),
    ]
    assert leaning.judgement.verdict is Verdict.LEANING  # 10 of 34 against: 0.29
    assert leaning.judgement.direction is Direction.FOR
    assert leaning.judgement.says.english() == (
        "Leaning: more people agree than disagree."
    )
    assert thirds.judgement.verdict is Verdict.DIVIDED  # 19 and 12 of 34: 0.35


def test_forty_neighbours_are_counted_and_about_so_many_in_ten() -> None:
    shared, divided, unsure, *_ = count_evening(forty()).statements
    # 38 cards and 2 people without: 26, 8 and 4 + 2 of 40.
    assert shared.says.english() == (
        "Of 40 people: agree: 26 (about 7 in 10); disagree: 8 (about 2 in 10); "
        "do not know or no answer: 6 (about 2 in 10)."
    )
    # 17, 15 and 2 of 34: the two who do not know join the 15.
    assert divided.says.english() == (
        "Of 34 people: agree: 17 (about 5 in 10); "
        "disagree or do not know: 17 (about 5 in 10)."
    )
    # 17, 4 and 13 of 34.
    assert unsure.says.english() == (
        "Of 34 people: agree: 17 (about 5 in 10); "
        "disagree or do not know: 17 (about 5 in 10)."
    )
    assert shared.spread.says.english() == "at 6 of 6 tables, in 3 neighbourhoods"
    assert shared.beside[0].says.english() == (
        "Some participants: “It costs too much.” Because: rents will rise"
    )
    assert shared.basis.people == 38
    assert shared.basis.neighbourhoods == 3


def test_page_one_of_forty_neighbours_takes_each_side_in_turn() -> None:
    slate = count_evening(forty(), slate_size=2).slate
    # Six tables of 7 people are 42; the most cards of a side are 18 and 16.
    # "shared" has all of that: 42 + 34 = 76, and afterwards everything counts
    # half. "divided" leans for (17 to 15) and has only those who stay:
    # (42 + 18) / 2 = 30. "unsure", "leaning" and "thirds" have no side: 21.
    assert slate.chosen == ("shared", "divided")
    assert slate.unheard == frozenset()


def test_four_hundred_people_are_told_in_percentages() -> None:
    found = count_evening(
        Evening(
            tables=tables(50, 8, 5),
            statements=(
                Statement(
                    "s1",
                    "More green.",
                    sides=(
                        ("east", Answers(120, 40, 20)),
                        ("west", Answers(130, 50, 20)),
                    ),
                    undeclared=Answers(12, 4, 4),
                    tables=at(*range(1, 51)),
                    neighbourhoods=frozenset({"n0", "n1", "n2", "n3", "n4"}),
                ),
                Statement(
                    "s2",
                    "Fewer cars.",
                    sides=(("east", Answers(179, 1, 0)), ("west", Answers(199, 0, 1))),
                    undeclared=Answers(20, 0, 0),
                    tables=at(*range(1, 51)),
                ),
                Statement(
                    "s3",
                    "A school street.",
                    sides=(
                        ("east", Answers(80, 60, 40)),
                        ("west", Answers(100, 70, 30)),
                    ),
                    undeclared=Answers(10, 5, 5),
                    tables=at(1),
                ),
            ),
        )
    )
    first, second, third = found.statements
    # 262, 94 and 44 of 400 are 65.5, 23.5 and 11: the tie goes to the first.
    assert first.says.english() == (
        "Of 400 people: agree: 66%; disagree: 23%; do not know: 11%."
    )
    assert [side.p for side in first.judgement.sides] == [
        Fraction(121, 182),
        Fraction(131, 202),
    ]
    assert first.judgement.verdict is Verdict.SHARED
    assert first.spread.says.english() == "at 50 of 50 tables, in 5 neighbourhoods"
    # 398, 1 and 1: two people are fewer than five.
    assert second.says.english() == "Almost everyone agrees."
    # 190 and 135 of 400: 0.475 and 0.3375, both at least a third.
    assert third.judgement.verdict is Verdict.DIVIDED
    assert third.says.english() == "Numbers are shown from 2 tables on."
    assert not third.may_be_counted
    assert found.basis.people == 400


def test_a_street_evening_with_doors_telephones_and_animal_cards() -> None:
    def told(sentence: str, table: str, place: str, **how: object) -> Mention:
        return Mention(sentence, table, place, **how)  # type: ignore[arg-type]

    bench = Cluster(
        "bench",
        "A bench helps us talk.",
        (
            told("m1", "t1", "n0"),
            told("m2", "t2", "n1"),
            told("m3", "t2", "n1", by_proxy=True),
            told("m4", "door-9", "n2", channel=Channel.DOOR),
        ),
    )
    lonely = Cluster("lonely", "I see nobody in winter.", (told("m5", "t3", "n0"),))
    measures = tuple(
        MeasureAnswer("ios", moment, f"animal {i}", value)
        for i in range(22)
        for moment, value in (
            (Moment.BEFORE, 3),
            (Moment.AFTER, 4 if i < 9 else 2 if i < 15 else 3),
        )
    )
    stray = (
        MeasureAnswer("ios", Moment.BEFORE, "hare", 1),
        MeasureAnswer("ios", Moment.AFTER, "", 5),
        MeasureAnswer("ios", Moment.THREE_MONTHS, "animal 1", 7),
    )
    found = count_evening(
        Evening(
            tables=tables(3, 8), clusters=(bench, lonely), measures=measures + stray
        )
    )
    first, second = found.clusters
    assert first.spread.says.english() == "at 2 of 3 tables, in 3 neighbourhoods"
    assert [label.english() for label in first.spread.labels] == [
        "1 sentence was spoken on behalf of somebody.",
        "1 sentence was told by telephone or at the door.",
    ]
    assert first.members == ("m1", "m2", "m3", "m4")
    assert second.spread.says.english() == "at 1 of 3 tables, in 1 neighbourhood"
    assert found.slate.chosen == ("bench", "lonely")
    (picture,) = found.measures
    assert (picture.pairs, picture.closer, picture.further, picture.same) == (
        22,
        9,
        6,
        7,
    )
    assert picture.unpaired == 2
    assert picture.says.english() == (
        "Of the 22 people who answered twice, 9 chose a picture closer by."
    )
    assert picture.mean_before == 3
    # 9 x 4 + 6 x 2 + 7 x 3 = 69, over 22.
    assert picture.mean_after == Fraction(69, 22)
    assert found.basis.tables == 3
    assert found.basis.sentences == 5
