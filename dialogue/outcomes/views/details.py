"""Details by which somebody may be recognised: a second pair of eyes before release."""

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.outcomes import actions, marking, queries
from dialogue.outcomes.views.door import HARVEST, desk_of, page, room, step_names


@room.page(f"{HARVEST}/details", needs=Permission.HARVEST)
def details(slug: str, session_id: int) -> ResponseReturnValue:
    """The marked sentences; those nobody looked at first."""
    town, dialogue_session = desk_of(slug, session_id)
    marked = marking.marked_in(dialogue_session)
    return page(
        "details", town, dialogue_session, steps=step_names(dialogue_session),
        waiting=[each for each in marked if not each.looked],
        done=[each for each in marked if each.looked],
        heaps=marking.marked_clusters(dialogue_session),
    )  # fmt: skip


@room.act(f"{HARVEST}/sentences/<sentence_id>/keep", needs=Permission.HARVEST)
def sentence_keep(slug: str, session_id: int, sentence_id: str) -> ResponseReturnValue:
    """The words may stay: nobody can be recognised by them."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.sentence_in(dialogue_session, sentence_id)
    actions.keep_words(found, account_id=g.account_id, now=clock.now())
    flash(_("Looked at: the words stay."))
    to = url_for("outcomes.details", slug=slug, session_id=session_id)
    return redirect(to, 303)
