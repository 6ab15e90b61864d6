"""The tables by hand, in a browser: drag, keyboard, lock, plan, print."""

import os
import threading
import time
from datetime import timedelta
from functools import partial

import pytest
from playwright.sync_api import expect

from dialogue.foundation import clock
from dialogue.foundation.database import db, writing
from dialogue.foundation.jobs.running import work_due
from tests.journeys.browser import leads_on, open_context, within_patience

pytestmark = [pytest.mark.journey, pytest.mark.slow]


@pytest.fixture(scope="module")
def tables(site):
    """An evening of forty people that begins in two days; its address."""
    return evening_of(site, 40)


def evening_of(site, many, rounds=2, effort=1):
    from dialogue.municipalities.queries import municipality_by_slug
    from dialogue.seating import actions, queries
    from tests.makers.registrations import make_registration
    from tests.makers.sessions import make_dialogue_session

    with site.app.app_context(), writing():
        town = municipality_by_slug("wilgendam")
        made = make_dialogue_session(
            town, seats=many, tables=max(6, many // 8), guide_version=None,
            starts_at=clock.now() + timedelta(days=2), ref=f"tafels{many:04}",
        )  # fmt: skip
        for number in range(many):
            name = f"Buur {number + 1}" if number else "Maria-Antoinetta van den Berg"
            make_registration(made, name, now=clock.now())
        lines = actions.Mixing(rounds=rounds, lines=("age", "work"), effort=effort)
        actions.choose_mixing(made, lines, now=clock.now())
        ages, works = ("18", "30", "45", "65"), ("work", "retired", "care")
        for number, each in enumerate(queries.neighbours_of(made)):
            known = {"age": ages[number % 4], "work": works[number % 3]}
            actions.note(made, each.key, known, clock.now())
        actions.deal_everybody(made, now=clock.now())
        return f"/wilgendam/desk/talks/{made.id}/tables"


def chip(page, name):
    return page.get_by_role("link", name=name, exact=True)


def table_of(page, name):
    return (
        chip(page, name)
        .locator("xpath=ancestor::*[@data-table][1]")
        .get_attribute("data-table")
    )


def sits_at(page, name, number):
    """Whoever has this name is seen at this table."""
    card = page.locator(f'#room > [data-table="{number}"]')
    expect(card.get_by_role("link", name=name, exact=True)).to_be_visible()


def lies_still(what):
    """In the middle of the screen: near an edge the page comes along while one drags."""
    what.evaluate("one => one.scrollIntoView({block: 'center', behavior: 'instant'})")
    return what.bounding_box()


def free_table(page, besides):
    """A table with a chair left, other than this one."""
    for card in page.locator("#room > [data-table]").all():
        number = card.get_attribute("data-table")
        people = card.locator("[data-person]").count()
        if number != besides and people < int(card.get_attribute("data-most")):
            return number
    raise AssertionError("Every table is full.")


def work(site):
    with site.app.app_context():
        work_due(clock.now(), "a journey")
        db.session.remove()


def test_a_facilitator_drags_locks_plans_and_prints(visitor, tables, site):
    page = visitor.page
    visitor.signs_in("Joost")
    visitor.opens(tables)
    for name in ("Buur 7", "Buur 12"):
        before = table_of(page, name)
        there = free_table(page, before)
        card = page.locator(f'#room > [data-table="{there}"]')
        box = lies_still(chip(page, name))
        page.mouse.move(box["x"] + 10, box["y"] + 10)
        page.mouse.down()
        page.mouse.move(box["x"] + 30, box["y"] + 30, steps=4)
        with page.expect_response(lambda answer: "/move" in answer.url):
            aim = lies_still(card)
            page.mouse.move(aim["x"] + 4, aim["y"] + aim["height"] / 2, steps=8)
            expect(card).to_have_attribute("data-over", "yes")
            expect(page.locator("section.held")).not_to_be_empty()
            page.mouse.up()
        sits_at(page, name, there)
        expect(page.locator("[data-spoken]")).to_contain_text(f"{name} zit aan tafel")
        visitor.sees_a_sound_page()
    held_at = table_of(page, "Buur 12")
    lock = page.locator(f'#room form[action$="/{held_at}/lock"] button')
    visitor.clicks(lock, sound=False)
    stays = sitting(page, held_at)
    visitor.clicks(page.locator('form[action$="/plan"] button'))
    work(site)
    page.wait_for_url(f"**{tables}")  # the page looks again by itself
    assert sitting(page, held_at) == stays
    visitor.sees_a_sound_page().clicks(lock, sound=False)
    for kind in ("tables", "wall", "cards"):
        answer = page.request.get(f"{site.address}{tables}/{kind}.pdf")
        assert answer.status == 200
        assert answer.body()[:5] == b"%PDF-"


def test_the_keyboard_alone_moves_and_undoes(visitor, tables, site):
    page = visitor.page
    visitor.signs_in("Joost")
    visitor.opens(tables)
    before = table_of(page, "Buur 3")
    chip(page, "Buur 3").focus()
    with page.expect_response(lambda answer: "what-if" in answer.url):
        page.keyboard.press("Enter")
    page.keyboard.press("Escape")
    expect(chip(page, "Buur 3")).to_be_focused()
    page.keyboard.press("Enter")
    for _ in range(12):
        page.keyboard.press("ArrowRight")
        card = page.locator("#room > [data-over]")
        number = card.get_attribute("data-table")
        full = card.locator("[data-person]").count() >= int(
            card.get_attribute("data-most")
        )
        if number != before and not full:
            break
    visitor.sees_a_sound_page()
    with page.expect_response(lambda answer: "/move" in answer.url):
        page.keyboard.press("Enter")
    sits_at(page, "Buur 3", number)
    expect(chip(page, "Buur 3")).to_be_focused()
    undo = page.locator("section.held").get_by_role("button", name="Ongedaan maken")
    expect(
        undo
    ).to_be_visible()  # it takes the place of another, when the word is there
    undo.focus()
    leads_on(page, lambda: page.keyboard.press("Enter"))
    sits_at(page, "Buur 3", before)


def test_forty_people_by_keyboard_alone(visitor, tables, site):
    page, keys = visitor.page, visitor.page.keyboard
    visitor.signs_in("Joost")
    visitor.opens(tables)
    for name in ("Buur 20", "Buur 31"):
        before = table_of(page, name)
        there = free_table(page, before)
        tabs_to(page, chip(page, name))
        with page.expect_response(lambda answer: "what-if" in answer.url):
            keys.press("Enter")
        for _ in page.locator("#room > [data-table]").all():
            keys.press("ArrowRight")
            if page.locator(f'#room > [data-table="{there}"][data-over]').count():
                break
        told = page.locator("[data-spoken]")
        expect(told).to_contain_text(f"Tafel {there}:")
        with page.expect_response(lambda answer: "/move" in answer.url):
            keys.press("Enter")
        expect(told).to_contain_text(f"{name} zit aan tafel {there}")
        sits_at(page, name, there)
    leads_on(page, lambda: keys.press("Control+z"))
    sits_at(page, "Buur 31", before)
    place = table_of(page, "Buur 20")
    tabs_to(page, page.locator(f'#table-{place} form[action$="/lock"] button'))
    leads_on(page, lambda: keys.press("Enter"))
    visitor.sees_a_sound_page()
    stays = sitting(page, place)
    tabs_to(page, page.locator('main form[action$="/plan"] button').first)
    leads_on(page, lambda: keys.press("Enter"))
    visitor.sees_a_sound_page()
    work(site)
    page.wait_for_url(f"**{tables}")
    visitor.reads("De tafels zijn gepland").sees_a_sound_page()
    assert sitting(page, place) == stays
    link = page.get_by_role("link", name="Lijsten voor op de tafels")
    tabs_to(page, link)
    assert page.request.get(link.get_attribute("href")).body()[:5] == b"%PDF-"
    tabs_to(page, page.locator(f'#table-{place} form[action$="/lock"] button'))
    leads_on(page, lambda: keys.press("Enter"))


def tabs_to(page, goal):
    """The Tab key until the focus is there, as somebody without a mouse does it."""
    goal.wait_for()
    page.evaluate("document.activeElement.blur()")
    for _ in range(400):
        page.keyboard.press("Tab")
        if goal.evaluate("one => one === document.activeElement"):
            return
    raise AssertionError("The Tab key does not come there.")


def sitting(page, number):
    chips = page.locator(f'#room > [data-table="{number}"] [data-person]')
    return sorted(chips.all_inner_texts())


def test_tap_a_person_then_another_and_they_swap(visitor, tables):
    page = visitor.page
    visitor.signs_in("Joost")
    visitor.opens(tables)
    one = "Buur 5"
    mine = table_of(page, one)
    names = [f"Buur {n}" for n in range(6, 30)]
    other = next(name for name in names if table_of(page, name) != mine)
    theirs = table_of(page, other)
    chip(page, one).click()
    with page.expect_response(lambda answer: "/swap" in answer.url):
        chip(page, other).click()
    sits_at(page, one, theirs)
    sits_at(page, other, mine)


def over_and_done(begun, done):
    return 0 < len(begun) == len(done)


def test_what_is_moved_just_before_a_reload_is_kept(visitor, tables, site, monkeypatch):
    """Also when the server takes its time; the page then shows what is true."""
    from dialogue.seating import actions

    page = visitor.page
    visitor.signs_in("Joost")
    for real, name, slow in (
        ("move", "Buur 18", 0.0), ("move", "Buur 22", 0.7), ("swap", "Buur 24", 0.7),
    ):  # fmt: skip
        visitor.opens(tables)
        before = table_of(page, name)
        there = free_table(page, before)
        goal = page.locator(f'#room > [data-table="{there}"]')
        other = goal.locator("[data-person] bdi").first.inner_text()
        act = getattr(actions, real)
        begun, done = [], []

        def slowly(*who, act=act, slow=slow, begun=begun, done=done, **how):
            begun.append(who)
            try:
                time.sleep(slow)
                return act(*who, **how)
            finally:
                done.append(who)

        with monkeypatch.context() as patched:
            patched.setattr(actions, real, slowly)
            chip(page, name).click()
            with page.expect_request(lambda asked, real=real: f"/{real}" in asked.url):
                if real == "swap":
                    chip(page, other).click()
                else:
                    goal.locator("h3").click()
            page.reload()
            sits_at(page, name, there)
            page.wait_for_load_state("networkidle")
            all_done = partial(over_and_done, begun, done)
            assert within_patience(page, all_done)
        visitor.opens(tables)
        sits_at(page, name, there)
        assert real == "move" or table_of(page, other) == before


def test_without_a_script_the_same_links_and_forms_do_it(site, chromium, tables):
    context = open_context(chromium, site.address, 1280, scripts=False)
    page = context.new_page()
    page.goto("/demo")
    leads_on(page, page.get_by_role("button", name="Joost").first.click)
    page.goto(tables)
    before = table_of(page, "Buur 9")
    leads_on(page, chip(page, "Buur 9").click)
    card = page.locator('#room > [data-table]:has(form[action$="/move"])').first
    number = card.get_attribute("data-table")
    assert number != before
    leads_on(page, card.locator('form[action$="/move"] button').click)
    sits_at(page, "Buur 9", number)
    context.close()


def test_four_hundred_people_stay_fluid(site, chromium):
    # So much work that no machine has done it before the page looks again.
    address = evening_of(site, 400, rounds=4, effort=5)
    context = open_context(
        chromium, site.address, 1280, height=900, often_looked_at=False
    )
    page = context.new_page()
    page.goto("/demo")
    leads_on(page, page.get_by_role("button", name="Joost").first.click)
    page.goto(address)
    assert page.locator("#room [data-person]").count() == 400
    page.evaluate(
        "() => { window.long = 0; new PerformanceObserver(list => list.getEntries()"
        ".forEach(one => window.long = Math.max(window.long, one.duration)))"
        ".observe({type: 'longtask'}) }"
    )
    # What else the machine does can only add to it: the best of three tries counts.
    assert any(drags_about(page) for _ in range(3))
    three_plans_at_the_door(page, address)
    plans_stops_and_prints(page, site, address)
    context.close()


def drags_about(page):
    """Somebody over the room and back to no table; whether that is fluid."""
    box = lies_still(chip(page, "Buur 20"))
    page.evaluate("window.long = 0")
    page.mouse.move(box["x"] + 10, box["y"] + 10)
    page.mouse.down()
    began = time.perf_counter()
    with page.expect_response(lambda answer: "what-if" in answer.url) as asked:
        page.mouse.move(box["x"] + 40, box["y"] + 40, steps=3)
    asked.value.finished()
    waited = asked.value.request.timing["responseEnd"]
    for step in range(40):
        page.mouse.move(200 + step * 10, 500 + step % 7 * 20)
    page.mouse.move(2, 450)
    expect(page.locator("[data-over]")).to_have_count(0)
    page.mouse.up()
    page.wait_for_timeout(100)
    took = time.perf_counter() - began
    longest = page.evaluate("window.long")
    print(f"what-if {waited:.0f} ms, longest task {longest:.0f} ms, drag {took:.2f} s")
    # Below 100, and 90 ms of CPU, where nothing else runs.
    return longest < 400 and waited < 3000


def three_plans_at_the_door(page, address):
    """From the click to three plans on the page, of which none is taken."""
    page.goto(f"{address}/door")
    page.locator("label", has_text="Tafel 5").first.click()
    began, worked = time.perf_counter(), worked_so_far()
    leads_on(page, page.get_by_role("button", name="Maak drie plannen").click)
    expect(page.locator('form[action$="/door/best"]')).to_be_visible()
    took, worked = time.perf_counter() - began, worked_so_far() - worked
    print(f"three plans for 400 people: {took:.2f} s, {worked:.2f} of them of work")
    assert worked < 3, "about one second; how long it waits for its turn does not count"
    leads_on(page, page.get_by_role("button", name="Geen van deze").click)


def worked_so_far():
    """CPU seconds of this process, which serves the pages, and of its children."""
    return sum(os.times()[:4])


def plans_stops_and_prints(page, site, address):
    """Progress while it plans, the best so far, undo; paper by the worker."""
    page.goto(address)
    before = sitting(page, 7)
    leads_on(page, page.locator('main form[action$="/plan"] button').first.click)
    worker = threading.Thread(target=work, args=[site])
    worker.start()
    far = page.get_by_text("van de 100 delen")
    far.wait_for()
    print(far.inner_text())
    page.locator('form[action$="/stop"] button').click()
    page.wait_for_url(f"**{address}", timeout=60_000)
    worker.join()
    assert sitting(page, 7) != before
    leads_on(page, page.locator('main form[action$="/undo"] button').first.click)
    assert sitting(page, 7) == before
    leads_on(page, page.get_by_role("link", name="Een kaartje voor iedereen").click)
    leads_on(page, page.locator('form[action$="/print/cards"] button').click)
    worker = threading.Thread(target=work, args=[site])
    worker.start()
    opens = page.get_by_role("link", name="Open de PDF")
    opens.wait_for(timeout=60_000)
    worker.join()
    paper = page.request.get(opens.get_attribute("href"))
    assert paper.body()[:5] == b"%PDF-"


def test_a_thumb_sees_the_change_before_it_lets_go(site, chromium, tables):
    context = chromium.new_context(
        base_url=site.address,
        viewport={"width": 360, "height": 740},
        has_touch=True,
        locale="nl-NL",
    )
    page = context.new_page()
    page.goto("/demo")
    leads_on(page, page.get_by_role("button", name="Joost").first.tap)
    page.goto(tables)
    before = table_of(page, "Buur 15")
    there = free_table(page, before)
    with page.expect_response(lambda answer: "what-if" in answer.url):
        chip(page, "Buur 15").tap()
    spot = page.locator(f'#room > [data-table="{there}"] p.small')
    spot.tap()
    expect(page.locator("section.held button")).to_have_count(2)
    assert table_of(page, "Buur 15") == before
    with page.expect_response(lambda answer: "/move" in answer.url):
        page.locator("section.held button").first.tap()
    sits_at(page, "Buur 15", there)
    context.close()
