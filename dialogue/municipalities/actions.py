"""Changing municipalities and venues, and loading the reference data."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from sqlalchemy import delete, func, insert, select

from dialogue.access.permissions import Role
from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.rules import check_fresh
from dialogue.municipalities import reference
from dialogue.municipalities.models import (
    Membership,
    Municipality,
    PlaceName,
    Postcode,
    Venue,
)
from dialogue.municipalities.rules import (
    check_leaves_a_coordinator,
    check_phone,
    fold,
    postcode_as_written,
    slug_of,
)


def load_reference() -> int:
    """Bring municipalities, names and postcodes up to date; returns how many there are.

    May be run any number of times: what a coordinator filled in stays.
    """
    known = {each.code: each for each in db.session.scalars(select(Municipality))}
    for place in reference.places():
        _keep(place, known)
    db.session.flush()
    _keep_former(known)
    db.session.flush()
    _renew_names({code: each.id for code, each in known.items()})
    return sum(each.merged_into_id is None for each in known.values())


def _keep(place: reference.Place, known: dict[str, Municipality]) -> None:
    facts = {
        name: getattr(place, name)
        for name in (
            "code", "country", "name", "name_official", "names", "province_code",
            "province", "region", "population", "lat", "lon",
        )
    }  # fmt: skip
    facts["languages"] = list(place.languages)
    found = known.get(place.code)
    if found is None:
        found = known[place.code] = Municipality(slug=place.slug, **facts)
        db.session.add(found)
        return
    for name, value in facts.items():
        if getattr(found, name) != value:
            setattr(found, name, value)


def _keep_former(known: dict[str, Municipality]) -> None:
    used = {each.slug for each in known.values()}
    for former in reference.former_places():
        heir = known.get(former.into_code)
        if heir is None or former.code in known:
            continue
        slug = slug_of(former.name)
        if slug in used:
            slug = f"{slug}-{former.on.year}"
        if slug in used:
            slug = f"{slug}-{former.code.lower()}"
        used.add(slug)
        known[former.code] = Municipality(
            slug=slug, code=former.code, country=heir.country, name=former.name,
            name_official=former.name, names={"nl": former.name}, region=heir.region,
            province_code=heir.province_code, province=heir.province,
            languages=heir.languages, merged_into_id=heir.id, merged_on=former.on,
        )  # fmt: skip
        db.session.add(known[former.code])


def _renew_names(ids: Mapping[str, int]) -> None:
    db.session.execute(delete(PlaceName))
    db.session.execute(delete(Postcode))
    names: dict[tuple[int, str], tuple[str, bool]] = {}
    for place in reference.places():
        own = (
            place.name,
            place.name_official,
            *place.names.values(),
            *place.other_names,
        )
        for name in own:
            names.setdefault((ids[place.code], fold(name)), (name, False))
    for former in reference.former_places():
        names.setdefault(
            (ids[former.into_code], fold(former.name)), (former.name, True)
        )
    for code, name in reference.other_names():
        names.setdefault((ids[code], fold(name)), (name, False))
    codes = []
    for (country, postcode, code), places in sorted(reference.postcodes().items()):
        shown = ", ".join(sorted(places))[:400]
        codes.append(
            {
                "country": country,
                "postcode": postcode,
                "municipality_id": ids[code],
                "places": shown,
            }
        )
        for name in places:
            names.setdefault((ids[code], fold(name)), (name, False))
    db.session.execute(
        insert(PlaceName),
        [
            {
                "municipality_id": town,
                "folded": folded,
                "shown": shown,
                "former": former_name,
            }
            for (town, folded), (shown, former_name) in names.items()
        ],
    )
    db.session.execute(insert(Postcode), codes)


def set_up(
    municipality: Municipality,
    facts: Mapping[str, Any],
    *,
    seen: str | None,
    now: datetime,
) -> None:
    """Fill in how residents reach the people here; the first time starts the town.

    Raises RuleBroken when somebody else changed it meanwhile, or when nobody can dial
    the telephone number.
    """
    check_fresh(municipality.revision, seen)
    check_phone(facts["phone"])
    check_phone(facts["phone"])
    for name in (
        "phone",
        "phone_hours",
        "desk_address",
        "answer_days",
        "contact_kept_days",
    ):
        setattr(municipality, name, facts[name])
    municipality.started_at = municipality.started_at or now
    municipality.revision += 1
    db.session.flush()
    journal.write(
        "set up municipality",
        f"municipality:{municipality.id}",
        now=now,
        municipality_id=municipality.id,
    )


def add_venue(
    municipality: Municipality, facts: Mapping[str, Any], *, now: datetime
) -> Venue:
    """A new venue; raises RuleBroken when the postcode is none of this country."""
    written = postcode_as_written(municipality.country, facts["postcode"])
    values = {**facts, "postcode": written}
    venue = Venue(municipality_id=municipality.id, **values)
    db.session.add(venue)
    db.session.flush()
    journal.write(
        "added venue", f"venue:{venue.id}", now=now, municipality_id=municipality.id
    )
    return venue


def change_venue(
    venue: Venue, facts: Mapping[str, Any], *, seen: str | None, now: datetime
) -> None:
    """Change a venue's facts; pages that show it read them anew.

    Raises RuleBroken when somebody else changed it meanwhile, or when the postcode is
    none of this country.
    """
    check_fresh(venue.revision, seen)
    written = postcode_as_written(venue.municipality.country, facts["postcode"])
    for name, value in {**facts, "postcode": written}.items():
        setattr(venue, name, value)
    venue.revision += 1
    db.session.flush()
    _note("changed venue", venue, now)


def retire_venue(venue: Venue, *, now: datetime) -> None:
    """Take a venue off the list; evenings that were held there keep it."""
    venue.retired_at = now
    db.session.flush()
    _note("retired venue", venue, now)


def restore_venue(venue: Venue, *, now: datetime) -> None:
    """Undo a retirement."""
    venue.retired_at = None
    db.session.flush()
    _note("restored venue", venue, now)


def _note(act: str, venue: Venue, now: datetime) -> None:
    journal.write(
        act, f"venue:{venue.id}", now=now, municipality_id=venue.municipality_id
    )


def give_role(
    account_id: int, municipality_id: int | None, role: Role, *, now: datetime
) -> None:
    """Let an account hold a role here (None: owner of the programme); twice is once."""
    held = select(Membership.id).where(
        Membership.account_id == account_id,
        Membership.municipality_id.is_not_distinct_from(municipality_id),
        Membership.role == role,
    )
    if db.session.scalar(held) is None:
        db.session.add(
            Membership(
                account_id=account_id,
                municipality_id=municipality_id,
                role=role,
                since=now,
            )
        )
        db.session.flush()
        journal.write(
            f"gave role {role}",
            f"account:{account_id}",
            now=now,
            municipality_id=municipality_id,
        )


def change_role(membership: Membership, role: Role, *, now: datetime) -> None:
    """Let a colleague do another job; raises RuleBroken for the last coordinator."""
    if role is membership.role:
        return
    check_leaves_a_coordinator(membership, _coordinators(membership.municipality_id))
    account_id, municipality_id = membership.account_id, membership.municipality_id
    db.session.delete(membership)
    db.session.flush()
    give_role(account_id, municipality_id, role, now=now)


def remove_member(membership: Membership, *, now: datetime) -> None:
    """Take a role away; raises RuleBroken for the last coordinator."""
    check_leaves_a_coordinator(membership, _coordinators(membership.municipality_id))
    journal.write(
        f"took role {membership.role}", f"account:{membership.account_id}", now=now,
        municipality_id=membership.municipality_id,
    )  # fmt: skip
    db.session.delete(membership)
    db.session.flush()


def _coordinators(municipality_id: int | None) -> int:
    """How many coordinators a municipality has, held until the transaction ends."""
    lock_row(Municipality, municipality_id)
    here = select(func.count()).where(
        Membership.municipality_id == municipality_id,
        Membership.role == Role.COORDINATOR,
    )
    return db.session.scalar(here) or 0
