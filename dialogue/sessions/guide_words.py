"""What a resident may know of a guide before coming: a few questions, and how it goes.

Pure, on a guide's document as stored (guides/format). A version never changes, so
what is read from it is kept in memory by its checksum.
"""

from collections.abc import Callable, Mapping
from typing import Any

from msgspec import Struct

from dialogue.foundation.language import text_in
from dialogue.guides.format import fill, placeholders_in

TALKED = frozenset(
    {"walk", "experience", "cafe-round", "dialogue", "dream", "ideas", "statement",
     "weigh", "consent", "commitment"}
)  # fmt: skip
KNOWN = frozenset({"topic", "municipality", "date", "plan"})
MOST_KEPT = 300


class GuideWords(Struct, frozen=True):
    """A guide in the words of an invitation, in one language where it has it."""

    title: str
    questions: tuple[tuple[str, str], ...]  # (text with placeholders, its language)
    people: tuple[int, int]  # at a table: the ideal number, and one less if it may be
    one_table: bool
    written: bool  # whether sentences are kept from the table

    def filled(self, values: Mapping[str, str]) -> list[tuple[str, str]]:
        """The questions with what is known of this conversation filled in."""
        return [(fill(text, values), language) for text, language in self.questions]


_kept: dict[tuple[str, str], GuideWords] = {}


def guide_words(
    checksum: str, language: str, load: Callable[[], Mapping[str, Any]]
) -> GuideWords:
    """The words of the version with this checksum; ``load`` reads its document."""
    found = _kept.get((checksum, language))
    if found is None:
        if len(_kept) >= MOST_KEPT:
            _kept.clear()
        found = _kept[checksum, language] = read_words(load(), language)
    return found


def read_words(document: Mapping[str, Any], language: str) -> GuideWords:
    """The words of a document; an empty document gives no questions."""
    people = document.get("people", {"min": 5, "ideal": 7})
    ideal = int(people["ideal"])
    return GuideWords(
        title=text_in(document.get("title", {}), language)[0],
        questions=questions_of(document, language),
        people=(max(int(people["min"]), ideal - 1), ideal),
        one_table=document.get("tables") == "one",
        written=any(
            step.get("capture", {}).get("store") == "kept"
            for step in document.get("steps", ())
        ),
    )


def questions_of(
    document: Mapping[str, Any], language: str
) -> tuple[tuple[str, str], ...]:
    """Three questions people will talk about: an early, a middle and a late one."""
    found = [
        words
        for step in document.get("steps", ())
        if step["kind"] in TALKED and (words := _first_question(step, language))
    ]
    if len(found) <= 3:
        return tuple(found)
    return (found[0], found[len(found) // 2], found[-1])


def _first_question(step: Mapping[str, Any], language: str) -> tuple[str, str] | None:
    for prompt in step.get("prompts", ()):
        if prompt["role"] != "question":
            continue
        text, its_language = text_in(prompt["text"], language)
        if set(placeholders_in(text)) <= KNOWN - {"plan"}:
            return text, its_language
    return None
