"""What was said over all evenings of a municipality: one table, the same filters."""

from collections.abc import Mapping, Sequence
from typing import Any

from flask import flash, g, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _
from flask_babel import ngettext

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Contribution, Kind
from dialogue.conversations.queries import guide_of, translations_of
from dialogue.conversations.words import TRANSLATORS
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.language import chosen as spoken
from dialogue.guides.words import STEP_KINDS
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.outcomes import actions, queries, rules
from dialogue.outcomes.forms import TownForm
from dialogue.outcomes.models import COUNTS
from dialogue.outcomes.municipality import municipality_findings
from dialogue.outcomes.queries import NO_THEME, TownChoice
from dialogue.outcomes.views.clusters import TOGETHER, warn
from dialogue.outcomes.views.door import asked_for, hand_here, may_not_sort, room
from dialogue.outcomes.views.sentences import PAGE
from dialogue.outcomes.words import KINDS, kinds_of, together_words
from dialogue.sessions.models import DialogueSession
from dialogue.sessions.queries import session_in

TOWN = "/<slug>/desk/harvest"
FILTERS = ("evening", "step", "kind", "theme", "words")
_FURTHEST = 1_000_000  # sentences; an address that asks for more starts there


@room.form(TOWN, needs=Permission.HARVEST)
def town(slug: str) -> ResponseReturnValue:
    """All confirmed sentences of all evenings; POST sorts or clusters the ticked."""
    municipality = municipality_by_slug(slug)
    form = TownForm()
    if form.validate_on_submit():
        with form.catching():
            if request.form.get("do") == TOGETHER:
                _cluster(municipality, str(form.text.data or ""))
            else:
                _sort(municipality, str(form.name.data or ""))
            return redirect(_here(slug), 303)
    counts = queries.municipality_counts(municipality.id)
    evenings = queries.sessions_by_id(municipality.id, counts)
    chosen = asked_for(*FILTERS)
    start = min(max(0, request.args.get("from", 0, type=int)), _FURTHEST) // PAGE * PAGE
    found, many = queries.town_sentences(
        municipality.id, _choice(chosen, evenings), start=start, most=PAGE
    )
    ids = [each.contribution.id for each in found]
    facts: dict[str, Any] = {
        "earlier": _here(slug, chosen, start - PAGE) if start else "",
        "later": _here(slug, chosen, start + PAGE) if start + PAGE < many else "",
        "translated": translations_of(
            municipality.id, sorted({each.dialogue_session.id for each in found})
        ),
        "heaps": queries.town_clusters(municipality.id, ids),
    }
    page = render_template(
        "outcomes/town.html", municipality=municipality, slug=slug, chosen=chosen,
        found=found, many=many, start=start, step_size=PAGE, kinds=KINDS, form=form,
        there=kinds_of(counts), evenings=evenings, steps=_steps(evenings),
        all=sum(sum(each.values()) for each in counts.values()), no_theme=NO_THEME,
        themes=queries.town_themes(municipality.id), together_words=together_words,
        together=municipality_findings(municipality), translators=TRANSLATORS,
        sorted_kinds=rules.SORTED_KINDS, **facts,
    )  # fmt: skip
    return page, form.status


def _here(slug: str, chosen: Mapping[str, str] | None = None, start: int = 0) -> str:
    """The page with the same choice; by itself it keeps the one in the address."""
    if chosen is None:
        chosen = asked_for(*FILTERS)
    at: dict[str, Any] = {name: value for name, value in chosen.items() if value}
    return url_for(
        "outcomes.town", slug=slug, **at | ({"from": start} if start else {})
    )


def _choice(
    chosen: Mapping[str, str], evenings: Sequence[DialogueSession]
) -> TownChoice:
    kind = Kind(chosen["kind"]) if chosen["kind"] in {*Kind} else None
    steps = _keys(evenings, chosen["step"]) if chosen["step"] else None
    numbers = {str(each.id): each.id for each in evenings}
    evening = numbers.get(chosen["evening"], 0) if chosen["evening"] else None
    return TownChoice(kind, chosen["theme"], steps, evening, chosen["words"].strip())


def _guides(evenings: Sequence[DialogueSession]) -> Mapping[int, Any]:
    """The guides of these evenings, each version once."""
    one_each = {each.guide_version_id: each for each in evenings}
    return {version: guide_of(each) for version, each in one_each.items()}


def _keys(evenings: Sequence[DialogueSession], step: str) -> Mapping[int, set[str]]:
    """Steps of one kind go by other keys in other guides."""
    return {
        version: {each.key for each in guide.steps if each.kind == step}
        for version, guide in _guides(evenings).items()
    }


def _steps(evenings: Sequence[DialogueSession]) -> Mapping[str, str]:
    kinds = {
        str(each.kind)
        for guide in _guides(evenings).values()
        for each in guide.steps
    }  # fmt: skip
    return {kind: str(word) for kind, word in STEP_KINDS.items() if kind in kinds}


def _ticked(
    municipality: Municipality,
) -> list[tuple[Contribution, DialogueSession]]:
    ids = dict.fromkeys(request.form.getlist("sentence"))
    if not ids:
        raise RuleBroken(_("Tick the sentences you want to move."))
    return [queries.evening_of_sentence(municipality.id, each) for each in ids]


def _cluster(municipality: Municipality, text: str) -> None:
    ticked = _ticked(municipality)
    moved = actions.cluster_over_evenings(
        ticked, text, language=spoken(), account_id=g.account_id
    )
    warn(text, *{each.id: each for _said, each in ticked}.values())
    _tell(municipality, moved, of=TOGETHER)


def _sort(municipality: Municipality, new: str) -> None:
    ticked, wish = _ticked(municipality), request.form.get("to")
    known = {each.name for each in queries.town_themes(municipality.id)}
    if not new and wish != NO_THEME and wish not in known:
        raise RuleBroken(_("Choose a theme to put them in, or name a new one."))
    name = new or ("" if wish == NO_THEME else str(wish))
    moved = actions.sort_over_evenings(ticked, name, account_id=g.account_id)
    _tell(municipality, moved)


def _tell(municipality: Municipality, moved: Mapping[int, int], of: str = "") -> None:
    many = sum(moved.values())
    if not many:
        flash(_("They lie there already."), "info")
        return
    text = ngettext("%(num)s sentence moved.", "%(num)s sentences moved.", many)
    steps = " ".join(f"{number}:{count}" for number, count in moved.items())
    undo = url_for("outcomes.town_undo", slug=municipality.slug)
    flash({"text": text, "undo": undo, "fields": {"steps": steps, "of": of}}, "undo")  # type: ignore[arg-type]


@room.act(f"{TOWN}/undo", needs=Permission.HARVEST)
def town_undo(slug: str) -> ResponseReturnValue:
    """Take back what was moved over several evenings (``12:3 14:1``)."""
    municipality = municipality_by_slug(slug)
    for each in request.form.get("steps", "").split()[:PAGE]:
        number, _colon, count = each.partition(":")
        if all(
            one.isascii() and one.isdecimal() and len(one) < 9
            for one in (number, count)
        ):
            evening = session_in(municipality.id, int(number))
            if may_not_sort(evening) or hand_here(evening) != COUNTS:
                continue
            if request.form.get("of") == TOGETHER:
                actions.undo_clustering(evening, account_id=g.account_id)
            else:
                steps = min(int(count), PAGE)
                actions.undo(evening, account_id=g.account_id, steps=steps)
    return redirect(url_for("outcomes.town", slug=slug), 303)
