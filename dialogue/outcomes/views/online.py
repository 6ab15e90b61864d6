"""The online round of an evening: brought in, counted by our rules, shown, removed."""

from fractions import Fraction

from flask import flash, g, redirect, url_for
from flask.typing import ResponseReturnValue
from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.conversations.queries import guide_of
from dialogue.foundation import clock, journal
from dialogue.outcomes import actions, queries
from dialogue.outcomes.counting import verdict_rule
from dialogue.outcomes.facts import is_sensitive
from dialogue.outcomes.figures import EVERYONE
from dialogue.outcomes.forms import OnlineForm
from dialogue.outcomes.models import OnlineRound
from dialogue.outcomes.online import ShownStatement, shown_round
from dialogue.outcomes.tally import MOST_PACKED
from dialogue.outcomes.views.door import HARVEST, desk_of, page, room
from dialogue.outcomes.words import ROUND_VERDICTS, cards_words, figure_words, unbroken
from dialogue.sessions.models import DialogueSession

ONLINE = f"{HARVEST}/online"


@room.form(ONLINE, needs=Permission.HARVEST)
def online(slug: str, session_id: int) -> ResponseReturnValue:
    """Send the zip file of a Polis export; or read what came of it."""
    town, dialogue_session = desk_of(slug, session_id)
    form = OnlineForm()
    if form.validate_on_submit():
        with form.catching():
            _bring_in(form, dialogue_session)
            return _back(slug, session_id)
    found = queries.online_round_of(dialogue_session)
    if found is None:
        return page("online", town, dialogue_session, form.status, form=form)
    guide = guide_of(dialogue_session)
    shown = shown_round(found, guide.k, sensitive=is_sensitive(guide))
    return page(
        "online", town, dialogue_session, form.status, form=form, found=found,
        shown=shown, rows=[_row(one) for one in shown.statements], k=guide.k,
        figure_words=figure_words, rule=verdict_rule().says.render(_, ngettext),
    )  # fmt: skip


def _bring_in(form: OnlineForm, dialogue_session: DialogueSession) -> None:
    if journal.already(form.once.data):
        return
    found = actions.import_round(
        dialogue_session,
        form.file.data.stream.read(MOST_PACKED + 1),
        name=form.name.data or "",
        account_id=g.account_id,
        now=clock.now(),
    )
    journal.once(form.once.data, f"online-round:{found.id}", now=clock.now())
    _say(found, dialogue_session)


def _say(found: OnlineRound, dialogue_session: DialogueSession) -> None:
    words = ngettext(
        "%(num)s statement is here.", "%(num)s statements are here.",
        len(found.statements),
    )  # fmt: skip
    undo = url_for(
        "outcomes.online_remove",
        slug=dialogue_session.municipality.slug,
        session_id=dialogue_session.id,
    )
    flash({"text": words, "undo": undo}, "undo")  # type: ignore[arg-type]


def _row(one: ShownStatement) -> list[str]:
    """Statement, votes, what each group says, our verdict, Polis' own consensus."""
    together = [row for row in one.cards.rows if row[0] == EVERYONE]
    text = f"{one.number}. {one.text}"
    if one.taken_out:
        text = _("%(statement)s (taken out by a moderator)", statement=text)
    return [
        text,
        cards_words(one.cards, *together[-1][1:]) if together else _("not shown"),
        *(
            unbroken(str(ROUND_VERDICTS[judged])) if judged else _("not shown")
            for _group, judged in one.groups
        ),
        unbroken(str(ROUND_VERDICTS[one.judged])),
        _decimal(one.consensus),
    ]


def _decimal(share: Fraction | None) -> str:
    """A share between 0 and 1 as the language writes it: 0,12."""
    if share is None:
        return str(_("not shown"))
    return str(format_decimal(round(float(share), 2)))


@room.act(f"{ONLINE}/remove", needs=Permission.HARVEST)
def online_remove(slug: str, session_id: int) -> ResponseReturnValue:
    """Take the online round out again."""
    _town, dialogue_session = desk_of(slug, session_id)
    found = queries.online_round_of(dialogue_session)
    if found is not None:
        actions.remove_round(found, now=clock.now())
        flash(_("The online round is gone. The zip file can be sent again."))
    return _back(slug, session_id)


def _back(slug: str, session_id: int) -> ResponseReturnValue:
    return redirect(url_for("outcomes.online", slug=slug, session_id=session_id), 303)
