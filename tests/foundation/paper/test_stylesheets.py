"""Our print stylesheets hold nothing the press would silently ignore."""

import logging
import re

import pytest
import weasyprint

from dialogue.foundation.paper import fonts

SHEETS = ("paper.css", "paper/flyer.css", "paper/list.css", "paper/letter.css")


@pytest.mark.parametrize("name", SHEETS)
def test_every_declaration_is_understood(
    name: str, caplog: pytest.LogCaptureFixture
) -> None:
    text = (fonts.ROOT / "assets" / name).read_text("utf-8")
    with caplog.at_level(logging.WARNING, logger="weasyprint"):
        weasyprint.CSS(string=text + fonts.families(fonts.CUTS))
    assert [record.getMessage() for record in caplog.records] == []


@pytest.mark.parametrize("name", SHEETS)
def test_a_stylesheet_loads_nothing_and_names_no_font(name: str) -> None:
    text = (fonts.ROOT / "assets" / name).read_text("utf-8")
    assert not re.search(r"url\(|@import|font-family", text)


def test_each_cut_has_a_name_of_its_own() -> None:
    names = [cut.family for cut in fonts.CUTS]
    assert len(set(names)) == len(names)
