"""A visitor in Chromium who checks every page opened: axe, console, third parties."""

import json
import shutil
from pathlib import Path

from playwright.sync_api import Browser, Page, Playwright

WIDTHS = (360, 1280)
TOP = Path(__file__).resolve().parents[2]
AXE = TOP / "dialogue" / "assets" / "node_modules" / "axe-core" / "axe.min.js"
RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]


def launch(playwright: Playwright) -> Browser:
    """Debian's or Ubuntu's own Chromium, without a window."""
    path = shutil.which("chromium") or shutil.which("chromium-browser") or shutil.which("google-chrome")
    assert path, "Chromium is missing; ./do test installs it."
    return playwright.chromium.launch(executable_path=path, args=["--no-sandbox", "--disable-dev-shm-usage"])


class Visitor:
    """Opens pages, fills in forms by their labels, presses buttons by their words."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.complaints: list[str] = []
        page.on("console", self._heard)
        page.on("pageerror", lambda error: self.complaints.append(f"script: {error}"))
        page.on("request", self._asked)

    def _heard(self, message) -> None:  # type: ignore[no-untyped-def]
        expected = "Failed to load resource" in message.text  # a 4xx we ask for on purpose
        if message.type == "error" and not expected:
            self.complaints.append(f"console on {self.page.url}: {message.text}")

    def _asked(self, request) -> None:  # type: ignore[no-untyped-def]
        if not request.url.startswith(("http://127.0.0.1", "blob:", "data:")):
            self.complaints.append(f"third party: {request.url}")

    def opens(self, address: str) -> "Visitor":
        """Go to an address; the page must be sound."""
        self.page.goto(address)
        return self.sees_a_sound_page()

    def presses(self, words: str, *, exact: bool = False) -> "Visitor":
        """Press the first button or link with these words that can be seen."""
        for role in ("button", "link"):
            found = self.page.get_by_role(role, name=words, exact=exact).locator("visible=true")  # type: ignore[arg-type]
            if found.count():
                found.first.click()
                self.page.wait_for_load_state()
                return self.sees_a_sound_page()
        raise AssertionError(f"No button or link {words!r} on {self.page.url}: {self.page.inner_text('main')[:800]}")

    def fills(self, label: str, value: str) -> "Visitor":
        """Type into the field with this label."""
        self.page.get_by_label(label, exact=False).locator("visible=true").first.fill(value)
        return self

    def chooses(self, label: str) -> "Visitor":
        """Tick the box or option with this label."""
        self.page.get_by_label(label, exact=False).first.check(force=True)
        return self

    def reads(self, *words: str) -> "Visitor":
        """The page says this."""
        text = " ".join(self.page.inner_text("body").split())
        for each in words:
            assert each in text, f"{each!r} is not on {self.page.url}: {text[:1500]}"
        return self

    def sees_a_sound_page(self) -> "Visitor":
        """Nothing for axe to complain of; nothing sticks out at the side."""
        self.page.evaluate(AXE.read_text(encoding="utf-8"))
        found = self.page.evaluate(
            "rules => axe.run(document, {runOnly: {type: 'tag', values: rules}, resultTypes: ['violations']})", RULES
        )
        wrong = [
            f"{each['id']}: {each['help']} {[node['html'][:160] for node in each['nodes'][:3]]}"
            for each in found["violations"]
        ]
        assert not wrong, f"{self.page.url}: {json.dumps(wrong, indent=1)}"
        wide = self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")
        assert wide <= 0, f"{self.page.url} sticks out by {wide} px"
        return self

    def signs_in(self, name: str) -> "Visitor":
        """Become one of the people of the example, through the demo's page."""
        return self.opens("/demo").presses(name)
