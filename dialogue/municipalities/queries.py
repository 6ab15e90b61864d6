"""Reading municipalities, venues and teams."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import Any

from msgspec import Struct
from sqlalchemy import Row, and_, case, func, or_, select
from sqlalchemy.orm import aliased

from dialogue.access.models import Account
from dialogue.access.permissions import Role
from dialogue.foundation.database import all_of, db, one, within
from dialogue.municipalities.models import (
    Membership,
    Municipality,
    PlaceName,
    Postcode,
    Venue,
)
from dialogue.municipalities.rules import fold, postcode_in, spellings

MOST_FOUND = 25


class Found(Struct, frozen=True):
    """A municipality that fits what a resident typed, and the name that made it fit."""

    slug: str
    name: str
    province: str
    country: str
    started: bool
    by: str  # the village, former municipality or other name; empty when its own


def municipality_by_slug(slug: str) -> Municipality:
    """A municipality of today; NotHere when there is none (or it merged away)."""
    found: Municipality = one(
        select(Municipality).where(
            Municipality.slug == slug, Municipality.merged_into_id.is_(None)
        )
    )
    return found


def municipality_by_id(municipality_id: int | None) -> Municipality | None:
    """The municipality with this number, or None."""
    found: Municipality | None = db.session.scalar(
        select(Municipality).where(Municipality.id == municipality_id)
    )
    return found


def successor_slug(slug: str) -> str | None:
    """Where a merged municipality's address leads to now."""
    heir = aliased(Municipality)
    return db.session.scalar(
        select(heir.slug)
        .join(Municipality, Municipality.merged_into_id == heir.id)
        .where(Municipality.slug == slug)
    )


def find_municipalities(text: str) -> Sequence[Found]:
    """Municipalities by name (any language, with or without diacritics) or postcode.

    Whole names come first, then names that begin so; towns where conversations are
    held before the others. At most 25. Several for one postcode: the resident chooses.
    """
    postcode = postcode_in(text)
    if postcode:
        return _by_postcode(postcode)
    folded = fold(text).removeprefix("gemeente ")
    if len(folded) < 2:
        return ()
    typed = spellings(folded)
    exact = case((PlaceName.folded.in_(typed), 0), else_=1)
    rows = db.session.execute(
        select(*_COLUMNS, PlaceName.shown, exact.label("rank"))
        .join(PlaceName, PlaceName.municipality_id == Municipality.id)
        .where(
            or_(
                *(PlaceName.folded.startswith(each, autoescape=True) for each in typed)
            ),
            Municipality.merged_into_id.is_(None),
        )
        .order_by(
            exact,
            Municipality.started_at.is_(None),
            func.length(PlaceName.folded),
            Municipality.name,
        )
        .limit(200)
    )
    return _each_once(rows.all())


_COLUMNS = (
    Municipality.slug,
    Municipality.name,
    Municipality.province,
    Municipality.country,
    Municipality.started_at,
)


def _by_postcode(postcode: str) -> Sequence[Found]:
    rows = db.session.execute(
        select(*_COLUMNS, Postcode.places, Postcode.postcode)
        .join(Postcode, Postcode.municipality_id == Municipality.id)
        .where(Postcode.postcode == postcode)
        .order_by(Municipality.country.desc(), Municipality.name)
    )
    return _each_once(rows.all())


def _each_once(rows: Sequence[Row[*tuple[Any, ...]]]) -> Sequence[Found]:
    found: dict[str, Found] = {}
    for slug, name, province, country, started_at, by, _rank in rows:
        if slug not in found:
            found[slug] = Found(
                slug,
                name,
                province,
                country,
                started_at is not None,
                "" if by == name else by,
            )
    return tuple(found.values())[:MOST_FOUND]


def started_municipalities() -> Sequence[Municipality]:
    """Municipalities where conversations are held, by name."""
    found: Sequence[Municipality] = all_of(
        select(Municipality)
        .where(Municipality.started_at.is_not(None))
        .order_by(Municipality.name)
    )
    return found


def roles_of(account_id: int, view_args: Mapping[str, Any]) -> frozenset[Role]:
    """The roles held in the municipality of the address; an owner's anywhere."""
    held = select(Membership.role).where(Membership.account_id == account_id)
    if "slug" in view_args:
        place = (
            select(Municipality.id)
            .where(Municipality.slug == view_args["slug"])
            .scalar_subquery()
        )
        held = held.where(
            or_(
                Membership.municipality_id == place,
                Membership.municipality_id.is_(None),
            )
        )
    else:
        held = held.where(Membership.municipality_id.is_(None))
    return frozenset(db.session.scalars(held))


def memberships_of(account_id: int) -> Sequence[Membership]:
    """Every role of an account, with its municipality, by name."""
    found: Sequence[Membership] = all_of(
        select(Membership)
        .outerjoin(Municipality, Membership.municipality_id == Municipality.id)
        .where(Membership.account_id == account_id)
        .order_by(Municipality.name, Membership.role)
    )
    return found


def team_of(municipality_id: int) -> Sequence[tuple[Membership, Account]]:
    """Who works here and as what, by name."""
    rows = db.session.execute(
        select(Membership, Account)
        .join(Account, Account.id == Membership.account_id)
        .where(Membership.municipality_id == municipality_id)
        .order_by(Account.name, Membership.role)
    )
    return [(membership, account) for membership, account in rows]


def membership_in(municipality_id: int, membership_id: int) -> Membership:
    """One colleague's role in this municipality; raises NotHere."""
    found: Membership = one(
        select(Membership).where(
            Membership.municipality_id == municipality_id,
            Membership.id == membership_id,
        )
    )
    return found


def people_with(municipality_id: int, roles: frozenset[Role]) -> Sequence[Account]:
    """Accounts that hold one of these roles here, by name."""
    found: Sequence[Account] = all_of(
        select(Account)
        .join(Membership, and_(Membership.account_id == Account.id))
        .where(
            Membership.municipality_id == municipality_id, Membership.role.in_(roles)
        )
        .distinct()
        .order_by(Account.name)
    )
    return found


def venues_of(municipality_id: int) -> Sequence[Venue]:
    """The venues one may choose, by name."""
    found: Sequence[Venue] = all_of(
        within(
            municipality_id,
            select(Venue).where(Venue.retired_at.is_(None)).order_by(Venue.name),
        )
    )
    return found


def retired_venues_of(municipality_id: int) -> Sequence[Venue]:
    """Venues that were taken off the list, by name."""
    found: Sequence[Venue] = all_of(
        within(
            municipality_id,
            select(Venue).where(Venue.retired_at.is_not(None)).order_by(Venue.name),
        )
    )
    return found


def venue_in(municipality_id: int, venue_id: int) -> Venue:
    """One venue, or NotHere when it belongs to another town."""
    found: Venue = one(
        within(municipality_id, select(Venue).where(Venue.id == venue_id))
    )
    return found


class Start(Struct, frozen=True):
    """How far a municipality is: nothing yet, somebody works there, or it is open."""

    slug: str
    name: str
    province: str
    country: str
    started_at: datetime | None
    coordinators: int


class Merged(Struct, frozen=True):
    """A municipality that merged away, and where its address leads to now."""

    name: str
    on: date | None
    into: str
    into_slug: str


def starts(*, slugs: Sequence[str] | None = None) -> Sequence[Start]:
    """How far municipalities of today are; those that began first, then by name.

    Without ``slugs``: only those where somebody works or conversations are held.
    """
    coordinators = (
        select(func.count(Membership.id))
        .where(
            Membership.municipality_id == Municipality.id,
            Membership.role == Role.COORDINATOR,
        )
        .correlate(Municipality)
        .scalar_subquery()
    )
    chosen = (
        Municipality.slug.in_(slugs)
        if slugs is not None
        else or_(Municipality.started_at.is_not(None), coordinators > 0)
    )
    rows = db.session.execute(
        select(
            Municipality.slug,
            Municipality.name,
            Municipality.province,
            Municipality.country,
            Municipality.started_at,
            coordinators,
        )
        .where(chosen, Municipality.merged_into_id.is_(None))
        .order_by(Municipality.started_at.is_(None), Municipality.name)
    )
    return [Start(*row) for row in rows]


def count_municipalities() -> tuple[int, int]:
    """How many municipalities of today have started, and how many there are."""
    started, all_of_them = db.session.execute(
        select(func.count(Municipality.started_at), func.count(Municipality.id)).where(
            Municipality.merged_into_id.is_(None)
        )
    ).one()
    return started, all_of_them


def merged_municipalities() -> Sequence[Merged]:
    """Municipalities that merged away, the latest first."""
    heir = aliased(Municipality)
    rows = db.session.execute(
        select(Municipality.name, Municipality.merged_on, heir.name, heir.slug)
        .join(heir, Municipality.merged_into_id == heir.id)
        .order_by(Municipality.merged_on.desc(), Municipality.name)
    )
    return [Merged(*row) for row in rows]
