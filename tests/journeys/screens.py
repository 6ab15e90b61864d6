"""`./do screens DIR`: pictures of every screen of the walked example, at two widths."""

import sys
import tempfile
import threading
from collections.abc import Sequence
from pathlib import Path

from playwright.sync_api import sync_playwright
from werkzeug.serving import make_server

from tests.journeys.browser import WIDTHS, launch

PUBLIC = ("find=/", "municipality=/wilgendam/", "what-came-of-it=/wilgendam/what-came-of-it", "how-it-goes=/wilgendam/how-it-goes",
          "privacy=/wilgendam/privacy", "accessibility=/accessibility", "sign-in=/sign-in", "verify=/verify",
          "session={talk}", "sign-up={talk}/sign-up", "sign-up-other={talk}/sign-up/other", "report={report}")  # fmt: skip
DESK = ("desk=/wilgendam/desk", "talks=/wilgendam/desk/talks", "calls=/wilgendam/desk/calls", "guides=/wilgendam/desk/guides",
        "guide=/wilgendam/desk/guides/sleutel-van-de-buren", "venues=/wilgendam/desk/venues", "team=/wilgendam/desk/team",
        "set-up=/wilgendam/desk/set-up", "plan-new=/wilgendam/desk/talks/new", "coming-seats={coming}/seats", "coming-invite={coming}/invite",
        *(f"past-{stop}={{past}}/{stop}" for stop in ("plan", "invite", "seats", "tables", "evening", "harvest", "harvest/requests", "report", "answer")))  # fmt: skip
CLERK = ("clerk=/wilgendam/desk/council",)


def run(words: Sequence[str]) -> int:
    """Serve the example and photograph it; returns 0, or 1 when a page failed."""
    if len(words) != 1:
        print("Say where to: ./do screens DIR", file=sys.stderr)
        return 2
    target = Path(words[0])
    target.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dialogue-screens-") as folder:
        return _photograph(Path(folder), target)


def _photograph(folder: Path, target: Path) -> int:
    from dialogue.app import create_app
    from dialogue.commands import bring_up_to_date
    from dialogue.demo import PASSWORD, last_evening, settings_of
    from dialogue.demo.pages import room
    from dialogue.example.build import build_demo
    from dialogue.foundation.settings import read

    server = make_server("127.0.0.1", 0, lambda *_: [], threaded=True)
    app = create_app(read(settings_of(folder, server.port)))
    app.register_blueprint(room)
    bring_up_to_date(app)
    built = build_demo(app, folder, last_evening(), PASSWORD)
    server.app = app
    threading.Thread(target=server.serve_forever, daemon=True).start()
    places = {
        "talk": f"/wilgendam/talks/{built.coming_ref}", "report": f"/wilgendam/reports/{built.past_ref}",
        "coming": f"/wilgendam/desk/talks/{built.coming_id}", "past": f"/wilgendam/desk/talks/{built.past_id}",
    }  # fmt: skip
    bad = 0
    with sync_playwright() as playwright:
        browser = launch(playwright)
        for width in WIDTHS:
            for who, screens in (("", PUBLIC), ("Samira", DESK), ("Marloes", CLERK)):
                context = browser.new_context(base_url=f"http://127.0.0.1:{server.port}", viewport={"width": width, "height": 800}, locale="nl-NL")
                page = context.new_page()
                if who:
                    page.goto("/demo")
                    page.get_by_role("button", name=who).click()
                for screen in screens:
                    name, _, address = screen.partition("=")
                    answer = page.goto(address.format(**places))
                    if answer is None or answer.status != 200:
                        print(f"{name}: {answer.status if answer else 'nothing'}", file=sys.stderr)
                        bad += 1
                    page.screenshot(path=target / f"{name.replace('/', '-')}-{width}.png", full_page=True)
                context.close()
        browser.close()
    server.shutdown()
    return int(bad > 0)


if __name__ == "__main__":
    sys.exit(run(sys.argv[1:]))
