"""The page for people who write guides shows a guide that works."""

from __future__ import annotations

import re
from pathlib import Path

from dialogue.guides.format import PLACEHOLDERS, Level, check, parse_guide

PAGE = (Path(__file__).parents[3] / "docs" / "guides.md").read_text(encoding="utf-8")


def test_the_guide_on_the_page_is_taken_in_without_a_warning() -> None:
    (example,) = re.findall(r"```yaml\n(.*?)```", PAGE, re.DOTALL)
    guide = parse_guide(example)
    assert [f for f in check(guide) if f.level is not Level.NOTE] == []


def test_the_page_names_every_placeholder() -> None:
    assert [name for name in PLACEHOLDERS if f"`{{{name}}}`" not in PAGE] == []
