"""Reading guides: the shelf, one guide, its versions, what changed, and on paper."""

from typing import Any

from flask import render_template, request
from flask.typing import ResponseReturnValue
from flask_babel import gettext as _

from dialogue.access.permissions import Permission
from dialogue.foundation.errors import NotHere, RuleBroken
from dialogue.foundation.language import chosen
from dialogue.foundation.paper import PaperRefused
from dialogue.guides import paper, queries, words
from dialogue.guides.format import GuideFile, compare, dump_guide, fit
from dialogue.guides.forms import FitForm
from dialogue.guides.models import Guide, GuideVersion
from dialogue.guides.rules import language_to_read
from dialogue.guides.views.door import room
from dialogue.municipalities.models import Municipality
from dialogue.municipalities.queries import municipality_by_slug

GUIDE = "/<slug>/desk/guides/<guide_slug>"
VERSION = f"{GUIDE}/v<int:number>"


@room.page("/<slug>/desk/guides", needs=Permission.KEEP_GUIDES)
def shelf(slug: str) -> ResponseReturnValue:
    """The built-in library and the town's own guides: for whom, and how long."""
    place = municipality_by_slug(slug)
    found = [
        (version, queries.guide_file(version))
        for version in queries.published_guides(place.id)
    ]
    return render_template(
        "guides/shelf.html",
        municipality=place,
        built_in=[pair for pair in found if pair[0].guide.municipality_id is None],
        own=[pair for pair in found if pair[0].guide.municipality_id is not None],
        put_away=[
            (version, queries.guide_file(version))
            for version in queries.guides_put_away(place.id)
        ],
    )


@room.page(GUIDE, needs=Permission.KEEP_GUIDES)
def guide(slug: str, guide_slug: str) -> ResponseReturnValue:
    """The newest version of a guide."""
    place = municipality_by_slug(slug)
    found = queries.guide_named(guide_slug, place.id)
    return _page("guides/guide.html", place, found, queries.newest_version(found))


@room.page(VERSION, needs=Permission.KEEP_GUIDES)
def version(slug: str, guide_slug: str, number: int) -> ResponseReturnValue:
    """One version of a guide, as it was and will be."""
    place = municipality_by_slug(slug)
    found = queries.guide_named(guide_slug, place.id)
    return _page("guides/version.html", place, found, queries.version_of(found, number))


def _page(
    template: str, place: Municipality, found: Guide, shown: GuideVersion
) -> ResponseReturnValue:
    file = queries.guide_file(shown)
    form = FitForm(request.args) if "people" in request.args else FitForm(None)
    fitted = None
    if request.args.get("people") is not None and form.validate():
        fitted = fit(file, form.people.data, form.minutes.data)
    return render_template(
        template,
        municipality=place,
        guide=found,
        version=shown,
        file=file,
        form=form,
        fitted=fitted,
        newest=found.versions[-1].number == shown.number,
        own=found.municipality_id is not None,
        **_language(file),
    ), form.status


def _language(file: GuideFile) -> dict[str, Any]:
    languages = tuple(note.language for note in file.languages)
    wanted = language_to_read(languages, request.args.get("language", ""), chosen())
    return {
        "languages": languages,
        "wanted": wanted,
        "note": next(each for each in file.languages if each.language == wanted),
        "values": words.bracketed(),
    }


@room.page(f"{GUIDE}/compare/<int:old>/<int:new>", needs=Permission.KEEP_GUIDES)
def compared(slug: str, guide_slug: str, old: int, new: int) -> ResponseReturnValue:
    """What changed from one version to another."""
    place = municipality_by_slug(slug)
    found = queries.guide_named(guide_slug, place.id)
    before = queries.guide_file(queries.version_of(found, old))
    after = queries.guide_file(queries.version_of(found, new))
    return render_template(
        "guides/compared.html",
        municipality=place,
        guide=found,
        old=old,
        new=new,
        before=before,
        after=after,
        difference=compare(before, after),
        field_words=words.field_words,
        value_words=words.value_words,
        **_language(after),
    )


@room.page(f"{VERSION}/print/<language>.pdf", needs=Permission.KEEP_GUIDES)
def sheet(
    slug: str, guide_slug: str, number: int, language: str
) -> ResponseReturnValue:
    """The host's sheet as a PDF, in one of the languages of the guide."""
    place = municipality_by_slug(slug)
    found = queries.version_of(queries.guide_named(guide_slug, place.id), number)
    file = queries.guide_file(found)
    if language not in {note.language for note in file.languages}:
        raise NotHere
    try:
        printed = paper.sheet(
            file,
            number=found.number,
            checksum=found.checksum,
            language=language,
            published_at=found.published_at,
        )
    except PaperRefused as refused:
        raise RuleBroken(_(refused.sentence)) from refused
    name = paper.file_name(file, number, language)
    return printed, 200, {
        "Content-Type": "application/pdf",
        "Content-Disposition": f'inline; filename="{name}"',
    }  # fmt: skip


@room.page(f"{VERSION}/file.yaml", needs=Permission.KEEP_GUIDES)
def download(slug: str, guide_slug: str, number: int) -> ResponseReturnValue:
    """The guide as a file, to change or to give to another town."""
    place = municipality_by_slug(slug)
    found = queries.version_of(queries.guide_named(guide_slug, place.id), number)
    text = dump_guide(queries.guide_file(found))
    return text, 200, {
        "Content-Type": "application/yaml; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{guide_slug}-{number}.yaml"',
    }  # fmt: skip
