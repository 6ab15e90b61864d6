"""Two people sort apart: blind until both are done, then settled one by one."""

import pytest
from sqlalchemy import select

from dialogue.conversations.models import Kind
from dialogue.foundation.database import db
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.journal.models import JournalEntry
from dialogue.outcomes import actions, queries
from dialogue.outcomes.findings import findings_of
from dialogue.outcomes.models import COUNTS
from tests.conftest import commit

SOUP, SHY, STAIRS, LIGHT = "Soep.", "Ik durf niet.", "De trap.", "Licht."


@pytest.fixture
def two(desk, say, themed, cast, now):
    """Samira and Joost, four sentences, two themes, both begun."""
    said = {
        each: say(each, table=1 + at % 2)
        for at, each in enumerate((SOUP, SHY, STAIRS, LIGHT))
    }
    themed("Hulp", "Straat")
    comparison = actions.begin_comparison(
        desk.session, account_id=cast.samira.id, now=now
    )
    actions.join_comparison(desk.session, comparison, account_id=cast.joost.id)
    commit()
    return Two(desk, said, cast, now)


class Two:
    def __init__(self, desk, said, cast, now):
        self.desk, self.said, self.cast, self.now = desk, said, cast, now

    @property
    def session(self):
        return self.desk.session

    @property
    def comparison(self):
        return queries.comparison_of(self.session)

    def sort(self, who, **where):
        themes = {each.name: each for each in queries.themes_of(self.session, who.id)}
        for text, theme in where.items():
            actions.sort_many(
                self.session,
                [self.said[text]],
                themes[theme],
                account_id=who.id,
                hand=who.id,
            )

    def all_by(self, who, places):
        self.sort(who, **dict(zip((SOUP, SHY, STAIRS, LIGHT), places, strict=True)))

    def done(self, who):
        return actions.say_done(
            self.session, self.comparison, account_id=who.id, now=self.now
        )

    def cluster(self, who, text, *texts):
        return actions.make_cluster(
            self.session, [self.said[each] for each in texts], text,
            account_id=who.id, hand=who.id,
        )  # fmt: skip

    def both(self):
        self.all_by(self.cast.samira, ("Hulp", "Hulp", "Straat", "Straat"))
        self.all_by(self.cast.joost, ("Hulp", "Straat", "Straat", "Straat"))


def where(two, hand=COUNTS):
    names = {each.id: each.name for each in queries.themes_of(two.session, hand)}
    return {
        each.contribution.text: names.get(each.theme_id)
        for each in queries.sentences_of(two.session, hand)
    }


def test_what_one_does_nobody_else_sees_and_nothing_counts(two):
    two.all_by(two.cast.samira, ("Hulp", "Hulp", "Straat", "Straat"))
    two.cluster(two.cast.samira, "Wij zijn verlegen.", SOUP, SHY)
    actions.add_theme(two.session, "Schaamte", hand=two.cast.samira.id)
    assert set(where(two, two.cast.joost.id).values()) == {None}
    assert set(where(two).values()) == {None}
    assert "Schaamte" not in {
        each.name for each in queries.themes_of(two.session, two.cast.joost.id)
    }
    found = findings_of(two.session)
    assert (
        found.clusters == ()
        and found.evening.clusters == ()
        and found.agreement is None
    )
    said = queries.sentences_of(two.session, two.cast.joost.id)
    assert queries.clusters_of(two.session, said, two.cast.joost.id) == []


def test_both_must_be_done_and_done_means_every_sentence(two):
    with pytest.raises(RuleBroken):
        two.done(two.cast.samira)
    two.both()
    assert two.done(two.cast.samira) is False
    assert set(where(two).values()) == {None}
    assert two.done(two.cast.joost) is True


def test_what_both_placed_alike_counts_and_the_rest_waits(two):
    two.both()
    two.done(two.cast.joost)
    two.done(two.cast.samira)
    assert where(two) == {SOUP: "Hulp", SHY: None, STAIRS: "Straat", LIGHT: "Straat"}
    found = queries.differences_of(two.session, two.comparison)
    assert found.sentences == (two.said[SHY].id,) and found.left == 1
    agreed = findings_of(two.session).agreement
    assert (agreed.sentences, agreed.alike) == (4, 3)
    # values: Hulp 3, Straat 5; the same four pairs as in test_agreement
    assert agreed.alpha == pytest.approx(1 - 56 / 120, abs=1e-4)
    assert agreed.rand is None and not agreed.settled


def test_a_difference_is_settled_by_putting_the_sentence_somewhere(two):
    two.both()
    two.done(two.cast.joost)
    two.done(two.cast.samira)
    with pytest.raises(RuleBroken):
        actions.close_comparison(two.session, two.comparison, now=two.now)
    hulp = next(each for each in queries.themes_of(two.session) if each.name == "Hulp")
    actions.sort_many(two.session, [two.said[SHY]], hulp, account_id=two.cast.joost.id)
    actions.close_comparison(two.session, two.comparison, now=two.now)
    assert where(two)[SHY] == "Hulp"
    assert set(where(two, two.cast.samira.id).values()) == {None}, "the drafts are gone"
    assert findings_of(two.session).agreement.settled
    assert findings_of(two.session).agreement.alike == 3, "the figure stays as it was"


def test_themes_that_both_made_under_one_name_become_one(two):
    for who in (two.cast.samira, two.cast.joost):
        name = "Schaamte" if who is two.cast.samira else "schaamte"
        actions.add_theme(two.session, name, hand=who.id)
        two.all_by(who, ("Hulp", name, "Straat", "Straat"))
        two.done(who)
    assert where(two)[SHY] == "Schaamte"
    assert [each.name for each in queries.themes_of(two.session)] == [
        "Hulp",
        "Straat",
        "Schaamte",
    ]


def test_clusters_that_are_equal_count_and_others_are_settled(two):
    two.both()
    two.cluster(two.cast.samira, "Verlegen.", SOUP, SHY)
    two.cluster(two.cast.joost, "verlegen", SHY, SOUP)
    two.cluster(two.cast.samira, "De straat.", STAIRS, LIGHT)
    two.done(two.cast.samira)
    two.done(two.cast.joost)
    said = queries.sentences_of(two.session)
    (counted,) = queries.clusters_of(two.session, said)
    assert counted.cluster.text == "Verlegen." and len(counted.members) == 2
    found = queries.differences_of(two.session, two.comparison)
    (group,) = [each for each in found.groups if each.key in found.open_groups]
    assert len(group.first) == 1 and group.second == ()
    actions.settle_group(two.session, two.comparison, group, "first")
    texts = {
        each.cluster.text
        for each in queries.clusters_of(two.session, queries.sentences_of(two.session))
    }
    assert texts == {"Verlegen.", "De straat."}
    actions.settle_group(two.session, two.comparison, group, "second")
    texts = {
        each.cluster.text
        for each in queries.clusters_of(two.session, queries.sentences_of(two.session))
    }
    assert texts == {"Verlegen."}, "the other did not put them together"
    assert findings_of(two.session).agreement.rand is not None


def test_one_goes_on_alone_with_their_own(two):
    two.both()
    two.cluster(two.cast.samira, "Verlegen.", SOUP, SHY)
    actions.add_theme(two.session, "Apart", hand=two.cast.joost.id)
    actions.go_on_alone(
        two.session, two.comparison, account_id=two.cast.samira.id, now=two.now
    )
    assert two.comparison is None
    assert where(two)[SHY] == "Hulp"
    assert [each.text for each in queries.drafted(two.session, [COUNTS])] == [
        "Verlegen."
    ]
    assert queries.drafted(two.session, [two.cast.joost.id]) == []
    assert [each.name for each in queries.themes_of(two.session)] == ["Hulp", "Straat"]


def test_somebody_else_ends_it_for_two_who_do_not_come_back(two):
    two.sort(two.cast.samira, **{SOUP: "Hulp", SHY: "Hulp"})
    two.sort(two.cast.joost, **{SOUP: "Straat"})
    two.cluster(two.cast.samira, "Verlegen.", SOUP, SHY)
    actions.end_for_them(
        two.session, two.comparison, whose=two.cast.samira.id,
        account_id=two.cast.owner.id, now=two.now,
    )  # fmt: skip
    assert two.comparison is None
    assert where(two) == {SOUP: "Hulp", SHY: "Hulp", STAIRS: None, LIGHT: None}
    assert [each.text for each in findings_of(two.session).clusters] == ["Verlegen."]
    assert queries.drafted(two.session, [two.cast.joost.id]) == []
    acts = db.session.scalars(select(JournalEntry.act)).all()
    assert "ended sorting of two" in acts


def test_who_sorts_does_not_end_it_and_it_ends_with_one_of_the_two(two):
    for whose, who in [(two.cast.joost, two.cast.samira), (two.cast.owner,) * 2]:
        with pytest.raises(RuleBroken):
            actions.end_for_them(
                two.session, two.comparison, whose=whose.id, account_id=who.id,
                now=two.now,
            )  # fmt: skip
    assert two.comparison is not None


def counted(two, text, *texts):
    said = [two.said[each] for each in texts]
    return actions.make_cluster(two.session, said, text, account_id=None)


def test_who_began_by_mistake_and_goes_on_alone_loses_nothing(two):
    hulp = queries.themes_of(two.session)[0]
    actions.sort_many(
        two.session, [two.said[SOUP], two.said[SHY]], hulp, account_id=None
    )
    counted(two, "Verlegen.", SOUP, SHY)
    two.sort(two.cast.samira, **{SHY: "Straat"})
    actions.go_on_alone(
        two.session, two.comparison, account_id=two.cast.samira.id, now=two.now
    )
    assert where(two) == {SOUP: "Hulp", SHY: "Straat", STAIRS: None, LIGHT: None}
    assert [each.text for each in findings_of(two.session).clusters] == ["Verlegen."]


def test_two_who_put_nothing_together_leave_the_clusters_as_they_were(two):
    counted(two, "Verlegen.", SOUP, SHY)
    two.both()
    two.done(two.cast.samira)
    assert two.done(two.cast.joost) is True
    assert [each.text for each in findings_of(two.session).clusters] == ["Verlegen."]


def test_a_difference_is_settled_in_one_of_three_ways(two):
    two.both()
    two.cluster(two.cast.samira, "Verlegen.", SOUP, SHY)
    two.done(two.cast.samira)
    two.done(two.cast.joost)
    commit()
    key = min(two.said[SOUP].id, two.said[SHY].id)
    assert two.desk.post("harvest/two/group", group=key, take="x").status_code == 404
    assert queries.differences_of(two.session, two.comparison).open_groups == {key}
    assert two.desk.post("harvest/two/group", group=key, take="first").status_code < 400
    assert not queries.differences_of(two.session, two.comparison).open_groups


def test_figures_are_said_as_the_language_writes_them(two):
    two.both()
    two.done(two.cast.samira)
    two.done(two.cast.joost)
    commit()
    page = two.desk.get("harvest/two?lang=nl").text
    assert "0,8" in page and "0,667" in page and "0.667" not in page


def test_what_was_sorted_before_is_not_taken_back_while_two_sort_apart(
    desk, say, themed, cast, now
):
    said, themes = say(SOUP), themed("Hulp")
    desk.post("harvest", sentence=said.id, theme=themes["Hulp"])
    actions.begin_comparison(desk.session, account_id=cast.samira.id, now=now)
    commit()
    desk.post("harvest/two/undo")
    desk.client.post(
        "/wilgendam/desk/harvest/undo", data={"steps": f"{desk.session.id}:1"}
    )
    assert desk.where() == {SOUP: "Hulp"}


def test_a_third_person_neither_sorts_nor_takes_part(two, cast):
    from dialogue.outcomes import rules

    with pytest.raises(RuleBroken):
        rules.check_may_sort(two.comparison, 987)
    with pytest.raises(RuleBroken):
        actions.join_comparison(two.session, two.comparison, account_id=987)
    with pytest.raises(RuleBroken):
        actions.begin_comparison(two.session, account_id=987, now=two.now)
    with pytest.raises(RuleBroken):
        actions.go_on_alone(two.session, two.comparison, account_id=987, now=two.now)


def test_who_is_done_sorts_on_only_after_taking_that_back(two, cast):
    from dialogue.outcomes import rules

    two.both()
    two.done(cast.samira)
    with pytest.raises(RuleBroken):
        rules.check_may_sort(two.comparison, cast.samira.id)
    actions.sort_on(two.session, two.comparison, account_id=cast.samira.id)
    rules.check_may_sort(two.comparison, cast.samira.id)
    assert two.done(cast.joost) is False


def test_a_sentence_withdrawn_meanwhile_is_no_difference(two, say):
    from dialogue.conversations.models import Confirmation

    two.both()
    two.said[SHY].confirmation = Confirmation.WITHDRAWN
    two.done(two.cast.samira)
    two.done(two.cast.joost)
    assert queries.differences_of(two.session, two.comparison).left == 0


def test_requests_are_no_part_of_it(two, say):
    say("Maak licht.", kind=Kind.REQUEST)
    two.both()
    two.done(two.cast.samira)
    assert two.done(two.cast.joost)


def page_two(two):
    return two.desk.get("harvest/two?lang=en").text


def by(two, client, sign_in, who):
    sign_in(client, who)
    commit()
    return two.desk


@pytest.mark.slow
def test_on_the_pages_from_beginning_to_end(desk, say, themed, cast, client, sign_in):
    for at, text in enumerate((SOUP, SHY, STAIRS)):
        say(text, table=1 + at % 2)
    themes = themed("Hulp", "Straat")
    assert "Begin with two" in desk.get("harvest/two?lang=en").text
    assert desk.post("harvest/two/begin").location.endswith("/harvest")
    page = desk.get("harvest?lang=en").text
    assert "You sort for yourself now" in page and "3 sentences left" in page
    assert "A second person is still to come" in desk.get("harvest/two?lang=en").text
    for text, name in ((SOUP, "Hulp"), (SHY, "Hulp"), (STAIRS, "Straat")):
        desk.post("harvest", sentence=desk.id_of(text), theme=themes[name])
    desk.post("harvest/two/done")
    assert "You are done" in desk.get("harvest/two?lang=en").text

    sign_in(client, cast.joost)
    assert "Two people sort this evening now" in desk.get("harvest?lang=en").text
    assert "I sort too" in desk.get("harvest/two?lang=en").text
    desk.post("harvest/two/join")
    page = desk.get("harvest?lang=en").text
    assert "3 sentences left" in page, "blind: nothing of hers is there"
    assert "&#39;Soep" not in page and "still empty" in page
    for text, name in ((SOUP, "Hulp"), (SHY, "Straat"), (STAIRS, "Straat")):
        desk.post("harvest", sentence=desk.id_of(text), theme=themes[name])
    ids = [desk.id_of(each) for each in (SOUP, SHY)]
    query = "&".join(f"sentence={each}" for each in ids)
    desk.post(f"harvest/clusters/new?{query}", text="Samen.", language="nl", once="j")
    desk.post("harvest/two/done")

    page = desk.get("harvest/two?lang=en").text
    assert "2 of the 3 sentences lay in the same theme." in page
    assert "Samira" in page and "Joost" in page and SHY in page
    assert "1 sentence lies in two places" in page and "Difference 1" in page
    assert "Everything is settled" not in page
    desk.post("harvest/two/sentence", sentence=desk.id_of(SHY), theme=themes["Straat"])
    assert desk.where() == {SOUP: "Hulp", SHY: "Straat", STAIRS: "Straat"}
    desk.post("harvest/two/undo")
    assert desk.where()[SHY] is None
    desk.post("harvest/two/sentence", sentence=desk.id_of(SHY), theme=themes["Hulp"])
    desk.post("harvest/two/group", group=min(ids), take="second")
    page = desk.get("harvest/two?lang=en").text
    assert "Nothing differs any more" in page
    desk.post("harvest/two/close")
    assert "Everything that differed is settled" in desk.get("harvest/two?lang=en").text
    assert desk.where() == {SOUP: "Hulp", SHY: "Hulp", STAIRS: "Straat"}
    assert "Samen." in desk.get("harvest/clusters?lang=en").text
    agreed = findings_of(desk.session).agreement
    assert (agreed.sentences, agreed.alike, agreed.settled) == (3, 2, True)


def test_what_nobody_may_do_is_said_in_a_sentence(two, client, sign_in, cast):
    desk = two.desk
    desk.post("harvest/two/done?lang=en")
    assert "Give every sentence a theme first" in desk.get("harvest/two?lang=en").text
    desk.post("harvest/two/begin?lang=en")
    assert "already" in desk.get("harvest/two?lang=en").text
    assert desk.post("harvest/two/nonsense").status_code == 404
    desk.post("harvest/two/sentence?lang=en", sentence=two.said[SHY].id, theme=1)
    assert "no differences to settle" in desk.get("harvest/two?lang=en").text
    desk.post("harvest/two/group?lang=en", group="x", take="first")
    assert "no differences to settle" in desk.get("harvest/two?lang=en").text
    desk.post("harvest/two/close")
    assert two.comparison.settled_at is None


def test_going_on_alone_asks_once_and_keeps_the_own_work(two, cast, client, sign_in):
    two.all_by(two.cast.samira, ("Hulp", "Hulp", "Straat", "Straat"))
    commit()
    page = page_two(two)
    assert "Go on alone with what you did? What the other did is dropped." in page
    two.desk.post("harvest/two/alone")
    assert two.desk.where() == {
        SOUP: "Hulp",
        SHY: "Hulp",
        STAIRS: "Straat",
        LIGHT: "Straat",
    }


def test_themes_that_both_use_are_not_renamed_or_dropped_meanwhile(two):
    hulp = queries.themes_of(two.session)[0]
    page = two.desk.post(f"harvest/themes/{hulp.id}?lang=en", name="Anders", right="")
    assert page.status_code == 422 and "Both of you use this theme" in page.text
    two.desk.post(f"harvest/themes/{hulp.id}/drop")
    assert queries.themes_of(two.session)[0].name == "Hulp"
    two.desk.post("harvest/themes", name="Van mij", right="", once="mine")
    own = queries.themes_of(two.session, two.cast.samira.id)[-1]
    assert own.name == "Van mij" and own.hand == two.cast.samira.id
    assert (
        two.desk.post(f"harvest/themes/{own.id}", name="Mijn", right="").status_code
        == 303
    )


def test_the_page_lets_a_third_end_it_with_a_sentence(desk, say, themed, cast, now):
    say(SOUP)
    theme = themed("Hulp")["Hulp"]
    open_one = actions.begin_comparison(desk.session, account_id=cast.joost.id, now=now)
    actions.join_comparison(desk.session, open_one, account_id=cast.wim.id)
    said = queries.sentence_in(desk.session, desk.id_of(SOUP))
    actions.sort_many(
        desk.session, [said], queries.theme_in(desk.session, theme),
        account_id=cast.wim.id, hand=cast.wim.id,
    )  # fmt: skip
    commit()
    page = desk.get("harvest/two?lang=en").text
    assert "Do they not come back?" in page
    assert "End it with what Wim de Graaf sorted" in page
    refused = desk.post("harvest/two/end?lang=en", whose="nobody")
    assert refused.status_code == 303
    assert "Choose whose sorting is to count." in desk.get("harvest/two?lang=en").text
    desk.post("harvest/two/end", whose=cast.wim.id)
    assert queries.comparison_of(desk.session) is None
    assert desk.where() == {SOUP: "Hulp"}
    assert "has ended" in desk.get("harvest?lang=en").text
