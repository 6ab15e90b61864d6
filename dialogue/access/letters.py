"""Mail to staff about getting in; in the language of the receiver."""

from datetime import datetime

from flask import current_app, render_template
from flask_babel import gettext as _

from dialogue.access.models import AccessLink, Account
from dialogue.access.permissions import ROLE_NAMES
from dialogue.foundation import language, post
from dialogue.foundation.post import Channel, Letter


def post_invitation(link: AccessLink, token: str, now: datetime) -> None:
    """Ask somebody to come and work here."""
    assert link.role is not None  # noqa: S101
    with language.speaking(link.language):
        subject = _(
            "You are invited: %(role)s in %(place)s",
            role=ROLE_NAMES[link.role],
            place=link.place,
        )
        text = render_template(
            "access/post/invitation.txt", link=link, role=ROLE_NAMES[link.role],
            address=_site(f"/invitation/{token}"),
        )  # fmt: skip
    post.queue(
        Letter(link.email, subject, text), kind="invitation", channel=Channel.MAIL,
        subject_ref=f"access-link:{link.id}", language=link.language,
        dedupe=f"invitation:{link.id}", now=now, municipality_id=link.municipality_id,
    )  # fmt: skip


def post_reset(account: Account, link_id: str, token: str, now: datetime) -> None:
    """The link for a new password."""
    with language.speaking(account.language):
        subject = _("A new password")
        text = render_template(
            "access/post/reset.txt", account=account, address=_site(f"/reset/{token}")
        )
    _to(account, subject, text, kind="reset", dedupe=f"reset:{link_id}", now=now)


def post_password_changed(account: Account, mark: str, now: datetime) -> None:
    """Tell that the password was changed, in case it was somebody else."""
    with language.speaking(account.language):
        subject = _("Your password was changed")
        text = render_template(
            "access/post/password_changed.txt", account=account, address=_site("/reset")
        )
    _to(
        account,
        subject,
        text,
        kind="password changed",
        dedupe=f"password-changed:{mark}",
        now=now,
    )


def post_second_factor(
    account: Account, link_id: str, token: str, now: datetime
) -> None:
    """The link to set up another authenticator app."""
    with language.speaking(account.language):
        subject = _("Set up your second step again")
        text = render_template(
            "access/post/second_factor.txt",
            account=account,
            address=_site(f"/second-factor/{token}"),
        )
    _to(
        account,
        subject,
        text,
        kind="second factor",
        dedupe=f"second-factor:{link_id}",
        now=now,
    )


def post_wrong_codes(account: Account, now: datetime) -> None:
    """Tell that somebody knows the password but not the code; once a day at most."""
    with language.speaking(account.language):
        subject = _("Somebody tried to sign in as you")
        text = render_template(
            "access/post/wrong_codes.txt", account=account, address=_site("/reset")
        )
    _to(
        account,
        subject,
        text,
        kind="wrong codes",
        dedupe=f"wrong-codes:{account.id}:{now:%Y-%m-%d}",
        now=now,
    )


def _to(
    account: Account, subject: str, text: str, *, kind: str, dedupe: str, now: datetime
) -> None:
    post.queue(
        Letter(account.email, subject, text, name=account.name), kind=kind,
        channel=Channel.MAIL, subject_ref=f"account:{account.id}",
        language=account.language, dedupe=dedupe, now=now,
    )  # fmt: skip


def _site(path: str) -> str:
    return str(current_app.extensions["settings"].public_url) + path
