"""Adding, changing, locking and removing a table."""

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation import clock
from dialogue.seating import actions, queries
from dialogue.seating.actions import TableWords
from dialogue.seating.forms import TableForm
from dialogue.seating.views.door import TABLES, open_desk_of, room, to_tables


@room.act(TABLES + "/new", needs=Permission.SEAT_PEOPLE)
def add_table(slug: str, session_id: int) -> ResponseReturnValue:
    """One table more."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    made = actions.add_table(dialogue_session, now=clock.now())
    flash(_("Table %(number)s is added.", number=made.number))
    return to_tables(slug, session_id)


@room.form(TABLES + "/<int:number>", needs=Permission.SEAT_PEOPLE)
def change_table(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Chairs, host, whether a wheelchair fits."""
    town, dialogue_session = open_desk_of(slug, session_id)
    found = queries.table_of(dialogue_session, number)
    form = TableForm(obj=found)
    if form.validate_on_submit():
        words = TableWords(
            fewest=form.fewest.data,
            most=form.most.data,
            accessible=form.accessible.data,
            host_name=form.host_name.data or "",
        )
        with form.catching():
            actions.change_table(dialogue_session, number, words, now=clock.now())
            flash(_("Table %(number)s is changed.", number=number))
            return to_tables(slug, session_id)
    page = render_template(
        "seating/change_table.html",
        municipality=town,
        dialogue_session=dialogue_session,
        number=number,
        form=form,
        table=queries.table_of(dialogue_session, number),
        many=len(queries.tables_of(dialogue_session)),
    )
    return page, form.status


@room.act(TABLES + "/<int:number>/lock", needs=Permission.SEAT_PEOPLE)
def lock_table(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Nobody leaves this table and nobody joins it (or again)."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    locked = request.form.get("locked") == "1"
    actions.lock_table(dialogue_session, number, locked=locked, now=clock.now())
    flash(
        _("Table %(number)s is locked: who sits there stays.", number=number)
        if locked
        else _("Table %(number)s is open again.", number=number)
    )
    where = url_for("seating.tables", slug=slug, session_id=session_id)
    return redirect(f"{where}#table-{number}", 303)


@room.act(TABLES + "/<int:number>/remove", needs=Permission.SEAT_PEOPLE)
def remove_table(slug: str, session_id: int, number: int) -> ResponseReturnValue:
    """Take a table away where nobody sits."""
    _town, dialogue_session = open_desk_of(slug, session_id)
    actions.remove_table(dialogue_session, number, now=clock.now())
    flash(_("Table %(number)s is taken away.", number=number))
    return to_tables(slug, session_id)
