"""The look at every page that the tests open: what it must not let through."""

import pytest

from tests import inspecting

SOUND = """<!doctype html>
<html lang="nl"><head><title>Aan tafel - Wilgendam</title></head>
<body><main><h1>Aan tafel</h1><p id="a">Een buur</p>
<form action="/hier"><label for="b">Naam</label> <input id="b" name="n" value="x">
<button>Zet erbij</button></form><img src="/a.png" alt=""></main></body></html>"""

CARELESS = {
    "another title": ("<title>Aan tafel", "<title>Elders"),
    "another heading": ("<h1>Aan tafel", "<h1>Aan een tafel"),
    "no language": (' lang="nl"', ""),
    "an open tag": ("Een buur", "Een <b>buur"),
    "a lone ampersand": ("Een buur", "Een &buur;"),
    "a control character": ("Een buur", "Een \x01buur"),
    "nobody's character": ("Een buur", "Een \U0001fffebuur"),
    "an old control in a value": ('value="x"', 'value="\x85"'),
    "an id twice": ('id="a"', 'id="b"'),
    "a label for nothing": ('for="b"', 'for="c"'),
    "a button without words": ("Zet erbij", " "),
    "a button with a blank": ("Zet erbij", "\u2003"),
    "a quote in a value": ('value="x"', 'value="x" "'),
    "a script in a value": ('value="x"', 'value="x" onfocus="y"'),
    "a third party": ('src="/a.png"', 'src="//elders.example/a.png"'),
    "a picture without words": (' alt=""', ""),
}


@pytest.mark.parametrize("what", CARELESS)
def test_a_careless_page_is_seen_also_after_a_sound_one(what):
    inspecting.look_at(SOUND)
    before, after = CARELESS[what]
    assert before in SOUND
    for plain in (SOUND, SOUND.replace("Naam", "Twee woorden")):
        with pytest.raises(AssertionError):
            inspecting.look_at(plain.replace(before, after))


def test_a_page_with_other_plain_words_is_not_parsed_again(monkeypatch):
    inspecting.look_at(SOUND)
    monkeypatch.setattr(inspecting, "inspect", lambda *_: pytest.fail("parsed again"))
    other = SOUND.replace("Een buur", "Twee buren &amp; Jan: 3,5%").replace("Aan", "In")
    other = other.replace("Naam", "\u00a0N\u0308aam \U0001f9c0 {x} = 'y' \\ [#]|`")
    other = other.replace('"b"', '"veld-2"').replace('value="x"', 'value="y &#34; z"')
    inspecting.look_at(other)
