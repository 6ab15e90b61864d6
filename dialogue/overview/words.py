"""How these pages say states of requests and roles."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Role
from dialogue.foundation.language import day_date
from dialogue.overview.queries import Ask


def ask_row(ask: Ask) -> dict[str, Any]:
    """A request as the macro ``asked`` wants it: state, word, and when."""
    if ask.state == "late":
        word = ngettext("No answer for %(num)s day", "No answer for %(num)s days", -ask.days)
        when = _("The council would answer before %(day)s.", day=day_date(ask.due))
    elif ask.state == "waiting":
        word = _("Waits for an answer")
        left = ngettext("in %(num)s day", "in %(num)s days", ask.days)
        when = _("The council answers before %(day)s, %(left)s.", day=day_date(ask.due), left=left)
    else:
        word = _WORDS[ask.state]()
        when = _("Answer: %(text)s", text=ask.answer)
    return {"text": ask.text, "kind": ask.kind, "word": word, "when": when}


_WORDS = {
    "yes": lambda: _("Yes, we will"),
    "yes, differently": lambda: _("Yes, but differently"),
    "no, because": lambda: _("No, because"),
    "later, on": lambda: _("Later"),
}


def role_word(role: Role) -> str:
    """A role in words."""
    words = {
        Role.OWNER: _("owner of the programme"),
        Role.COORDINATOR: _("coordinator"),
        Role.FACILITATOR: _("facilitator"),
        Role.TABLE_HOST: _("table host"),
        Role.CLERK: _("council clerk"),
    }
    return str(words.get(role, role.value))


def capitalize_first(text: str) -> str:
    """A sentence that starts with a capital; the rest stays as it is."""
    return text[:1].upper() + text[1:]
