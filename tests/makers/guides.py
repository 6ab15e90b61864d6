"""Makers for the guides room."""

from datetime import UTC, datetime
from functools import cache
from typing import Any

from dialogue.foundation.database import db
from dialogue.guides.format import GuideFile, as_data, checksum, library
from dialogue.guides.models import Guide, GuideVersion

PUBLISHED = datetime(2026, 9, 1, 8, 0, tzinfo=UTC)


@cache
def _shelf() -> dict[str, GuideFile]:
    return {guide.slug: guide for guide in library()}


def make_guide(slug: str = "sleutel-van-de-buren", **more: Any) -> Guide:
    """A built-in guide, found again when it is there already."""
    from sqlalchemy import select

    found = db.session.scalar(
        select(Guide).where(Guide.slug == slug, Guide.municipality_id.is_(None))
    )
    if found is None or more:
        found = Guide(slug=slug, **more)
        db.session.add(found)
        db.session.flush()
    return found


def make_guide_version(slug: str = "sleutel-van-de-buren", **more: Any) -> GuideVersion:
    """The first version of a built-in guide, found again when it is there already."""
    from sqlalchemy import select

    guide = make_guide(slug)
    found = db.session.scalar(
        select(GuideVersion).where(GuideVersion.guide_id == guide.id)
    )
    if found is None or more:
        file = _shelf()[slug]
        values: dict[str, Any] = {
            "guide_id": guide.id, "number": 1, "published_at": PUBLISHED,
            "checksum": checksum(file), "document": as_data(file),
        }  # fmt: skip
        found = GuideVersion(**(values | more))
        db.session.add(found)
        db.session.flush()
    return found
