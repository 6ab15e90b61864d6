"""The host's sheet: a guide on paper, questions large, what may be written in words."""

import os
from collections.abc import Mapping
from datetime import datetime
from hashlib import blake2s
from pathlib import Path

from flask import current_app, render_template

from dialogue.foundation.language import speaking
from dialogue.foundation.page_cache import build_mark
from dialogue.guides.format import GuideFile, text

BLANK = "……………"


def sheet(
    guide: GuideFile,
    *,
    number: int,
    checksum: str,
    language: str,
    published_at: datetime,
    values: Mapping[str, str] | None = None,
) -> bytes:
    """The PDF of one version in one language of the guide, printed once and kept.

    ``values`` fills placeholders (topic, municipality, …); what is not known prints
    as a dotted line. Raises PaperRefused when the press says no.
    """
    known = dict(values or {})
    kept = _place(guide, number, checksum, language, known)
    if kept.is_file():
        return kept.read_bytes()
    paper = _print(guide, number, checksum, language, published_at, known)
    kept.parent.mkdir(parents=True, exist_ok=True)
    half = kept.with_suffix(f".{os.getpid()}.half")
    half.write_bytes(paper)
    half.replace(kept)
    return paper


def sheet_html(
    guide: GuideFile, number: int, language: str, values: Mapping[str, str]
) -> str:
    """The sheet before it is printed; the words around the guide in its language."""
    with speaking(_offered(language)):
        return render_template(
            "guides/sheet.html",
            guide=guide,
            number=number,
            wanted=language,
            values=values,
            blank=BLANK,
            title=text(guide.title, language).text,
        )


def _offered(language: str) -> str:
    """The nearest language that the house itself speaks."""
    offered = current_app.config["LANGUAGES"]
    wishes = (language, language.partition("-")[0], "nl")
    return next((each for each in wishes if each in offered), str(offered[0]))


def _print(
    guide: GuideFile,
    number: int,
    checksum: str,
    language: str,
    published_at: datetime,
    values: Mapping[str, str],
) -> bytes:
    from dialogue.foundation.paper import Limits, render_pdf

    return render_pdf(
        sheet_html(guide, number, language, values),
        lang=language,
        title=text(guide.title, language).text,
        author=guide.credits.by,
        identifier=f"guide/{guide.slug}/{number}/{language}/{checksum}",
        created=published_at,
        stylesheet="report",
        limits=Limits(seconds=30, memory=800_000_000, pages=40),
    )


def _place(
    guide: GuideFile,
    number: int,
    checksum: str,
    language: str,
    values: Mapping[str, str],
) -> Path:
    told = (checksum, number, language, sorted(values.items()))
    build = build_mark(str(current_app.template_folder))
    mark = blake2s(repr((told, build)).encode(), digest_size=16).hexdigest()
    folder: Path = current_app.extensions["settings"].instance / "cache" / "guides"
    return folder / f"{guide.slug}-{number}-{language}-{mark}.pdf"


def file_name(guide: GuideFile, number: int, language: str) -> str:
    """``sleutel-van-de-buren-1-nl.pdf``."""
    return f"{guide.slug}-{number}-{language}.pdf"
