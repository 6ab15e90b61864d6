"""Makers for the sessions room."""

from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any

from dialogue.foundation import post
from dialogue.foundation.database import db
from dialogue.guides.models import GuideVersion
from dialogue.municipalities.models import Municipality
from dialogue.sessions.models import DialogueSession, SessionStaff, Stage
from tests.makers.guides import make_guide_version
from tests.makers.municipalities import make_venue

# Thursday 11 February 2027, 19.30 to 21.30 in the Low Countries
STARTS = datetime(2027, 2, 11, 18, 30, tzinfo=UTC)
_next = count(1)


def make_dialogue_session(
    municipality: Municipality,
    *,
    guide_version: GuideVersion | None = None,
    **more: Any,
) -> DialogueSession:
    """Lief en leed in de Kanaalbuurt: published, 40 seats at 6 tables.

    ``ends_at`` defaults to two hours after ``starts_at``.
    """
    starts_at = more.get("starts_at", STARTS)
    number = next(_next)
    values: dict[str, Any] = {
        "municipality_id": municipality.id, "ref": f"kanaal{number:04}",
        "title": "Lief en leed in de Kanaalbuurt",
        "about": "Een plantje water geven. Een pakje aannemen. Je sleutel bij iemand "
        "durven achterlaten. Soms is er een buur voor je, soms juist niet.",
        "topic": "lief en leed", "for_whom": "iedereen in de Kanaalbuurt",
        "led_by": "Samira el Idrissi en Joost Vermeer",
        "starts_at": starts_at, "ends_at": starts_at + timedelta(hours=2),
        "seats": 40, "tables": 6, "languages": ["nl"], "stage": Stage.PUBLISHED,
        "published_at": starts_at - timedelta(days=30), "answer_due": date(2027, 4, 20),
    }  # fmt: skip
    if "guide_version_id" not in more:
        version = guide_version or make_guide_version()
        values["guide_version_id"] = version.id
    if "venue_id" not in more:
        values["venue_id"] = make_venue(municipality).id
    found = DialogueSession(**(values | more))
    db.session.add(found)
    db.session.flush()
    if "data_key" not in more:
        place = f"dialogue_session.data_key:{found.id}:{municipality.id}"
        found.data_key = post.vault().new_data_key(place)
        db.session.flush()
    return found


def make_session_staff(
    dialogue_session: DialogueSession, account_id: int
) -> SessionStaff:
    """Somebody who leads this dialogue session."""
    found = SessionStaff(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id, account_id=account_id,
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    return found
