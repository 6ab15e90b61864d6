"""Whatever is typed in whatever form: a page with a sentence, and nothing typed is lost.

The forms are found by walking every page of the walked house as everybody who works or
comes there, so a new form is in this test or fails it. Where a form is checked, every
string of tests/strings goes through every field of it, and comes back as it was typed
when it is refused. Then the doors themselves get the worst of them, on both databases,
up to the write that is taken back.
"""

import html
import json
from collections import defaultdict
from datetime import timedelta
from pathlib import Path

import pytest
from werkzeug.datastructures import MultiDict
from wtforms import HiddenField, PasswordField, StringField, TextAreaField
from wtforms.fields.core import UnboundField

from dialogue.conversations import rules as evening_rules
from dialogue.foundation import forms, throttle
from dialogue.foundation.database import db
from dialogue.foundation.throttle import Budget
from dialogue.guides.actions import load_library
from dialogue.sessions.forms import _Typed
from tests.conftest import NOW
from tests.house.forms.crawling import forms_of
from tests.house.forms.walking import VARIANTS, House, build_world

pytestmark = pytest.mark.slow

STRINGS = json.loads(
    (Path(__file__).parents[1] / "strings" / "blns.json").read_text("utf-8")
)
# What breaks programs rather than eyes: each goes through every door.
WORST = (
    "", "\x00", "a\x00b", "\ufffe", "\r", "a\nb", "x" * 5000, "\U0001f9c0" * 200, "İ", "ﷺ" * 40, "-1",
    "99999999999999999999", "NaN", "٣", "null", "%s%n", "{{7*7}}", "<script>alert(1)</script>",
    "'; DROP TABLE registration;--", "=1+1", "2027-02-29", "9999-12-31",
)  # fmt: skip
# Buttons that no page of the example shows: nothing can be typed; rooms press them.
BUTTONS_ELSEWHERE = {
    "conversations.sit", "council.answer_erase", "council.town_resend", "council.town_withdraw", "guides.put_away",
    "guides.take_back", "outcomes.cluster_apart", "outcomes.cluster_keep", "outcomes.clusters_undo",
    "outcomes.harvest_undo", "outcomes.online_remove", "outcomes.request_back", "outcomes.theme_back", "outcomes.themes_own",
    "outcomes.town_undo", "outcomes.translation_remove", "outcomes.two_move", "outcomes.two_undo", "reports.begin",
    "municipalities.astray_again", "municipalities.astray_drop", "reports.town_apart", "reports.town_back",
    "seating.drop_plans", "seating.drop_wish", "seating.stop", "seating.take_plan", "seating.weigh_wish",
}  # fmt: skip
# The same form, in a state that the example has none of.
SAME_FORM_AS = {
    "outcomes.cluster": "outcomes.cluster_new",
    "reports.town_reword": "reports.town_merge",
    "council.town_stop": "council.stop",
}
FINE = {200, 302, 303, 400, 401, 403, 404, 409, 410, 413, 422, 429}
TYPED = (StringField, TextAreaField, _Typed)
# Only drawn: what it sends is read number by number ("posted" gets the worst below).
DRAWN = {
    ("dialogue.registrations.forms", "LettersForm"),
    # made anew for each page: whether it is still there to be found is up to memory
    ("dialogue.registrations.views.attendance", "TickForm"),
}
ASKS = "/wilgendam/desk/guides/rondkomen?people=8&minutes=90"  # a form sent by GET


@pytest.fixture
def house(app, scratch, monkeypatch, cheap_passwords):
    load_library(NOW)
    found = House(app, build_world(app, scratch, monkeypatch))
    throttle.forget_all(app)
    monkeypatch.setitem(app.config, "PROPAGATE_EXCEPTIONS", False)  # a fault is a 500
    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)
    monkeypatch.setattr(evening_rules, "wait_after", lambda *_: timedelta())
    # What a form would write reaches the database, and is taken back: all that follow
    # meet the same house.
    monkeypatch.setattr(db.session, "commit", lambda: (db.session.flush(), db.session.rollback()))  # fmt: skip
    return found


def all_forms(house):
    """{endpoint: forms sent to it}, at most so many that differ in their fields."""
    found = defaultdict(dict)
    for endpoint, visitor, form in house.by_hand():
        found[endpoint][frozenset(form.names)] = (visitor, form)
    for visitor in house.visitors:
        for sent in forms_of(house.app, visitor):
            kinds = found[sent.endpoint]
            if len(kinds) < VARIANTS:
                kinds.setdefault(frozenset(sent.form.names), (visitor, sent.form))
    return found


class Examiner:
    """Stands where forms are checked, and puts every string through every field first."""

    def __init__(self, monkeypatch, strings):
        self.seen, self.wrong, self.strings = set(), [], strings
        real = forms.Form.validate

        def validate(form, *given, **more):
            self.examine(form)
            return real(form, *given, **more)

        monkeypatch.setattr(forms.Form, "validate", validate)

    def examine(self, form):
        key = type(form).__module__, type(form).__name__, tuple(sorted(form._fields))
        if key in self.seen:
            return
        self.seen.add(key)
        from flask import request

        for field in list(form):
            if field.name != "csrf_token":
                for text in self.strings:
                    self.put(form, field, text)
        form.process(request.values)

    def put(self, form, field, text):
        field.process(MultiDict([(field.name, text)]))
        field.validate(form)
        comes_back = isinstance(field, TYPED) and not isinstance(
            field, PasswordField | HiddenField
        )
        if comes_back and not field.errors:
            if isinstance(field, forms.Line | forms.Passage):
                assert field.data == (forms.tidy(text) or "") or "@" in text
        elif comes_back or text in WORST:  # a long list is drawn for the worst only
            page = html.unescape(str(field()))
            typed = forms.printable(forms.tidy(text) or "")
            lost = typed[:200] not in page and forms.printable(text) not in page
            if comes_back and lost:
                self.wrong.append((type(form).__name__, field.name, text))


def can_be_typed_in(form):
    """Whether a form has more than the keys that travel with its button."""
    fields = [getattr(form, name) for name in dir(form) if not name.startswith("_")]
    kinds = [each.field_class for each in fields if isinstance(each, UnboundField)]
    return any(not issubclass(kind, HiddenField) for kind in kinds)


def classes(parent=forms.Form):
    for each in parent.__subclasses__():
        yield each
        yield from classes(each)


def send_the_worst(kinds, endpoint, strict):
    """In all fields at once, and in each by itself with the others right."""
    broken, every = [], 1 if strict else 3
    # At once: a third to one database and the rest to the other; it mostly ends at the
    # first field. By itself is what gets through, so the strict one is sent them all.
    at_once = [text for number, text in enumerate(WORST) if bool(number % 3) == strict]
    for variant, (visitor, form) in enumerate(kinds.values()):
        # a third of them for the form's other face
        worst = at_once[:: 1 + 2 * variant]
        tries = [dict.fromkeys(form.names, text) for text in worst]
        for number, name in enumerate(sorted(form.names)):
            tries += [{name: text} for text in WORST[number % 11 :: 11 * every]]
        let_in = dict(visitor.browser._cookies)
        for fields in tries:
            answer = visitor.browser.post(form.action, data=form.sends | fields)
            db.session.rollback()
            visitor.browser._cookies = dict(let_in)  # also after signing out
            if answer.status_code not in FINE:
                broken.append((endpoint, ascii(fields)[:120], answer.status_code))
    return broken


def test_every_string_in_every_field_and_the_worst_at_every_door(
    house, monkeypatch, database_kind
):
    found = all_forms(house)
    doors = {
        rule.endpoint
        for rule in house.app.url_map.iter_rules()
        if "POST" in rule.methods
    }
    # Fields are read before any database is asked: every string on one, and most of the
    # worst through the doors of the other, which takes less.
    strict = database_kind == "postgresql"
    every_string = STRINGS[::50] if strict else sorted({*STRINGS, *WORST})
    examiner, broken = Examiner(monkeypatch, every_string), []
    for endpoint, kinds in found.items():
        broken += send_the_worst(kinds, endpoint, strict)
    coordinator = next(each for each in house.visitors if each.name == "coordinator")
    assert coordinator.browser.get(ASKS).status_code == 200
    every = {
        (each.__module__, each.__name__)
        for each in classes()
        if each.__module__.startswith("dialogue") and can_be_typed_in(each)
    }
    wrong = {
        "a form nobody came to": doors - set(found) - BUTTONS_ELSEWHERE - set(SAME_FORM_AS),
        "listed and not there": (BUTTONS_ELSEWHERE | set(SAME_FORM_AS)) - doors,
        "a form no string went through": every - DRAWN - {seen[:2] for seen in examiner.seen},
        "not a page with a sentence": set(broken),
        "what was typed is lost": {ascii(each) for each in examiner.wrong},
    }  # fmt: skip
    assert not any(wrong.values()), "\n".join(
        f"{name}: {one}" for name, each in wrong.items() for one in sorted(each)
    )
