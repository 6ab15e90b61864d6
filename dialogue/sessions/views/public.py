"""What residents open: the invitation, its short address, calendar and flyer."""

from datetime import datetime
from hashlib import blake2s
from typing import Any

from flask import Flask, Response, current_app, redirect, request
from flask.blueprints import BlueprintSetupState
from flask.typing import ResponseReturnValue
from sqlalchemy import Row

from dialogue.access.permissions import Permission
from dialogue.foundation import clock, doorstep
from dialogue.foundation.errors import NotHere
from dialogue.foundation.language import chosen
from dialogue.foundation.page_cache import PAGES
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.sessions import aftermath, calendar, flyer, queries, rules
from dialogue.sessions.frame import home_of, shell_of
from dialogue.sessions.invitation import Phase, invitation_of, phase_in_stamp, turns_at
from dialogue.sessions.models import Stage, Visibility
from dialogue.sessions.structured import event_in_page
from dialogue.sessions.views.door import room


@room.page("/<slug>/talks/<ref>", needs=Permission.VISIT)
def talk(slug: str, ref: str) -> Response:
    """The invitation. Kept by revision: a hit is one small select."""
    now, key = clock.now(), ("talk", slug, ref)
    found = None if PAGES.knows(key) else queries.committed_talk(slug, ref)
    stamp = (
        queries.stamp_of_talk(slug, ref) if found is None else queries.stamp_in(found)
    )
    phase = phase_in_stamp(stamp, now)
    # What came of it changes by the day, so a past page is not for the doorstep.
    more = (aftermath.of(slug, ref, now),) if phase is Phase.PAST else ()
    return PAGES.answer(
        key,
        (*stamp, phase, *more),
        lambda: _talk_page(found or queries.committed_talk(slug, ref), now, *more),
    )


def _stamp(row: tuple[Any, ...], now: datetime) -> doorstep.Stamp:
    phase = phase_in_stamp(row, now)
    return doorstep.Stamp((*row, phase), turns_at(row, phase))


@room.record
def _hand_out_on_the_doorstep(setup: BlueprintSetupState) -> None:
    app: Flask = setup.app  # type: ignore[assignment]
    address = r"/(?P<slug>[^/]+)/talks/(?P<ref>[^/.]+)"
    doorstep.put(app, doorstep.Kind("talk", address, queries.stamp_statement, _stamp))


def _talk_page(
    found: Row[Any], now: datetime, after: aftermath.Aftermath = aftermath.NOTHING
) -> str:
    listed = found.visibility is Visibility.PUBLIC
    invitation = invitation_of(found, now)
    site = _site()
    languages = current_app.config["LANGUAGES"]
    coming = invitation.phase is Phase.COMING
    # Not render_template: what stands around every page is read from this row here,
    # so the context processors of other rooms have nothing to look up.
    page = current_app.jinja_env.get_template("sessions/talk.html")
    return page.render(
        talk=found,
        invitation=invitation,
        shell=shell_of(found, chosen(), languages),
        event=event_in_page(found, site) if listed else "",
        listed=listed,
        address=f"{site}/{found.slug}/talks/{found.ref}",
        languages=languages,
        coming=coming,
        after=after,
        home="" if coming else home_of(found),
    )


def _site() -> str:
    return str(current_app.extensions["settings"].public_url)


@room.page("/t/<ref>", needs=Permission.VISIT)
def short(ref: str) -> ResponseReturnValue:
    """The short address on the flyer."""
    code = rules.as_ref(ref)
    return redirect(f"/{queries.slug_of_ref(code)}/talks/{code}")


@room.page("/<slug>/talks/<ref>.ics", needs=Permission.VISIT)
def entry(slug: str, ref: str) -> Response:
    """The calendar entry; keeps its identity when the day moves."""
    return _file(
        calendar.entry(queries.talk(slug, ref), _site()),
        calendar.MEDIA_TYPE,
        f"{ref}.ics",
    )


@room.page("/<slug>/talks.ics", needs=Permission.VISIT)
def feed(slug: str) -> Response:
    """A town's calendar to subscribe to: what is in the public list, nothing else."""
    municipality = municipality_by_slug(slug)
    now = clock.now()
    talks = [
        *queries.coming_sessions(municipality.id, now),
        *queries.past_sessions(municipality.id, now, most=20),
    ]
    return _file(
        calendar.feed(talks, _site(), municipality.name),
        calendar.MEDIA_TYPE,
        f"{slug}.ics",
    )


@room.page("/<slug>/talks/<ref>/flyer-<size>.pdf", needs=Permission.VISIT)
def flyer_pdf(slug: str, ref: str, size: str) -> Response:
    """The flyer, A4 or A5, to print and hand out."""
    if size not in flyer.SIZES:
        raise NotHere
    found = queries.talk(slug, ref)
    _check_printable(found)
    paper = flyer.flyer(found, size, _site(), clock.now())
    return _file(paper, "application/pdf", f"flyer-{size}-{ref}.pdf")


def _check_printable(found: Row[Any]) -> None:
    if found.stage is not Stage.PUBLISHED:
        raise NotHere


def _file(content: bytes, media_type: str, name: str) -> Response:
    """A file that everybody may have, with a tag to ask again cheaply."""
    answer = Response(content, content_type=media_type)
    answer.headers["Content-Disposition"] = f'inline; filename="{name}"'
    answer.headers["Cache-Control"] = "public, max-age=0, stale-while-revalidate=30"
    answer.headers["Vary"] = "Accept-Language, Cookie"
    answer.set_etag(blake2s(content, digest_size=16).hexdigest())
    answer.make_conditional(request)
    return answer
