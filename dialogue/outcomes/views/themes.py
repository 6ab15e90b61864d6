"""Themes: add, rename, drop; start from the social rights."""

from collections.abc import Sequence

from flask import flash, g, redirect, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, journal
from dialogue.foundation.errors import RuleBroken
from dialogue.outcomes import actions, queries, rules
from dialogue.outcomes.forms import ThemeForm
from dialogue.outcomes.models import Theme
from dialogue.outcomes.queries import Sentence
from dialogue.outcomes.views.door import (
    HARVEST,
    desk_of,
    hand_here,
    in_other_languages,
    may_not_sort,
    page,
    room,
)
from dialogue.outcomes.words import RIGHTS
from dialogue.sessions.models import DialogueSession

THEMES = f"{HARVEST}/themes"


@room.form(THEMES, needs=Permission.HARVEST)
def themes(slug: str, session_id: int) -> ResponseReturnValue:
    """All themes with their sentences; a new one on top."""
    town, dialogue_session = desk_of(slug, session_id)
    form = ThemeForm()
    if form.validate_on_submit():
        with form.catching():
            _add(form, dialogue_session)
            flash(_("The theme is there."))
            return _back(slug, session_id)
    hand = hand_here(dialogue_session)
    said = queries.sentences_of(dialogue_session, hand)
    found = [
        (theme, sorted(_lying(theme, said), key=lambda one: one.id))
        for theme in queries.themes_of(dialogue_session, hand)
    ]
    has = {theme.right for theme, _lying in found}
    return page(
        "themes", town, dialogue_session, form.status, form=form, found=found,
        can_seed=bool(set(RIGHTS) - has),
        own=queries.own_themes(dialogue_session, hand), left=len(queries.to_sort(said)),
        hand=hand, translated=in_other_languages(dialogue_session),
    )  # fmt: skip


def _lying(theme: Theme, said: Sequence[Sentence]) -> list[Sentence]:
    return [each for each in said if each.theme_id == theme.id]


@room.form(f"{THEMES}/new", needs=Permission.HARVEST)
def new_theme(slug: str, session_id: int) -> ResponseReturnValue:
    """A theme for the sentence on top of the stack."""
    town, dialogue_session = desk_of(slug, session_id)
    sentence = queries.sentence_in(dialogue_session, request.args.get("sentence", ""))
    form = ThemeForm()
    if form.validate_on_submit():
        with form.catching():
            theme = _add(form, dialogue_session)
            if theme is not None:
                actions.sort_many(
                    dialogue_session, [sentence], theme, account_id=g.account_id,
                    hand=theme.hand,
                )  # fmt: skip
            to = url_for("outcomes.harvest", slug=slug, session_id=session_id)
            return redirect(to, 303)
    return page(
        "new_theme", town, dialogue_session, form.status, form=form, sentence=sentence
    )


def _add(form: ThemeForm, dialogue_session: DialogueSession) -> Theme | None:
    if journal.already(form.once.data):
        return None
    rules.check_may_sort(queries.comparison_of(dialogue_session), g.account_id)
    theme = actions.add_theme(
        dialogue_session, form.name.data, form.right.right,
        hand=hand_here(dialogue_session),
    )  # fmt: skip
    journal.once(form.once.data, f"theme:{theme.id}", now=clock.now())
    return theme


@room.form(f"{THEMES}/<int:theme_id>", needs=Permission.HARVEST)
def theme(slug: str, session_id: int, theme_id: int) -> ResponseReturnValue:
    """Another name or another right."""
    town, dialogue_session = desk_of(slug, session_id)
    hand = hand_here(dialogue_session)
    found = queries.theme_in(dialogue_session, theme_id, hand)
    form = ThemeForm(
        data={"name": found.name, "right": found.right.value if found.right else ""}
    )
    if form.validate_on_submit():
        with form.catching():
            rules.check_may_sort(queries.comparison_of(dialogue_session), g.account_id)
            rules.check_own_theme(found, hand)
            actions.rename_theme(
                dialogue_session, found, form.name.data, form.right.right
            )
            flash(_("Changed."))
            return _back(slug, session_id)
    return page("theme", town, dialogue_session, form.status, form=form, theme=found)


@room.act(f"{THEMES}/<int:theme_id>/drop", needs=Permission.HARVEST)
def theme_drop(slug: str, session_id: int, theme_id: int) -> ResponseReturnValue:
    """Take a theme away; can be undone."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.theme_in(dialogue_session, theme_id, hand_here(dialogue_session))
    if _may_not_change(dialogue_session, found):
        return _back(slug, session_id)
    actions.drop_theme(found, now=clock.now())
    undo = url_for(
        "outcomes.theme_back", slug=slug, session_id=session_id, theme_id=theme_id
    )
    words = _("‘%(name)s’ is gone; its sentences lie on the stack.", name=found.name)
    flash({"text": words, "undo": undo}, "undo")  # type: ignore[arg-type]
    return _back(slug, session_id)


@room.act(f"{THEMES}/<int:theme_id>/back", needs=Permission.HARVEST)
def theme_back(slug: str, session_id: int, theme_id: int) -> ResponseReturnValue:
    """Undo of dropping."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.theme_in(dialogue_session, theme_id, hand_here(dialogue_session))
    if not _may_not_change(dialogue_session, found):
        actions.bring_theme_back(dialogue_session, found)
    return _back(slug, session_id)


@room.act(f"{THEMES}/social-rights", needs=Permission.HARVEST)
def themes_seed(slug: str, session_id: int) -> ResponseReturnValue:
    """A theme for each social right that has none."""
    _town, dialogue_session = desk_of(slug, session_id)
    if may_not_sort(dialogue_session):
        return _whence(slug, session_id)
    made = actions.seed_themes(
        dialogue_session, [(str(word), right) for right, word in RIGHTS.items()],
        hand=hand_here(dialogue_session),
    )  # fmt: skip
    return _seeded(slug, session_id, made, _("Every social right has a theme already."))


@room.act(f"{THEMES}/own", needs=Permission.HARVEST)
def themes_own(slug: str, session_id: int) -> ResponseReturnValue:
    """The themes that other evenings of the municipality have."""
    _town, dialogue_session = desk_of(slug, session_id)
    if may_not_sort(dialogue_session):
        return _whence(slug, session_id)
    made = actions.seed_own_themes(dialogue_session, hand=hand_here(dialogue_session))
    return _seeded(slug, session_id, made, _("There are enough themes to begin with."))


def _seeded(
    slug: str, session_id: int, made: Sequence[Theme], none: str
) -> ResponseReturnValue:
    flash(
        ngettext("%(num)s theme is there.", "%(num)s themes are there.", len(made))
        if made
        else none,
        "good" if made else "info",
    )
    return _whence(slug, session_id)


def _whence(slug: str, session_id: int) -> ResponseReturnValue:
    """Whoever began at the stack goes on sorting; the themes' own page stays open."""
    if request.form.get("sorting"):
        to = url_for("outcomes.harvest", slug=slug, session_id=session_id)
        return redirect(to, 303)
    return _back(slug, session_id)


def _may_not_change(dialogue_session: DialogueSession, found: Theme) -> bool:
    """Whether this theme stays as it is now; the page they go to says why."""
    if may_not_sort(dialogue_session):
        return True
    try:
        rules.check_own_theme(found, hand_here(dialogue_session))
    except RuleBroken as refusal:
        flash(str(refusal.sentence), "attention")
        return True
    return False


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    return redirect(url_for("outcomes.themes", slug=slug, session_id=session_id), 303)
