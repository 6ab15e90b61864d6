"""A document read aloud in one language: what the templates may ask.

Call it while that language is spoken (foundation.language.speaking).
"""

from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from babel import Locale
from babel.dates import format_date
from flask_babel import get_domain, gettext, ngettext
from markupsafe import Markup, escape

from dialogue.foundation.language import (
    capital,
    chosen,
    day_date,
    direction,
    local,
    text_in,
    time_short,
)
from dialogue.outcomes.counting import Phrase
from dialogue.reports.document import Document
from dialogue.reports.document.parts import (
    AnswerGiven,
    Request,
    Sentence,
    Shown,
    StepRun,
    Texts,
    Theme,
    Words,
)
from dialogue.reports.paper import words
from dialogue.reports.paper.sections import sections_of
from dialogue.reports.paper.words import translated as _


class Reading:
    """One document in the language that is spoken now."""

    def __init__(self, document: Document) -> None:
        self.document = document
        self.language = chosen()
        self.sections = sections_of(document)
        self.on_cards = frozenset(n for one in document.stances for n in one.sentences)
        self.evening = local(document.cover.starts_at).date()
        self.numbers = {each.id: each.number for each in self.sections}

    # words -------------------------------------------------------------------------

    def said(self, text: Words | None) -> Markup:
        """Somebody's words, marked when they are in another language."""
        if text is None:
            return Markup("")
        if text.lang.split("-")[0] == self.language.split("-")[0]:
            return escape(text.text)
        if direction(text.lang) == "rtl":
            marked = Markup('<span lang="{}" dir="rtl">{}</span>')
        else:
            marked = Markup('<span lang="{}">{}</span>')
        return marked.format(text.lang, text.text)

    def quoted(self, text: Words | None) -> Markup:
        """The same between quotation marks."""
        return escape(_("‘%(words)s’")) % {"words": self.said(text)}

    def lang(self, text: Words) -> str:
        """The language of a text when it is another one, else ""."""
        return (
            "" if text.lang.split("-")[0] == self.language.split("-")[0] else text.lang
        )

    def own(self, texts: Texts) -> Markup:
        """A guide's text in this language, or the nearest it has."""
        text, lang = text_in({each.lang: each.text for each in texts}, self.language)
        return self.said(Words(text, lang))

    def plain(self, texts: Texts) -> str:
        """The same without marks, for a picture."""
        return text_in({each.lang: each.text for each in texts}, self.language)[0]

    def phrase(self, phrase: Phrase | None) -> str:
        """What counting says, in this language, with a capital."""
        if phrase is None:
            return ""
        text = phrase.render(
            lambda msgid: str(gettext(msgid)) if msgid else "", _plural
        )
        return text[:1].upper() + text[1:]

    def figure(self, shown: Shown) -> str:
        """A figure in words: a number, a range, or that it is not shown."""
        if shown.low is None or shown.high is None:
            return _("not shown")
        if shown.low == shown.high:
            return str(shown.low)
        if shown.low == 0:
            return _("fewer than %(k)s", k=shown.high + 1)
        return _("%(low)s to %(high)s", low=shown.low, high=shown.high)

    def at_tables(self, tables: int, held: int) -> str:
        """Spread before heads."""
        return str(
            ngettext(
                "%(tables)s of the %(num)d table",
                "%(tables)s of the %(num)d tables",
                held,
                tables=tables,
            )
        )

    def day(self, day: date | datetime) -> str:
        """A day without its weekday."""
        if isinstance(day, datetime):
            day = local(day).date()
        return self._said(day, "d\N{NO-BREAK SPACE}MMMM y")

    def short_day(self, day: date) -> str:
        """A day without its year when that is the evening's year or the next."""
        if abs(day.year - local(self.document.cover.starts_at).year) > 1:
            return self.day(day)
        return self._said(day, "d\N{NO-BREAK SPACE}MMMM")

    def _said(self, day: date, pattern: str) -> str:
        locale = Locale.parse(self.language, sep="-")
        return str(format_date(day, pattern, locale=locale))

    def hours(self) -> str:
        """From when to when people were there."""
        cover = self.document.cover
        return _(
            "%(start)s to %(end)s",
            start=time_short(cover.starts_at),
            end=time_short(cover.ends_at),
        )

    def long_day(self, day: date | datetime) -> str:
        """A day with its weekday."""
        return day_date(day)

    def number_word(self, number: int) -> str:
        """A small number written out: ``Four``."""
        word = (
            str(words.NUMBERS[number]) if number < len(words.NUMBERS) else str(number)
        )
        return capital(word)

    # sentences ---------------------------------------------------------------------

    def sentence(self, number: int) -> Sentence:
        """A sentence by its number."""
        return self.document.sentence(number)

    def printed(self, numbers: Iterable[int]) -> list[Sentence]:
        """The sentences whose words may be printed."""
        found = [self.document.sentence(number) for number in numbers]
        return [each for each in found if each.words]

    def lived(self, theme: Theme, most: int = 5) -> list[Sentence]:
        """Experiences of a theme that stand nowhere else in the body."""
        own = [
            each
            for each in self.printed((*theme.lived, *theme.others))
            if each.number not in self.on_cards
        ]
        fresh = [each for each in own if not each.may_quote and not each.minority]
        return (fresh or own)[:most]

    def beside(self, theme: Theme) -> tuple[list[Sentence], list[Sentence]]:
        """(others, some participants) of a theme with a minority in it; same number."""
        some = [
            each
            for each in self.printed(theme.minority)
            if each.number not in self.on_cards
        ]
        others = [
            each for each in self.printed(theme.lived + theme.others)
            if not each.minority and each.number not in self.on_cards
        ]  # fmt: skip
        return others[: len(some)], some

    def loose_minorities(self) -> list[Sentence]:
        """A minority's sentences that lie in no theme and were not put to the cards."""
        return [
            each for each in self.document.sentences
            if each.minority and each.words and not each.theme
            and each.number not in self.on_cards
        ]  # fmt: skip

    def quotes(self) -> list[Sentence]:
        """What may be quoted, in the order of the document."""
        return [
            each for each in self.document.sentences
            if each.may_quote and each.words and not each.minority
        ]  # fmt: skip

    def in_theme(self, number: int | None) -> list[Sentence]:
        """The sentences of one theme; None: of none, without requests and promises."""
        return [
            each for each in self.document.sentences
            if each.theme == number and each.kind not in ("request", "commitment")
        ]  # fmt: skip

    def marks(self, each: Sentence) -> list[str]:
        """What must be said with a sentence: changed, a minority's, by proxy, away."""
        told = {"telephone": _("told by telephone"), "door": _("told at the door")}
        found = [
            (each.changed, _("changed at the read-back")),
            (each.minority, _("some participants")),
            (each.on_behalf, _("on behalf of somebody")),
            (bool(each.told), told.get(each.told, "")),
        ]
        return [mark for holds, mark in found if holds]

    def answered(self, answer: AnswerGiven) -> str:
        """The kind of answer, with its day when it comes later."""
        if answer.state == "later, on" and answer.on:
            return _("later, on %(day)s", day=self.day(answer.on))
        return self.label("ANSWERS", answer.state)

    def more(self, theme: Theme) -> int:
        """How many sentences of a theme stand elsewhere in the report."""
        return len(set(theme.lived + theme.others) - self.on_cards) - len(
            self.lived(theme)
        )

    def has_minutes(self) -> bool:
        """Whether the real minutes of any step were kept."""
        return any(each.spent is not None for each in self._steps)

    def label(self, table: str, key: Any) -> str:
        """A word of one of the lists in ``words``."""
        return str(getattr(words, table).get(key, key))

    # the whole ---------------------------------------------------------------------

    @property
    def _steps(self) -> tuple[StepRun, ...]:
        return self.document.course.steps if self.document.course else ()

    def spent(self) -> int | None:
        """The real minutes, when every step that was not skipped has them."""
        found = [each.spent for each in self._steps if not each.skipped]
        kept = [each for each in found if each is not None]
        return sum(kept) if kept and len(kept) >= len(found) // 2 else None

    def planned(self) -> int:
        """The minutes of the guide."""
        return sum(each.planned for each in self._steps)

    def first_due(self) -> date | None:
        """The first day before which an answer is asked; None when all is answered."""
        if not self.document.requests:
            return self.document.cover.answer_due
        return min((each.due for each in self._unanswered()), default=None)

    def _unanswered(self) -> list[Request]:
        document = self.document
        return [one for one in document.requests if not document.answer_to(one.number)]

    def dates(self) -> list[tuple[date, str]]:
        """The days to remember, in order."""
        found = [
            (
                each.due,
                _(
                    "answer asked to request %(number)s, from %(to)s",
                    number=each.number,
                    to=each.to,
                ),
            )
            for each in self._unanswered()
        ]
        found += [
            (
                each.on,
                _(
                    "the municipality comes back to request %(number)s",
                    number=each.request,
                ),
            )
            for each in self.document.answers
            if each.on
        ]
        promises = self.document.of_kind("commitment")
        checks = {each.check_on for each in promises if each.check_on}
        found += [
            (day, _("residents ask each other what came of their promises"))
            for day in checks
        ]
        return sorted(found)


def _plural(one: str, many: str, number: int) -> str:
    """Looks up only: a phrase fills in its own parameters."""
    return str(get_domain().get_translations().ungettext(one, many, number))
