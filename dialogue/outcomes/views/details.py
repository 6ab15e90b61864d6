"""Details by which somebody may be recognised: a second pair of eyes before release."""

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import actions, marking, queries
from dialogue.outcomes.views.door import HARVEST, desk_of, page, room, step_names

CHANGED = 409  # somebody else changed the words meanwhile


@room.page(f"{HARVEST}/details", needs=Permission.HARVEST)
def details(slug: str, session_id: int) -> ResponseReturnValue:
    """The marked sentences; those nobody looked at first."""
    return _show(slug, session_id)


def _show(slug: str, session_id: int, why: str = "") -> ResponseReturnValue:
    """The page, with the words as they are now; ``why``: what was refused."""
    town, dialogue_session = desk_of(slug, session_id)
    marked = marking.marked_in(dialogue_session)
    return page(
        "details", town, dialogue_session, CHANGED if why else 200, why=why,
        steps=step_names(dialogue_session),
        waiting=[each for each in marked if not each.looked],
        done=[each for each in marked if each.looked],
        heaps=marking.marked_clusters(dialogue_session),
    )  # fmt: skip


@room.act(f"{HARVEST}/sentences/<sentence_id>/keep", needs=Permission.HARVEST)
def sentence_keep(slug: str, session_id: int, sentence_id: str) -> ResponseReturnValue:
    """The words may stay: nobody can be recognised by them."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.sentence_in(dialogue_session, sentence_id)
    try:
        actions.keep_words(
            found, seen=request.form.get("seen"), account_id=g.account_id,
            now=clock.now(),
        )  # fmt: skip
    except RuleBroken as refusal:
        return _refused(slug, session_id, refusal)
    return _kept(slug, session_id)


@room.act(f"{HARVEST}/clusters/<int:cluster_id>/keep", needs=Permission.HARVEST)
def cluster_keep(slug: str, session_id: int, cluster_id: int) -> ResponseReturnValue:
    """Nobody can be recognised by the sentence over a cluster."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.cluster_in(dialogue_session, cluster_id)
    try:
        actions.keep_cluster(
            found, seen=request.form.get("revision"), account_id=g.account_id
        )
    except RuleBroken as refusal:
        return _refused(slug, session_id, refusal)
    return _kept(slug, session_id)


def _kept(slug: str, session_id: int) -> ResponseReturnValue:
    flash(_("Looked at: the words stay."))
    to = url_for("outcomes.details", slug=slug, session_id=session_id)
    return redirect(to, 303)


def _refused(slug: str, session_id: int, why: RuleBroken) -> ResponseReturnValue:
    # It was refused before anything was written: the page may be made at once.
    return _show(slug, session_id, str(why.sentence))
