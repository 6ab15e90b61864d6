"""The look in a real browser: readable, reachable, at home in another house style."""

import re
from collections.abc import Iterator
from threading import Thread
from typing import Any

import pytest
from flask import Flask
from playwright.sync_api import expect
from werkzeug.serving import WSGIRequestHandler, make_server

from tests.house import styleguide
from tests.journeys.browser import AXE, LOOK, RULES, within_patience

POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; "
    "font-src 'self'; connect-src 'self'; worker-src 'self'; form-action 'self'; "
    "base-uri 'none'; require-trusted-types-for 'script'"
)

pytestmark = pytest.mark.journey


class Silent(WSGIRequestHandler):
    """A server that does not write down who asks for what."""

    def log(self, kind: str, message: str, *args: object) -> None:
        return None


@pytest.fixture(scope="module")
def guide() -> Flask:
    app = styleguide.make_app()
    app.config["WTF_CSRF_ENABLED"] = True

    @app.after_request
    def protect(response: Any) -> Any:
        response.headers["Content-Security-Policy"] = POLICY
        return response

    return app


@pytest.fixture(scope="module")
def address(guide: Flask) -> Iterator[str]:
    server = make_server("127.0.0.1", 0, guide, threaded=True, request_handler=Silent)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.port}"
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.fixture
def browser(chromium: Any) -> Iterator[Any]:
    """The browser of all tests; what this one opened is closed."""
    before = set(chromium.contexts)
    yield chromium
    for context in set(chromium.contexts) - before:
        context.close()


NOTHING_IS_KEPT = (
    "indexedDB.databases().then(all => all.every(one => one.name !== 'dialogue-table'))"
)


def until(page: Any, true: str) -> None:
    """Wait for an expression: the browser's own way needs eval, which we forbid."""
    assert within_patience(page, lambda: page.evaluate(true)), f"never true: {true}"


def findings(page: Any) -> list[str]:
    page.evaluate(AXE.read_text(encoding="utf-8"))
    violations, _wide = page.evaluate(LOOK, RULES)
    return [f"{found['id']}: {found['nodes'][0]['html'][:120]}" for found in violations]


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
def test_every_screen_passes_the_accessibility_check(
    browser: Any, address: str, scheme: str, width: int
) -> None:
    page = browser.new_page(
        viewport={"width": width, "height": 800}, color_scheme=scheme, locale="nl-NL"
    )
    troubles: list[str] = []
    page.on("pageerror", lambda problem: troubles.append(str(problem)))
    page.on(
        "console",
        lambda said: troubles.append(said.text) if said.type == "error" else None,
    )
    for screen in styleguide.SCREENS:
        page.goto(f"{address}/{screen}")
        troubles += [f"{screen}: {finding}" for finding in findings(page)]
    page.close()
    assert troubles == []


@pytest.mark.parametrize("language", ["nl", "ar"])
def test_nothing_sticks_out_at_320_pixels(
    browser: Any, address: str, language: str
) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700}, locale="nl-NL")
    wide = []
    for screen in styleguide.SCREENS:
        page.goto(f"{address}/{screen}?lang={language}")
        page.evaluate("document.fonts.ready")
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(screen)
    page.close()
    assert wide == []


def test_long_names_bend_and_do_not_break_the_page(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 320, "height": 700}, locale="nl-NL")
    wide = []
    for screen in styleguide.SCREENS:
        page.goto(f"{address}/{screen}")
        page.evaluate(
            """() => { const name = "Nieuwenhuijzen-Wolschijn van de Meulenreek";
              for (const one of document.querySelectorAll(
                "h1, .masthead__name span, .deskbar .small a, .people th a, .person, .button, .link, .chip span, .line__fig, .day__month, .fact strong"
              )) one.textContent = name; }"""
        )
        if page.evaluate("document.documentElement.scrollWidth > innerWidth"):
            wide.append(screen)
    page.close()
    assert wide == []


def test_what_nobody_sent_within_a_day_is_wiped(browser: Any, address: str) -> None:
    context = browser.new_context(locale="nl-NL", service_workers="block")
    page = context.new_page()
    page.clock.install()
    page.goto(f"{address}/table")
    page.route("**/table", lambda route: route.abort())
    page.get_by_role("textbox").fill("Blijft liggen.")
    page.keyboard.press("Enter")
    until(page, "!document.querySelector('[data-banner]').hidden")
    page.unroute("**/table")
    page.route(
        "**/table",
        lambda route: (
            route.abort() if route.request.method == "POST" else route.continue_()
        ),
    )
    page.clock.fast_forward("25:00:00")
    page.reload()
    until(page, NOTHING_IS_KEPT)
    until(page, "document.querySelector('[data-banner]').hidden")
    expect(page.get_by_text("Blijft liggen.")).to_have_count(0)
    context.close()


def test_touch_targets_are_large_enough(browser: Any, address: str) -> None:
    page = browser.new_page(viewport={"width": 360, "height": 800}, locale="nl-NL")
    small = []
    for screen in styleguide.SCREENS:
        page.goto(f"{address}/{screen}")
        small += page.evaluate(
            """() => [...document.querySelectorAll("button, .button, .link, .input, summary, nav a, .choice, .chip")]
              .filter((one) => one.checkVisibility() && !one.closest(".crumbs, .doc"))
              .filter((one) => one.getBoundingClientRect().height < 43.5)
              .map((one) => one.outerHTML.slice(0, 90))"""
        )
    page.close()
    assert small == []


def test_the_house_style_of_a_municipality_drops_in(browser: Any, address: str) -> None:
    assert styleguide.THEME.exists(), "the open example tokens are not installed"
    page = browser.new_page(viewport={"width": 1280, "height": 800}, locale="nl-NL")
    colour = (
        "getComputedStyle(document.querySelector('.button--primary')).backgroundColor"
    )
    page.goto(f"{address}/signup")
    ours = page.evaluate(colour)
    troubles = []
    for screen in ("municipality", "session", "signup", "signed-up", "parts"):
        page.goto(f"{address}/{screen}?themed")
        troubles += [f"{screen}: {finding}" for finding in findings(page)]
    theirs = page.evaluate(colour)
    wanted = page.evaluate(
        """() => { const probe = document.createElement("i");
          probe.className = "button"; document.body.append(probe);
          return getComputedStyle(document.documentElement)
            .getPropertyValue("--utrecht-button-primary-action-background-color") }"""
    )
    page.close()
    assert troubles == []
    assert theirs != ours
    assert wanted.strip()


def test_keys_press_the_buttons_that_show_them(browser: Any, address: str) -> None:
    page = browser.new_page(locale="nl-NL")
    page.goto(f"{address}/harvest")
    page.evaluate(
        """() => document.querySelector("[data-sorting]").addEventListener("submit",
          (event) => { event.preventDefault(); window.sent = event.submitter.value })"""
    )
    page.keyboard.press("3")
    until(page, "window.sent === '3'")
    page.close()


def test_undo_goes_by_itself_but_not_under_a_hand(browser: Any, address: str) -> None:
    page = browser.new_page(locale="nl-NL")
    page.clock.install(time=0)
    page.clock.pause_at(1000)  # the ten seconds pass when we say so
    page.goto(f"{address}/parts")
    toast = page.locator("[data-toast]")
    toast.locator("button").focus()
    expect(toast.locator("button")).to_be_focused()
    page.clock.run_for(15_000)
    expect(toast).to_have_count(1)
    page.locator("h1").click()
    page.clock.run_for(15_000)
    expect(toast).to_have_count(0)
    page.close()


def test_sentences_written_without_internet_arrive_once(
    browser: Any, address: str, guide: Flask
) -> None:
    written = guide.extensions["written"]
    written.clear()
    context = browser.new_context(locale="nl-NL")
    page = context.new_page()
    page.goto(f"{address}/table")
    until(page, "navigator.serviceWorker.controller !== null")
    until(page, "caches.match('/table').then(Boolean)")
    page.get_by_role("textbox").fill("Met internet.")
    page.keyboard.press("Enter")
    until(page, "document.querySelectorAll('[data-lines] > li').length === 6")
    until(page, NOTHING_IS_KEPT)  # it has arrived
    context.set_offline(True)
    for sentence in ("Zonder internet.", "En nog een."):
        page.get_by_role("textbox").fill(sentence)
        page.keyboard.press("Enter")
    page.get_by_text("En nog een.").wait_for()
    kept = page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("dialogue-table");
          asked.onsuccess = () => { const all = asked.result.transaction("waiting").objectStore("waiting").getAll();
            all.onsuccess = () => { asked.result.close();
              done(all.result.map((one) => new TextDecoder().decode(one.sealed)).join()) } } })"""
    )
    assert "internet" not in kept, "what waits on the phone is not readable"
    page.reload()
    page.get_by_text("En nog een.").wait_for()
    until(page, "!document.querySelector('[data-banner]').hidden")
    context.set_offline(False)
    page.evaluate("dispatchEvent(new Event('online'))")
    until(page, "document.querySelector('[data-banner]').hidden")
    texts = [text for _, text in written]
    assert texts == ["Met internet.", "Zonder internet.", "En nog een."]
    assert len({key for key, _ in written}) == 3
    until(page, NOTHING_IS_KEPT)
    context.close()


def test_a_refused_sentence_comes_back_with_its_reason(
    browser: Any, address: str
) -> None:
    page = browser.new_page(locale="nl-NL")
    page.goto(f"{address}/table")
    box = page.get_by_role("textbox")
    box.fill("Bel me op 06123456.")
    page.keyboard.press("Enter")
    page.get_by_text(re.compile("Schrijf geen nummers op")).wait_for()
    assert box.input_value() == "Bel me op 06123456."
    page.close()
