"""Pages of the demo only: sign in with one click, and read the mail that was sent."""

from email import message_from_bytes, policy
from email.message import EmailMessage
from pathlib import Path

from flask import current_app, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from dialogue.access import actions, browser, second_factor
from dialogue.access.permissions import ROLE_NAMES, Permission
from dialogue.access.room import Room
from dialogue.demo import PASSWORD
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.municipalities.queries import municipality_by_slug, team_of

TOWN = "wilgendam"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"  # noqa: S105 - the demo's authenticator

room = Room("demo", __name__, url_prefix="/demo")


@room.page("", needs=Permission.VISIT)
def start() -> ResponseReturnValue:
    """Who works here, and one button each."""
    now = clock.now()
    return render_template(
        "demo/start.html",
        team=team_of(municipality_by_slug(TOWN).id),
        code=second_factor.code_at(SECRET, now),
        password=PASSWORD,
        town=TOWN,
        role_names=ROLE_NAMES,
    )


@room.act("/sign-in/<int:account_id>", needs=Permission.VISIT)
def sign_in(account_id: int) -> ResponseReturnValue:
    """Become one of the people of the example."""
    team = team_of(municipality_by_slug(TOWN).id)
    if account_id not in {account.id for _membership, account in team}:
        raise NotHere
    now = clock.now()
    browser.carry_sign_in(actions.start_sign_in(account_id, now), now=now)
    return redirect(url_for("overview.desks"))


@room.page("/mail", needs=Permission.VISIT)
def mail() -> ResponseReturnValue:
    """Everything that was mailed, the newest first."""
    found = sorted(
        _folder().glob("*.eml"), key=lambda path: path.stat().st_mtime, reverse=True
    )
    letters = [(path.stem, _read(path)) for path in found[:200]]
    return render_template("demo/mail.html", letters=letters, count=len(found))


@room.page("/mail/<name>", needs=Permission.VISIT)
def letter(name: str) -> ResponseReturnValue:
    """One mail."""
    path = _folder() / f"{name}.eml"
    if path.parent != _folder() or not path.is_file():
        raise NotHere
    found = _read(path)
    body = found.get_body(("plain",))
    return render_template(
        "demo/letter.html",
        letter=found,
        body=body.get_content() if body else "",
        files=[each.get_filename() for each in found.iter_attachments()],
    )


def _folder() -> Path:
    return Path(
        str(current_app.extensions["settings"].mail_url).removeprefix("folder:")
    )


def _read(path: Path) -> EmailMessage:
    found = message_from_bytes(path.read_bytes(), policy=policy.default)
    assert isinstance(found, EmailMessage)  # noqa: S101 - the default policy makes these
    return found
