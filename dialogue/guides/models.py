"""Guides (gespreksleidraden): a name, and versions that never change."""

from datetime import datetime
from typing import Any

from sqlalchemy import JSON, ForeignKey, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.foundation.model import Numbered, Record


class Guide(Numbered, Record):
    """A question set under one name; built in, or a municipality's own."""

    __tablename__ = "guide"
    __table_args__ = (UniqueConstraint("slug", "municipality_id"),)

    slug: Mapped[str] = mapped_column(String(80))
    municipality_id: Mapped[int | None] = mapped_column(ForeignKey("municipality.id"))
    retired_at: Mapped[datetime | None]

    versions: Mapped[list["GuideVersion"]] = relationship(
        order_by="GuideVersion.number", back_populates="guide"
    )


class GuideVersion(Numbered, Record):
    """One immutable version; a dialogue session pins one."""

    __tablename__ = "guide_version"
    __table_args__ = (UniqueConstraint("guide_id", "number"),)

    guide_id: Mapped[int] = mapped_column(ForeignKey("guide.id"))
    number: Mapped[int]
    published_at: Mapped[datetime]
    checksum: Mapped[str] = mapped_column(String(64))
    document: Mapped[dict[str, Any]] = mapped_column(JSON)

    guide: Mapped[Guide] = relationship(back_populates="versions")
