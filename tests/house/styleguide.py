"""The style guide: every part and every drawn screen, with invented people.

Run `python tests/house/styleguide.py pictures DIR` for screenshots at 360 and 1280
pixels, or `python tests/house/styleguide.py serve` to look around at port 5055. It
needs no database: a bare app with the house's templates and nothing else.
"""

import re
import sys
from datetime import datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import segno
from flask import Flask, Response, abort, flash, jsonify, render_template, request
from flask_babel import Babel
from flask_wtf import CSRFProtect, FlaskForm
from jinja2 import StrictUndefined
from markupsafe import Markup
from werkzeug.datastructures import MultiDict
from wtforms import (
    BooleanField,
    DateField,
    IntegerField,
    RadioField,
    SelectField,
    SelectMultipleField,
    StringField,
    TextAreaField,
    TimeField,
)
from wtforms.fields.choices import SelectChoice as Pick
from wtforms.validators import DataRequired, ValidationError

TOP = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(TOP))

from dialogue.foundation import assets, language  # noqa: E402

SCREENS = (
    "municipality", "session", "signup", "signed-up", "desk", "desk-session",
    "table", "readback", "harvest", "clerk", "report", "parts", "plain", "error",
    "projector",
)  # fmt: skip
THEME = (
    TOP / "dialogue/assets/node_modules/@nl-design-system-unstable"
    "/voorbeeld-design-tokens/dist/theme.css"
)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
FRAME = {
    "name": "Gemeente Wilgendam",
    "short_name": "Wilgendam",
    "home": "/municipality",
    "phone": "14 0199",
    "opening": "maandag tot en met vrijdag van 9 tot 17 uur.",
    "desk": "Of loop binnen bij de balie in De Schakel, Kanaalstraat 12.",
    "links": [
        {"href": "/municipality", "text": "Gesprekken", "current": False},
        {"href": "/municipality#wat-ervan-kwam", "text": "Wat ervan kwam"},
        {"href": "/session#zo-gaat-het", "text": "Zo gaat het"},
    ],
    "languages": [
        {"href": "?lang=en", "code": "en", "name": "English"},
        {"href": "?lang=ar", "code": "ar", "name": "العربية"},
        {"href": "?lang=tr", "code": "tr", "name": "Türkçe"},
        {"href": "?lang=pl", "code": "pl", "name": "Polski"},
    ],
    "small_links": [
        {"href": "#", "text": "Wat we van je bewaren"},
        {"href": "#", "text": "Toegankelijkheid"},
        {"href": "#", "text": "Voor begeleiders: inloggen"},
    ],
}
DESK_MENU = [
    {"href": "/desk", "text": "Wat nu", "icon": "list", "current": True},
    {"href": "/desk-session", "text": "Gesprekken", "icon": "speech"},
    {"href": "#bellen", "text": "Bellen", "icon": "phone"},
    {"href": "#leidraden", "text": "Leidraden", "icon": "book"},
]


class SignUp(FlaskForm):  # type: ignore[misc]
    """The four questions of the drawing."""

    naam = StringField("Hoe mogen we je noemen?", [DataRequired()])
    bereik = StringField("Hoe kunnen we je bereiken?", [DataRequired()])
    samen = RadioField(
        "Kom je alleen?",
        choices=[Pick("1", "Ja, ik kom alleen"), Pick("2", "Ik neem iemand mee")],
    )
    nodig = SelectMultipleField(
        "Kruis aan wat helpt",
        choices=[
            Pick("vervoer", "Iemand die me ophaalt"),
            Pick("taal", "Iemand die mijn taal spreekt"),
            Pick("rolstoel", "Plek voor een rolstoel of rollator"),
            Pick("oppas", "Oppas voor mijn kind"),
        ],
    )
    goed = BooleanField(
        "Het is goed dat jullie mijn naam en nummer bewaren tot het antwoord van "
        "de gemeente er is. Daarna wissen jullie ze."
    )

    def validate_bereik(self, field: StringField) -> None:
        raise ValidationError(
            "Dit nummer heeft 9 cijfers. Het moeten er 10 zijn, zoals 06 12 34 56 78."
        )


class QuickEntry(FlaskForm):  # type: ignore[misc]
    """One person, typed without looking."""

    naam = StringField("Naam", [DataRequired()])
    bereik = StringField("Telefoon, mail of adres", [DataRequired()])
    hoe = SelectField(
        "Hoe", choices=["telefoon", "aan de deur", "kaart", "via iemand", "website"]
    )
    nodig = StringField("Nodig")


class Everything(FlaskForm):  # type: ignore[misc]
    """One field of every kind."""

    line = StringField("Eén regel", [DataRequired()], description="Zoals op de poster.")
    long = TextAreaField("Meer regels")
    pick = SelectField(
        "Kies", choices=[Pick("a", "Buurthuis"), Pick("b", "Bibliotheek")]
    )
    day = DateField("Dag", [DataRequired()])
    hour = TimeField("Tijd", [DataRequired()])
    seats = IntegerField("Stoelen", [DataRequired()])
    kind = RadioField("Soort", choices=[Pick("e", "ervaring"), Pick("c", "citaat")])


class Answer(FlaskForm):  # type: ignore[misc]
    """The council's answer to one request."""

    answer = RadioField(
        "Wat is het antwoord?",
        choices=[
            Pick("ja", "Ja"),
            Pick("anders", "Ja, maar anders"),
            Pick("nee", "Nee, want …"),
            Pick("later", "Later, op …"),
        ],
        default="anders",
    )
    words = TextAreaField(
        "Zo lezen bewoners het",
        [DataRequired()],
        default="Vanaf 1 februari kun je elke avond tot 23 uur wijkagent Esra Kaya "
        "bellen. In het weekend neemt",
    )


def make_app() -> Flask:
    """A bare app: templates, filters, assets, and a route per screen."""
    app = Flask(
        "dialogue",
        root_path=str(TOP / "dialogue"),
        template_folder=str(TOP / "templates"),
        static_folder=None,
    )
    app.config.update(SECRET_KEY="style guide", LANGUAGES=("nl", "en", "ar"))
    app.config["BABEL_TRANSLATION_DIRECTORIES"] = str(TOP / "translations")
    app.jinja_env.undefined = StrictUndefined
    app.jinja_env.trim_blocks = app.jinja_env.lstrip_blocks = True
    Babel(app, locale_selector=language.chosen)
    CSRFProtect(app)
    assets.install(app)
    app.jinja_env.filters.update(
        day_name=language.day_name, day_long=language.day_long,
        time_short=language.time_short, number=language.number,
        month_name=language.month_name, local=language.local,
    )  # fmt: skip
    app.jinja_env.globals.update(language=language.chosen, direction=language.direction)

    @app.get("/theme.css")
    def theme() -> Response:
        """The open example tokens, as a municipality would lay its own down."""
        return Response(THEME.read_text(encoding="utf-8"), mimetype="text/css")

    @app.get("/<screen>")
    def show(screen: str) -> str:
        if screen not in SCREENS:
            abort(404)
        if screen == "parts":
            flash("Gerda heeft een plek.")
            undo = {"text": "Wim is van de lijst gehaald.", "undo": "/parts"}
            flash(undo, "undo")
        shown = context()
        if "themed" in request.args:
            dressed = {"theme_css": "/theme.css", "theme_class": "voorbeeld-theme"}
            shown["frame"] = FRAME | dressed
        return render_template(f"_house/styleguide/{screen}.html", **shown)

    install_table(app)
    return app


def install_table(app: Flask) -> None:
    """Routes that make the table page one that can really be written on."""
    app.extensions["written"] = []

    @app.post("/table")
    def write_down() -> tuple[dict[str, str], int]:
        """Take a sentence; refuse one with a number in it, as a room would a name."""
        if re.search(r"\d{4}", request.form["text"]):
            return {"sentence": "Schrijf geen nummers op."}, 422
        app.extensions["written"].append((request.form["key"], request.form["text"]))
        return {"key": request.form["key"]}, 201

    @app.get("/table/state")
    def state() -> Response:
        answer = jsonify(left="nog 13 minuten", page=5)
        answer.set_etag("state-1")
        return answer.make_conditional(request)

    @app.get("/table-worker.js")
    def worker() -> Response:
        code = assets.built_bytes(app, "table-worker.js")
        return Response(code, mimetype="text/javascript")


def context() -> dict[str, object]:
    """Invented people, places and numbers for every screen."""
    sign_up = SignUp(
        formdata=MultiDict(
            {"naam": "Gerda", "bereik": "06 1234 567", "samen": "2", "goed": "y"}
        ),
        meta={"csrf": False},
    )
    sign_up.validate()
    qr = segno.make("7K4M QPX2 TWRE", micro=False)
    return {
        "frame": FRAME,
        "desk_menu": DESK_MENU,
        "desk_me": {"href": "#", "text": "Samira el Idrissi"},
        "clerk_word": "Persoonlijke pagina voor mevrouw De Wit, griffie",
        "sign_up": sign_up,
        "quick": QuickEntry(),
        "everything": Everything(),
        "answer": Answer(),
        "qr": Markup(
            qr.svg_inline(border=0, svgclass="qr", lineclass=None, omitsize=True)
        ),
        "when": lambda month, day, hour=19, minute=30: datetime(
            2027, month, day, hour, minute, tzinfo=AMSTERDAM
        ),
    }


def take_pictures(folder: Path, dark: bool = False) -> None:
    """Write every screen at 360 and 1280 pixels wide as PNG into `folder`."""
    from threading import Thread

    from playwright.sync_api import sync_playwright
    from werkzeug.serving import make_server

    folder.mkdir(parents=True, exist_ok=True)
    server = make_server("127.0.0.1", 0, make_app(), threaded=True)
    Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium", args=["--no-sandbox"]
        )
        for width in (360, 1280):
            page = browser.new_page(
                viewport={"width": width, "height": 800},
                color_scheme="dark" if dark else "light",
                locale="nl-NL",
            )
            for screen in SCREENS:
                page.goto(f"http://127.0.0.1:{server.port}/{screen}")
                page.evaluate("document.fonts.ready")
                page.screenshot(path=folder / f"{screen}-{width}.png", full_page=True)
        browser.close()
    server.shutdown()


if __name__ == "__main__":
    if sys.argv[1:2] == ["serve"]:
        make_app().run(port=5055, debug=True)
    else:
        take_pictures(Path(sys.argv[2]), dark="dark" in sys.argv)
