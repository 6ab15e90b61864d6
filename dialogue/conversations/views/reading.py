"""Reading back: one sentence at a time, three big answers."""

from collections.abc import Sequence

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations import actions, queries, recognising, rules
from dialogue.conversations.forms import (
    MinorityForm,
    QuoteForm,
    ReadForm,
    TranslateForm,
    language_choices,
)
from dialogue.conversations.models import (
    Confirmation,
    Contribution,
    Kind,
    QuoteConsent,
    TableTalk,
    TranslatedBy,
)
from dialogue.conversations.views import showing
from dialogue.conversations.views.door import back_to, room, talk_here
from dialogue.conversations.words import TRANSLATORS
from dialogue.foundation import clock
from dialogue.foundation.errors import RuleBroken

READ = "/table/here/read-back"
QUOTED = frozenset({Kind.QUOTE, Kind.EXPERIENCE})  # words somebody may know again


@room.page(READ, needs=Permission.VISIT)
def read_back() -> ResponseReturnValue:
    """The first sentence that was not read back; after the last: ready."""
    talk = talk_here()
    said = queries.contributions_of(talk)
    left = showing.unread(said)
    if left and talk.read_back_on is None:
        return _show(talk, said, left[0])
    return render_template(
        "conversations/read_back_done.html", talk=talk, said=said,
        last=said[-1] if said else None,
        kept=sum(each.confirmation is not Confirmation.WITHDRAWN for each in said),
    )  # fmt: skip


@room.form(READ + "/<contribution_id>", needs=Permission.VISIT)
def read_one(contribution_id: str) -> ResponseReturnValue:
    """One sentence; POST is what the table says to it."""
    talk = talk_here()
    said = queries.contributions_of(talk)
    found = queries.contribution_at(talk, contribution_id)
    if request.method == "GET":
        return _show(talk, said, found)
    return _answered(said, found, request.form.get("answer", ""))


def _show(
    talk: TableTalk, said: Sequence[Contribution], found: Contribution
) -> ResponseReturnValue:
    position = [each.id for each in said].index(found.id)
    shows = recognising.asker(queries.session_of(talk.evening))
    return render_template(
        "conversations/read_back.html", talk=talk, found=found, position=position,
        shows=shows(found),
        of=len(said), line=showing.line_of(found), first=position == 0,
        translations=queries.translations_beside(found), translators=TRANSLATORS,
    )  # fmt: skip


def _answered(
    said: Sequence[Contribution], found: Contribution, answer: str
) -> ResponseReturnValue:
    if answer == "back":
        position = [each.id for each in said].index(found.id)
        return back_to("read_one", contribution_id=said[max(0, position - 1)].id)
    pages = {
        "almost": "read_almost", "minority": "read_minority",
        "translate": "read_translate",
    }  # fmt: skip
    if answer in pages:
        return back_to(pages[answer], contribution_id=found.id)
    outcomes = {"yes": Confirmation.CONFIRMED, "no": Confirmation.WITHDRAWN}
    if answer not in outcomes:
        raise RuleBroken(_("Choose one of the three answers."))
    outcome = outcomes[answer]
    kept = found.confirmation is Confirmation.CHANGED and answer == "yes"
    actions.read_back(
        found,
        rules.ReadBack(
            outcome=Confirmation.CHANGED if kept else outcome,
            text=found.text if kept else "", quote_consent=found.quote_consent,
        ),
    )  # fmt: skip
    return _onward(found)


def _onward(found: Contribution) -> ResponseReturnValue:
    """Ask whether it may be quoted, or go to the next sentence."""
    kept = found.confirmation is not Confirmation.WITHDRAWN
    if kept and found.kind in QUOTED:
        return back_to("read_quote", contribution_id=found.id)
    return back_to("read_back")


@room.form(READ + "/<contribution_id>/almost", needs=Permission.VISIT)
def read_almost(contribution_id: str) -> ResponseReturnValue:
    """Nearly right: the table puts it differently together."""
    talk = talk_here()
    found = queries.contribution_at(talk, contribution_id)
    form = ReadForm(data={"text": found.text})
    if form.validate_on_submit():
        with form.catching():
            actions.read_back(
                found,
                rules.ReadBack(Confirmation.CHANGED, text=str(form.text.data)),
            )
            return _onward(found)
    page = render_template(
        "conversations/read_almost.html", talk=talk, found=found, form=form
    )
    return page, form.status


@room.form(READ + "/<contribution_id>/minority", needs=Permission.VISIT)
def read_minority(contribution_id: str) -> ResponseReturnValue:
    """Some see it differently: their reason stands beside the sentence."""
    talk = talk_here()
    found = queries.contribution_at(talk, contribution_id)
    form = MinorityForm(data={"reason": found.reason if found.minority else ""})
    if form.validate_on_submit():
        with form.catching():
            changed = found.confirmation is Confirmation.CHANGED
            actions.read_back(
                found,
                rules.ReadBack(
                    Confirmation.CHANGED if changed else Confirmation.CONFIRMED,
                    text=found.text if changed else "", minority=True,
                    reason=str(form.reason.data),
                ),
            )  # fmt: skip
            return _onward(found)
    page = render_template(
        "conversations/read_minority.html", talk=talk, found=found, form=form
    )
    return page, form.status


@room.form(READ + "/<contribution_id>/translate", needs=Permission.VISIT)
def read_translate(contribution_id: str) -> ResponseReturnValue:
    """Somebody at the table says it in another language: that stands beside it."""
    talk = talk_here()
    found = queries.contribution_at(talk, contribution_id)
    there = queries.translations_beside(found)
    form = TranslateForm(
        data={
            "made_by": TranslatedBy.WRITER.value,
            "seen": rules.translations_mark(there),
        }
    )
    form.language.choices = language_choices(
        [
            each
            for each in rules.LANGUAGES
            if not rules.same_language(each, found.language)
        ]
    )
    if form.validate_on_submit():
        with form.catching():
            rules.check_still_open(closed=talk.read_back_on is not None)
            actions.translate(
                found, form.language.data, str(form.text.data),
                made_by=TranslatedBy(form.made_by.data), seen=form.seen.data,
            )  # fmt: skip
            return back_to("read_one", contribution_id=found.id)
    page = render_template(
        "conversations/read_translate.html", talk=talk, found=found, form=form,
        translations=queries.translations_beside(found), translators=TRANSLATORS,
    )  # fmt: skip
    return page, form.status


@room.form(READ + "/<contribution_id>/quote", needs=Permission.VISIT)
def read_quote(contribution_id: str) -> ResponseReturnValue:
    """May it be quoted: yes, no, or without detail."""
    talk = talk_here()
    found = queries.contribution_at(talk, contribution_id)
    form = QuoteForm()
    if form.validate_on_submit():
        with form.catching():
            actions.consent(found, QuoteConsent(form.consent.data))
            return back_to("read_back")
    page = render_template(
        "conversations/read_quote.html", talk=talk, found=found, form=form
    )
    return page, form.status


@room.act(READ + "/close", needs=Permission.VISIT)
def read_close() -> ResponseReturnValue:
    """Everything was read back: withdrawn words are wiped now."""
    talk = talk_here()
    actions.close_read_back(talk, now=clock.now())
    return back_to("read_back")
