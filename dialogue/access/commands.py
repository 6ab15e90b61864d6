"""The first account of a house: everybody else is invited by somebody."""

import click
from flask import current_app

from dialogue.access import actions
from dialogue.access.views.door import room
from dialogue.foundation import clock


@room.cli.command("invite-owner")
@click.argument("email")
def invite_owner(email: str) -> None:
    """Mail an invitation to be owner of the programme (needs a running worker)."""
    language = current_app.extensions["settings"].languages[0]
    actions.invite_owner(email, language, clock.now())
    click.echo(f"An invitation to {email} is on its way: the link works seven days.")
