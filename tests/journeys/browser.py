"""A visitor in Chromium who checks every page opened: axe, console, third parties."""

import json
import re
import shutil
import time
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import (
    Browser,
    BrowserContext,
    Error,
    Locator,
    Page,
    Playwright,
    expect,
)

WIDTHS = (360, 1280)
TOP = Path(__file__).resolve().parents[2]
AXE = TOP / "dialogue" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES: dict[str, object] = {
    "type": "tag",
    "values": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"],
}
# What may go wrong in the dark on a page that is sound in the light.
OF_COLOUR: dict[str, object] = {
    "type": "rule",
    "values": ["color-contrast", "link-in-text-block"],
}
LOOK = """async only => {
  const asked = {runOnly: only, resultTypes: ['violations'], selectors: false};
  const found = await axe.run(document, asked);
  const whole = document.documentElement;
  return [found.violations, whole.scrollWidth - whole.clientWidth];
}"""
# Whether a press brings another page; a composer's is kept by its script.
LEADS_AWAY = """one => one.matches('a[href]')
  || (one.type === 'submit' && one.form && one.form.dataset.composer === undefined)"""
PATIENCE = 30_000  # milliseconds; a machine of two cores does other things too
expect.set_options(timeout=PATIENCE)
# What goes by itself after ten seconds stays until a slow machine has looked at it.
LINGER = """document.addEventListener('readystatechange', () => {
  for (const one of document.querySelectorAll('[data-toast]')) one.dataset.toast = 25;
});"""
# Chromium listens to the last such list only, so this holds what Playwright's holds too.
OFF = (
    "AvoidCorsURLLoaderRestartOnRedirect", "AvoidUnnecessaryBeforeUnloadCheckSync",
    "AimEnabled", "DestroyProfileOnBrowserClose", "HttpsFirstBalancedModeAutoEnable",
    "HttpsUpgrades", "LensOverlay", "MediaRouter", "NetworkTimeServiceQuerying",
    "OptimizationHints", "PaintHolding", "PreconnectToSearch",
    "TcpPortRandomizationWin", "ThirdPartyStoragePartitioning",
    "WebUIOmniboxAimPopup", "WebUIOmniboxPopup",
)  # fmt: skip


def launch(playwright: Playwright) -> Browser:
    """The system's own Chromium or Playwright's, without a window."""
    names = ("chromium", "google-chrome")
    path = next((found for found in map(shutil.which, names) if found), None)
    # Where there is none, Playwright looks for its own, which ./do test brought.
    # Without these Chromium looks for its makers' servers at every start, and draws a
    # list under an address bar that nobody sees: half a second for each new person.
    quiet = [
        "--disable-background-networking",
        "--disable-component-update",
        f"--disable-features={','.join(OFF)}",
    ]
    return playwright.chromium.launch(
        executable_path=path,
        args=["--no-sandbox", "--disable-dev-shm-usage", "--disable-sync", *quiet],
    )


def open_context(
    browser: Browser,
    address: str,
    width: int,
    *,
    language: str = "nl-NL",
    scripts: bool = True,
    dark: bool = False,
    height: int = 800,
    often_looked_at: bool = True,
) -> BrowserContext:
    """A browser of one person: its own cookies, its own width."""
    context = browser.new_context(
        base_url=address,
        viewport={"width": width, "height": height},
        locale=language,
        java_script_enabled=scripts,
        color_scheme="dark" if dark else "light",
        reduced_motion="reduce",
    )
    context.set_default_timeout(PATIENCE)
    if scripts:
        context.add_init_script(LINGER)
    if scripts and often_looked_at:
        # There before the page: Chromium then compiles it once, not for every page.
        context.add_init_script(path=AXE)
    return context


class Visitor:
    """Opens pages, fills in forms by their labels, presses buttons by their words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        self.pressed = 0
        self.filled = 0
        self.scripts = True
        self.offline = False
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complain(f"script: {error}"))
        page.on("request", self._asked)

    def complain(self, words: str) -> None:
        """Keep what is wrong until the visit is over."""
        self.complaints.append(f"{self.page.url}: {words}")

    def _heard(self, message) -> None:  # type: ignore[no-untyped-def]
        # A 4xx we ask for on purpose, and a network we switched off ourselves.
        expected = "Failed to load resource" in message.text
        if message.type == "error" and not expected:
            self.complain(f"console: {message.text}")

    def _asked(self, request) -> None:  # type: ignore[no-untyped-def]
        if not request.url.startswith(("http://127.0.0.1", "blob:", "data:")):
            self.complain(f"third party: {request.url}")

    def opens(self, address: str, *, status: int = 200) -> "Visitor":
        """Go to an address; the page must be sound."""
        answer = self.page.goto(address)
        assert answer is not None and answer.status == status, (
            f"{address} answers {answer and answer.status}"
        )
        return self.sees_a_sound_page()

    def presses(
        self, words: str, *, exact: bool = False, sound: bool = True
    ) -> "Visitor":
        """Press the first button or link with these words that can be seen."""
        button, link = (
            self.page.get_by_role(role, name=words, exact=exact).locator("visible=true")
            for role in ("button", "link")
        )
        assert within_patience(self.page, lambda: button.count() or link.count()), (
            f"No button or link {words!r} on {self.page.url}: {self.text()[:1500]}"
        )
        return self.clicks(button if button.count() else link, sound=sound)

    def clicks(self, what: Locator, *, sound: bool = True) -> "Visitor":
        """Press the first of these; where that brings another page, it is there."""
        if what.first.evaluate(LEADS_AWAY):
            leads_on(self.page, what.first.click)
        else:
            what.first.click()
        self.pressed += 1
        return self.sees_a_sound_page() if sound else self

    def unfolds(self, words: str) -> "Visitor":
        """Open what is folded away under these words."""
        self.page.locator("summary", has_text=words).first.click()
        self.pressed += 1
        return self

    def fills(self, label: str, value: str) -> "Visitor":
        """Type into the field with this label."""
        found = self.page.get_by_label(label, exact=False).locator("visible=true")
        found.first.fill(value)
        self.filled += 1
        return self

    def picks(self, label: str, option: str) -> "Visitor":
        """Choose from a list."""
        found = self.page.get_by_label(label, exact=False).locator("visible=true")
        found.first.select_option(label=option)
        self.filled += 1
        return self

    def chooses(self, label: str) -> "Visitor":
        """Tick the box or option with this label."""
        # The words are pressed, as a thumb does: a chip's own box lies under them.
        self.page.get_by_label(label, exact=False).first.check(force=True)
        self.pressed += 1
        return self

    def text(self) -> str:
        """The words on the page."""
        return " ".join(self.page.inner_text("body").split())

    def reads(self, *words: str) -> "Visitor":
        """The page says this, now or in a while."""
        missing: list[str] = []

        def all_there() -> bool:
            text = self.text().casefold()
            missing[:] = [each for each in words if each.casefold() not in text]
            return not missing

        assert within_patience(self.page, all_there), (
            f"{missing} is not on {self.page.url}: {self.text()[:1500]}"
        )
        return self

    def reads_not(self, *words: str) -> "Visitor":
        """The page does not say this."""
        for each in words:
            assert each.casefold() not in self.text().casefold(), (
                f"{each!r} is on {self.page.url}"
            )
        return self

    def sees_a_sound_page(self) -> "Visitor":
        """Nothing for axe to complain of; nothing sticks out at the side."""
        if self.scripts and not self.offline:
            wrong = unsound(self.page)
            assert not wrong, f"{self.page.url}: {json.dumps(wrong, indent=1)}"
        return self

    def signs_in(self, name: str) -> "Visitor":
        """Become one of the people of the example, through the demo's page."""
        self.page.goto("/demo")
        return self.presses(name)


def within_patience(page: Page, true: Callable[[], object]) -> bool:
    """Whether it becomes true: asked at once, then again and again."""
    ends = time.monotonic() + PATIENCE / 1000
    while not true():
        if time.monotonic() > ends:
            return False
        page.wait_for_timeout(50)
    return True


def leads_on(page: Page, act: Callable[[], object]) -> None:
    """Do what brings another page, and wait until that page is there whole."""
    with page.expect_navigation():
        act()


def unsound(
    page: Page, rules: dict[str, object] = RULES, *, tries: int = 5
) -> list[str]:
    """What axe finds on the page that is open, and how far it sticks out."""
    size = page.viewport_size
    assert size is not None
    try:
        return _looked_at(page, size["width"], rules)
    except Error as trouble:
        if tries == 1 or "context was destroyed" not in str(trouble):
            raise
    finally:
        if page.viewport_size != size:
            page.set_viewport_size(size)
    # A page that looks again by itself did so just then: look at the new one.
    page.wait_for_load_state()
    return unsound(page, rules, tries=tries - 1)


def _looked_at(page: Page, width: int, rules: dict[str, object]) -> list[str]:
    """What is wrong; a telephone's window is left as long as the page."""
    if width < 700:
        # The bar at the bottom hides whatever happens to lie under it until one
        # scrolls; axe sees only this screen. On a screen as long as the page the bar
        # lies where it lies for who has scrolled: below everything.
        tall = page.evaluate("document.documentElement.scrollHeight")
        page.set_viewport_size({"width": width, "height": max(800, int(tall))})
    if page.evaluate("typeof axe === 'undefined'"):
        page.evaluate(AXE.read_text(encoding="utf-8"))
    violations, wide = page.evaluate(LOOK, rules)
    wrong = [_told(each) for each in violations]
    return [*wrong, *([f"sticks out by {wide} px"] if wide > 0 else [])]


def _told(violation: dict) -> str:  # type: ignore[type-arg]
    nodes = [node["html"][:160] for node in violation["nodes"][:3]]
    more = [
        part["message"]
        for node in violation["nodes"][:1]
        for part in node["any"] + node["all"] + node["none"]
    ]
    return f"{violation['id']}: {violation['help']} {nodes} {more[:2]}"


def spoken(text: str) -> str:
    """Words as read, however they are wrapped."""
    return re.sub(r"\s+", " ", text).strip()
