"""The flyer: a PDF with a code to scan."""

import re
from io import BytesIO

import pikepdf
import pytest
import segno

from dialogue.sessions import flyer, queries
from dialogue.sessions.models import Stage
from tests.conftest import commit
from tests.makers.sessions import make_dialogue_session


@pytest.fixture
def pressed(monkeypatch):
    """What was sent to the press, instead of printing it."""
    orders = []

    def press(html, **order):
        orders.append((html, order))
        return b"%PDF-" + str(len(orders)).encode()

    monkeypatch.setattr("dialogue.foundation.paper.render_pdf", press)
    return orders


@pytest.fixture
def evening(client, cast):
    made = make_dialogue_session(cast.wilgendam)
    commit()
    return made


def address(evening, size="a5"):
    return f"/wilgendam/talks/{evening.ref}/flyer-{size}.pdf"


def test_it_says_when_where_and_how_to_come(client, evening, pressed):
    answer = client.get(address(evening) + "?lang=en")
    assert answer.mimetype == "application/pdf"
    html, order = pressed[0]
    for words in (
        evening.title, "Thursday 11\xa0February", "19:30 to 21:30", "Buurthuis De Schakel",
        "Kanaalstraat 12", f"localhost/t/{evening.ref}", "14 0199",
    ):  # fmt: skip
        assert words in html
    assert (order["lang"], order["stylesheet"]) == ("en", "flyer")


def test_the_code_holds_the_short_address(client, evening, pressed, monkeypatch):
    held = []
    make = segno.make_qr
    monkeypatch.setattr(
        segno, "make_qr", lambda text, **kw: held.append(text) or make(text, **kw)
    )
    client.get(address(evening))
    assert held == [f"http://localhost/t/{evening.ref}"]
    assert re.search(r"<svg[^>]*><title>", pressed[0][0])


def test_it_is_printed_once_a_revision(client, evening, pressed, busy, app):
    folder = app.extensions["settings"].instance / "cache" / "flyers"
    first = client.get(address(evening))
    assert client.get(address(evening)).data == first.data
    assert len(pressed) == 1
    client.get(address(evening, "a4"))
    assert len(pressed) == 2
    busy()
    evening.title, evening.revision = "Iets anders", 2
    commit()
    assert client.get(address(evening)).data != first.data
    assert len(pressed) == 3
    assert len(list(folder.glob(f"{evening.ref}-*-a5-*.pdf"))) == 1


def test_somebody_signing_up_does_not_print_it_again(client, evening):
    before = flyer._place(
        queries.talk("wilgendam", evening.ref), "a5", "http://localhost"
    )
    row = queries.talk("wilgendam", evening.ref)
    changed = type(
        "Row",
        (),
        {"_asdict": lambda self: row._asdict() | {"taken": 9}, "ref": row.ref},
    )()
    assert flyer._place(changed, "a5", "http://localhost") == before


@pytest.mark.parametrize("size", ["a3", "A5", "letter", "a4.pdf"])
def test_there_are_two_sizes(client, evening, pressed, size):
    assert client.get(address(evening, size)).status_code == 404
    assert pressed == []


@pytest.mark.parametrize("stage", [Stage.DRAFT, Stage.CANCELLED])
def test_only_what_goes_on_has_a_flyer(client, evening, pressed, stage, busy):
    busy()
    evening.stage = stage
    commit()
    assert client.get(address(evening)).status_code == 404
    assert pressed == []


def test_a_long_text_ends_at_a_sentence():
    text = "Eerste zin die lang genoeg is. " * 9
    assert flyer.first_words(text, 100).endswith("genoeg is.")
    assert len(flyer.first_words(text, 100)) <= 100
    assert flyer.first_words("x" * 300, 100) == "x" * 50 + " …"
    assert flyer.first_words("kort", 100) == "kort"


@pytest.mark.slow
@pytest.mark.parametrize("size", ["a4", "a5"])
@pytest.mark.parametrize(
    "title",
    ["Lief en leed in de Kanaalbuurt", "Wat zeggen we tegen elkaar " * 4, "W" * 120],
)
def test_it_fits_on_one_sheet_and_is_read_aloud(client, evening, busy, size, title):
    busy()
    evening.title, evening.about, evening.revision = (
        title.strip(),
        "Een plantje water geven. " * 60,
        3,
    )
    commit()
    answer = client.get(address(evening, size) + "?lang=nl")
    with pikepdf.open(BytesIO(answer.data)) as paper:
        assert len(paper.pages) == 1
        assert str(paper.Root.Lang) == "nl"
        assert "/StructTreeRoot" in paper.Root
        wide, high = (float(each) for each in paper.pages[0].MediaBox[2:])
    assert (round(wide), round(high)) == {"a4": (595, 842), "a5": (420, 595)}[size]
