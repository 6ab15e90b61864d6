"""What pages that look across rooms need to know."""

from dataclasses import dataclass

from sqlalchemy import select

from dialogue.foundation.database import db
from dialogue.municipalities.models import Municipality


@dataclass(frozen=True, slots=True)
class Doorplate:
    """How a municipality presents itself around every page."""

    slug: str
    name: str
    phone: str
    phone_hours: str
    desk_address: str


def doorplate(slug: str) -> Doorplate | None:
    """The doorplate of a municipality, or None when there is none of that name."""
    row = db.session.execute(
        select(
            Municipality.slug, Municipality.name, Municipality.phone,
            Municipality.phone_hours, Municipality.desk_address,
        ).where(Municipality.slug == slug)
    ).one_or_none()  # fmt: skip
    return Doorplate(*row) if row else None
