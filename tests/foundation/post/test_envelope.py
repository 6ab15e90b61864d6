"""What a mail looks like; no header can be smuggled in."""

from datetime import UTC, datetime
from email import message_from_bytes
from email.policy import default

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dialogue.foundation.post.envelope import BadAddress, mail_of, receiver
from tests.makers.post import make_letter

NOW = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
ICS = "BEGIN:VCALENDAR\r\nEND:VCALENDAR\r\n"


def made(letter):
    mail = mail_of(
        letter,
        key="ab12",
        sender="Gemeente Über <post@dialogue.example>",
        host="site.example",
        now=NOW,
    )
    return message_from_bytes(mail.as_bytes(), policy=default)


def test_mail_carries_what_a_mail_should():
    mail = made(make_letter(text="Tot donderdag, bij Café Önder.\n"))
    assert mail["Message-ID"] == "<ab12@site.example>"
    assert mail["Auto-Submitted"] == "auto-generated"
    assert mail["Date"].datetime == NOW
    assert mail["From"] == "Gemeente Über <post@dialogue.example>"
    assert mail["List-Id"] is None
    assert mail.get_content_type() == "text/plain"
    assert mail.get_content_charset() == "utf-8"
    assert mail.get_content().splitlines() == ["Tot donderdag, bij Café Önder."]


def test_calendar_travels_as_calendar():
    mail = made(
        make_letter(files=(("avond.ics", "text/calendar; method=PUBLISH", ICS),))
    )
    body, file = mail.iter_parts()
    assert body.get_content().splitlines() == ["Tot donderdag."]
    assert file.get_content_type() == "text/calendar"
    assert file.get_param("method") == "PUBLISH"
    assert file.get_filename() == "avond.ics"
    assert file.get_content().splitlines() == ICS.splitlines()


@pytest.mark.parametrize(
    "to",
    [
        "",
        "a",
        "a@b@c",
        "a@b.nl, c@d.nl",
        "a@b.nl\r\nBcc: c@d.nl",
        "<a@b.nl>",
        "a b@c.nl",
        "a@b.nl\x00",
        '"a"@b.nl',
        "a@[1]",
    ],
)
def test_anything_but_one_address_is_refused(to):
    with pytest.raises(BadAddress):
        receiver(to)


def test_domain_with_other_letters_becomes_ascii():
    assert receiver("buur@bücher.example") == "buur@xn--bcher-kva.example"


@pytest.mark.slow
@given(subject=st.text(max_size=80), name=st.text(max_size=40))
def test_no_words_make_another_header(subject, name):
    try:
        mail = mail_of(
            make_letter(subject=subject + "\r\nBcc: c@d.nl", name=name),
            key="k", sender="a <a@b.nl>", host="h.nl", now=NOW,
        )  # fmt: skip
    except UnicodeError:
        pytest.fail("no words may break a mail")
    found = message_from_bytes(mail.as_bytes(), policy=default)
    assert found["Bcc"] is None
    assert [each.addr_spec for each in found["To"].addresses] == [
        "buur@dialogue.example"
    ]
