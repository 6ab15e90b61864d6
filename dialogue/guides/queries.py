"""Reading guides: built in, or a municipality's own."""

import json
from collections.abc import Sequence

from sqlalchemy import func, or_, select

from dialogue.foundation.database import all_of, db, one
from dialogue.guides.format import GuideFile, parse_guide
from dialogue.guides.models import Guide, GuideVersion

_read: dict[str, GuideFile] = {}


def published_guides(municipality_id: int | None = None) -> Sequence[GuideVersion]:
    """The newest version of every guide one may choose here: built in, then own."""
    newest = (
        select(func.max(GuideVersion.number))
        .where(GuideVersion.guide_id == Guide.id)
        .correlate(Guide)
        .scalar_subquery()
    )
    found: Sequence[GuideVersion] = all_of(
        select(GuideVersion)
        .join(Guide, Guide.id == GuideVersion.guide_id)
        .where(
            Guide.retired_at.is_(None),
            or_(Guide.municipality_id.is_(None), Guide.municipality_id == municipality_id),
            GuideVersion.number == newest,
        )
        .order_by(Guide.municipality_id.is_not(None), Guide.id)
    )
    return found


def guide_named(slug: str, municipality_id: int | None = None) -> Guide:
    """A guide by its name: the municipality's own, else the built-in; or NotHere."""
    found: Guide = one(
        select(Guide)
        .where(
            Guide.slug == slug,
            or_(Guide.municipality_id == municipality_id, Guide.municipality_id.is_(None)),
        )
        .order_by(Guide.municipality_id.is_(None))
        .limit(1)
    )
    return found


def built_in(slug: str) -> Guide | None:
    """The built-in guide of that name, if it was loaded."""
    return db.session.scalar(
        select(Guide).where(Guide.slug == slug, Guide.municipality_id.is_(None))
    )


def version_of(guide: Guide, number: int) -> GuideVersion:
    """One version of a guide, or NotHere."""
    found: GuideVersion = one(
        select(GuideVersion).where(
            GuideVersion.guide_id == guide.id, GuideVersion.number == number
        )
    )
    return found


def guide_file(version: GuideVersion) -> GuideFile:
    """What a version says, read once per process: a version never changes."""
    found = _read.get(version.checksum)
    if found is None:
        found = _read[version.checksum] = parse_guide(
            json.dumps(version.document, ensure_ascii=False)
        )
    return found
