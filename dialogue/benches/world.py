"""A small world to measure in."""

from datetime import timedelta
from secrets import token_hex

from dialogue.foundation import clock
from dialogue.foundation.database import db
from dialogue.guides.models import Guide, GuideVersion
from dialogue.municipalities.models import Municipality
from dialogue.registrations.actions import open_count
from dialogue.sessions.models import DialogueSession, Stage


def make_evening(*, seats: int) -> DialogueSession:
    """A published evening with so many seats, in a town of its own; flushed."""
    now, mark = clock.now(), token_hex(3)
    town = Municipality(
        slug=f"dorp-{mark}",
        code=mark,
        country="NL",
        name=f"Dorp {mark}",
        name_official=f"Dorp {mark}",
        names={},
        province_code="PV",
        province="Rivierland",
        region="Nederland",
        languages=["nl"],
        started_at=now,
        phone="14 0199",
    )
    guide = Guide(slug=f"bank-{mark}")
    db.session.add_all([town, guide])
    db.session.flush()
    version = GuideVersion(
        guide_id=guide.id, number=1, published_at=now, checksum=mark, document={}
    )
    db.session.add(version)
    db.session.flush()
    evening = DialogueSession(
        municipality_id=town.id,
        ref=mark.upper(),
        title="Lief en leed",
        seats=seats,
        tables=max(1, seats // 7),
        languages=["nl"],
        guide_version_id=version.id,
        starts_at=now + timedelta(days=20),
        ends_at=now + timedelta(days=20, hours=2),
        stage=Stage.PUBLISHED,
        published_at=now,
    )
    db.session.add(evening)
    db.session.flush()
    open_count(evening)
    return evening
