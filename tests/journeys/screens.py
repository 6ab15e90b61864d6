"""`./do screens DIR`: pictures of every screen of the walked example, at two widths."""

import sys
import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.journeys.browser import WIDTHS, launch, leads_on, open_context
from tests.journeys.places import Place, desk_pages, public_pages
from tests.journeys.serving import served
from tests.journeys.world import Site, coming_evening, deliver, mail_to, open_room


def run(words: Sequence[str]) -> int:
    """Serve the example and photograph it; returns 0, or 1 when a page failed."""
    if len(words) != 1:
        print("Say where to: ./do screens DIR", file=sys.stderr)
        return 2
    target = Path(words[0])
    target.mkdir(parents=True, exist_ok=True)
    with (
        tempfile.TemporaryDirectory(prefix="dialogue-screens-") as folder,
        served(Path(folder)) as site,
        sync_playwright() as playwright,
    ):
        browser = launch(playwright)
        bad = Photographer(site, browser, target).walk()
        browser.close()
    return int(bad > 0)


class Photographer:
    """Goes by every page, first with a telephone, then with a large screen."""

    def __init__(self, site: Site, browser: Browser, target: Path) -> None:
        self.site, self.browser, self.target = site, browser, target
        self.bad, self.width = 0, 0

    def walk(self) -> int:
        """Every picture; returns how many pages did not answer as they should."""
        for self.width in WIDTHS:
            self._visit("", self._public)
            self._visit("Samira", self._desk)
        # What is done comes after what is shown: it adds people and an evening.
        for self.width in WIDTHS:
            self._visit("", self._sign_up)
            self._visit("", self._table)
            self._visit("", self._clerk)
        return self.bad

    def _visit(self, who: str, steps: Callable[[Page], None]) -> None:
        context = open_context(self.browser, self.site.address, self.width)
        page = context.new_page()
        if who:
            page.goto("/demo")
            leads_on(page, page.get_by_role("button", name=who).click)
        steps(page)
        context.close()

    def _public(self, page: Page) -> None:
        self._pages(page, "", public_pages(self.site))

    def _desk(self, page: Page) -> None:
        self._pages(page, "desk-", desk_pages(self.site))

    def _pages(self, page: Page, kind: str, places: Sequence[Place]) -> None:
        for number, place in enumerate(places):
            answer = page.goto(place.address)
            if answer is None or answer.status != place.status:
                print(f"{place.address}: {answer and answer.status}", file=sys.stderr)
                self.bad += 1
            self._take(page, f"{kind}{number:02}-{place.endpoint}")

    def _take(self, page: Page, name: str) -> None:
        page.wait_for_load_state()
        # A bar that stays at the bottom of the screen would lie across a long picture.
        size = page.viewport_size or {"width": self.width, "height": 800}
        tall = int(page.evaluate("document.documentElement.scrollHeight"))
        page.set_viewport_size({"width": size["width"], "height": max(800, tall)})
        page.screenshot(path=self.target / f"{name}-{self.width}.png")
        page.set_viewport_size({"width": size["width"], "height": 800})

    def _sign_up(self, page: Page) -> None:
        page.goto(f"{self.site.talk}/sign-up")
        page.get_by_label("Hoe mogen we je noemen?").fill("Noor")
        leads_on(page, page.get_by_role("button", name="Geef mij een plek").click)
        self._take(page, "resident-1-a-mistake")
        page.get_by_label("Hoe kunnen we je bereiken?").fill("noor@post.example")
        page.get_by_label("Het is goed dat jullie").check(force=True)
        leads_on(page, page.get_by_role("button", name="Geef mij een plek").click)
        self._take(page, "resident-2-signed-up")
        page.goto("/wilgendam/mine")
        self._take(page, "resident-3-mine")
        page.goto("/wilgendam/mine/change")
        self._take(page, "resident-4-change")

    def _table(self, page: Page) -> None:
        room = open_room(self.site, coming_evening(self.site, f"Avond {self.width}"))
        room.goes_to(5)
        page.goto(room.link(1))
        self._take(page, "table-1-code")
        page.get_by_label("De code van deze avond").fill(room.code)
        leads_on(page, page.get_by_role("button", name="Open de tafel").click)
        page.get_by_label("Hoeveel mensen zitten hier?").fill("6")
        leads_on(page, page.get_by_role("button", name="Bewaar dit aantal").click)
        for words in (
            "Mijn buurvrouw bracht soep toen ik ziek was.",
            "Ik ken niemand op mijn trap.",
        ):
            page.locator("#sentence").fill(words)
            page.get_by_role("button", name="Schrijf op").click()
            line = page.locator("[data-lines] li", has_text=words)
            expect(line).to_contain_text("verstuurd")
        self._take(page, "table-2-writing")
        page.goto("/table/here?step=9")
        self._take(page, "table-3-request")
        page.goto("/table/here/read-back")
        self._take(page, "table-4-read-back")

    def _clerk(self, page: Page) -> None:
        mail = f"griffie{self.width}@wilgendam.example"
        deliver(self.site, self.site.built.past_id, mail)
        page.goto(mail_to(self.site, mail)[0].link("/clerk/"))
        self._take(page, "clerk-1-link")
        leads_on(page, page.get_by_role("button", name="Open de verzoeken").click)
        self._take(page, "clerk-2-requests")


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
