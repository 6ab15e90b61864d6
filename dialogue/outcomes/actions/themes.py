"""Themes: heaps that people name."""

from collections.abc import Iterable
from datetime import datetime

from dialogue.foundation.database import db, lock_row
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import COUNTS, SocialRight, Theme
from dialogue.sessions.models import DialogueSession


def add_theme(
    dialogue_session: DialogueSession,
    name: str,
    right: SocialRight | None = None,
    *,
    hand: int = COUNTS,
) -> Theme:
    """A new heap, last in line; of one hand: nobody else sees it yet."""
    lock_row(DialogueSession, dialogue_session.id)
    others = queries.themes_of(dialogue_session, hand)
    rules.check_theme_name(name, [each.name for each in others])
    rules.check_room_for_theme(len(others))
    theme = Theme(
        municipality_id=dialogue_session.municipality_id, right=right, name=name,
        dialogue_session_id=dialogue_session.id, hand=hand,
        position=max((each.position for each in others), default=0) + 1,
    )  # fmt: skip
    db.session.add(theme)
    db.session.flush()
    return theme


def seed_themes(
    dialogue_session: DialogueSession,
    named: Iterable[tuple[str, SocialRight]],
    *,
    hand: int = COUNTS,
) -> list[Theme]:
    """One theme for each social right that has none; returns those that are new."""
    lock_row(DialogueSession, dialogue_session.id)
    there = queries.themes_of(dialogue_session, hand)
    rights = {each.right for each in there}
    names = {each.name.casefold() for each in there}
    return [
        add_theme(dialogue_session, name, right, hand=hand)
        for name, right in named
        if right not in rights and name.casefold() not in names
    ]


def seed_own_themes(
    dialogue_session: DialogueSession, *, hand: int = COUNTS
) -> list[Theme]:
    """The themes of the municipality's other evenings; returns those that are new.

    Those of most evenings first, with the social right they have there, until there are
    as many as there are keys.
    """
    lock_row(DialogueSession, dialogue_session.id)
    there = len(queries.themes_of(dialogue_session, hand))
    return [
        add_theme(dialogue_session, each.name, each.right, hand=hand)
        for each in queries.own_themes(dialogue_session, hand)[
            : max(0, rules.SEEDED_THEMES - there)
        ]
    ]


def rename_theme(
    dialogue_session: DialogueSession,
    theme: Theme,
    name: str,
    right: SocialRight | None,
) -> None:
    """Another name, another right."""
    lock_row(DialogueSession, dialogue_session.id)
    others = [
        each.name
        for each in queries.themes_of(dialogue_session, theme.hand)
        if each.id != theme.id
    ]
    rules.check_theme_name(name, others)
    theme.name, theme.right = name, right
    db.session.flush()


def drop_theme(theme: Theme, *, now: datetime) -> None:
    """Take a theme away; its sentences lie on the stack again."""
    theme.dropped_at = now
    db.session.flush()


def bring_theme_back(dialogue_session: DialogueSession, theme: Theme) -> None:
    """Undo of dropping: the theme, with what nobody sorted elsewhere meanwhile."""
    if theme.dropped_at is None:
        return
    lock_row(DialogueSession, dialogue_session.id)
    others = queries.themes_of(dialogue_session, theme.hand)
    rules.check_theme_name(theme.name, [each.name for each in others])
    rules.check_room_for_theme(len(others))
    theme.dropped_at = None
    db.session.flush()
