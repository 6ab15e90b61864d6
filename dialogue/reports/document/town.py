"""A municipality's report: several evenings, each with a report of its own already.

It is made of those reports, as they are frozen, so it says nothing that is not out.
Only the sums over evenings are new figures: outcomes.municipality adds them up and
holds them against everything that ever left.
"""

from collections.abc import Mapping, Sequence

from flask import current_app
from msgspec.structs import replace

from dialogue.outcomes import releases
from dialogue.outcomes.counting import say_verdict
from dialogue.outcomes.counting.phrases import N_, Phrase, phrase
from dialogue.outcomes.municipality import TownStatement, municipality_findings
from dialogue.outcomes.telling import told_of_figures
from dialogue.reports import queries
from dialogue.reports.document.adding import add_measures, sum_of
from dialogue.reports.document.asking import Merge
from dialogue.reports.document.cards import bars_of, say_cards
from dialogue.reports.document.coding import from_data
from dialogue.reports.document.counts import shown
from dialogue.reports.document.drafting import (
    Draft,
    draft_of_session,
    language_of,
    paragraphs,
)
from dialogue.reports.document.joining import Joined, join
from dialogue.reports.document.parts import (
    Cover,
    Document,
    People,
    ReadAloud,
    Round,
    Shown,
    Stance,
    Words,
)
from dialogue.reports.models import Report

HEADS = ("signed_up", "had_seat", "no_seat", "came", "walked_in", "helpers")
PAGE_ONE = 8  # sentences
_SLATE = N_(
    "This page has at most %(size)s sentences: those of page one of each evening's own "
    "report, the first of every evening, then the second, and so on."
)


def draft_document(report: Report, *, label: str = "draft") -> Draft:
    """The document of a report as it would go out now. Writes nothing."""
    if report.dialogue_session is not None:
        return draft_of_session(report, report.dialogue_session, label)
    return draft_of_town(report, label)


def draft_of_town(report: Report, label: str) -> Draft:
    """The document of several evenings; of each its newest version."""
    held = [
        (evening, version)
        for evening in report.evenings
        if (version := queries.latest_version_of(evening)) is not None
    ]
    documents = [from_data(version.document) for _, version in held]
    joined = join(documents, _merges(report))
    ids = [evening.id for evening, _ in held]
    evening_of = {number: at for at, number in enumerate(ids, 1)}
    people, heads = _people(report, joined, ids, label)
    sums = municipality_findings(
        report.municipality, label=label, session_ids=ids, about=report.ref
    ).statements
    measures = add_measures(
        documents, ids, about=(report.municipality_id, report.ref), label=label,
        ledger=releases.town_ledger(report.municipality_id), k=joined.k,
    )  # fmt: skip
    document = Document(
        ref=report.ref,
        cover=_cover(report, joined, _on_the_cover(joined, people.came)),
        read_aloud=_read_aloud(report, joined),
        was_open=tuple(Words(each, "nl") for each in paragraphs(report.was_open)),
        requests=joined.requests,
        course=None,
        people=people,
        themes=joined.themes,
        stances=_stances(joined, sums, evening_of),
        measures=measures.measures,
        sentences=joined.sentences,
        rules=joined.rules,
        answers=joined.answers,
        clusters=joined.clusters,
        evenings=joined.evenings,
        sorted_twice=joined.sorted_twice,
    )
    figures = (heads, *(one.released for one in sums), *measures.released)
    return Draft(document, figures)


def _merges(report: Report) -> list[Merge]:
    """The requests that were merged by hand, by evening and own number."""
    at = {evening.id: place for place, evening in enumerate(report.evenings, 1)}
    lang = language_of(report.evenings[0])
    return [
        Merge(
            Words(each.text, lang),
            Words(each.why, lang) if each.why else None,
            each.addressed_to,
            each.answer_due,
            tuple((at[part.dialogue_session_id], part.number) for part in each.parts),
        )
        for each in queries.requests_in(report)
        if each.merged is not None
    ]


def _on_the_cover(joined: Joined, came: Shown) -> Shown:
    """How many came, unless nobody kept a count at one of the evenings."""
    uncounted = any(each.came.high == 0 for each in joined.evenings)
    return Shown() if uncounted else came


def _cover(report: Report, joined: Joined, came: Shown) -> Cover:
    municipality = report.municipality
    lang = joined.lang
    return Cover(
        title=Words(report.title, lang),
        subtitle=Words(report.subtitle, lang) if report.subtitle else None,
        town=municipality.name,
        country=municipality.country,
        starts_at=min(each.starts_at for each in report.evenings),
        ends_at=max(each.ends_at for each in report.evenings),
        tables=sum(each.tables for each in joined.evenings),
        meeting="",
        place="",
        sender="",
        people=came,
        answer_due=report.answer_due,
        site=str(current_app.extensions["settings"].public_url),
    )


def _read_aloud(report: Report, joined: Joined) -> ReadAloud:
    if report.read_aloud:
        written = paragraphs(report.read_aloud)
        return ReadAloud(tuple(Words(each, joined.lang) for each in written))
    rule: Phrase = phrase(_SLATE, size=PAGE_ONE)
    return ReadAloud(slate=joined.slate[:PAGE_ONE], rule=rule)


# People over the evenings -----------------------------------------------------------


def _people(
    report: Report, joined: Joined, session_ids: Sequence[int], label: str
) -> tuple[People, releases.Released]:
    """The sums of what each evening's report says; held against the ledger as well."""
    asked = releases.Asked()
    names = {
        name: asked.add(
            "people", name, sum_of(getattr(each, name) for each in joined.people)
        )
        for name in HEADS
    }
    asked.add_sum(names["signed_up"], (names["had_seat"], names["no_seat"]))
    town = report.municipality_id
    subject = releases.town_subject(town, f"{report.ref} people", session_ids)
    ledger = releases.town_ledger(town)
    decided = releases.decide_about(subject, ledger, asked, label, joined.k)
    heads = {name: shown(decided[cell]) for name, cell in names.items()}
    rounds = _rounds(joined)
    return People(**heads, rounds=rounds), releases.Released(subject, decided)


def _rounds(joined: Joined) -> tuple[Round, ...]:
    """How people were asked, by evening; nothing unless every evening kept that.

    Some of them beside who came to all of them would be no way from one to the other.
    """
    if not all(each.rounds for each in joined.people):
        return ()
    return tuple(
        replace(one, evening=at)
        for at, each in enumerate(joined.people, 1)
        for one in each.rounds
    )


# Statements over the evenings -------------------------------------------------------


def _stances(
    joined: Joined, sums: Sequence[TownStatement], evening_of: Mapping[int, int]
) -> tuple[Stance, ...]:
    """Those that were put to the cards on several evenings, then those of one."""
    found, taken = [], set()
    for one in sums:
        numbers = {evening_of.get(each, 0) for each in one.session_ids}
        own = [
            each for each in joined.stances
            if each.key == one.key and each.evening in numbers
        ]  # fmt: skip
        if own and one.total is not None:
            taken |= {(each.key, each.evening) for each in own}
            found.append(_together(one, own))
    rest = (each for each in joined.stances if (each.key, each.evening) not in taken)
    return (*found, *rest)


def _together(one: TownStatement, own: Sequence[Stance]) -> Stance:
    """One statement over several evenings; the words and reasons are those of each."""
    verdict, direction = told_of_figures(one.cards)
    bars = bars_of(one.cards)
    return Stance(
        sentences=tuple(sorted(n for each in own for n in each.sentences)),
        text=own[0].text,
        verdict=verdict.value,
        direction=direction.value,
        says=say_verdict(verdict, direction, several=False),
        counts=say_cards(one.cards, bars),
        tables=sum(each.tables for each in own),
        tables_held=sum(each.tables_held for each in own),
        bars=bars,
        minority=tuple(sorted(n for each in own for n in each.minority)),
        key=one.key,
        evenings=one.evenings,
    )
