"""Every naughty string in every text field: kept or refused with a sentence."""

import pytest

from dialogue.foundation.database import db

FINE = {200, 302, 303, 404, 409, 422}


def forms(desk, who):
    """Each form with values that are right, and its text fields."""
    mixing = {
        "rounds": "1", "lines": ["age"], "streets": "", "statement": "", "effort": "3",
    }  # fmt: skip
    return {
        f"{desk}/1": (
            {"most": "8", "fewest": "3", "host_name": ""},
            ("most", "fewest", "host_name"),
        ),
        f"{desk}/mixing": (mixing, ("rounds", "lines", "streets", "statement")),
        f"{desk}/people/{who}": (
            {"age": "", "needs_language": "", "speaks": ""},
            ("age", "needs_language", "speaks"),
        ),
        f"{desk}/wishes": (
            {"one": who, "other": "", "kind": "apart", "hard": "must"},
            ("one", "other", "kind", "hard"),
        ),
        f"{desk}/move": ({"person": who, "table": "1"}, ("person", "table", "round")),
        f"{desk}/swap": ({"person": who, "with": who}, ("person", "with")),
        f"{desk}/door": ({}, ("closed", "unhosted")),
    }


@pytest.mark.slow
def test_no_string_breaks_a_form(app, cast, sign_in, mixed, desk, by_name, strings):
    """An eighth in all fields at once, a fortieth in each by itself.

    Every string goes through every field of these forms in house/test_every_form.py.
    """
    who = by_name("Kofi")
    client = sign_in(app.test_client(), cast.joost)
    db.session.rollback()
    for where, (right, fields) in forms(desk, who).items():
        for number, string in enumerate(strings):
            tries = [dict.fromkeys(fields, string)] if number % 8 == 0 else []
            if number % 40 == 0:
                tries += [{name: string} for name in fields]
            for wrong in tries:
                answer = client.post(where, data=right | wrong)
                assert answer.status_code in FINE, (where, wrong)
    assert client.get(desk).status_code == 200
    assert client.get(f"{desk}/people").status_code == 200
    assert client.get(f"{desk}?pick=%00&with=%F0%9F%92%A9&round=1").status_code == 200


@pytest.mark.parametrize(
    "host", ["Ineke", "Zoë 🐙", "<b>x</b>", "Åse-Marit van ’t Hoff"]
)
def test_a_name_comes_back_as_it_was_written(facilitator, desk, evening, host):
    form = {"most": "8", "fewest": "3", "accessible": "y", "host_name": host}
    assert facilitator.post(desk + "/1", data=form).status_code == 303
    page = facilitator.get(desk).text
    assert host in page or host.replace("<", "&lt;").replace(">", "&gt;") in page
