"""A sentence in another language, beside the one that was said."""

from flask import flash, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import actions as talking
from dialogue.conversations import queries as talks
from dialogue.conversations.models import TranslatedBy
from dialogue.conversations.rules import LANGUAGES, same_language, translations_mark
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.outcomes import queries
from dialogue.outcomes.forms import TranslationForm
from dialogue.outcomes.views.clusters import warn
from dialogue.outcomes.views.door import HARVEST, desk_of, page, room, step_names

TRANSLATION = f"{HARVEST}/sentences/<sentence_id>/translation"


@room.form(TRANSLATION, needs=Permission.HARVEST)
def translation(slug: str, session_id: int, sentence_id: str) -> ResponseReturnValue:
    """The original, the translations that are there, and one more."""
    town, dialogue_session = desk_of(slug, session_id)
    said = queries.sentence_in(dialogue_session, sentence_id)
    free = [each for each in LANGUAGES if not same_language(each, said.language)]
    start = chosen() if chosen() in free else free[0]
    form = TranslationForm(
        data={
            "language": start,
            "made_by": TranslatedBy.STAFF.value,
            "seen": translations_mark(talks.translations_beside(said)),
        }
    )
    form.language.choices = [
        each for each in form.language.choices if each.value in free
    ]
    if not said.reason:
        del form.reason
    if form.validate_on_submit():
        with form.catching():
            made = talking.translate(
                said, form.language.data, form.text.data,
                reason=(form.reason.data or "") if said.reason else "",
                made_by=TranslatedBy(form.made_by.data), seen=form.seen.data,
            )  # fmt: skip
            warn(f"{made.text}\n{made.reason}", dialogue_session)
            flash(_("The translation stands beside the sentence."))
            return redirect(_here(slug, session_id, sentence_id), 303)
    return page(
        "translation", town, dialogue_session, form.status, form=form, said=said,
        found=talks.translations_beside(said), steps=step_names(dialogue_session),
    )  # fmt: skip


@room.act(f"{TRANSLATION}/<language>/remove", needs=Permission.HARVEST)
def translation_remove(
    slug: str, session_id: int, sentence_id: str, language: str
) -> ResponseReturnValue:
    """Take a translation away."""
    _town, dialogue_session = desk_of(slug, session_id)
    said = queries.sentence_in(dialogue_session, sentence_id)
    found = talks.translation_in(said, language)
    if found is None:
        raise NotHere
    talking.remove_translation(found)
    flash(_("The translation is gone. The sentence is as it was said."))
    return redirect(_here(slug, session_id, sentence_id), 303)


def _here(slug: str, session_id: int, sentence_id: str) -> str:
    return url_for(
        "outcomes.translation", slug=slug, session_id=session_id,
        sentence_id=sentence_id,
    )  # fmt: skip
