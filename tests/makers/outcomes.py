"""Makers for the outcomes room: a whole small evening, sorted and merged."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from dialogue.conversations import actions as talking
from dialogue.conversations import queries as talks
from dialogue.conversations.models import Contribution, Evening, Kind
from dialogue.example.said import BARE, CHANGED, GONE, YES, Merged, Said
from dialogue.foundation import clock
from dialogue.outcomes import actions
from dialogue.outcomes.models import CouncilRequest, SocialRight, Theme
from dialogue.outcomes.rules import SORTED_KINDS
from dialogue.sessions.models import DialogueSession
from tests.makers.conversations import make_contribution, make_evening

BEFORE_IT_STARTS = datetime(2027, 1, 18, 9, 0, tzinfo=UTC)
HELP, QUIET = "Elkaar helpen", "Rust"

SMALL: tuple[Said, ...] = (
    Said(1, Kind.EXPERIENCE, "Mijn buurvrouw bracht soep.", HELP, quote=YES),
    Said(
        1,
        Kind.EXPERIENCE,
        "Wij groeten elkaar. Meer hoeft niet.",
        QUIET,
        minority=True,
        reason="Thuis is het rustig.",
    ),
    Said(1, Kind.IDEA, "Een bank op de hoek.", HELP),
    Said(
        1,
        Kind.COMMITMENT,
        "Ik zet koffie op de stoep.",
        "",
        pseudonym="Egel",
        check_on=28,
    ),
    Said(
        1,
        Kind.REQUEST,
        "Maak een potje voor de straat.",
        "",
        to="wethouder Wijken",
        reason="Koffie kost geld.",
        by=68,
    ),
    Said(2, Kind.EXPERIENCE, "De overkant deed mijn boodschappen.", HELP, quote=BARE),
    Said(2, Kind.EXPERIENCE, "Ik schaamde me.", HELP, outcome=GONE),
    Said(
        2,
        Kind.EXPERIENCE,
        "Mijn zoon heeft geen bel.",
        QUIET,
        outcome=CHANGED,
        becomes="Niet elke bel werkt.",
    ),
    Said(
        2,
        Kind.REQUEST,
        "Een budget voor de straat.",
        "",
        to="wethouder Wijken",
        reason="Papier kost tijd.",
        by=68,
    ),
    Said(3, Kind.EXPERIENCE, "Bij de vuilcontainers praat ik met iedereen.", HELP),
    Said(
        3,
        Kind.REQUEST,
        "Meer licht in de doorgang.",
        "",
        to="wethouder Openbare ruimte",
        reason="Het is er donker.",
        by=110,
    ),
)
SMALL_THEMES: tuple[tuple[str, str | None], ...] = ((HELP, "care"), (QUIET, None))
SMALL_MERGED: tuple[Merged, ...] = (
    Merged("Maak een klein potje voor straten.", "Een formulier is te veel.", "wethouder Wijken", 68, ((1, "Maak een potje"), (2, "Een budget"))),
    Merged("Maak licht in de doorgang.", "Het is er donker.", "wethouder Openbare ruimte", 110, ((3, "Meer licht"),), "housing"),
)  # fmt: skip


def make_theme(
    dialogue_session: DialogueSession, name: str = HELP, right: str | None = None
) -> Theme:
    """A heap to sort sentences into."""
    return actions.add_theme(
        dialogue_session, name, SocialRight(right) if right else None
    )


def make_council_request(
    dialogue_session: DialogueSession, sources: Sequence[Contribution], **more: Any
) -> CouncilRequest:
    """A request merged from tables' own."""
    values: dict[str, Any] = {
        "text": "Maak een klein potje voor straten.", "addressed_to": "wethouder Wijken",
        "why": "Een formulier is te veel.",
        "answer_due": dialogue_session.starts_at.date() + timedelta(days=68),
    }  # fmt: skip
    return actions.merge_requests(
        dialogue_session, sources, actions.Asked(**(values | more)), now=clock.now()
    )


def make_harvest(
    dialogue_session: DialogueSession,
    said: Sequence[Said] = SMALL,
    themes: Sequence[tuple[str, str | None]] = SMALL_THEMES,
    merged: Sequence[Merged] = SMALL_MERGED,
    *,
    tables: int = 3,
    present: int = 7,
    key: dict[int, int] | None = None,
    heard: dict[int, int] | None = None,
) -> Evening:
    """A small evening from the first word to merged requests, through the actions.

    Three tables of seven; eleven sentences, of which one is withdrawn and one
    changed; two themes; three requests merged to two; slips of "feeling heard".
    """
    evening = make_evening(dialogue_session, tables=tables, present=present)
    spoken = [(one, _speak(evening, one, dialogue_session)) for one in said]
    for talk in talks.talks_of(evening):
        talking.close_read_back(talk, now=dialogue_session.ends_at)
    _sort(dialogue_session, spoken, themes)
    for one in merged:
        sources = [
            c
            for s, c in spoken
            if any(s.table == t and s.text.startswith(w) for t, w in one.sources)
        ]
        make_council_request(
            dialogue_session, sources, text=one.text, why=one.why, addressed_to=one.to,
            answer_due=dialogue_session.starts_at.date() + timedelta(days=one.due),
            right=SocialRight(one.right) if one.right else None,
        )  # fmt: skip
    if key:
        talking.add_slips(evening, "key-to-neighbour", "before", key)
    talking.add_slips(
        evening, "feeling-heard", "after", heard or {2: 1, 3: 2, 4: 6, 5: 9}
    )
    return evening


def _speak(
    evening: Evening, one: Said, dialogue_session: DialogueSession
) -> Contribution:
    day = dialogue_session.starts_at.date()
    return make_contribution(
        talks.talk_in(evening.municipality_id, evening, one.table), one.kind, one.text,
        outcome=one.outcome, becomes=one.becomes, quote=one.quote,
        minority=one.minority, reason=one.reason, addressed_to=one.to,
        pseudonym=one.pseudonym,
        wanted_by=day + timedelta(days=one.by) if one.by else None,
        check_on=day + timedelta(days=one.check_on) if one.check_on else None,
    )  # fmt: skip


def _sort(
    dialogue_session: DialogueSession,
    spoken: Sequence[tuple[Said, Contribution]],
    themes: Sequence[tuple[str, str | None]],
) -> None:
    made = {name: make_theme(dialogue_session, name, right) for name, right in themes}
    for one, contribution in spoken:
        if one.theme and one.outcome is not GONE and one.kind in SORTED_KINDS:
            actions.sort(contribution, made[one.theme], account_id=None)
