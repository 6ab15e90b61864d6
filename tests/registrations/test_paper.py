"""Letters: an address typed on one line stands on the envelope as the post wants it."""

import pytest

from dialogue.registrations.paper import address_lines


@pytest.mark.parametrize(
    ("typed", "lines"),
    [
        ("Kanaalstraat 48 1234 AC Wilgendam", ["Kanaalstraat 48", "1234 AC Wilgendam"]),
        ("Kanaalstraat 48, 1234AC Wilgendam", ["Kanaalstraat 48", "1234AC Wilgendam"]),
        ("Kouter 7 bus 3, 9000 Gent", ["Kouter 7 bus 3", "9000 Gent"]),
        ("Kouter 7 9000 Gent", ["Kouter 7", "9000 Gent"]),
        ("Hofflat, derde verdieping", ["Hofflat", "derde verdieping"]),
        ("Laan van 1940 12", ["Laan van 1940 12"]),
        ("", []),
    ],
)
def test_an_address_is_cut_before_its_postcode(typed: str, lines: list[str]) -> None:
    assert address_lines(typed) == lines
