"""The built-in library: ten guides that come with the product."""

from __future__ import annotations

from functools import lru_cache
from importlib import resources

from dialogue.guides.format.parts import GuideFile
from dialogue.guides.format.reading import parse_guide


@lru_cache(maxsize=1)
def library() -> tuple[GuideFile, ...]:
    """All built-in guides, validated, in order of slug. Read once a process.

    A broken built-in file raises GuideInvalid: the product does not start with it.
    """
    folder = resources.files("dialogue.guides") / "library"
    files = sorted(
        (entry for entry in folder.iterdir() if entry.name.endswith(".yaml")),
        key=lambda entry: entry.name,
    )
    return tuple(parse_guide(file.read_text(encoding="utf-8")) for file in files)
