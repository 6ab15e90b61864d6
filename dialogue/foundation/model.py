"""What every stored thing in the house has in common."""

import secrets
from datetime import UTC, datetime
from typing import Any

from sqlalchemy import (
    BigInteger,
    DateTime,
    Enum,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    String,
    Text,
    TypeDecorator,
)
from sqlalchemy.engine import Dialect
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column, registry


class Moment(TypeDecorator[datetime]):
    """A moment: aware and UTC in Python; naive UTC in the database."""

    impl = DateTime
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> Any:
        """Refuse a moment without a zone: it would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("A moment needs a time zone.")
        return value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(
        self, value: datetime | None, dialect: Dialect
    ) -> datetime | None:
        return None if value is None else value.replace(tzinfo=UTC)


def named(kind: type, length: int = 40) -> Enum:
    """A column type for a StrEnum: stored by value, checked in Python, no DB type."""
    return Enum(
        kind,
        native_enum=False,
        length=length,
        values_callable=lambda members: [member.value for member in members],
        validate_strings=True,
    )


_HEXADECIMAL = frozenset("0123456789abcdef")


def random_key() -> str:
    """128 random bits as 32 hexadecimal characters."""
    return secrets.token_hex(16)


class Record(DeclarativeBase):
    """Base of all models: predictable constraint names and column types."""

    __abstract__ = True
    registry = registry(
        metadata=MetaData(
            naming_convention={
                "pk": "pk_%(table_name)s",
                "fk": "fk_%(table_name)s_%(column_0_N_name)s",
                "uq": "uq_%(table_name)s_%(column_0_N_name)s",
                "ck": "ck_%(table_name)s_%(constraint_name)s",
                "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            }
        ),
        type_annotation_map={datetime: Moment(), bytes: LargeBinary(), str: Text()},
    )


def is_key(text: str) -> bool:
    """Whether a text can be the id of a row with a random one; else it is nobody's."""
    return len(text) == 32 and not set(text) - _HEXADECIMAL


class Numbered:
    """A row with a counted id: for things whose order is no secret."""

    id: Mapped[int] = mapped_column(
        BigInteger().with_variant(Integer, "sqlite"), primary_key=True
    )


class Keyed:
    """A row with a random id: its place in the table says nothing about when.

    Give the table ``{"sqlite_with_rowid": False}`` so that SQLite keeps no order
    of insertion either.
    """

    id: Mapped[str] = mapped_column(String(32), primary_key=True, default=random_key)


class Scoped:
    """A row that belongs to one municipality; queries must say which (database.py)."""

    municipality_id: Mapped[int] = mapped_column(
        ForeignKey("municipality.id"), index=True
    )
