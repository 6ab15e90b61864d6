"""What is urgent: pure."""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from msgspec import Struct

from dialogue.sessions.models import DialogueSession, Stage
from dialogue.sessions.story import State, StoryLine

SOON = timedelta(days=21)
IN_SIGHT = timedelta(days=50)
LONG_OVER = timedelta(days=365)


class Heaps(Struct, frozen=True):
    """Sessions with their lines: for today, this week, later, by themselves."""

    today: list[tuple[DialogueSession, StoryLine]]
    week: list[tuple[DialogueSession, StoryLine]]
    later: list[tuple[DialogueSession, StoryLine]]
    quiet: list[tuple[DialogueSession, StoryLine]]


def by_urgency(
    talks: Sequence[DialogueSession], lines: Mapping[int, StoryLine], now: datetime
) -> Heaps:
    """Over but unfinished, or near: today. In sight: this week. Asks nothing: quiet."""
    heaps = Heaps([], [], [], [])
    for talk in sorted(talks, key=lambda each: abs(each.starts_at - now)):
        line = lines[talk.id]
        asks = (
            line.now is not None and bool(line.now.verb) and line.now.state is State.NOW
        )
        if talk.stage is Stage.CANCELLED or now - talk.ends_at > LONG_OVER or not asks:
            heaps.quiet.append((talk, line))
        elif talk.stage is Stage.DRAFT or talk.starts_at - now <= SOON:
            heaps.today.append((talk, line))
        elif talk.starts_at - now <= IN_SIGHT:
            heaps.week.append((talk, line))
        else:
            heaps.later.append((talk, line))
    return heaps
