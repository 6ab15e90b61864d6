"""The room plan: deal, move by hand, lock, undo, print."""

import io
import re

import pikepdf
import pytest

from dialogue.foundation.database import writing
from dialogue.registrations import actions as registrations
from dialogue.registrations.queries import people_of
from dialogue.seating import actions, queries
from dialogue.seating.showing import hall_of
from tests.conftest import commit


def at(evening, turn=1):
    """Who sits where: table number by name."""
    hall = hall_of(evening)
    return {each.name: hall.table_of(each.key, turn) for each in hall.people}


def ref(evening, name):
    return next(
        each.ref for each in queries.neighbours_of(evening) if each.name == name
    )


def test_an_evening_without_people_says_what_comes_here(facilitator, cast):
    from tests.makers.sessions import make_dialogue_session

    made = make_dialogue_session(cast.wilgendam)
    commit()
    page = facilitator.get(f"/wilgendam/desk/talks/{made.id}/tables")
    assert page.status_code == 200
    assert "Nobody has a seat yet" in page.text or "nog niemand" in page.text.lower()


def test_dealing_gives_everybody_a_chair_and_keeps_who_came_together(
    facilitator, desk, evening, now
):
    actions.change_table(evening, 1, actions.TableWords(3, 9, False), now=now)
    actions.change_table(evening, 2, actions.TableWords(3, 9, False), now=now)
    commit()
    assert facilitator.post(desk + "/deal").status_code == 303
    seated = at(evening)
    assert len(seated) == 19
    assert all(seated.values())
    assert seated["Hanneke"] == seated["Hanneke +1"]
    assert seated["Cor"] == 3, "a wheelchair comes at the accessible table"
    sizes = sorted(list(seated.values()).count(number) for number in (1, 2, 3))
    assert sizes[-1] - sizes[0] <= 2


def test_dealing_twice_gives_the_same_seating(facilitator, desk, evening):
    facilitator.post(desk + "/deal")
    first = at(evening)
    facilitator.post(desk + "/deal")
    assert at(evening) == first


def test_tap_a_person_then_a_table_and_undo(facilitator, desk, evening):
    facilitator.post(desk + "/deal")
    before = at(evening)
    who = ref(evening, "Kofi")
    held = facilitator.get(f"{desk}?pick={who}")
    assert "Kofi" in held.text
    there = next(n for n in (1, 2, 3) if n != before["Kofi"])
    form = {"person": who, "table": there}
    assert facilitator.post(desk + "/move", data=form).status_code == 303
    assert at(evening) == before | {"Kofi": there}
    assert facilitator.post(desk + "/undo").status_code == 303
    assert at(evening) == before


def test_two_people_swap(facilitator, desk, evening):
    facilitator.post(desk + "/deal")
    before = at(evening)
    other = next(n for n, t in before.items() if t != before["Kofi"] and "+" not in n)
    refs = {"person": ref(evening, "Kofi"), "with": ref(evening, other)}
    page = facilitator.get(f"{desk}?pick={refs['person']}&with={refs['with']}")
    assert page.status_code == 200
    assert facilitator.post(desk + "/swap", data=refs).status_code == 303
    after = at(evening)
    assert (after["Kofi"], after[other]) == (before[other], before["Kofi"])


def test_a_move_or_swap_said_again_is_done_once(facilitator, desk, evening):
    """The page says again what was under way when it was reloaded."""
    facilitator.post(desk + "/deal")
    before = at(evening)
    there = next(n for n in (1, 2, 3) if n != before["Kofi"])
    other = next(n for n, t in before.items() if t == there and "+" not in n)
    kofi, theirs = ref(evening, "Kofi"), ref(evening, other)
    json = {"headers": {"Accept": "application/json"}}
    swap = {"person": kofi, "with": theirs, "from": before["Kofi"]}
    for _ in range(2):
        assert facilitator.post(desk + "/swap", data=swap, **json).json["at"] == there
        assert at(evening) == before | {"Kofi": there, other: before["Kofi"]}
    away = {"person": kofi, "table": before["Kofi"], "from": before["Kofi"]}
    told = facilitator.post(desk + "/move", data=away, **json).json
    assert told["at"] == there, "who does not sit there any more stays"


@pytest.mark.parametrize("what", ["person", "table", "round"])
def test_what_is_locked_stays(facilitator, desk, evening, what):
    facilitator.post(desk + "/deal")
    before = at(evening)
    who = ref(evening, "Kofi")
    if what == "table":
        facilitator.post(f"{desk}/{before['Kofi']}/lock", data={"locked": "1"})
    else:
        more = {"person": who} if what == "person" else {}
        facilitator.post(desk + "/lock", data={"locked": "1", **more})
    there = next(n for n in (1, 2, 3) if n != before["Kofi"])
    refused = facilitator.post(desk + "/move", data={"person": who, "table": there})
    assert refused.status_code in (409, 422)
    assert at(evening)["Kofi"] == before["Kofi"]
    facilitator.post(desk + "/deal")
    assert at(evening)["Kofi"] == before["Kofi"]


def test_a_full_table_takes_nobody(facilitator, desk, evening, now):
    facilitator.post(desk + "/deal")
    before = at(evening)
    there = next(n for n in (1, 2, 3) if n != before["Kofi"])
    many = list(before.values()).count(there)
    with writing():
        actions.change_table(evening, there, actions.TableWords(1, many, True), now=now)
    form = {"person": ref(evening, "Kofi"), "table": there}
    assert facilitator.post(desk + "/move", data=form).status_code in (409, 422)
    asked = facilitator.post(
        desk + "/move", data=form, headers={"Accept": "application/json"}
    )
    assert asked.status_code == 422
    assert str(there) in asked.json["sentence"]


def test_who_cancels_leaves_and_who_comes_late_waits_on_top(
    facilitator, desk, evening, now
):
    from tests.makers.registrations import make_registration

    facilitator.post(desk + "/deal")
    kofi = int(ref(evening, "Kofi").split(".")[0])
    with writing():
        one = next(r for r in people_of(evening) if r.id == kofi)
        registrations.cancel(one, now=now)
        make_registration(evening, "Laatkomer")
    seated = at(evening)
    assert "Kofi" not in seated
    assert seated["Laatkomer"] == 0
    page = facilitator.get(desk).text
    assert page.index("Laatkomer") < page.index('id="room"')


def test_tables_are_added_changed_and_taken_away(facilitator, desk, evening):
    facilitator.post(desk + "/new")
    assert [each.number for each in queries.tables_of(evening)] == [1, 2, 3, 4]
    form = {"most": "6", "fewest": "2", "accessible": "y", "host_name": "Ineke"}
    assert facilitator.get(desk + "/4").status_code == 200
    assert facilitator.post(desk + "/4", data=form).status_code == 303
    assert queries.table_of(evening, 4).host_name == "Ineke"
    bad = facilitator.post(desk + "/4", data=form | {"fewest": "7"})
    assert bad.status_code == 422
    assert 'value="7"' in bad.text
    assert facilitator.post(desk + "/4/remove").status_code == 303
    assert len(queries.tables_of(evening)) == 3
    facilitator.post(desk + "/deal")
    assert facilitator.post(desk + "/3/remove").status_code in (409, 422)
    assert facilitator.get(desk + "/9").status_code == 404


@pytest.mark.slow
@pytest.mark.parametrize(
    "paper",
    [
        "cards.pdf",
        *(
            pytest.param(f"{kind}.pdf{large}", marks=pytest.mark.slow)
            for kind in ("tables", "wall", "cards")
            for large in ("", "?large=1")
            if (kind, large) != ("cards", "")
        ),
    ],
)
def test_every_paper_is_a_pdf_of_names_and_tables(facilitator, desk, paper):
    facilitator.post(desk + "/deal")
    answer = facilitator.get(f"{desk}/{paper}")
    assert answer.mimetype == "application/pdf"
    with pikepdf.open(io.BytesIO(answer.data)) as pdf:
        assert len(pdf.pages) >= 1
    assert facilitator.get(f"{desk}/else.pdf").status_code == 404


def test_the_words_of_paper_hold_no_needs(facilitator, desk, evening, monkeypatch):
    from dialogue.foundation import printing
    from dialogue.seating import paper

    facilitator.post(desk + "/deal")
    printed = []
    monkeypatch.setattr(
        printing, "render_pdf", lambda html, **_: printed.append(html) or b"%PDF-"
    )
    for kind in paper.SHEETS:
        facilitator.get(f"{desk}/{kind}.pdf")
    text = " ".join(printed)
    assert "Hanneke +1" in text
    assert "rolstoel" not in text
    assert not re.search(r"\block|apart", text)


def test_a_stranger_and_another_town_see_nothing(client, cast, sign_in, desk, evening):
    assert client.get(desk).status_code == 302
    sign_in(client, cast.fatma)
    assert client.get(desk).status_code == 404
    assert client.post(desk + "/deal").status_code == 404


def test_the_story_tells_the_tables(facilitator, desk, evening):
    page = facilitator.get(desk).text
    assert "3 tables" in page or "3 tafels" in page


def test_every_page_below_the_tables_keeps_the_line_of_the_evening(facilitator, desk):
    for below in ("/door", "/wishes", "/mixing", "/people", "/1", "/print/wall"):
        page = facilitator.get(desk + below).text
        line = page.split('class="line"')[1].split("</ol>")[0]
        here = line.split('aria-current="step"')[0].rsplit("<a", 1)[1]
        assert f'href="{desk}"' in here, below


def test_forgotten_people_have_no_chairs(facilitator, desk, evening, now):
    facilitator.post(desk + "/deal")
    assert queries.chairs_of(evening)
    with writing():
        registrations.forget_people(evening, now)
    assert not queries.chairs_of(evening)
    assert facilitator.get(desk).status_code == 200
    assert facilitator.post(desk + "/deal").status_code in (409, 422)
