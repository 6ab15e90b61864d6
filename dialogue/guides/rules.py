"""What a municipality may do with guides: pure."""

from typing import Final

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import GuideFile
from dialogue.guides.models import Guide

MOST_BYTES: Final = 256 * 1024  # what guides.format reads
ENDINGS: Final = (".yaml", ".yml", ".json")
# Parts of addresses under /desk/guides that are pages of their own.
RESERVED: Final = frozenset({"bring-in"})


def text_of_file(name: str, data: bytes) -> str:
    """The text of an uploaded guide file.

    ``data`` may be cut off after MOST_BYTES + 1 bytes. Raises RuleBroken when the
    name ends otherwise than .yaml, .yml or .json, when it is too large, or when it
    is not text in UTF-8.
    """
    if not name.lower().endswith(ENDINGS):
        raise RuleBroken(
            _l("Choose a file that ends in .yaml, .yml or .json."), field="file"
        )
    if len(data) > MOST_BYTES:
        raise RuleBroken(
            _l("This file is too large. A guide has 256 kB at most."), field="file"
        )
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        raise RuleBroken(
            _l("This file is not plain text. Save it as text (UTF-8) and try again."),
            field="file",
        ) from None


def check_can_bring_in(
    file: GuideFile, built_in: Guide | None, own: Guide | None
) -> None:
    """Refuse a name that would hide a built-in guide, or one that is put away."""
    if built_in is not None or file.slug in RESERVED:
        raise RuleBroken(
            _l(
                "“%(slug)s” is the name of a built-in guide. Give yours another "
                "slug, and say under credits, adapted_from, what it grew from.",
                slug=file.slug,
            ),
            field="text",
        )
    if own is not None and own.retired_at is not None:
        raise RuleBroken(
            _l(
                "You put this guide away. Take it back first, then bring in "
                "this version."
            ),
            field="text",
        )


def check_says_something_new(added: bool) -> None:
    """Refuse a version that says what the newest one says."""
    if not added:
        raise RuleBroken(
            _l("The newest version says the same. Nothing was added."), field="text"
        )


def language_to_read(languages: tuple[str, ...], wish: str, spoken: str) -> str:
    """Which language of a guide to show: asked for, spoken, nearest, or the first."""
    order = (wish, spoken, spoken.partition("-")[0], "nl", *languages)
    return next(each for each in order if each in languages)
