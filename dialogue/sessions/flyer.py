"""The flyer: one sheet with a code to scan, a short address and a telephone number.

Printed once per revision, language and size, and kept in the instance's cache.
"""

import os
from datetime import datetime
from hashlib import blake2s
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from flask import current_app, render_template
from markupsafe import Markup
from sqlalchemy import Row

from dialogue.foundation.language import chosen
from dialogue.foundation.page_cache import build_mark
from dialogue.sessions.calendar import told_at
from dialogue.sessions.invitation import invitation_of
from dialogue.sessions.structured import town_name

SIZES: Final = ("a4", "a5")
QUIET = 2  # modules of white around the code


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
    inner = code.svg_inline(
        scale=1, border=QUIET, xmldecl=False, svgns=True, title=words, omitsize=True
    )
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
    return render_template(
        "sessions/flyer.html",
        talk=talk,
        invitation=invitation_of(talk, now),
        town=town_name(talk.name),
        size=size,
        qr=qr_svg(address, address),
        typed=typed_address(talk.ref, site),
    )


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
