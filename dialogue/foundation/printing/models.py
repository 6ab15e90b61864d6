"""What the worker printed, for as long as it is kept."""

from datetime import datetime

from sqlalchemy import String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from dialogue.foundation.model import Numbered, Record, Scoped


class KeptPaper(Numbered, Scoped, Record):
    """A paper that was printed in a job; sealed.

    ``of`` is the keyed hash of what stands on it: a paper of something that changed
    since is never handed out.
    """

    __tablename__ = "kept_paper"
    __table_args__ = (UniqueConstraint("about", "kind", "large", "language"),)

    about: Mapped[str] = mapped_column(String(40))  # session:12, municipality:3
    kind: Mapped[str] = mapped_column(String(40))
    large: Mapped[bool]
    language: Mapped[str] = mapped_column(String(12))
    of: Mapped[str] = mapped_column(String(64))
    content: Mapped[bytes | None] = mapped_column(deferred=True)
    made_at: Mapped[datetime] = mapped_column(index=True)
