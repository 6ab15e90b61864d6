"""Reading guides."""

from collections.abc import Sequence

from sqlalchemy import func, or_, select

from dialogue.foundation.database import all_of
from dialogue.guides.models import Guide, GuideVersion


def published_guides(municipality_id: int) -> Sequence[GuideVersion]:
    """The newest version of every guide one may choose here: built in, or the town's."""
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
            GuideVersion.number == newest,
            or_(
                Guide.municipality_id.is_(None),
                Guide.municipality_id == municipality_id,
            ),
        )
        .order_by(Guide.slug)
    )
    return found
