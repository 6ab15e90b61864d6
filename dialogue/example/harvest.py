"""After the evening of the example: sorting, merging, and the page to read aloud."""

from datetime import timedelta

from dialogue.conversations.models import Kind
from dialogue.example import said
from dialogue.example.walk import Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.outcomes import actions, queries
from dialogue.outcomes.actions import Asked
from dialogue.outcomes.marking import to_look_at
from dialogue.outcomes.models import SocialRight


def gather(world: World, session_id: int, calendar: Calendar) -> None:
    """Sort every sentence into its theme; merge eight requests to four."""
    with writing():
        dialogue_session = evening_in(world, session_id)
        themes = {
            name: actions.add_theme(
                dialogue_session, name, SocialRight(right) if right else None
            )
            for name, right in said.THEMES
        }
        theme_of = {one.becomes or one.text: one.theme for one in said.SAID}
        for sentence in queries.to_sort(queries.sentences_of(dialogue_session)):
            name = theme_of[sentence.contribution.text]
            actions.sort(
                sentence.contribution, themes[name], account_id=world.staff.joost
            )
    for merged in said.MERGED:
        with writing():
            _merge(world, session_id, merged, calendar)
    _look(world, session_id, calendar)


def _look(world: World, session_id: int, calendar: Calendar) -> None:
    # A second pair of eyes: what was marked points to nobody, so the words stay.
    with writing():
        for each in to_look_at(evening_in(world, session_id)):
            actions.keep_words(
                each.sentence.contribution, account_id=world.staff.samira,
                now=calendar.at(5, 10),
            )  # fmt: skip


def _merge(
    world: World, session_id: int, merged: said.Merged, calendar: Calendar
) -> None:
    dialogue_session = evening_in(world, session_id)
    asked = [
        each for each in queries.sentences_of(dialogue_session)
        if each.contribution.kind is Kind.REQUEST
    ]  # fmt: skip
    sources = [
        each.contribution
        for table, begins in merged.sources
        for each in asked
        if each.table == table and each.contribution.text.startswith(begins)
    ]
    actions.merge_requests(
        dialogue_session, sources,
        Asked(
            text=merged.text, why=merged.why, addressed_to=merged.to,
            answer_due=calendar.evening + timedelta(days=merged.due),
            right=SocialRight(merged.right) if merged.right else None,
        ),
        now=calendar.at(4, 11),
    )  # fmt: skip
