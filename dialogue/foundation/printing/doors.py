"""The two doors of a paper: one hands it out, one tells how far it is."""

from collections.abc import Callable
from typing import Any

from flask import Response, make_response, redirect, render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.foundation import printing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs import Job, JobState
from dialogue.foundation.jobs.queries import latest_job
from dialogue.foundation.paper import PaperRefused
from dialogue.foundation.printing import Wanted
from dialogue.foundation.printing.keeping import JOB, ask_to_print, kept_pdf

LOOK_AGAIN = "2"  # seconds


def hand_out(wanted: Wanted, page: str, name: str) -> ResponseReturnValue:
    """The PDF; or the way to ``page``, where a long one is asked for."""
    pdf = _at_once(wanted) if wanted.sheet.quick else kept_pdf(wanted)
    return redirect(page, 303) if pdf is None else pdf_answer(pdf, name)


def _at_once(wanted: Wanted) -> bytes:
    try:
        return printing.printed(wanted.sheet, wanted.now)
    except PaperRefused as no:
        raise RuleBroken(_(no.sentence)) from no


def pdf_answer(pdf: bytes, name: str) -> Response:
    """A PDF to look at, called ``<name>.pdf`` when it is kept."""
    answer = Response(pdf, content_type="application/pdf")
    answer.headers["Content-Disposition"] = f'inline; filename="{name}.pdf"'
    return answer


def progress_page(wanted: Wanted, page: str, **shown: Any) -> ResponseReturnValue:
    """How far a long paper is; POST asks for it.

    ``shown``: title, pdf (the address that hands it out), back (text and href),
    ``holds`` (says how many letters these are, for instance), and what the frame needs.
    """
    if request.method == "POST":
        if not wanted.sheet.quick:
            ask_to_print(wanted)
        return redirect(page, 303)
    job = latest_job(wanted.job, JOB)
    busy = job is not None and job.state in {JobState.WAITING, JobState.RUNNING}
    answer = make_response(
        render_template(
            "_house/printing.html",
            page=page,
            busy=busy,
            ready=not busy and (wanted.sheet.quick or kept_pdf(wanted) is not None),
            done=round(100 * job.done_share) if job else 0,
            far=_far(job, shown.pop("holds", None)),
            trouble=_trouble(job),
            **shown,
        )
    )
    if busy:
        answer.headers["Refresh"] = LOOK_AGAIN
    return answer


def _far(job: Job | None, holds: Callable[[int], str] | None) -> str:
    if job is None or holds is None or not job.pages or not job.parts:
        return ""
    return str(
        ngettext(
            "%(num)s page is laid out, for %(parts)s.",
            "%(num)s pages are laid out, for %(parts)s.",
            job.pages,
            parts=holds(job.parts),
        )
    )


def _trouble(job: Job | None) -> str:
    if job is None or job.state is not JobState.FAILED:
        return ""
    return job.sentence or _("The printing did not work. Try again.")
