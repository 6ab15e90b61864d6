"""Reading guides: built in, or a municipality's own."""

from collections.abc import Sequence

from sqlalchemy import Select, func, or_, select
from sqlalchemy.orm import contains_eager

from dialogue.foundation.database import all_of, db, one
from dialogue.foundation.errors import NotHere
from dialogue.guides.format import GuideFile
from dialogue.guides.format.reading import build
from dialogue.guides.models import Guide, GuideVersion

MOST_READ = 200
_read: dict[str, GuideFile] = {}


def published_guides(municipality_id: int | None = None) -> Sequence[GuideVersion]:
    """The newest version of every guide one may choose here: built in, then own."""
    found: Sequence[GuideVersion] = all_of(
        _newest_versions().where(
            Guide.retired_at.is_(None),
            or_(
                Guide.municipality_id.is_(None),
                Guide.municipality_id == municipality_id,
            ),
        )
    )
    return found


def guides_put_away(municipality_id: int) -> Sequence[GuideVersion]:
    """The newest version of every own guide that was taken off the shelf."""
    found: Sequence[GuideVersion] = all_of(
        _newest_versions().where(
            Guide.retired_at.is_not(None), Guide.municipality_id == municipality_id
        )
    )
    return found


def _newest_versions() -> Select[GuideVersion]:
    newest = (
        select(func.max(GuideVersion.number))
        .where(GuideVersion.guide_id == Guide.id)
        .correlate(Guide)
        .scalar_subquery()
    )
    return (
        select(GuideVersion)
        .join(Guide, Guide.id == GuideVersion.guide_id)
        .options(contains_eager(GuideVersion.guide))
        .where(GuideVersion.number == newest)
        .order_by(Guide.municipality_id.is_not(None), Guide.id)
    )


def own_guide_or_none(municipality_id: int, slug: str) -> Guide | None:
    """A municipality's own guide, put away or not; None when it has none so called."""
    return db.session.scalar(
        select(Guide).where(
            Guide.slug == slug, Guide.municipality_id == municipality_id
        )
    )


def own_guide(municipality_id: int, slug: str) -> Guide:
    """A municipality's own guide, put away or not; raises NotHere."""
    found = own_guide_or_none(municipality_id, slug)
    if found is None:
        raise NotHere
    return found


def next_number(municipality_id: int, slug: str) -> int:
    """Which number the next version of an own guide gets; 1 for a new guide."""
    own = own_guide_or_none(municipality_id, slug)
    return own.versions[-1].number + 1 if own and own.versions else 1


def newest_version(guide: Guide) -> GuideVersion:
    """The newest version of a guide; raises NotHere while it has none."""
    if not guide.versions:
        raise NotHere
    return guide.versions[-1]


def guide_named(slug: str, municipality_id: int | None = None) -> Guide:
    """A guide by its name: the municipality's own, else the built-in; or NotHere."""
    found: Guide = one(
        select(Guide)
        .where(
            Guide.slug == slug,
            or_(
                Guide.municipality_id == municipality_id,
                Guide.municipality_id.is_(None),
            ),
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
        if len(_read) >= MOST_READ:
            _read.clear()
        found = _read[version.checksum] = build(version.document)
    return found
