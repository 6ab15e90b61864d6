"""How the first account of a house comes to be."""

from sqlalchemy import select

from dialogue.access.models import AccessLink
from dialogue.access.permissions import Role
from dialogue.foundation import post
from dialogue.foundation.database import db
from dialogue.foundation.post import Message


def test_first_owner_is_invited_from_the_command_line(app):
    db.session.rollback()
    done = app.test_cli_runner().invoke(
        args=["access", "invite-owner", "hanna@dialogue.example"]
    )
    assert done.exit_code == 0, done.output
    link = db.session.scalars(select(AccessLink)).one()
    assert (link.role, link.municipality_id) == (Role.OWNER, None)
    assert (
        post.read(db.session.scalars(select(Message)).one()).to
        == "hanna@dialogue.example"
    )
