"""Asking the worker for a paper, carrying that out, keeping it, forgetting it."""

from base64 import b64decode, b64encode
from datetime import datetime, timedelta
from functools import partial

from flask_babel import lazy_gettext as _l
from sqlalchemy import delete, select

from dialogue.foundation import bells, jobs, printing
from dialogue.foundation.database import EVERYWHERE, db, everywhere, writing
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.jobs.queries import is_busy
from dialogue.foundation.language import speaking
from dialogue.foundation.paper import PaperRefused
from dialogue.foundation.post import Message
from dialogue.foundation.printing import PAPERS, Subject, Wanted
from dialogue.foundation.printing.models import KeptPaper

JOB = "print paper"
LAYING_OUT, LAID_OUT = 5, 0.7  # the step of the press, and how much is done then
KEPT = timedelta(hours=12)  # long enough to fetch; then it is made anew


def ask_to_print(wanted: Wanted) -> None:
    """Ask the worker for a paper, unless it is at it."""
    if not is_busy(wanted.job, JOB):
        municipality_id = wanted.sheet.municipality_id
        jobs.enqueue(JOB, wanted.job, now=wanted.now, municipality_id=municipality_id)


@jobs.handles(JOB)
def carry_out(subject_ref: str, progress: jobs.Progress, now: datetime) -> None:
    """The job: print outside any transaction, then keep it sealed.

    What changed meanwhile is not kept: its people may be wiped.
    """
    _word, kind, number, large, language = subject_ref.split(":")
    paper = PAPERS[kind]

    def want() -> Wanted:
        return Wanted(paper, int(number), now, large=large == "1")

    with speaking(language):
        sheet = want().sheet
        db.session.rollback()  # nothing is held while we print
        try:
            pdf = printing.printed(sheet, now, partial(_tell, progress, sheet.parts))
        except PaperRefused as no:
            raise RuleBroken(no.sentence) from no
    with writing(), speaking(language):
        paper.hold(int(number), now)
        again = want()
        if again.sheet.of != sheet.of:  # of somebody who is wiped by now, for instance
            raise RuleBroken(CHANGED)
        _keep(again, pdf)


def _tell(
    progress: jobs.Progress, parts: int, step: int, steps: int, page: int
) -> None:
    """Laying out takes most of the time: where parts are known it fills the bar."""
    share = step / (steps + 1)
    if parts and step <= LAYING_OUT:
        share = LAID_OUT * min(1.0, page / parts)
    progress(share, pages=page, parts=parts)


CHANGED = _l("Something changed while this was made. Make it once more.")


def _keep(wanted: Wanted, pdf: bytes) -> None:
    kept = paper_of(wanted)
    if kept is None:
        kept = KeptPaper(
            municipality_id=wanted.sheet.municipality_id, about=wanted.about,
            kind=wanted.paper.kind, large=wanted.large, language=wanted.language,
        )  # fmt: skip
        db.session.add(kept)
    kept.of, kept.made_at = wanted.sheet.of, wanted.now
    db.session.flush()
    box = wanted.paper.box(wanted.number)
    kept.content = box.seal(b64encode(pdf).decode(), _place(kept))


def paper_of(wanted: Wanted) -> KeptPaper | None:
    """What was printed in a job, if it was; something may have changed since."""
    found: KeptPaper | None = db.session.scalar(
        everywhere(  # what it is about belongs to one municipality
            select(KeptPaper).where(
                KeptPaper.about == wanted.about,
                KeptPaper.kind == wanted.paper.kind,
                KeptPaper.large == wanted.large,
                KeptPaper.language == wanted.language,
            )
        )
    )
    return found


def kept_pdf(wanted: Wanted) -> bytes | None:
    """What the worker printed, unless something changed since."""
    kept = paper_of(wanted)
    if kept is None or not kept.content or kept.of != wanted.sheet.of:
        return None
    return b64decode(wanted.paper.box(wanted.number).open(kept.content, _place(kept)))


def _place(kept: KeptPaper) -> str:
    """Where a paper's sealed bytes belong."""
    return f"kept_paper.content:{kept.id}:{kept.municipality_id}"


def forget_papers(subject: Subject, number: int) -> None:
    """Whatever was printed about this; it is made anew when somebody asks."""
    gone = delete(KeptPaper).where(KeptPaper.about == printing.about(subject, number))
    db.session.execute(
        gone.execution_options(synchronize_session=False, scope=EVERYWHERE)
    )


@bells.post_settled.connect
def forget_post(_municipality_id: int | None, *, message: Message) -> None:
    """A letter that was posted or dropped, a call that was made, is on no paper."""
    if message.municipality_id is not None:
        forget_papers("municipality", message.municipality_id)


@jobs.sweeps
def drop_old_papers(now: datetime) -> None:
    """What was printed half a day ago."""
    old = delete(KeptPaper).where(KeptPaper.made_at < now - KEPT)
    db.session.execute(
        old.execution_options(synchronize_session=False, scope=EVERYWHERE)
    )
