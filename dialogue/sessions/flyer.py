"""The flyer: one sheet with a code to scan, a short address and a telephone number.

Printed once per revision, language and size, and kept in the instance's cache.
"""

import os
from datetime import datetime
from functools import lru_cache
from hashlib import blake2s
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import current_app, render_template
from flask_babel import gettext as _
from markupsafe import Markup
from sqlalchemy import Row

from dialogue.foundation.language import chosen
from dialogue.foundation.page_cache import build_mark
from dialogue.sessions.calendar import told_at
from dialogue.sessions.invitation import Invitation, invitation_of
from dialogue.sessions.structured import town_name
from dialogue.sessions.words import first_words

SIZES: Final = ("a4", "a5")
QUIET = 2  # modules of white around the code
LONG, LONGER = 34, 70  # characters of a title that is set smaller
INK = (
    '<svg fill="none" stroke="#2a2420" stroke-width="1.8" stroke-linejoin="round" '
    'stroke-linecap="round" '
)


def short_address(ref: str, site: str) -> str:
    """What the code says: ``https://dialogue.example/t/k7mp4hqz2x``."""
    return f"{site}/t/{ref}"


def typed_address(ref: str, site: str) -> str:
    """The short address as people type it: no scheme."""
    parts = urlsplit(site)
    return f"{parts.netloc}/t/{ref}"


def qr_svg(text: str, words: str) -> Markup:
    """A QR code as an inline drawing; ``words`` say what it is for."""
    import segno

    code = segno.make_qr(text, error="m")
    inner = code.svg_inline(scale=1, border=QUIET, title=words, omitsize=True)
    return Markup(inner)  # noqa: S704 – segno escapes the title; the rest is numbers


def flyer(talk: Row[Any], size: str, site: str, now: datetime) -> bytes:
    """The PDF of a published dialogue session, in the language of the request.

    Raises PaperRefused when the press says no.
    """
    kept = _place(talk, size, site)
    if kept.is_file():
        return kept.read_bytes()
    paper = _print(talk, size, site, now)
    _keep(kept, paper)
    return paper


def flyer_html(talk: Row[Any], size: str, site: str, now: datetime) -> str:
    """The flyer before it is printed."""
    address = short_address(talk.ref, site)
    invitation = invitation_of(talk, now)
    return render_template(
        "sessions/flyer.html",
        talk=talk,
        invitation=invitation,
        town=town_name(talk.name),
        size=size,
        long=len(talk.title) > LONG,
        longer=len(talk.title) > LONGER,
        sub=_in_company(
            first_words(
                " ".join(invitation.about), 130 if len(talk.title) <= LONGER else 90
            )
        ),
        lines=_lines(invitation),
        qr=qr_svg(address, _("Scan this code to sign up")),
        typed=typed_address(talk.ref, site),
        street=street(),
    )


def _in_company(text: str) -> str:
    """Its last word never stands alone on a line."""
    before, _space, last = text.rpartition(" ")
    return f"{before}\N{NO-BREAK SPACE}{last}" if before else text


def _lines(invitation: Invitation) -> list[str]:
    """Three lines under the place: a question, how it is, how to get in."""
    question = (
        first_words(str(invitation.questions[0]), 80) if invitation.questions else ""
    )
    easy = _("You need to prepare nothing. Listening is taking part too.")
    lines = (
        question,
        f"{invitation.doors} {easy}".strip(),
        first_words(invitation.place.access, 90),
    )
    return [line for line in lines if line]


@lru_cache(maxsize=1)
def street() -> Markup:
    """The street of the house as ink on paper: no style sheet reaches a drawing."""
    macros = current_app.jinja_env.get_template("_house/street.html").module
    drawing = str(macros.street())  # type: ignore[attr-defined]
    svg = drawing[drawing.index("<svg") : drawing.rindex("</svg>") + 6]
    svg = svg.replace('class="lit"', 'fill="#f5c95c"')
    svg = svg.replace('class="solid"', 'fill="#17503f"')
    return Markup(svg.replace("<svg ", INK, 1))  # noqa: S704 – our own template


def _print(talk: Row[Any], size: str, site: str, now: datetime) -> bytes:
    from dialogue.foundation.paper import Limits, render_pdf

    return render_pdf(
        flyer_html(talk, size, site, now),
        lang=chosen(),
        title=talk.title,
        author=town_name(talk.name),
        identifier=f"{talk.ref}-{talk.revision}-{size}-{chosen()}",
        created=told_at(talk),
        stylesheet="flyer",
        limits=Limits(seconds=20, memory=600_000_000, pages=2),
    )


def _place(talk: Row[Any], size: str, site: str) -> Path:
    told = (
        tuple(
            value
            for name, value in talk._asdict().items()
            if name not in {"taken", "waiting"}
        ),
        site,
        build_mark(str(current_app.template_folder)),
    )
    mark = blake2s(repr(told).encode(), digest_size=16).hexdigest()
    folder: Path = current_app.extensions["settings"].instance / "cache" / "flyers"
    return folder / f"{talk.ref}-{chosen()}-{size}-{mark}.pdf"


def _keep(place: Path, paper: bytes) -> None:
    """Put it in the cache in one step, and drop what an earlier revision left."""
    place.parent.mkdir(parents=True, exist_ok=True)
    half = place.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(paper)
    half.replace(place)
    stem = place.name.rpartition("-")[0]
    for older in place.parent.glob(f"{stem}-*.pdf"):
        if older != place:
            older.unlink(missing_ok=True)
