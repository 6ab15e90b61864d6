"""Word lists that live beside the code as text, in named sections."""

from __future__ import annotations

from importlib.resources import files


def read_lists(package: str, name: str) -> dict[str, frozenset[str]]:
    """Read `[section]` and words by space; lines that start with # are remarks."""
    found: dict[str, list[str]] = {}
    section = ""
    for line in files(package).joinpath(name).read_text("utf-8").splitlines():
        if line.startswith("["):
            section = line.strip("[]")
            found[section] = []
        elif not line.startswith("#"):
            found.setdefault(section, []).extend(line.split())
    return {title: frozenset(words) for title, words in found.items() if title}


STOP_WORDS = read_lists(__package__, "stopwords.txt")
