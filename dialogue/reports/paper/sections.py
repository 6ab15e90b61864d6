"""Which sections a document can fill, in their order, with their numbers. Pure."""

from collections.abc import Callable
from typing import Any

from flask_babel import lazy_gettext as _l
from msgspec import Struct

from dialogue.reports.document import Document


class Section(Struct, frozen=True):
    """One section: ``id`` is its template and its place in the document."""

    id: str
    number: str  # "1" … or "A" … for an annex
    title: Any
    follows: bool = False  # stays on the page of the one before

    @property
    def annex(self) -> bool:
        """Whether it is an annex."""
        return not self.number.isdigit()


UNSURE = ("unsure", "too few people to say")
AGREED = ("shared", "leaning")
DIVIDED = ("divided",)

PROMISES = _l("What residents will do themselves")

_Has = Callable[[Document], bool]
_BODY: tuple[tuple[str, Any, _Has, bool], ...] = (
    ("aloud", _l("One page to read aloud"), lambda _d: True, False),
    ("requests", _l("What we ask"), lambda _d: True, False),
    ("open", _l("What was open, and what was fixed"), lambda d: bool(d.was_open), True),
    ("evenings", _l("The evenings"), lambda d: bool(d.evenings), False),
    ("course", _l("How it went"), lambda d: d.course is not None, True),
    ("people", _l("Who came, and who did not"), lambda _d: True, True),
    ("lived", _l("What people live through"), lambda d: _lived(d), True),
    ("agree", _l("Where people agree"), lambda d: _came_back(d), True),
    ("chafes", _l("Where it chafes"), lambda d: bool(_chafing(d)), True),
    ("unsure", _l("What people do not know yet"), lambda d: _is_unsure(d), True),
    ("online", _l("What was said online"), lambda d: d.online is not None, False),
    ("said", _l("Some said"), lambda d: any(s.may_quote for s in d.sentences), True),
    ("ideas", _l("Ideas and places"), lambda d: _are_there(d, "idea", "image"), True),
    ("promises", PROMISES, lambda d: _are_there(d, "commitment"), True),
    ("heard", _l("How people left"), lambda d: bool(d.measures), True),
    ("answers", _l("The municipality's answer"), lambda d: bool(d.answers), True),
    ("dates", _l("Agreements and dates"), lambda _d: True, True),
)  # fmt: skip
_ANNEXES: tuple[tuple[str, Any, bool], ...] = (
    ("sentences", _l("All confirmed sentences"), False),
    ("votes", _l("All statements of the online round"), False),
    ("method", _l("How we worked and counted"), True),
    ("privacy", _l("What we keep, and what not"), True),
    ("glossary", _l("Words"), True),
    ("colophon", _l("Data and colophon"), True),
)


def _came_back(document: Document) -> bool:
    return bool(document.themes or document.stances or document.clusters)


def _is_unsure(document: Document) -> bool:
    return any(one.verdict in UNSURE for one in document.stances)


def _are_there(document: Document, *kinds: str) -> bool:
    return any(each.words for each in document.of_kind(*kinds))


def _lived(document: Document) -> bool:
    on_cards = {n for one in document.stances for n in one.sentences}
    return any(set(theme.lived + theme.others) - on_cards for theme in document.themes)


def _chafing(document: Document) -> bool:
    divided = any(one.verdict in DIVIDED for one in document.stances)
    return divided or any(each.minority and each.words for each in document.sentences)


def _title(name: str, title: Any, document: Document) -> Any:
    """Nobody agreed to anything where nothing was put to the cards."""
    if name == "agree" and not any(one.verdict in AGREED for one in document.stances):
        return _l("What came back at most tables")
    if name == "unsure" and not any(
        one.verdict == "unsure" for one in document.stances
    ):
        return _l("What these cards cannot say")
    return title


def sections_of(document: Document) -> list[Section]:
    """The sections that have something to say; empty ones are left out."""
    body = [each for each in _BODY if each[2](document)]
    found = [
        Section(name, str(number), _title(name, title, document), follows)
        for number, (name, title, _has, follows) in enumerate(body, 1)
    ]
    annexes = [each for each in _ANNEXES if each[0] != "votes" or document.online]
    return found + [
        Section(name, "ABCDEFGH"[at], title, follows)
        for at, (name, title, follows) in enumerate(annexes)
    ]
