"""After the evening of the example: sorting, merging, and the page to read aloud."""

from datetime import timedelta

from dialogue.conversations import actions as talking
from dialogue.conversations.models import Contribution, Kind
from dialogue.example import alike, said
from dialogue.example.walk import Calendar, World, evening_in
from dialogue.foundation.database import writing
from dialogue.outcomes import actions, queries
from dialogue.outcomes.actions import Asked
from dialogue.outcomes.marking import marked_clusters, to_look_at
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
    with writing():
        _translate(world, session_id)
        _put_together(world, session_id)
        _say_what_grows(world, session_id)
    _look(world, session_id, calendar)


def _sentences(world: World, session_id: int, *begin: str) -> list[Contribution]:
    """The confirmed sentences that begin with these words, one for each."""
    said_there = [
        each.contribution
        for each in queries.sentences_of(evening_in(world, session_id))
    ]
    return [
        next(each for each in said_there if each.text.startswith(words))
        for words in begin
    ]


def _translate(world: World, session_id: int) -> None:
    for begins, text, made_by in alike.TRANSLATED:
        (sentence,) = _sentences(world, session_id, begins)
        talking.translate(sentence, "nl", text, made_by=made_by)


def _put_together(world: World, session_id: int) -> None:
    for one in alike.ALIKE:
        actions.make_cluster(
            evening_in(world, session_id),
            _sentences(world, session_id, *one.begin), one.text,
            account_id=world.staff.joost,
        )  # fmt: skip


def _say_what_grows(world: World, session_id: int) -> None:
    for one in alike.GROWN:
        (idea,) = _sentences(world, session_id, one.begins)
        root = _sentences(world, session_id, one.root)[0].id if one.root else None
        actions.note_idea(
            idea, place=one.place, who_could=one.who_could,
            grows_from=one.grows_from, root=root,
        )  # fmt: skip


def _look(world: World, session_id: int, calendar: Calendar) -> None:
    # A second pair of eyes: what was marked points to nobody, so the words stay.
    with writing():
        dialogue_session = evening_in(world, session_id)
        for heap in marked_clusters(dialogue_session):
            actions.keep_cluster(heap.cluster, account_id=world.staff.samira)
        for each in to_look_at(dialogue_session):
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
