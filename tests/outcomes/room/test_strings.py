"""Every naughty string in every text field of the harvest: kept, or refused."""

import pytest

from dialogue.conversations.models import Kind
from dialogue.conversations.queries import translation_in
from dialogue.foundation.forms import tidy
from dialogue.outcomes import queries


@pytest.mark.slow
def test_every_string_in_every_text_field(desk, say, strings):
    first = say("Een buur bracht soep.")
    asked = say("Maak licht.", kind=Kind.REQUEST)
    desk.post("harvest/themes", name="Hulp", right="", once="first")
    theme = queries.themes_of(desk.session)[0].id
    request = {
        "text": "Licht", "why": "", "addressed_to": "wethouder", "right": "",
        "answer_due": "2027-04-20", "sources": [asked.id], "once": "second",
    }  # fmt: skip
    assert desk.post("requests/new", **request).status_code == 303
    kept = asked_otherwise = 0
    for text in strings:
        named = desk.post(f"harvest/themes/{theme}", name=text, right="")
        assert named.status_code in {303, 422}, text
        mended = desk.post(f"harvest/sentences/{first.id}", text=text)
        assert mended.status_code in {303, 422}, text
        changed = desk.post(
            "requests/1",
            **request
            | {"text": text, "why": text, "addressed_to": text}
            | {"revision": queries.request_in(desk.session, 1).revision},
        )
        assert changed.status_code in {303, 422}, text
        if mended.status_code == 303:
            kept += 1
            assert queries.sentence_in(desk.session, first.id).text == tidy(text)
        if changed.status_code == 303:
            asked_otherwise += 1
            now = queries.request_in(desk.session, 1)
            assert (now.text, now.why, now.addressed_to) == (tidy(text),) * 3
    for rest in ("harvest", "harvest/sentences", "harvest/themes", "requests"):
        assert desk.get(rest).status_code == 200
    assert min(kept, asked_otherwise) > len(strings) * 0.55


@pytest.mark.slow
def test_every_string_over_a_heap_beside_an_idea_and_as_a_translation(
    desk, say, strings
):
    both = [say("Een buur bracht soep."), say("Een pan soep van hiernaast.")]
    idea = say("Een bank op de hoek.", kind=Kind.IDEA)
    query = "&".join(f"sentence={each.id}" for each in both)
    desk.post(f"harvest/clusters/new?{query}", text="Soep.", language="nl", once="heap")
    heap = queries.drafted(desk.session, [0])[0].id
    kept = 0
    for text in strings:
        renamed = desk.post(f"harvest/clusters/{heap}", text=text, language="nl")
        grown = desk.post(
            f"harvest/ideas/{idea.id}",
            place=text, who_could=text, grows_from=text, root="",
        )  # fmt: skip
        spoken = desk.post(
            f"harvest/sentences/{both[0].id}/translation",
            language="en", text=text, made_by="staff",
        )  # fmt: skip
        for answer in (renamed, grown, spoken):
            assert answer.status_code in {303, 422}, text
        if spoken.status_code == 303:
            kept += 1
            assert translation_in(both[0], "en").text == tidy(text)
    rests = (
        "harvest/clusters", "harvest/clusters/one-by-one", "harvest/ideas", "harvest/details",
    )  # fmt: skip
    for rest in rests:
        assert desk.get(rest).status_code == 200
    assert kept > len(strings) * 0.55


WORST = (
    "\x00",
    "a\x00b",
    "\ufffe",
    "s\x00",
    "c\u0663",
    "c" + "9" * 15,
    "x" * 5000,
    "İ",
    "-1",
    "None",
)


@pytest.mark.slow
@pytest.mark.parametrize("text", WORST)
def test_what_no_page_sends_is_refused_with_a_page(desk, say, text):
    said = say("Een buur bracht soep.")
    for rest, fields in (
        ("harvest/clusters", {"sentence": said.id, "to": text}),
        ("harvest/clusters", {"sentence": text, "do": "alone"}),
        ("harvest/clusters/one-by-one", {"sentence": text, "same": text}),
        ("harvest/clusters/one-by-one", {"sentence": said.id, "same": text}),
        ("harvest/two/sentence", {"sentence": text, "theme": text}),
        ("harvest/two/group", {"group": text, "take": text}),
        (f"harvest/ideas/{said.id}", {"root": text, "place": text}),
    ):
        assert desk.post(rest, **fields).status_code in {303, 400, 404, 422}, rest
    town = desk.client.post(
        "/wilgendam/desk/harvest", data={"sentence": text, "to": text}
    )
    assert town.status_code in {303, 400, 404, 422}
    undo = desk.client.post("/wilgendam/desk/harvest/undo", data={"steps": text})
    assert undo.status_code in {303, 400, 404}
    for name in ("theme", "step", "kind", "evening", "words", "from"):
        found = desk.client.get("/wilgendam/desk/harvest", query_string={name: text})
        assert found.status_code in {200, 400}, name
        board = desk.client.get(
            f"{desk.place}/harvest/clusters", query_string={name: text}
        )
        assert board.status_code in {200, 400}, name
