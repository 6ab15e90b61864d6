"""All sentences as a list: narrowed down, moved together, mended one by one."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Kind
from dialogue.foundation import clock
from dialogue.outcomes import actions, marking, queries, rules
from dialogue.outcomes.forms import WordsForm
from dialogue.outcomes.models import Theme
from dialogue.outcomes.queries import Sentence
from dialogue.outcomes.similarity.folding import fold
from dialogue.outcomes.views.door import (
    HARVEST,
    asked_for,
    blind,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
    step_names,
)
from dialogue.sessions.models import DialogueSession

NONE = "none"  # the value of the filter for: no theme yet
PAGE = 100


@room.form(f"{HARVEST}/sentences", needs=Permission.HARVEST)
def sentences(slug: str, session_id: int) -> ResponseReturnValue:
    """The list; POST puts the ticked ones in a theme."""
    town, dialogue_session = desk_of(slug, session_id)
    if request.method == "POST":
        return _move(slug, dialogue_session)
    steps = step_names(dialogue_session)
    hand = hand_here(dialogue_session)
    said = queries.sentences_of(dialogue_session, hand)
    chosen = asked_for("step", "kind", "theme", "words")
    found = sorted(
        (each for each in said if fits_choice(each, chosen)),
        key=lambda one: blind(one, steps),
    )
    start = max(0, request.args.get("from", 0, type=int)) // PAGE * PAGE

    def to(place: int) -> str:
        at: dict[str, Any] = {
            "slug": slug, "session_id": session_id, "from": place, **chosen,
        }  # fmt: skip
        return url_for("outcomes.sentences", **at)

    return page(
        "sentences", town, dialogue_session, found=found[start : start + PAGE],
        many=len(found), all=len(said), steps=steps, start=start, step_size=PAGE,
        earlier=to(start - PAGE) if start else "",
        later=to(start + PAGE) if start + PAGE < len(found) else "",
        themes=queries.themes_of(dialogue_session, hand), chosen=chosen,
        there=_there(said), names=names_of(queries.themes_of(dialogue_session, hand)),
        sorted_kinds=rules.SORTED_KINDS,
        translated=in_other_languages(dialogue_session),
    )  # fmt: skip


def names_of(themes: Sequence[Theme]) -> Mapping[int, str]:
    """The names of themes, by id."""
    return {each.id: each.name for each in themes}


def _there(said: Sequence[Sentence]) -> Mapping[str, set[str]]:
    return {
        "steps": {each.contribution.step for each in said},
        "kinds": {each.contribution.kind.value for each in said},
    }


def fits_choice(sentence: Sentence, chosen: Mapping[str, str]) -> bool:
    """Whether a sentence is of the chosen step, kind and theme, with these words."""
    said = sentence.contribution
    if chosen["step"] and said.step != chosen["step"]:
        return False
    if chosen["kind"] and said.kind.value != chosen["kind"]:
        return False
    if chosen["words"] and fold(chosen["words"]) not in fold(said.text):
        return False
    if chosen["theme"] == NONE:
        return sentence.theme_id is None and said.kind in rules.SORTED_KINDS
    return not chosen["theme"] or str(sentence.theme_id) == chosen["theme"]


def _move(slug: str, dialogue_session: DialogueSession) -> ResponseReturnValue:
    here = redirect(
        url_for("outcomes.sentences", slug=slug, session_id=dialogue_session.id), 303
    )
    if may_not_sort(dialogue_session):
        return here
    hand = hand_here(dialogue_session)
    wish, ids = request.form.get("to", ""), request.form.getlist("sentence")
    if not ids:
        flash(_("Tick the sentences you want to move."), "attention")
        return here
    themes = {str(each.id): each for each in queries.themes_of(dialogue_session, hand)}
    if wish not in themes and wish != NONE:
        flash(_("Choose a theme to put them in."), "attention")
        return here
    chosen = [
        queries.sentence_in(dialogue_session, each) for each in dict.fromkeys(ids)
    ]
    moved = actions.sort_many(
        dialogue_session, chosen, themes.get(wish), account_id=g.account_id, hand=hand
    )
    undo = url_for("outcomes.harvest_undo", slug=slug, session_id=dialogue_session.id)
    text = ngettext("%(num)s sentence moved.", "%(num)s sentences moved.", moved)
    if moved:
        told = {"text": text, "undo": undo, "fields": {"steps": moved, "list": 1}}
        flash(told, "undo")  # type: ignore[arg-type]
    else:
        flash(_("They lie there already."), "info")
    return here


@room.form(f"{HARVEST}/sentences/<sentence_id>", needs=Permission.HARVEST)
def sentence(slug: str, session_id: int, sentence_id: str) -> ResponseReturnValue:
    """One sentence: its marks, and its words to mend."""
    town, dialogue_session = desk_of(slug, session_id)
    found = queries.sentence_in(dialogue_session, sentence_id)
    form = WordsForm(
        data={
            "text": found.text,
            "reason": found.reason,
            "seen": rules.words_of(found),
        }
    )
    if not found.reason:
        del form.reason
    if form.validate_on_submit():
        with form.catching():
            actions.mend_words(
                found, form.text.data, (form.reason.data or "") if found.reason else "",
                seen=form.seen.data, account_id=g.account_id, now=clock.now(),
            )  # fmt: skip
            flash(_("Looked at. The report shows these words."))
            to = url_for("outcomes.details", slug=slug, session_id=session_id)
            return redirect(to, 303)
    asking = marking.asker(dialogue_session)
    return page(
        "sentence", town, dialogue_session, form.status, form=form, said=found,
        marks=marking.marks_in(found.text, asking),
        reason_marks=marking.marks_in(found.reason, asking),
        beside_marks=[marking.marks_in(one, asking) for one in marking.beside(found)],
        steps=step_names(dialogue_session), request_kind=Kind.REQUEST,
        digest=marking.all_words_of(found),
    )  # fmt: skip
