"""What the papers of this room are made of."""

from datetime import datetime
from functools import partial

from dialogue.foundation import printing
from dialogue.foundation.vault import DataKey
from dialogue.registrations.sealed import key_of
from dialogue.seating import paper
from dialogue.seating.actions.keeping import hold
from dialogue.seating.showing import hall_of
from dialogue.sessions.queries import session_by_id


def _sheet(kind: str, session_id: int, large: bool, _now: datetime) -> printing.Sheet:
    dialogue_session = session_by_id(session_id)
    return paper.sheet(kind, dialogue_session, hall_of(dialogue_session), large=large)


def _hold(session_id: int, now: datetime) -> None:
    hold(session_by_id(session_id), now)


def _box(session_id: int) -> DataKey:
    return key_of(session_by_id(session_id))


PAPERS = {
    kind: printing.declares(
        printing.Paper(
            f"seating.{kind}", "session", partial(_sheet, kind), hold=_hold, box=_box
        )
    )
    for kind in paper.SHEETS
}
