"""The door of the sessions room, and what its templates may call."""

from collections.abc import Sequence
from typing import Any

from flask import current_app, g, url_for
from flask_babel import gettext as _

from dialogue.access.gate import may, needs_of
from dialogue.access.room import Room
from dialogue.foundation import clock
from dialogue.sessions import story
from dialogue.sessions.models import DialogueSession, Meeting
from dialogue.sessions.words import first_words, small_number, together, weekday_month

room = Room("sessions", __name__)


@room.app_template_global()
def story_of(dialogue_session: DialogueSession) -> story.StoryLine:
    """The story line of a dialogue session, read once a page."""
    kept: dict[int, story.StoryLine] = g.setdefault("story_lines", {})
    if dialogue_session.id not in kept:
        kept[dialogue_session.id] = story.line_of(dialogue_session, clock.now())
    return kept[dialogue_session.id]


@room.app_template_global()
def stories_of(
    dialogue_sessions: Sequence[DialogueSession],
) -> dict[int, story.StoryLine]:
    """The story lines of a list of dialogue sessions, by id."""
    return story.lines_of(dialogue_sessions, clock.now())


@room.app_template_global()
def stops_for_line(
    line: story.StoryLine, dialogue_session: DialogueSession, slug: str, here: str = ""
) -> list[dict[str, Any]]:
    """The stops as the macro ``story_line`` wants them; ``here`` is the page's own."""
    return [
        {
            "name": story.NAMES[name],
            "figure": stop.figure,
            "state": stop.state.value,
            "href": _to(stop.endpoint, slug, dialogue_session.id),
            **({"current": True} if name == here else {}),
        }
        for name, stop in line.stops
    ]


@room.app_template_global()
def now_for_line(
    line: story.StoryLine, dialogue_session: DialogueSession, slug: str
) -> dict[str, Any] | None:
    """The sentence and the button of what is to be done now; None when nothing is."""
    stop = line.now
    if stop is None or not stop.now_sentence:
        return None
    href = _to(stop.verb_endpoint or stop.endpoint, slug, dialogue_session.id)
    return {
        "sentence": stop.now_sentence,
        "text": stop.verb if href else "",
        "href": href,
        "stop": line.at,
    }


def _to(endpoint: str, slug: str, session_id: int) -> str:
    """The address of a stop; "" while there is none, or who looks may not open it."""
    needs = needs_of(current_app, endpoint) if endpoint else None
    if needs is None or not may(needs):
        return ""
    return url_for(endpoint, slug=slug, session_id=session_id)


@room.app_template_global()
def place_in_short(dialogue_session: DialogueSession) -> str:
    """Where it is, in a few words, for people at the desk."""
    if dialogue_session.meeting is Meeting.ONLINE:
        return str(_("online"))
    venue = dialogue_session.venue
    return dialogue_session.place_note if venue is None else venue.name


room.add_app_template_filter(weekday_month, "weekday_month")
room.add_app_template_filter(first_words, "first_words")
room.add_app_template_filter(together, "together")
room.add_app_template_filter(small_number, "small_number")
