"""The printed pack: the link and the code never on one sheet; the lines of the screen."""

import io

import pikepdf
import pytest

from dialogue.conversations import paper, queries, rules
from dialogue.conversations.paper import in_halves
from dialogue.foundation.jobs.running import work_due
from dialogue.foundation.language import speaking
from tests.conftest import commit
from tests.press import BLANK, print_blanks


@pytest.fixture
def printed(client, cast, sign_in, hold):
    held = hold(step=0)
    commit()
    sign_in(client, cast.joost)

    def fetch(name):
        answer = client.get(f"{held.desk}/{name}.pdf?lang=en")
        assert (answer.status_code, answer.mimetype) == (200, "application/pdf")
        return pikepdf.open(io.BytesIO(answer.data))

    return fetch, held


@pytest.mark.slow
def test_every_sheet_of_the_pack_prints(printed):
    fetch, _held = printed
    assert len(fetch("cards").pages) == 2  # one a table
    assert len(fetch("poster").pages) == 1
    assert len(fetch("sheets").pages) >= 8  # four steps, two tables
    assert len(fetch("guide").pages) >= 1


@pytest.fixture
def html(app, hold):
    """``html(paper.cards, …)``: what would be printed."""
    held = hold(step=0)

    def take(print_it, *more):
        with app.test_request_context(), speaking("en"):
            return print_it(held.dialogue_session, held.evening, *more).html

    return take, held


def test_the_card_bears_the_link_and_never_the_code(html):
    take, held = html
    page = take(paper.cards, "https://dialogue.example")
    assert held.evening.code not in page
    assert in_halves(held.evening.code) not in page
    for number in (1, 2):
        assert in_halves(queries.card_code(held.evening.id, number)) in page
    assert "dialogue.example/table" in page
    assert page.count("<svg") == 2


def test_the_poster_bears_the_code_and_never_a_link(html):
    take, held = html
    page = take(paper.poster)
    assert in_halves(held.evening.code) in page
    assert held.token not in page
    assert in_halves(queries.card_code(held.evening.id, 1)) not in page


def test_the_sheet_has_the_lines_of_the_screen(html):
    take, held = html
    guide = queries.guide_of(held.dialogue_session)
    page = take(paper.sheets)
    for sheet in rules.sheets_of(guide):
        for line in range(sheet.first, sheet.last + 1):
            assert page.count(f'<th scope="row" class="table">{line}</th>') == 2
    assert ">28</th>" not in page


def test_the_qr_leads_to_the_table(html):
    take, held = html
    import segno

    page = take(paper.cards, "https://dialogue.example")
    expected = segno.make_qr(f"https://dialogue.example/table/{held.token}", error="m")
    path = (
        expected.svg_inline(scale=2, unit="mm", border=2).split(' d="')[1].split('"')[0]
    )
    assert path in page


@pytest.mark.parametrize("kind", ["cards", "sheets"])
def test_paper_for_many_tables_is_made_by_the_worker(
    client, cast, sign_in, hold, now, monkeypatch, kind
):
    print_blanks(monkeypatch)
    held = hold(step=0)
    commit()
    sign_in(client, cast.wim)  # who hosts a table may print
    pdf, page = f"{held.desk}/{kind}.pdf", f"{held.desk}/print/{kind}"
    assert client.get(pdf).data == BLANK
    monkeypatch.setattr(paper, "PAGES_AT_ONCE", 1)
    asked = client.get(pdf)
    assert (asked.status_code, asked.location) == (303, page)
    client.post(page)
    assert client.get(page).headers["Refresh"]
    work_due(now, "a worker")
    assert pdf in client.get(page).text
    assert client.get(pdf).data == BLANK
    assert client.get(f"{held.desk}/print/nothing").status_code == 404
