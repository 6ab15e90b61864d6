"""Names of attendees in a sentence: first name, surname, possessive, any spelling."""

from __future__ import annotations

import re
from collections.abc import Iterator

from msgspec import Struct

from dialogue.outcomes.similarity.folding import fold

from .attendees import normalise_name
from .spans import IsAttendee, Kind, Span
from .words import (
    GRAMMAR,
    JOINING,
    NAME_PARTICLES,
    NOUNS,
    OWNERS,
    PARTICLES,
    PERSON_VERBS,
    TITLES,
)

_MARKS = "\u0300-\u036f\u064b-\u0652\u0670"
_LETTER = rf"(?:[^\W\d_][{_MARKS}]*)"
_APOSTROPHE = "['\u2018\u2019\u02bc\u0060\u00b4]"
_JOINT = rf"(?:{_APOSTROPHE}|[-\u2010\u2011])"
_WORD = re.compile(rf"{_APOSTROPHE}?{_LETTER}+(?:{_JOINT}{_LETTER}+)*{_APOSTROPHE}?")
_POSSESSIVE = re.compile(rf"{_APOSTROPHE}(?:s|S)?$")
_OPENING = "[\"'(\u201c\u201d\u00ab\u00bb\u2018\u2019]"
_SENTENCE_ENDS = re.compile(
    rf"[.!?\u2026:;]\s*{_OPENING}*\s*$|^(?:\s|{_OPENING}|[\-\u2013\u2022*])*$"
)
_DAY = re.compile(r"(?<!\d)\d{1,2}[ .\-]$")
# The Dutch and English short months; "12 jan" is no neighbour.
_MONTHS = frozenset(["jan", "mei", "may", "april", "june", "juni", "august"])
_LONGEST_NAME = 7
_WORDS = GRAMMAR | NOUNS
_NO_PARTS = PARTICLES | _WORDS
_GRAMMAR_ONLY = GRAMMAR - NOUNS


class _Word(Struct, frozen=True):
    text: str
    start: int
    end: int
    folded: str
    opens: bool  # first of a sentence, where a capital says nothing
    glued: bool  # follows the word before it with nothing but space between
    dated: bool  # follows the day of a date
    set_apart: bool  # follows a comma

    @property
    def capital(self) -> bool:
        letters = self.text.lstrip("'\u2018\u2019\u0060\u00b4")
        return letters[:1].isupper()


def find_names(sentence: str, is_attendee: IsAttendee) -> list[Span]:
    """Mark the names of attendees.

    `is_attendee` is asked about normalised words and runs of words. Words that
    are names as well as words ("roos", "wil") need a capital inside a sentence
    or words around them that point to a person.
    """
    words = _words(sentence)
    # Capitals tell nothing in a sentence that is all capitals.
    shouted = sentence.isupper()
    found: list[Span] = []
    at = 0
    while at < len(words):
        length = _longest(words, at, is_attendee, shouted=shouted)
        if length:
            found.append(Span(words[at].start, words[at + length - 1].end, Kind.NAME))
        at += length or 1
    return _joined(found, sentence)


def _words(sentence: str) -> list[_Word]:
    words: list[_Word] = []
    for match in _WORD.finditer(sentence):
        # A few characters are enough to see whether a sentence starts here.
        before = sentence[max(0, match.start() - 12) : match.start()]
        between = sentence[words[-1].end : match.start()] if words else "."
        shortened = _is_initial(words, between)
        words.append(
            _Word(
                match.group(),
                match.start(),
                match.end(),
                fold(match.group()),
                bool(_SENTENCE_ENDS.search(before)) and not shortened,
                between.isspace() or shortened,
                bool(_DAY.search(before)),
                between.strip() == ",",
            )
        )
    return words


def _is_initial(words: list[_Word], between: str) -> bool:
    """Tell whether a stop or stroke only shortens the word before: "v.d. Meer"."""
    return bool(words) and len(words[-1].text) == 1 and between.strip() in {".", "/"}


def _longest(
    words: list[_Word], at: int, is_attendee: IsAttendee, *, shouted: bool
) -> int:
    """Give how many words from `at` are a name: the longest run, or 0."""
    most = 1
    while most < _LONGEST_NAME and at + most < len(words) and words[at + most].glued:
        most += 1
    for length in range(most, 0, -1):
        run = words[at : at + length]
        if any(is_attendee(form) for form in _forms(run)) and _plausible(
            words, at, length, shouted=shouted
        ):
            return length
    return 0


def _forms(run: list[_Word]) -> Iterator[str]:
    """Give the normalised ways to read a run: as it stands, and as a possessive."""
    text = " ".join(word.text for word in run)
    whole = normalise_name(text)
    if any(word not in PARTICLES for word in whole.split()):
        yield whole
    stripped = _POSSESSIVE.sub("", text)
    if stripped != text:
        yield normalise_name(stripped)
    elif run[-1].capital and len(whole) > 3 and whole.endswith("s"):
        yield whole[:-1]
    if len(run) > 1 and normalise_name(run[0].text) in PARTICLES:
        # Van den Abeele and Vanden Abeele are heard alike.
        yield whole.replace(" ", "")
    if len(run) == 1:
        yield from _pet_names(run[0], whole)
        yield from _parts(run[0])


def _pet_names(word: _Word, whole: str) -> Iterator[str]:
    for ending in ("tje", "je", "ke"):
        if word.capital and whole.endswith(ending) and len(whole) > len(ending) + 2:
            yield whole.removesuffix(ending)


def _parts(word: _Word) -> Iterator[str]:
    if "-" not in word.folded:
        return
    for part in normalise_name(word.text).split():
        if len(part) > 2 and part not in _NO_PARTS:
            yield part


def _plausible(words: list[_Word], at: int, length: int, *, shouted: bool) -> bool:
    run = words[at : at + length]
    if length == 1 and run[0].dated and run[0].folded in _MONTHS:
        return False
    core = [word for word in run if normalise_name(word.text) not in PARTICLES]
    plain = [word for word in core or run if not _is_word(word)]
    if plain:
        return True
    if not shouted and any(word.capital and not word.opens for word in core):
        return True
    if any(normalise_name(word.text) in NAME_PARTICLES for word in run if core):
        return True
    if len(core) > 1 and not all(_bare(word) in GRAMMAR for word in core):
        return True
    return _pointed_at(words, at, length)


def _bare(word: _Word) -> str:
    return normalise_name(_POSSESSIVE.sub("", word.text))


def _is_word(word: _Word) -> bool:
    bare = _bare(word)
    singular = bare[:-1] if bare.endswith("s") else bare
    return len(bare) < 3 or bare in _WORDS or singular in NOUNS


def _pointed_at(words: list[_Word], at: int, length: int) -> bool:
    """Tell whether the words around a word-like name point to a person."""
    last = words[at + length - 1]
    before = words[at - 1] if at else None
    after = words[at + length] if at + length < len(words) else None
    grammar = _bare(last) in _GRAMMAR_ONLY and not last.capital
    if _POSSESSIVE.search(last.text) and not grammar:
        return True
    if before is not None and _bare(before) in TITLES and not grammar:
        return True
    if after is None or not last.capital:
        return False
    if after.set_apart and after.folded in OWNERS:
        return True
    if after.folded in PERSON_VERBS:
        return True
    nearby = words[at + length + 1 : at + length + 2]
    together = bool(nearby) and (nearby[0].capital or nearby[0].folded == "ik")
    return after.folded in JOINING and together


def _joined(found: list[Span], sentence: str) -> list[Span]:
    """Make one span of a first name and a surname that stand side by side."""
    joined: list[Span] = []
    for span in found:
        if joined and sentence[joined[-1].end : span.start].isspace():
            span = Span(joined.pop().start, span.end, Kind.NAME)
        joined.append(span)
    return joined
