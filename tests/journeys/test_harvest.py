"""What says the same, by key, by mouse and without a script; two who sort apart."""

from functools import partial

import pytest
from playwright.sync_api import expect

from dialogue.outcomes import queries
from tests.journeys.browser import WIDTHS, leads_on
from tests.journeys.world import held_evening

pytestmark = [pytest.mark.journey, pytest.mark.slow]


def told(site, planned):
    """Sentences over clusters with their members, as they count now."""
    from dialogue.example.walk import evening_in
    from dialogue.foundation.database import db

    with site.app.app_context():
        dialogue_session = evening_in(site.built.world, planned.id)
        said = queries.sentences_of(dialogue_session)
        heaps = queries.clusters_of(dialogue_session, said)
        found = {
            each.cluster.text: sorted(one.contribution.text for one in each.members)
            for each in heaps
        }
        alone = len(queries.standing_alone(said, heaps))
        db.session.remove()
    return found, alone


def sortable(site, planned):
    found, alone = told(site, planned)
    return alone + sum(map(len, found.values()))


def test_what_says_the_same_with_the_keyboard_only(site, somebody, width):
    planned = held_evening(site, f"Hetzelfde op {width}")
    visitor = somebody(width)
    page = visitor.page
    visitor.signs_in("Joost").opens(f"{planned.desk}/harvest/clusters/one-by-one")
    wanted, keys, made = sortable(site, planned), 0, 0

    def presses(key):
        nonlocal keys
        leads_on(page, lambda: page.keyboard.press(key))
        keys += 1

    while page.locator("[data-sorting]").count():
        first = page.locator('[data-key="1"]')
        if first.count() and "Gedeelde woorden" in first.inner_text():
            presses("1")
            if "/clusters/new" in page.url:
                if not made:
                    visitor.sees_a_sound_page()
                presses("Enter")
                made += 1
        else:
            presses("a")
        if keys == 5:
            visitor.sees_a_sound_page()
            presses("u")
    expect(page.get_by_role("heading", level=1)).to_have_text("Elke zin is bekeken")
    visitor.sees_a_sound_page()
    found, alone = told(site, planned)
    assert made and alone, "some stand together, some alone"
    assert alone + sum(map(len, found.values())) == wanted, "no sentence vanished"
    print(f"{wanted} sentences, {keys / wanted:.2f} keys each, {made} heaps")
    assert keys <= wanted * 2


def drags(page, what, where):
    """From the words of one sentence to another place."""
    source = page.locator("[data-move]", has_text=what).first
    target = page.locator(where).first
    leads_on(page, lambda: source.drag_to(target, target_position={"x": 12, "y": 12}))


def test_dragged_together_out_again_and_into_a_theme(site, somebody):
    planned = held_evening(site, "Slepen")
    visitor = somebody(1280)
    page = visitor.page
    visitor.signs_in("Joost").opens(f"{planned.desk}/harvest/clusters")
    texts = page.locator(".tickrow label").all_inner_texts()[:3]
    one, two, three = (each.strip() for each in texts)
    drags(page, one, f'[data-move]:has-text("{two}")')
    visitor.reads("Wat zeggen deze zinnen?", one, two)
    visitor.fills("Wat zeggen ze, in één zin?", "Dit hoort bij elkaar.")
    visitor.presses("Zet ze bij elkaar").reads("Dit hoort bij elkaar.")
    drags(page, three, '[data-place^="c"]')
    assert told(site, planned)[0] == {
        "Dit hoort bij elkaar.": sorted([one, two, three])
    }
    drags(page, three, '[data-place="alone"] .tickrow')
    assert told(site, planned)[0] == {"Dit hoort bij elkaar.": sorted([one, two])}
    visitor.presses("Ongedaan maken")
    assert told(site, planned)[0] == {
        "Dit hoort bij elkaar.": sorted([one, two, three])
    }

    visitor.opens(f"{planned.desk}/harvest").presses("Begin met de sociale rechten")
    visitor.opens(f"{planned.desk}/harvest")
    top = page.locator(".hold").inner_text()
    theme = page.locator("button.theme").nth(1)
    leads_on(page, lambda: page.locator(".slip").drag_to(theme))
    expect(page.locator(".hold")).not_to_have_text(top, use_inner_text=True)
    visitor.opens(f"{planned.desk}/harvest/themes").reads(top)


def test_without_a_script_ticking_does_it(site, somebody, width):
    planned = held_evening(site, f"Aanvinken op {width}")
    visitor = somebody(width, scripts=False)
    page = visitor.page
    visitor.signs_in("Joost").opens(f"{planned.desk}/harvest/clusters")
    boxes = page.locator(".tickrow input")
    boxes.nth(0).check()
    boxes.nth(1).check()
    visitor.presses("Zet de aangevinkte bij elkaar")
    visitor.fills("Wat zeggen ze, in één zin?", "Samen.").presses("Zet ze bij elkaar")
    assert [len(each) for each in told(site, planned)[0].values()] == [2]
    boxes.nth(0).check()
    visitor.picks("Of leg ze bij", "Samen.").presses("Leg ze daar")
    assert [len(each) for each in told(site, planned)[0].values()] == [3]
    visitor.presses("Haal uit elkaar")
    assert told(site, planned)[0] == {}
    visitor.presses("Ongedaan maken")
    assert [len(each) for each in told(site, planned)[0].values()] == [3]


def test_two_sort_apart_compare_and_settle(site, somebody):
    """One on a telephone, the other on a large screen."""
    planned = held_evening(site, "Met twee")
    samira, joost = (somebody(width) for width in WIDTHS)
    for who, name, opening in (
        (samira, "Samira", "Begin met z’n tweeën"),
        (joost, "Joost", "Ik sorteer mee"),
    ):
        who.signs_in(name).opens(f"{planned.desk}/harvest")
        if who is samira:
            who.presses("Begin met de sociale rechten")
        who.opens(f"{planned.desk}/harvest/two").presses(opening)
        who.reads("sorteert nu voor jezelf")
    for who, often in ((samira, 3), (joost, 2)):
        number = 0
        who.opens(f"{planned.desk}/harvest")
        while who.page.locator("[data-sorting]").count():
            key = "1" if number % often else "2"
            leads_on(who.page, partial(who.page.keyboard.press, key))
            number += 1
        who.presses("Vergelijk met de ander").presses("Ik ben klaar")
    joost.reads(
        "Hoeveel waren jullie het eens?", "lagen in hetzelfde thema", "twee plekken"
    )
    samira.opens(f"{planned.desk}/harvest/two")
    page = samira.page
    while page.get_by_role("button", name="Joost Vermeer:").count():
        samira.presses("Joost Vermeer:", sound=False)
    samira.sees_a_sound_page().reads("Er verschilt niets meer")
    samira.presses("Alles is beslist").reads("Wat jullie beslisten telt")
    samira.opens(f"{planned.desk}/harvest").reads("Elke zin heeft een plek")
