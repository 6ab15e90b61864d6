"""A database or backup in other hands: without the keys it says nothing (T13)."""

import base64

import pytest
from sqlalchemy import select, update

from dialogue.app import create_app
from dialogue.foundation.database import db, everywhere
from dialogue.foundation.vault import Unreadable
from dialogue.registrations import sealed
from dialogue.registrations.actions import telling
from dialogue.registrations.models import Registration
from tests.conftest import commit, settings_for
from tests.makers.registrations import make_registration

WORDS = ("Kanarievogel", "kanarie@post.example", "06 12 34 56 78", "612345678", "rolstoel", "Kade 7")  # fmt: skip
THEIRS = "k9:" + base64.b64encode(b"somebody else's thirty-two bytes").decode()


@pytest.fixture
def people(evening, now):
    found = make_registration(
        evening, "Kanarievogel", mail="kanarie@post.example", needs="rolstoel", note="Kade 7"
    )  # fmt: skip
    make_registration(evening, "Piet", phone="06 12 34 56 78")
    telling.tell_signed_up(found, now)
    commit()
    return found


def everything_stored():
    """All rows of all tables, bytes as letters: what somebody with the file reads."""
    for table in db.metadata.sorted_tables:
        for row in db.session.execute(everywhere(select(table))):
            for value in row:
                yield value.decode("latin-1") if isinstance(value, bytes) else str(value)  # fmt: skip


def test_a_dump_holds_no_name_no_address_and_no_letter(people):
    stored = "\n".join(everything_stored())
    assert [word for word in WORDS if word in stored] == []
    assert "Lief en leed" in stored, "the control: what is public stands there"


def test_a_sealed_value_moved_to_another_row_is_not_read(people):
    other = db.session.scalars(
        everywhere(select(Registration).where(Registration.id != people.id))
    ).one()
    move = update(Registration).where(Registration.id == other.id)
    db.session.execute(everywhere(move.values(name=people.name)))
    db.session.expire_all()
    key = sealed.key_of(people.dialogue_session)
    assert sealed.reveal(people, key).name == "Kanarievogel"
    with pytest.raises(Unreadable):
        sealed.reveal(other, key)


@pytest.mark.parametrize("keys", ["theirs", "ours"])
def test_a_restored_house_reads_people_only_with_its_keys(
    app, cast, people, keys, scratch
):
    """The same database, another installation: as after a backup was restored."""
    url = app.config["SQLALCHEMY_DATABASE_URI"].render_as_string(hide_password=False)
    url = url.replace("postgresql+psycopg", "postgresql")
    db.session.rollback()
    more = {"master_keys": THEIRS} if keys == "theirs" else {}
    restored = create_app(settings_for(url, scratch, **more))
    with restored.app_context():
        found = db.session.scalars(
            everywhere(select(Registration).order_by(Registration.id))
        ).first()
        if keys == "ours":
            key = sealed.key_of(found.dialogue_session)
            assert sealed.reveal(found, key).name == "Kanarievogel"
        else:
            with pytest.raises(Unreadable):
                sealed.key_of(found.dialogue_session)
        page = restored.test_client().get("/wilgendam/")
        assert page.status_code == 200, "what is public is served all the same"
        assert "Lief en leed" in page.text
        db.session.remove()
        db.engine.dispose()
