"""The first account of a house: everybody else is invited by somebody."""

import click
from flask import current_app

from dialogue.access import actions
from dialogue.access.permissions import Role
from dialogue.access.views.door import room
from dialogue.foundation import clock
from dialogue.foundation.database import writing


@room.cli.command("invite-owner")
@click.argument("email")
def invite_owner(email: str) -> None:
    """Mail an invitation to be owner of the programme (needs a running worker)."""
    language = current_app.extensions["settings"].languages[0]
    with writing():
        actions.invite(
            email, Role.OWNER, municipality_id=None, place="Dialogue",
            language=language, now=clock.now(),
        )  # fmt: skip
    click.echo(f"An invitation to {email} is on its way: the link works seven days.")
