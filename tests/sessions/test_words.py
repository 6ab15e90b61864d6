"""How this room says things: titles set large, texts cut short."""

import pytest
from markupsafe import Markup

from dialogue.sessions.words import together

FIXED = "\N{NO-BREAK SPACE}"


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("Lief en leed in de Kanaalbuurt", f"Lief en leed in de{FIXED}Kanaalbuurt"),
        ("Het pleintje aan de Hofstraat", f"Het{FIXED}pleintje aan de{FIXED}Hofstraat"),
        ("Wonen in 't Zand", f"Wonen in 't{FIXED}Zand"),
        ("Made in Oost", "Made in Oost"),  # no article, though it ends with "de"
        ("de", "de"),
    ],
)
def test_an_article_never_ends_a_line(title: str, shown: str) -> None:
    assert together(title) == shown


def test_a_title_that_says_its_language_stays_markup() -> None:
    title = Markup('<span lang="nl">Lief en leed in de straat</span>')
    assert together(title) == Markup(
        '<span lang="nl">Lief en leed in de\N{NO-BREAK SPACE}straat</span>'
    )
    assert isinstance(together(title), Markup)
