"""What it adds up to: themes, clusters, merged requests, and the ledger of figures."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any

from sqlalchemy import JSON, ForeignKey, Index, String, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column, relationship

from dialogue.conversations.models import Contribution
from dialogue.foundation.model import Numbered, Record, Scoped, named

COUNTS = 0
"""The hand whose sorting counts. Two people who sort each for themselves have a hand
of their own, the id of their account; what it holds is nobody else's until they
compare."""


class SocialRight(StrEnum):
    """The fixed lens over all themes."""

    INCOME = "income"
    HOUSING = "housing"
    SOCIAL_SECURITY = "social security"
    CARE = "care"
    EDUCATION = "education"


class Theme(Numbered, Scoped, Record):
    """A heap of sentences with a name people gave it.

    A dropped theme keeps its row and its sortings, so that dropping can be undone;
    no query shows it. No two themes in sight have one name (rules.check_theme_name).
    """

    __tablename__ = "theme"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    name: Mapped[str] = mapped_column(String(120))
    right: Mapped[SocialRight | None] = mapped_column(named(SocialRight))
    position: Mapped[int] = mapped_column(default=0)
    hand: Mapped[int] = mapped_column(default=COUNTS)  # seen by this hand alone
    dropped_at: Mapped[datetime | None]


class Sorting(Scoped, Record):
    """In which theme a contribution lies, by one hand."""

    __tablename__ = "sorting"

    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    hand: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, default=COUNTS
    )
    theme_id: Mapped[int] = mapped_column(ForeignKey("theme.id"), index=True)
    by_account_id: Mapped[int | None]

    contribution: Mapped[Contribution] = relationship()
    theme: Mapped[Theme] = relationship()


class SortStep(Numbered, Scoped, Record):
    """One step of somebody who sorts, to be taken back in turn."""

    __tablename__ = "sort_step"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )
    account_id: Mapped[int | None]
    hand: Mapped[int] = mapped_column(default=COUNTS)
    from_theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    to_theme_id: Mapped[int | None] = mapped_column(ForeignKey("theme.id"))
    skipped: Mapped[bool] = mapped_column(default=False)  # put under the stack


class Cluster(Numbered, Scoped, Record):
    """Sentences that say the same, under a sentence that people wrote.

    Its members are always listed. One that fewer than two confirmed sentences are left
    of is out of sight, and they stand alone again; the row stays, to undo that.
    """

    __tablename__ = "cluster"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    hand: Mapped[int] = mapped_column(default=COUNTS)
    text: Mapped[str] = mapped_column(String(400))
    language: Mapped[str] = mapped_column(String(12), default="nl")
    made_by: Mapped[int | None]  # the account
    checked_by: Mapped[int | None]  # who looked whether it gives somebody away
    checked_words: Mapped[str] = mapped_column(String(64), default="")  # digest
    revision: Mapped[int] = mapped_column(default=1)


class ClusterMember(Scoped, Record):
    """In which cluster a sentence lies, by one hand; without a row it stands alone."""

    __tablename__ = "cluster_member"

    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    hand: Mapped[int] = mapped_column(
        primary_key=True, autoincrement=False, default=COUNTS
    )
    cluster_id: Mapped[int] = mapped_column(ForeignKey("cluster.id"), index=True)


class ClusterStep(Numbered, Scoped, Record):
    """One step of somebody who clusters, to be taken back in turn.

    ``moves``: [[sentence, from cluster or none, to cluster or none], …]; ``texts``:
    [[cluster, words before, words after], …]; ``alone``: a sentence that was looked at
    and stands alone.
    """

    __tablename__ = "cluster_step"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    account_id: Mapped[int | None]
    hand: Mapped[int] = mapped_column(default=COUNTS)
    moves: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    texts: Mapped[list[list[Any]]] = mapped_column(JSON, default=list)
    alone: Mapped[str | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), index=True
    )


class Comparison(Numbered, Scoped, Record):
    """Two people sort one evening, each blind to the other, and then compare.

    While it is open they each have a hand of their own. When both are done the themes
    and clusters on which they agree count at once; the differences are settled one by
    one. ``figures`` keeps how much they agreed, nothing about any sentence.
    """

    __tablename__ = "comparison"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    first_account_id: Mapped[int]
    second_account_id: Mapped[int | None]  # None: nobody joined yet
    first_done: Mapped[bool] = mapped_column(default=False)
    second_done: Mapped[bool] = mapped_column(default=False)
    compared_at: Mapped[datetime | None]
    settled_at: Mapped[datetime | None]
    figures: Mapped[dict[str, Any]] = mapped_column(JSON, default=dict)
    settled: Mapped[list[str]] = mapped_column(JSON, default=list)  # groups of clusters


class IdeaNote(Scoped, Record):
    """What stands beside an idea: its place, who could, and what it grows from."""

    __tablename__ = "idea_note"

    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    place: Mapped[str] = mapped_column(String(120), default="")
    who_could: Mapped[str] = mapped_column(String(120), default="")
    grows_from: Mapped[str] = mapped_column(String(200), default="")
    grows_from_id: Mapped[str | None] = mapped_column(
        ForeignKey("contribution.id", ondelete="SET NULL"), index=True
    )


class Look(Scoped, Record):
    """Somebody looked at a sentence in which a person may be recognised.

    It counts for these words only: other words must be looked at again.
    """

    __tablename__ = "look"

    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE"), primary_key=True
    )
    looked_at_by: Mapped[int | None]  # the account
    words: Mapped[str] = mapped_column(String(64))  # digest of the words looked at
    edited: Mapped[bool] = mapped_column(default=False)


class CouncilRequest(Numbered, Scoped, Record):
    """What residents ask, merged by hand from requests made at tables."""

    __tablename__ = "council_request"
    __table_args__ = (UniqueConstraint("dialogue_session_id", "number"),)

    dialogue_session_id: Mapped[int] = mapped_column(ForeignKey("dialogue_session.id"))
    number: Mapped[int]
    text: Mapped[str] = mapped_column(String(400))
    why: Mapped[str] = mapped_column(String(400), default="")
    addressed_to: Mapped[str] = mapped_column(String(120))
    answer_due: Mapped[date]
    right: Mapped[SocialRight | None] = mapped_column(named(SocialRight))
    asked_at: Mapped[datetime | None]  # since then it stands in an issued report
    revision: Mapped[int] = mapped_column(default=1)

    sources: Mapped[list["RequestSource"]] = relationship(cascade="all, delete-orphan")


class RequestSource(Numbered, Scoped, Record):
    """A table's own sentence behind a merged request; never lost."""

    __tablename__ = "request_source"
    __table_args__ = (UniqueConstraint("contribution_id"),)

    council_request_id: Mapped[int] = mapped_column(
        ForeignKey("council_request.id"), index=True
    )
    contribution_id: Mapped[str] = mapped_column(
        ForeignKey("contribution.id", ondelete="CASCADE")
    )

    contribution: Mapped[Contribution] = relationship()


class TakenApart(Numbered, Scoped, Record):
    """A merged request that was taken apart: what is needed to put it back."""

    __tablename__ = "taken_apart"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), index=True
    )
    content: Mapped[dict[str, Any]] = mapped_column(JSON)


class ReleasedFigure(Numbered, Scoped, Record):
    """A figure that went out: append-only; no two releases give somebody away."""

    __tablename__ = "released_figure"
    __table_args__ = (Index("ix_released_figure_cell", "subject", "cell"),)

    subject: Mapped[str] = mapped_column(String(80))  # e.g. session:12, municipality:34
    cell: Mapped[str] = mapped_column(String(160))
    value: Mapped[str] = mapped_column(String(80))
    released_with: Mapped[str] = mapped_column(String(80))  # e.g. report-version:3
    at: Mapped[datetime]


class OnlineRound(Numbered, Scoped, Record):
    """An online round that was brought in: how many took part, and nobody."""

    __tablename__ = "online_round"

    dialogue_session_id: Mapped[int] = mapped_column(
        ForeignKey("dialogue_session.id"), unique=True
    )
    name: Mapped[str] = mapped_column(String(200))
    people: Mapped[int]
    voters: Mapped[int]
    without_group: Mapped[int]
    votes: Mapped[int]  # the last of each person on each statement
    groups: Mapped[list[list[int]]] = mapped_column(JSON)  # [[group, people], …]
    by_account_id: Mapped[int | None]
    brought_in_at: Mapped[datetime]

    statements: Mapped[list["OnlineStatement"]] = relationship(
        cascade="all, delete-orphan", order_by="OnlineStatement.number"
    )


class OnlineStatement(Numbered, Scoped, Record):
    """A statement of an online round: counts per group, never who voted what."""

    __tablename__ = "online_statement"
    __table_args__ = (UniqueConstraint("online_round_id", "number"),)

    online_round_id: Mapped[int] = mapped_column(
        ForeignKey("online_round.id", ondelete="CASCADE")
    )
    number: Mapped[int]  # as the online round numbered it
    text: Mapped[str] = mapped_column(String(1000))
    moderated: Mapped[int | None]  # 1 accepted, 0 not looked at, -1 taken out
    groups: Mapped[list[list[int]]] = mapped_column(
        JSON
    )  # [[group, agree, disagree, pass], …]
    agree: Mapped[int]  # of people without a group
    disagree: Mapped[int]
    unsure: Mapped[int]
