"""Ideas and places, with what they grow from."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from wtforms.fields import SelectChoice

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Kind
from dialogue.foundation.errors import NotHere
from dialogue.outcomes import actions, queries
from dialogue.outcomes.forms import IdeaForm
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.outcomes.views.clusters import warn
from dialogue.outcomes.views.door import (
    HARVEST,
    desk_of,
    in_other_languages,
    page,
    room,
)

IDEAS = f"{HARVEST}/ideas"


@room.page(IDEAS, needs=Permission.HARVEST)
def ideas(slug: str, session_id: int) -> ResponseReturnValue:
    """All confirmed ideas: where, who could, and what they grow from."""
    town, dialogue_session = desk_of(slug, session_id)
    return page(
        "ideas", town, dialogue_session, found=queries.ideas_of(dialogue_session),
        translated=in_other_languages(dialogue_session),
    )  # fmt: skip


@room.form(f"{IDEAS}/<sentence_id>", needs=Permission.HARVEST)
def idea(slug: str, session_id: int, sentence_id: str) -> ResponseReturnValue:
    """What stands beside one idea."""
    town, dialogue_session = desk_of(slug, session_id)
    said = queries.sentence_in(dialogue_session, sentence_id)
    if said.kind is not Kind.IDEA:
        raise NotHere
    note = queries.idea_note(said)
    form = IdeaForm(
        data={
            "place": note.place, "who_could": note.who_could,
            "grows_from": note.grows_from, "root": note.grows_from_id or "",
        }
        if note is not None else None
    )  # fmt: skip
    others = [
        each
        for each in queries.sentences_of(dialogue_session)
        if each.id != said.id and each.contribution.kind in SORTED_KINDS
    ]
    form.root.choices = [
        SelectChoice("", _("none of the sentences")),
        *(SelectChoice(each.id, each.contribution.text) for each in
          sorted(others, key=lambda one: one.contribution.text)),
    ]  # fmt: skip
    if form.validate_on_submit():
        with form.catching():
            actions.note_idea(
                said, place=form.place.data or "", who_could=form.who_could.data or "",
                grows_from=form.grows_from.data or "", root=form.root.data or None,
            )  # fmt: skip
            texts = (form.place.data, form.who_could.data, form.grows_from.data)
            warn(". ".join(each or "" for each in texts), dialogue_session)
            flash(_("Kept."))
            to = url_for("outcomes.ideas", slug=slug, session_id=session_id)
            return redirect(to, 303)
    return page("idea", town, dialogue_session, form.status, form=form, said=said)
