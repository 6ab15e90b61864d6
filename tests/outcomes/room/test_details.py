"""A second pair of eyes: keeping words that were looked at, and no others."""

from dialogue.outcomes import actions, marking
from tests.conftest import commit

CALL = "Bel mij op 06 12345678."


def seen_on(page):
    return page.split('name="seen" value="')[1].split('"')[0]


def test_words_are_kept_by_who_looked_at_them(desk, say):
    said = say(CALL)
    seen = seen_on(desk.get("harvest/details").text)
    kept = desk.post(f"harvest/sentences/{said.id}/keep", seen=seen)
    assert kept.status_code == 303
    assert marking.left_to_look_at(desk.session) == 0


def test_words_somebody_else_changed_meanwhile_are_looked_at_again(desk, say, now):
    said = say(CALL)
    for page in ("harvest/details", f"harvest/sentences/{said.id}"):
        seen = seen_on(desk.get(page).text)
        said.text += " Nu."
        commit()
        late = desk.post(f"harvest/sentences/{said.id}/keep?lang=en", seen=seen)
        assert late.status_code == 409
        assert "Look at them once more" in late.text and "Nu." in late.text
        assert marking.left_to_look_at(desk.session) == 1


def test_what_was_put_beside_it_meanwhile_is_looked_at_as_well(desk, say):
    from dialogue.conversations.models import Kind

    said = say(CALL, kind=Kind.IDEA)
    seen = seen_on(desk.get("harvest/details").text)
    actions.note_idea(said, place="Bij Jan, 06 87654321")
    commit()
    late = desk.post(f"harvest/sentences/{said.id}/keep", seen=seen)
    assert late.status_code == 409
