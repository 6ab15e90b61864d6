"""The second stop: who was asked, along which channel, and who is missing."""

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.municipalities.models import Municipality
from dialogue.registrations import actions, queries
from dialogue.registrations.forms import MissingForm, RoundForm
from dialogue.registrations.listing import SIGNS
from dialogue.registrations.models import Way
from dialogue.registrations.views.door import desk_of, room, site
from dialogue.registrations.words import WAYS
from dialogue.sessions import flyer
from dialogue.sessions.models import DialogueSession, Stage

STOP = "/<slug>/desk/talks/<int:session_id>/invite"


@room.form(STOP, needs=Permission.KEEP_PEOPLE)
def invite(slug: str, session_id: int) -> ResponseReturnValue:
    """Links and flyer to hand out, rounds per channel; POST notes a round."""
    town, dialogue_session = desk_of(slug, session_id)
    form = RoundForm()
    if form.validate_on_submit():
        with form.catching():
            asked = actions.Asked(
                Way(form.way.data),
                int(form.asked.data),
                int(form.reached.data),
                form.note.data or "",
            )
            actions.note_round(
                dialogue_session, asked, now=clock.now(), once=form.once.data
            )
            return _back(slug, session_id)
    return _page(town, dialogue_session, form), form.status


def _page(
    town: Municipality,
    dialogue_session: DialogueSession,
    form: RoundForm,
    missing: MissingForm | None = None,
) -> str:
    count = queries.count_of(dialogue_session)
    return render_template(
        "registrations/invite.html",
        municipality=town,
        form=form,
        dialogue_session=dialogue_session,
        ways=WAYS,
        signs=SIGNS,
        missing=missing or MissingForm(formdata=None, data={"missing": count.missing}),
        rounds=queries.invitation_rounds(dialogue_session),
        heads=queries.head_count(dialogue_session),
        address=f"{site()}/{town.slug}/talks/{dialogue_session.ref}",
        typed=flyer.typed_address(dialogue_session.ref, site()),
        published=dialogue_session.stage is Stage.PUBLISHED,
    )


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    where = url_for("registrations.invite", slug=slug, session_id=session_id)
    return redirect(where, 303)


@room.act(STOP + "/missing", needs=Permission.KEEP_PEOPLE)
def invite_missing(slug: str, session_id: int) -> ResponseReturnValue:
    """Who is not asked yet."""
    town, dialogue_session = desk_of(slug, session_id)
    form = MissingForm()
    if not form.validate():
        return _page(town, dialogue_session, RoundForm(formdata=None), form), 422
    actions.note_missing(dialogue_session, form.missing.data or "", now=clock.now())
    return _back(slug, session_id)


@room.act(STOP + "/<int:round_id>/drop", needs=Permission.KEEP_PEOPLE)
def invite_drop(slug: str, session_id: int, round_id: int) -> ResponseReturnValue:
    """Take a round out; undo puts it back."""
    _town, dialogue_session = desk_of(slug, session_id)
    said = actions.drop_round(dialogue_session, round_id, now=clock.now())
    if said.asked:
        fields = {
            "way": said.way.value,
            "asked": said.asked,
            "reached": said.reached,
            "note": said.note,
        }
        undo = url_for("registrations.invite", slug=slug, session_id=session_id)
        words = {"text": _("The round is gone."), "undo": undo, "fields": fields}
        flash(words, "undo")  # type: ignore[arg-type]
    return _back(slug, session_id)
