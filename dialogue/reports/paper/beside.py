"""What stands beside the sentences: translations, ideas' roots, votes, evenings."""

from babel import Locale
from babel.numbers import format_decimal
from flask_babel import ngettext
from markupsafe import Markup, escape

from dialogue.foundation.language import NAMES, local
from dialogue.outcomes.agreement import RELIABLE, TENTATIVE
from dialogue.reports.document.parts import (
    Bar,
    OnlineStatement,
    Part,
    Sentence,
    Shown,
    SortedTwice,
    Words,
)
from dialogue.reports.paper import words
from dialogue.reports.paper.reading import Reading
from dialogue.reports.paper.words import translated as _

MOST_VOTES = 5  # statements of an online round in the body, per verdict


class Beside(Reading):
    """A document in one language, with what belongs to its sentences."""

    # sentences ---------------------------------------------------------------------

    def people_word(self, shown: Shown) -> str:
        """``40 people``, ``fewer than 5 people``, or that it is not shown."""
        if shown.number is not None:
            return str(ngettext("%(num)d person", "%(num)d people", shown.number))
        return _("People (how many is not shown)") if shown.hidden else _(
            "%(figure)s people", figure=self.figure(shown)
        )  # fmt: skip

    def share(self, decimal: str) -> str:
        """A share between 0 and 1 as the language writes it: 0,12."""
        locale = Locale.parse(self.language, sep="-")
        return str(format_decimal(round(float(decimal), 2), locale=locale))

    def around(self, idea: Sentence) -> list[Markup | str]:
        """What stands with an idea: its place, who could, and what it grows from."""
        found: list[Markup | str] = []
        if idea.place:
            found.append(_("Place: %(place)s.", place=idea.place))
        if idea.who_could:
            found.append(_("Who could: %(who)s.", who=idea.who_could))
        root = self.document.sentence(idea.root) if idea.root else None
        if root is not None and root.words:
            grows = Markup('{} (<a href="#s{}">{}</a>)').format(
                self.said(root.words), idea.root, idea.root
            )
            found.append(escape(_("Grows from: %(what)s")) % {"what": grows})
        elif idea.grows_from:
            grows = self.said(idea.grows_from)
            found.append(escape(_("Grows from: %(what)s")) % {"what": grows})
        return found

    def in_other_words(self, each: Sentence) -> list[Markup]:
        """A sentence's translations, each with who made it."""
        return [
            escape(_("In %(language)s, by %(who)s: %(words)s")) % {
                "language": NAMES.get(one.words.lang, one.words.lang),
                "who": self.label("TRANSLATORS", one.by),
                "words": self.said(one.words),
            }
            for one in each.translations
        ]  # fmt: skip

    def translated_here(self, each: Sentence) -> Words | None:
        """Its words in the language of this reading, when somebody gave them."""
        for one in each.translations:
            if one.words.lang.split("-")[0] == self.language.split("-")[0]:
                return one.words
        return None

    def sorted_twice(self, one: SortedTwice) -> str:
        """How much two people agreed: the figures, their rule and their basis."""
        at = self.at_evening(one.evening)
        found = [f"{at}:"] if at else []
        found.append(
            _(
                "Two people put the sentences into themes, each without seeing what "
                "the other did. Of the %(sentences)s sentences to which both gave a "
                "theme, %(alike)s lay in the same one.",
                sentences=one.sentences,
                alike=one.alike,
            )
        )
        if one.alpha:
            found.append(
                _(
                    "Beyond chance that is %(alpha)s of 1 (Krippendorff's alpha for "
                    "names: 1 minus the share that lay differently, divided by the "
                    "share that would by chance). From %(reliable)s on sorting counts "
                    "as reliable; under %(tentative)s it carries no conclusion.",
                    alpha=self.share(one.alpha),
                    reliable=self.share(str(RELIABLE)),
                    tentative=self.share(str(TENTATIVE)),
                )
            )
        if one.rand:
            found.append(
                _(
                    "For what says the same it is %(rand)s of 1 (the adjusted Rand "
                    "index, over the same sentences: pairs that both put together, "
                    "less chance).",
                    rand=self.share(one.rand),
                )
            )
        found.append(
            _("Then they settled together what differed.")
            if one.settled
            else _("Not everything that differed is settled.")
        )
        return " ".join(found)

    def at_evening(self, number: int) -> str:
        """At which of several evenings; "" when there is one."""
        if not number or len(self.document.evenings) < number:
            return ""
        held = self.document.evenings[number - 1]
        return f"{held.title.text}, {self.short_day(local(held.starts_at).date())}"

    def left_out_over_evenings(self) -> str:
        """What several evenings withdrew, did not read back, or skipped; "" if nothing.

        In which step or at which table stands in each evening's own report.
        """
        held = self.document.evenings
        withdrawn = sum(each.withdrawn for each in held)
        unread = sum(each.unread for each in held)
        skipped = sum(each.skipped for each in held)
        found = []
        if withdrawn:
            found.append(
                ngettext(
                    "%(number)s sentence was withdrawn.",
                    "%(number)s sentences were withdrawn.",
                    withdrawn,
                    number=withdrawn,
                )
            )
        if unread:
            found.append(
                ngettext(
                    "At %(number)s table the sentences were not read back.",
                    "At %(number)s tables the sentences were not read back.",
                    unread,
                    number=unread,
                )
            )
        if skipped:
            found.append(
                ngettext(
                    "%(number)s step of a guide was skipped.",
                    "%(number)s steps of a guide were skipped.",
                    skipped,
                    number=skipped,
                )
            )
        return " ".join(str(each) for each in found)

    # votes -------------------------------------------------------------------------

    def votes(self, kind: str) -> list[OnlineStatement]:
        """The first statements of an online round with this verdict."""
        return self._votes(kind)[:MOST_VOTES]

    def more_votes(self, kind: str) -> int:
        """How many more there are."""
        return max(0, len(self._votes(kind)) - MOST_VOTES)

    def _votes(self, kind: str) -> list[OnlineStatement]:
        """Those with most agreement over groups first, as far as it is shown."""
        online = self.document.online
        found = [
            each for each in (online.statements if online else ())
            if each.verdict == kind and not each.taken_out
        ]  # fmt: skip
        return sorted(found, key=lambda one: (-float(one.consensus or 0), one.number))

    def votes_in(self, one: OnlineStatement) -> str:
        """Everybody's votes on a statement, short: those of each group are data."""
        together = one.bars[-1] if one.bars else None
        if together is None or all(part.count.hidden for part in together.parts):
            whole = together.total.number if together else None
            return _("%(number)s votes", number=whole) if whole else _("not shown")
        return self._parts(together)

    def verdict_word(self, one: OnlineStatement) -> str:
        """Our verdict in a word or two."""
        if one.verdict == "too few people to say" and one.bars:
            return _("not said")
        direction = one.direction if one.verdict == "leaning" else ""
        return str(words.VERDICTS[one.verdict, direction])

    def _parts(self, bar: Bar) -> str:
        return ", ".join(
            f"{self.figure(part.count)} {self.answer_word(part)}" for part in bar.parts
        )

    def answer_word(self, part: Part) -> str:
        """Agree, disagree, don't know, or two of these taken together."""
        return self.label("ANSWERED", part.kinds)
