"""Changing guides: a version is added, never altered."""

from datetime import datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.guides import queries, rules
from dialogue.guides.format import GuideFile, as_data, checksum, library
from dialogue.guides.models import Guide, GuideVersion


def load_library(now: datetime) -> int:
    """Add built-in guides, and new versions of them; returns how many were added.

    May be run any number of times: a guide whose checksum is known is left alone.
    """
    added = 0
    for file in library():
        guide = queries.built_in(file.slug)
        if guide is None:
            guide = Guide(slug=file.slug, municipality_id=None)
            db.session.add(guide)
            db.session.flush()
        added += publish(guide, file, now=now)
    return added


def publish(guide: Guide, file: GuideFile, *, now: datetime) -> bool:
    """Add a version with this content, unless the newest version says the same."""
    mark = checksum(file)
    db.session.refresh(guide, ["versions"])
    if guide.versions and guide.versions[-1].checksum == mark:
        return False
    number = guide.versions[-1].number + 1 if guide.versions else 1
    version = GuideVersion(
        guide_id=guide.id,
        number=number,
        published_at=now,
        checksum=mark,
        document=as_data(file),
    )
    db.session.add(version)
    db.session.flush()
    db.session.refresh(guide, ["versions"])
    journal.write(
        "published guide",
        f"guide-version:{version.id}",
        now=now,
        municipality_id=guide.municipality_id,
    )
    return True


def bring_in(municipality_id: int, file: GuideFile, *, now: datetime) -> GuideVersion:
    """Publish a file as a municipality's own guide, or as the next version of it.

    Raises RuleBroken when a built-in guide has that name, when the guide is put away,
    or when the newest version says the same.
    """
    own = queries.own_guide_or_none(municipality_id, file.slug)
    rules.check_can_bring_in(file, queries.built_in(file.slug), own)
    if own is None:
        own = Guide(slug=file.slug, municipality_id=municipality_id)
        db.session.add(own)
        db.session.flush()
    lock_row(Guide, own.id)
    rules.check_says_something_new(publish(own, file, now=now))
    return own.versions[-1]


def put_away(guide: Guide, *, now: datetime) -> None:
    """Take an own guide off the shelf; conversations that use a version keep it."""
    guide.retired_at = guide.retired_at or now
    _note("put away guide", guide, now)


def take_back(guide: Guide, *, now: datetime) -> None:
    """Undo putting away."""
    guide.retired_at = None
    _note("took back guide", guide, now)


def _note(act: str, guide: Guide, now: datetime) -> None:
    db.session.flush()
    journal.write(
        act, f"guide:{guide.id}", now=now, municipality_id=guide.municipality_id
    )
