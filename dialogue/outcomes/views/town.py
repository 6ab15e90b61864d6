"""What was said over all evenings of a municipality, on one theme, of one kind."""

from typing import Any

from flask import render_template, request, url_for
from flask.typing import ResponseReturnValue

from dialogue.access.permissions import Permission
from dialogue.conversations.models import Kind
from dialogue.municipalities.queries import municipality_by_slug
from dialogue.outcomes import queries
from dialogue.outcomes.municipality import municipality_findings
from dialogue.outcomes.views.door import room
from dialogue.outcomes.views.sentences import PAGE
from dialogue.outcomes.words import KINDS, kinds_of, together_words

_FURTHEST = 1_000_000  # sentences; an address that asks for more starts there


@room.page("/<slug>/desk/harvest", needs=Permission.HARVEST)
def town(slug: str) -> ResponseReturnValue:
    """All confirmed sentences of all evenings; narrowed down by kind and theme."""
    municipality = municipality_by_slug(slug)
    chosen = {each: request.args.get(each, "") for each in ("kind", "theme")}
    start = min(max(0, request.args.get("from", 0, type=int)), _FURTHEST) // PAGE * PAGE
    kind = Kind(chosen["kind"]) if chosen["kind"] in {*Kind} else None
    found, many = queries.town_sentences(
        municipality.id, kind=kind, theme=chosen["theme"], start=start, most=PAGE
    )

    def to(place: int) -> str:
        at: dict[str, Any] = {"slug": slug, "from": place, **chosen}
        return url_for("outcomes.town", **at)

    counts = queries.municipality_counts(municipality.id)
    return render_template(
        "outcomes/town.html", municipality=municipality, slug=slug, chosen=chosen,
        found=found, many=many, start=start, step_size=PAGE, kinds=KINDS,
        there=kinds_of(counts), evenings=len(counts),
        all=sum(sum(each.values()) for each in counts.values()),
        earlier=to(start - PAGE) if start else "",
        later=to(start + PAGE) if start + PAGE < many else "",
        themes=queries.town_themes(municipality.id), together_words=together_words,
        together=municipality_findings(municipality),
    )  # fmt: skip
