"""Municipalities of the Low Countries, their names and postcodes, venues and teams."""

from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    JSON,
    CheckConstraint,
    ForeignKey,
    Index,
    String,
    UniqueConstraint,
)
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.access.permissions import Role
from dialogue.foundation.model import Numbered, Record, Scoped, named


class Municipality(Numbered, Record):
    """One of the 342 Dutch and 565 Belgian municipalities, or one that merged away."""

    __tablename__ = "municipality"

    slug: Mapped[str] = mapped_column(String(80), unique=True)
    code: Mapped[str] = mapped_column(String(8), unique=True)
    country: Mapped[str] = mapped_column(String(2))
    name: Mapped[str] = mapped_column(String(80))
    name_official: Mapped[str] = mapped_column(String(80))
    names: Mapped[dict[str, Any]] = mapped_column(JSON)  # {"nl": …, "fr": …, "de": …}
    province_code: Mapped[str] = mapped_column(String(8), index=True)
    province: Mapped[str] = mapped_column(String(60))
    region: Mapped[str] = mapped_column(String(60))
    languages: Mapped[list[str]] = mapped_column(JSON)
    population: Mapped[int | None]
    lat: Mapped[float | None]
    lon: Mapped[float | None]
    merged_into_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    merged_on: Mapped[date | None]

    # What a coordinator fills in; empty until somebody starts here.
    started_at: Mapped[datetime | None]
    phone: Mapped[str] = mapped_column(String(40), default="")
    phone_hours: Mapped[str] = mapped_column(String(120), default="")
    desk_address: Mapped[str] = mapped_column(String(200), default="")
    answer_days: Mapped[int] = mapped_column(default=42)
    contact_kept_days: Mapped[int] = mapped_column(default=90)
    revision: Mapped[int] = mapped_column(default=1)


class PlaceName(Numbered, Record):
    """A name under which residents know a municipality or a place in it."""

    __tablename__ = "place_name"
    __table_args__ = (Index("ix_place_name_folded", "folded"),)

    municipality_id: Mapped[int] = mapped_column(
        ForeignKey("municipality.id"), index=True
    )
    folded: Mapped[str] = mapped_column(String(120))  # lower case, no diacritics
    shown: Mapped[str] = mapped_column(String(120))
    former: Mapped[bool] = mapped_column(default=False)


class Postcode(Numbered, Record):
    """Which municipality a postcode (1011, 9000) belongs to; rows for each it spans."""

    __tablename__ = "postcode"
    __table_args__ = (UniqueConstraint("country", "postcode", "municipality_id"),)

    country: Mapped[str] = mapped_column(String(2))
    postcode: Mapped[str] = mapped_column(String(6), index=True)
    municipality_id: Mapped[int] = mapped_column(ForeignKey("municipality.id"))
    places: Mapped[str] = mapped_column(String(400))


class Venue(Numbered, Scoped, Record):
    """A place to meet, with what people must know before they can come."""

    __tablename__ = "venue"

    name: Mapped[str] = mapped_column(String(120))
    street: Mapped[str] = mapped_column(String(120))
    postcode: Mapped[str] = mapped_column(String(10))
    town: Mapped[str] = mapped_column(String(80))
    # None: nobody looked yet. The public page then says so.
    step_free: Mapped[bool | None]
    accessible_toilet: Mapped[bool | None]
    hearing_loop: Mapped[bool | None]
    parking: Mapped[bool | None]
    stop_nearby: Mapped[str] = mapped_column(String(120), default="")
    note: Mapped[str] = mapped_column(String(400), default="")
    retired_at: Mapped[datetime | None]
    revision: Mapped[int] = mapped_column(default=1)

    municipality: Mapped[Municipality] = relationship()


class Membership(Numbered, Record):
    """An account holding a role in one municipality, or (owner) in the programme.

    Not Scoped: it is what tells whose rows an account may see.
    """

    __tablename__ = "membership"
    __table_args__ = (
        UniqueConstraint("account_id", "municipality_id", "role"),
        CheckConstraint("(municipality_id IS NULL) = (role = 'owner')", name="owner"),
    )

    account_id: Mapped[int] = mapped_column(
        ForeignKey("account.id", ondelete="CASCADE")
    )
    municipality_id: Mapped[int | None] = mapped_column(
        ForeignKey("municipality.id"), index=True
    )
    role: Mapped[Role] = mapped_column(named(Role))
    since: Mapped[datetime]

    municipality: Mapped[Municipality | None] = relationship()
