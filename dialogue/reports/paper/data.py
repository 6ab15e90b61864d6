"""The report as data: sentences, requests and figures as CSV, the document as JSON.

For spreadsheets and archives. A cell that a spreadsheet would run as a formula gets an
apostrophe in front; nothing is ever stripped.
"""

import csv
import io
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import chain

from dialogue.reports.document import Document, as_data
from dialogue.reports.document.parts import (
    Bar,
    Measure,
    Online,
    Sentence,
    Shown,
    SortedTwice,
    Stance,
)

CSV, JSON = "text/csv", "application/json"
DATA_FILES = ("sentences.csv", "requests.csv", "figures.csv", "report.json")
# Spreadsheets run these as formulas, the full-width sign too; TAB and CR hide one.
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\0", "\uff1d", "\uff0b", "\uff0d", "\uff20")
Row = Sequence[object]


def data_files(document: Document) -> Mapping[str, tuple[str, bytes]]:
    """Name → (media type, bytes), the same for the same document."""
    return {name: data_file(document, name) for name in DATA_FILES}


def data_file(document: Document, name: str) -> tuple[str, bytes]:
    """(media type, bytes) of one of ``DATA_FILES``."""
    if name == "report.json":
        written = json.dumps(
            as_data(document), ensure_ascii=False, sort_keys=True, indent=1
        )
        return JSON, written.encode() + b"\n"
    rows = {
        "sentences.csv": _sentences,
        "requests.csv": _requests,
        "figures.csv": _figures,
    }
    return CSV, _csv(rows[name](document))


def safe_cell(value: object) -> str:
    """A cell as text that no spreadsheet runs."""
    text = "" if value is None else str(value)
    return f"'{text}" if text.startswith(FORMULA) else text


def _csv(rows: Iterable[Row]) -> bytes:
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(
        [safe_cell(cell) for cell in row] for row in rows
    )
    # With a mark in front spreadsheets read it as UTF-8.
    return ("\ufeff" + out.getvalue()).encode()


def _sentences(document: Document) -> Iterator[Row]:
    yield (
        "number", "kind", "theme", "language", "sentence", "changed", "minority",
        "reason", "may_quote", "on_behalf", "told", "addressed_to", "pseudonym",
        "check_on", "cluster", "place", "who_could", "grows_from", "translations",
        "evening",
    )  # fmt: skip
    clusters = {n: one.words.text for one in document.clusters for n in one.sentences}
    for each in document.sentences:
        theme = document.themes[each.theme - 1].name.text if each.theme else ""
        yield (
            each.number, each.kind, theme,
            each.words.lang if each.words else "",
            each.words.text if each.words else "",
            int(each.changed), int(each.minority),
            each.reason.text if each.reason else "",
            int(each.may_quote), int(each.on_behalf), each.told, each.to,
            each.pseudonym, each.check_on, clusters.get(each.number, ""), each.place,
            each.who_could, _grows_from(each),
            " | ".join(
                f"{one.words.lang} ({one.by}): {one.words.text}"
                for one in each.translations
            ),
            each.evening or "",
        )  # fmt: skip


def _grows_from(each: Sentence) -> str:
    if each.root:
        return f"sentence {each.root}"
    return each.grows_from.text if each.grows_from else ""


def _requests(document: Document) -> Iterator[Row]:
    yield (
        "number", "request", "why", "addressed_to", "tables", "tables_held",
        "answer_before", "social_right", "sentences", "answer", "answer_text",
        "answer_on", "answered_by", "evening", "merged_from",
    )  # fmt: skip
    for each in document.requests:
        answer = document.answer_to(each.number)
        yield (
            each.number, each.text.text, each.why.text if each.why else "", each.to,
            each.tables, each.tables_held, each.due, each.right,
            " ".join(str(n) for n in each.sources),
            answer.state if answer else "", answer.text.text if answer else "",
            answer.on if answer else "", answer.by if answer else "",
            each.evening or "",
            " | ".join(
                f"evening {one.evening} request {one.number}: {one.text.text}"
                for one in each.parts
            ),
        )  # fmt: skip


def _figures(document: Document) -> Iterator[Row]:
    yield ("about", "of", "what", "low", "high")
    people = document.people
    for name in ("signed_up", "had_seat", "no_seat", "came", "walked_in", "helpers"):
        yield _figure("people", "", name, getattr(people, name))
    for number, one in enumerate(people.rounds, 1):
        yield _figure("invitations", f"{number} {one.way}", "asked", one.asked)
        yield _figure("invitations", f"{number} {one.way}", "reached", one.reached)
    for theme in document.themes:
        name = f"theme {theme.number}: {theme.name.text}"
        yield ("tables", name, "said at", theme.tables, theme.tables)
    for stance in document.stances:
        yield from _cards(stance)
    if document.online is not None:
        yield from _online(document.online)
    for held in document.evenings:
        yield _figure("evening", held.title.text, "came", held.came)
    yield from chain(*(_slips(one) for one in document.measures))
    yield from chain(*(_sorted_twice(one) for one in document.sorted_twice))


def _slips(measure: Measure) -> Iterator[Row]:
    for group in measure.groups:
        label = " / ".join(texts[0].text for texts in group.labels if texts)
        about = f"{measure.code} {measure.moment}"
        yield _figure("measure", about, label, group.count)
    if measure.paired:
        about = f"{measure.code}, people who answered twice"
        yield _figure("measure", about, "all of them", measure.pairs)
        yield _figure("measure", about, "closer the second time", measure.closer)


def _sorted_twice(one: SortedTwice) -> Iterator[Row]:
    of = f"evening {one.evening}" if one.evening else ""
    both = f"{one.sentences} sentences that both gave a theme"
    yield "sorted by two", of, f"the same theme, of {both}", one.alike, one.alike
    yield "sorted by two", of, "Krippendorff's alpha", one.alpha, one.alpha
    yield "sorted by two", of, "adjusted Rand index", one.rand, one.rand


def _online(online: Online) -> Iterator[Row]:
    yield _figure("online", "people", "total", online.people)
    for group in online.groups:
        yield _figure("online", "people", f"group {group.name}", group.people)
    yield _figure("online", "people", "without a group", online.without_group)
    for each in online.statements:
        yield from _bars(f"online statement {each.number}", each.bars, "group ")
        yield "online", f"online statement {each.number}", "verdict", each.verdict, ""
        share = each.consensus
        yield "online", f"online statement {each.number}", "consensus", share, share


def _cards(stance: Stance) -> Iterator[Row]:
    sentences = "sentence " + " ".join(str(n) for n in stance.sentences)
    yield from _bars(sentences, stance.bars, "")


def _bars(about: str, bars: Sequence[Bar], side: str) -> Iterator[Row]:
    for bar in bars:
        of = f"{about}, {side + bar.side if bar.side else 'everybody'}"
        for part in bar.parts:
            yield _figure("cards", of, " or ".join(part.kinds), part.count)
        yield _figure("cards", of, "total", bar.total)


def _figure(about: str, of: str, what: str, shown: Shown) -> Row:
    return about, of, what, shown.low, shown.high
