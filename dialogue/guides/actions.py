"""Changing guides: a version is added, never altered."""

from datetime import datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db
from dialogue.guides import queries
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
        guide_id=guide.id, number=number, published_at=now, checksum=mark, document=as_data(file)
    )
    db.session.add(version)
    db.session.flush()
    db.session.refresh(guide, ["versions"])
    journal.write("published guide", f"guide-version:{version.id}", now=now, municipality_id=guide.municipality_id)
    return True
