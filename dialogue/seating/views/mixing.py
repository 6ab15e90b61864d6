"""Which lines to cross, what is known of people, and who should sit with whom."""

from collections.abc import Mapping, Sequence
from itertools import groupby
from typing import Any

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from markupsafe import Markup

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.foundation.errors import NotHere
from dialogue.foundation.forms import Form
from dialogue.seating import actions, queries
from dialogue.seating.actions import Mixing
from dialogue.seating.forms import MUST, NO, TRY, MixingForm, WishForm, answers_form
from dialogue.seating.models import SeatingSetUp, WishKind
from dialogue.seating.optimiser.room import SOFT
from dialogue.seating.people import as_key, by_name, letter_of
from dialogue.seating.rules.lines import LINES, answers_of
from dialogue.seating.views.door import TABLES, open_desk_of, room, to_tables


@room.form(TABLES + "/mixing", needs=Permission.SEAT_PEOPLE)
def mixing(slug: str, session_id: int) -> ResponseReturnValue:
    """How often people change tables, and which lines the tables should cross."""
    town, dialogue_session = open_desk_of(slug, session_id)
    found = queries.set_up_of(dialogue_session)
    form = MixingForm(data=_shown(found))
    if form.validate_on_submit():
        chosen = Mixing(
            rounds=int(form.rounds.data),
            lines=tuple(form.lines.data or ()),
            streets=form.street_list(),
            statement=form.statement.data or "",
            parties_together=form.parties_together.data,
            hosts_must=form.hosts.data == MUST,
            effort=int(form.effort.data),
        )
        with form.catching():
            actions.choose_mixing(dialogue_session, chosen, now=clock.now())
            flash(_("It is kept. Who signed up can now answer on their own page."))
            return to_tables(slug, session_id)
    page = render_template(
        "seating/mixing.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
    )
    return page, form.status


def _shown(found: SeatingSetUp) -> dict[str, Any]:
    return {
        "rounds": str(found.rounds),
        "lines": found.lines,
        "streets": "\n".join(found.streets),
        "statement": found.statement,
        "parties_together": found.parties_together,
        "hosts": MUST if found.hosts_must else TRY,
        "effort": str(found.effort),
    }


@room.page(TABLES + "/people", needs=Permission.SEAT_PEOPLE)
def people(slug: str, session_id: int) -> ResponseReturnValue:
    """Everybody, with what is known of them for seating."""
    town, dialogue_session = open_desk_of(slug, session_id)
    found = queries.set_up_of(dialogue_session)
    everybody = queries.neighbours_of(dialogue_session)
    rows = [
        {
            "name": each.name,
            "ref": each.ref,
            "known": [_said(found, line, each.knows) for line in found.lines],
            "needs": _needs(each.knows, wheelchair=each.wheelchair),
        }
        for each in sorted(everybody, key=lambda one: by_name(one.name))
    ]
    letters = groupby(rows, lambda row: letter_of(str(row["name"])))
    return render_template(
        "seating/people.html",
        municipality=town,
        dialogue_session=dialogue_session,
        lines=[LINES[line].name for line in found.lines],
        rows=rows,
        letters=[(letter, list(some)) for letter, some in letters],
    )


@room.app_template_global()
def person_rows(
    rows: Sequence[Mapping[str, Any]], at: Mapping[str, Any]
) -> list[list[Any]]:
    """The people as rows of a table; the name leads to their page."""
    return [
        [
            Markup('<a href="{}"><bdi>{}</bdi></a>').format(
                url_for("seating.person", ref=row["ref"], **at), row["name"]
            ),
            *row["known"],
            row["needs"],
        ]
        for row in rows
    ]


def _said(found: SeatingSetUp, line: str, knows: Mapping[str, Any]) -> Any:
    return answers_of(line, found.streets).get(knows.get(line, ""), "–")


def _needs(knows: Mapping[str, Any], *, wheelchair: bool) -> str:
    yields = {k for k in SOFT if knows.get(f"{k}_soft")}
    parts = [_may(_("wheelchair"), "wheelchair" in yields)] if wheelchair else []
    parts += [_("hosts")] if knows.get("host") else []
    parts += [_("first time")] if knows.get("first") else []
    if knows.get("needs_language"):
        words = _("interpreter for %(language)s", language=knows["needs_language"])
        parts.append(_may(words, "language" in yields))
    if knows.get("speaks"):
        languages = ", ".join(knows["speaks"])
        parts.append(_("interprets %(languages)s", languages=languages))
    return ", ".join(parts) or "–"


def _may(wish: str, yields: bool) -> str:
    """A wish as the page says it: as it is, or if it is possible."""
    return str(_("%(wish)s, if it is possible", wish=wish) if yields else wish)


@room.form(TABLES + "/people/<ref>", needs=Permission.SEAT_PEOPLE)
def person(slug: str, session_id: int, ref: str) -> ResponseReturnValue:
    """What is known of one person for seating; the facilitator fills it in."""
    town, dialogue_session = open_desk_of(slug, session_id)
    everybody = {each.key: each for each in queries.neighbours_of(dialogue_session)}
    found = everybody.get(as_key(ref) or (0, 0))
    if found is None:
        raise NotHere
    set_up = queries.set_up_of(dialogue_session)
    kind = answers_form(set_up.lines, set_up.streets, set_up.statement, desk=True)
    shown = dict(found.knows)
    shown["speaks"] = ", ".join(found.knows.get("speaks", []))
    yields = {what: found.knows.get(f"{what}_soft") for what in SOFT}
    shown["language_hard"] = TRY if yields["language"] else MUST
    asked = TRY if yields["wheelchair"] else MUST
    shown["wheelchair"] = asked if found.wheelchair else NO
    form = kind(data=shown)
    if form.validate_on_submit():
        with form.catching():
            known = _known(form, set_up)
            actions.note(dialogue_session, found.key, known, clock.now())
            flash(_("%(name)s is changed.", name=found.name))
            where = url_for("seating.people", slug=slug, session_id=session_id)
            return redirect(where, 303)
    page = render_template(
        "seating/person.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        found=found,
        lines=set_up.lines,
    )
    return page, form.status


def _known(form: Form, set_up: SeatingSetUp) -> dict[str, Any]:
    languages = [part.strip() for part in str(form["speaks"].data or "").split(",")]
    return {
        **{line: form[line].data or None for line in set_up.lines},
        "first": form["first"].data or None,
        "host": form["host"].data or None,
        # Kept also when it is not so: the words of the sign-up may say otherwise.
        "wheelchair": form["wheelchair"].data != NO,
        "wheelchair_soft": form["wheelchair"].data == TRY or None,
        "needs_language": form["needs_language"].data or None,
        "language_soft": form["language_hard"].data == TRY or None,
        "speaks": [each for each in languages if each],
    }


@room.form(TABLES + "/wishes", needs=Permission.SEAT_PEOPLE)
def wishes(slug: str, session_id: int) -> ResponseReturnValue:
    """Who should sit together or apart: for the facilitator only, never on paper."""
    town, dialogue_session = open_desk_of(slug, session_id)
    everybody = queries.neighbours_of(dialogue_session)
    names = {each.key: each.name for each in everybody}
    form = WishForm()
    form.offer(everybody)
    if form.validate_on_submit():
        about = [as_key(form.one.data), as_key(form.other.data)]
        with form.catching():
            actions.wish(
                dialogue_session,
                WishKind(form.kind.data),
                about,
                hard=form.hard.data == MUST,
                now=clock.now(),
            )
            return redirect(url_for("seating.wishes", slug=slug, session_id=session_id))
    page = render_template(
        "seating/wishes.html",
        municipality=town,
        dialogue_session=dialogue_session,
        form=form,
        wishes=[
            {"id": each.id, "hard": each.hard, "words": _wish_words(each, names)}
            for each in queries.wishes_of(dialogue_session)
            if all(key in names for key in each.about)
        ],
        people=everybody,
    )
    return page, form.status


def _wish_words(wish: queries.Wished, names: Mapping[Any, str]) -> str:
    one, other = names[wish.about[0]], names[wish.about[1]]
    words = {
        WishKind.TOGETHER: _("%(one)s and %(two)s sit together", one=one, two=other),
        WishKind.APART: _("%(one)s and %(two)s sit apart", one=one, two=other),
        WishKind.HELPER: _("%(one)s helps %(two)s", one=one, two=other),
    }[wish.kind]
    return _may(str(words), not wish.hard)


@room.act(TABLES + "/wishes/<int:wish_id>/weigh", needs=Permission.SEAT_PEOPLE)
def weigh_wish(slug: str, session_id: int, wish_id: int) -> ResponseReturnValue:
    """From now on a wish must hold, or holds if it is possible."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    hard = request.form.get("hard") == MUST
    actions.weigh_wish(dialogue_session, wish_id, hard=hard, now=clock.now())
    flash(_("It is kept."))
    return redirect(url_for("seating.wishes", slug=slug, session_id=session_id), 303)


@room.act(TABLES + "/wishes/<int:wish_id>/drop", needs=Permission.SEAT_PEOPLE)
def drop_wish(slug: str, session_id: int, wish_id: int) -> ResponseReturnValue:
    """A wish is no wish any more."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    actions.drop_wish(dialogue_session, wish_id, now=clock.now())
    flash(_("The wish is taken away."))
    return redirect(url_for("seating.wishes", slug=slug, session_id=session_id), 303)
