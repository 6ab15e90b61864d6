"""A secret of one kind opens its own door at home, and nothing else anywhere (T6)."""

import re
from dataclasses import dataclass
from datetime import timedelta

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select, update

from dialogue.access import actions as access
from dialogue.access import queries as access_queries
from dialogue.access.models import AccessLink, Purpose
from dialogue.access.permissions import Role
from dialogue.conversations import queries as conversations
from dialogue.council import queries as council
from dialogue.foundation import links, throttle
from dialogue.foundation.database import db, everywhere, start_writing
from dialogue.foundation.throttle import Budget
from dialogue.registrations import sealed
from tests.conftest import commit
from tests.makers.conversations import make_table_talk
from tests.makers.council import make_delivery, make_issued_report
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

pytestmark = pytest.mark.slow

TOWNS = ("wilgendam", "oosterbrug")
TYPED = {  # doors where a secret is typed: the fields it may be typed into
    "/<slug>/mine": ("code",),
    "/table": ("card", "code"),
    "/table/<token>": ("code",),
    "/verify": ("code",),
    "/sign-in/second-step": ("code",),
}
# Of each kind: its door (with the town where it has one), and the page behind it with
# a word that only who may be there reads.
HOME = {
    "registration link": ("/wilgendam/mine/{}", "/wilgendam/mine", "Gerda"),
    "registration code": ("/wilgendam/mine/{}", "/wilgendam/mine", "Gerda"),
    "clerk": ("/wilgendam/clerk/{}", "/wilgendam/clerk/report", "<main"),
    "table": ("/table/{}", "/table/here", "<main"),
    "invitation": ("/invitation/{}", "/invitation", "nieuw@dialogue.example"),
    "reset": ("/reset/{}", "/reset/new-password", "<main"),
    "second factor": ("/second-factor/{}", "/sign-in/new-second-factor", "<main"),
}


@dataclass(frozen=True)
class Secrets:
    """One of each kind, and the code on the wall that a table asks beside its link."""

    of: dict[str, str]
    wall: str


@pytest.fixture
def secrets(app, cast, now, monkeypatch):
    throttle.forget_all(app)
    monkeypatch.setattr(Budget, "seconds_to_wait", lambda *_: 0)
    monkeypatch.setattr(
        "dialogue.conversations.rules.wait_after", lambda _: timedelta()
    )
    evening = make_dialogue_session(cast.wilgendam, starts_at=now + timedelta(days=2))
    gerda = make_registration(evening, "Gerda", mail="gerda@post.example")
    delivery = make_delivery(make_issued_report(evening, now=now), now=now)
    held = conversations.evening_of(evening)
    talk = make_table_talk(held)
    access.invite(
        "nieuw@dialogue.example", Role.FACILITATOR, municipality_id=cast.wilgendam.id,
        place="Wilgendam", language="en", now=now,
    )  # fmt: skip
    key = sealed.key_of(evening)
    found = {
        "registration link": sealed.link_token(gerda, key),
        "registration code": sealed.code(gerda, key),
        "clerk": council.link_token(delivery.key, delivery.link_number),
        "table": conversations.table_token(held.id, talk.number),
        "card": conversations.card_code(held.id, talk.number),
        "wall": held.code,
    } | {str(purpose).replace("_", " "): staff_link(cast, purpose, now) for purpose in STAFF}  # fmt: skip
    commit()
    db.session.rollback()
    return Secrets(found, held.code)


STAFF = (Purpose.INVITATION, Purpose.RESET, Purpose.SECOND_FACTOR)


def staff_link(cast, purpose, now):
    """A link of this kind as its mail would carry it."""
    if purpose is Purpose.INVITATION:  # of the invitation above, once more
        link = db.session.scalars(
            select(AccessLink).where(AccessLink.purpose == purpose)
        ).one()
        return access.links.make_link(link)
    return access.links.make_link(
        AccessLink(
            purpose=purpose, email=cast.joost.email, account_id=cast.joost.id,
            language="en", made_at=now, expires_at=now + timedelta(hours=1),
        )
    )  # fmt: skip


def browser(app):
    return FlaskClient(app, app.response_class)


def doors(app):
    """Every address that takes a secret: (rule, town or "", how to knock)."""
    for rule in app.url_map.iter_rules():
        texts = [
            name for name, kind in rule._converters.items()
            if type(kind).__name__ == "UnicodeConverter" and name != "slug"
        ]  # fmt: skip
        if not texts and rule.rule not in TYPED:
            continue
        for town in TOWNS if "slug" in rule.arguments else ("",):
            yield rule, town, texts


def knocks(rule, town, texts, secret, wall):
    """(method, address, form) with the secret wherever this door takes a text."""
    parts = {"slug": town} | dict.fromkeys(texts, secret)
    for name, kind in rule._converters.items():
        if name in parts:
            continue
        parts[name] = getattr(kind, "items", ["1"])[0] if name not in parts else ""
        parts[name] = sorted(kind.items)[0] if hasattr(kind, "items") else "1"
    address = re.sub(r"<(?:[^:<>]*:)?(\w+)>", lambda m: parts[m[1]], rule.rule)
    fields = dict.fromkeys(TYPED.get(rule.rule, ()), secret)
    for method in sorted(rule.methods & {"GET", "POST"}):
        yield method, address, fields
    if rule.rule == "/table/<token>":
        yield "POST", address, {"code": wall}
        yield "POST", address.replace(secret, "x" * 43), {"code": secret}
    if rule.rule == "/table":
        yield "POST", address, {"card": secret, "code": wall}


def opens(answer):
    """Whether a browser may more afterwards: it holds a grant or a link to finish."""
    held = [
        each for each in answer.headers.getlist("Set-Cookie") if "dialogue=" in each
    ]
    return bool(held) and answer.status_code in {302, 303}


def at_home(kind, address, form, wall):
    if kind == "card":
        return address == "/table" and form.get("code") == wall
    if kind == "wall":
        return False  # by itself it opens nothing
    if kind == "registration code" and address == "/wilgendam/mine":
        return True
    return kind in HOME and address.startswith(HOME[kind][0].partition("{")[0])


def test_every_kind_of_secret_at_every_door_of_both_towns(app, secrets):
    opened, tried = set(), 0
    for kind, secret in secrets.of.items():
        for rule, town, texts in doors(app):
            for method, address, form in knocks(
                rule, town, texts, secret, secrets.wall
            ):
                if at_home(kind, address, form, secrets.wall):
                    continue
                tried += 1
                answer = browser(app).open(address, method=method, data=form)
                db.session.rollback()
                assert answer.status_code < 500, (kind, method, address)
                if opens(answer):
                    opened.add((kind, method, address))
    assert opened == set()
    assert tried > 500


def come_in(app, kind, secrets):
    """A browser that opened this secret at its own door."""
    found = browser(app)
    door, _page, _word = HOME[kind]
    form = {"code": secrets.wall} if kind == "table" else {}
    answer = found.post(door.format(secrets.of[kind]), data=form)
    db.session.rollback()
    assert opens(answer), kind
    assert secrets.of[kind] not in answer.location
    return found


@pytest.mark.parametrize("kind", HOME)
def test_what_a_secret_opened_shows_its_own_page_and_no_other(app, secrets, kind):
    found = come_in(app, kind, secrets)
    for other, (_door, page, word) in HOME.items():
        for town in TOWNS if "wilgendam" in page else ("wilgendam",):
            address = page.replace("wilgendam", town)
            answer = found.get(address)
            db.session.rollback()
            seen = answer.status_code == 200 and word in answer.text
            mine = page == HOME[kind][1] and town == "wilgendam"
            mine = mine and kind != "second factor"  # the password comes before it
            assert seen == mine, (kind, other, address, answer.status_code)


@pytest.mark.parametrize("kind", [each for each in HOME if each != "table"])
def test_looking_uses_nothing_up_and_tells_nothing(app, secrets, kind):
    """A mail scanner opens links: it gets one page, whether the link is right or not.

    A card's link names its table to who scans it: see test_table_open.
    """
    door = HOME[kind][0]
    pages = set()
    for secret in (secrets.of[kind], "y" * len(secrets.of[kind])):
        answer = browser(app).get(door.format(secret))
        db.session.rollback()
        assert answer.status_code == 200
        pages.add(
            re.sub(r'value="[^"]{30,}"', "", answer.text).replace(secret, "SECRET")
        )
    assert len(pages) == 1
    come_in(app, kind, secrets)


@pytest.mark.parametrize(
    ("kind", "status"), [("reset", 410), ("invitation", 302), ("second factor", 302)]
)
def test_a_reset_is_exchanged_once_what_others_sent_until_it_served(
    app, secrets, kind, status, now
):
    come_in(app, kind, secrets)
    for _ in range(2):
        again = browser(app).post(HOME[kind][0].format(secrets.of[kind]))
        db.session.rollback()
        assert again.status_code == status
    start_writing()
    db.session.execute(update(AccessLink).values(settled_at=now))
    commit()
    late = browser(app).post(HOME[kind][0].format(secrets.of[kind]))
    assert late.status_code == 410


def test_only_keyed_hashes_of_secrets_are_stored(app, secrets):
    start_writing()
    stored = set()
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(everywhere(table.select())):
            stored |= {str(value) for value in row}
    db.session.rollback()
    kept = {kind for kind, secret in secrets.of.items() if secret in stored}
    assert kept == {"wall"}, "the wall's code is shown to the facilitator"


def test_without_the_purpose_in_the_hash_a_link_would_open_another_door(
    app, secrets, monkeypatch
):
    """The control: with the purpose taken out, the search above finds open doors."""
    monkeypatch.setattr(
        access_queries, "link_fingerprint", lambda token, _purpose: token
    )
    start_writing()
    for link in db.session.scalars(select(AccessLink)):
        link.fingerprint = secrets.of[str(link.purpose).replace("_", " ")]
        link.purpose = Purpose.RESET
    commit()
    db.session.rollback()
    answer = browser(app).post(f"/reset/{secrets.of['invitation']}")
    db.session.rollback()
    assert opens(answer)
    assert links.CODE_LENGTH == 12
