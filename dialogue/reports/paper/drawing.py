"""A document read in one language, with its findings and pictures."""

from collections.abc import Sequence
from typing import Any

from flask_babel import ngettext
from markupsafe import Markup

from dialogue.reports.document.parts import (
    Bar,
    Shown,
    Stance,
    Texts,
    Theme,
)
from dialogue.reports.paper import pictures, words
from dialogue.reports.paper.beside import Beside
from dialogue.reports.paper.sections import AGREED, DIVIDED, UNSURE
from dialogue.reports.paper.words import translated as _

SPREAD = 2  # from so many tables on something came back


class Drawing(Beside):
    """What the templates ask about pictures; the rest is in Reading and Beside."""

    def stances(self, kind: str) -> list[Stance]:
        """The statements that were agreed on, chafe, or are not known yet."""
        wanted = {"agree": AGREED, "unsure": UNSURE, "chafes": DIVIDED}[kind]
        return [each for each in self.document.stances if each.verdict in wanted]

    def found(self, stance: Stance) -> str:
        """The finding: the title of a statement's picture."""
        if stance.verdict == "shared" and len(stance.bars) < 3:
            return _("Most people agree")
        if stance.verdict == "too few people to say" and stance.bars:
            return _("The groups are too small to say more")
        direction_of = stance.direction if stance.verdict == "leaning" else ""
        return str(
            words.FOUND.get((stance.verdict, direction_of), self.phrase(stance.says))
        )

    def sides(self, stance: Stance) -> tuple[Bar, ...]:
        """The bars to draw: each side, or everybody when there are none."""
        several = tuple(bar for bar in stance.bars if bar.side)
        return several or stance.bars

    def stance_picture(self, stance: Stance, key: str) -> Markup:
        """Agree, don't know and disagree of each side."""
        bars = self.sides(stance)
        rows = [self._bar_row(bar) for bar in bars]
        desc = " ".join(self._bar_words(bar) for bar in bars)
        return pictures.stance_bars(rows, stance.text.text, desc, key)

    def side_name(self, bar: Bar) -> str:
        """A side, or everybody."""
        return (
            bar.side[:1].upper() + bar.side[1:]
            if bar.side
            else _("Everybody who answered")
        )

    def _bar_row(self, bar: Bar) -> pictures.BarRow:
        cards = (
            ""
            if bar.total.hidden
            else _("%(cards)s cards", cards=self.figure(bar.total))
        )
        if any(part.count.number is None for part in bar.parts):
            return pictures.BarRow(
                self.side_name(bar), cards, hidden=_("Too few people to show numbers.")
            )
        order = sorted(
            bar.parts,
            key=lambda part: ("yes", "dk", "no").index(words.LOOKS[part.kinds]),
        )
        shares = tuple(
            pictures.Share(
                words.LOOKS[part.kinds], part.count.number or 0, self.answer_word(part)
            )
            for part in order
        )
        return pictures.BarRow(self.side_name(bar), cards, shares)

    def _bar_words(self, bar: Bar) -> str:
        return f"{self.side_name(bar)}: {self._parts(bar)}."

    def by_reach(self) -> list[Theme]:
        """Themes, those of most tables first."""
        return sorted(self.document.themes, key=lambda one: (-one.tables, one.number))

    def reach_found(self) -> str:
        """The finding: which theme reached furthest."""
        first = self.by_reach()[0]
        if first.tables_held < 2:
            return _("This is what the table spoke about")
        if first.tables < 2:
            return _("Every table spoke about something else")
        return _(
            "‘%(theme)s’ came up at %(tables)s",
            theme=first.name.text,
            tables=self.at_tables(first.tables, first.tables_held),
        )  # fmt: skip

    def reach_picture(self, key: str, narrow: bool = False) -> Markup:
        """One dot a table, one row a theme; narrow: for a telephone."""
        rows = [
            pictures.DotsRow(
                _cut(each.name.text, 32),
                each.tables,
                each.tables_held,
                self.at_tables(each.tables, each.tables_held),
            )
            for each in self.by_reach()
        ]
        desc = " ".join(f"{row.name}: {row.said}." for row in rows)
        return pictures.table_dots(rows, self.reach_found(), desc, key, narrow=narrow)

    def heads(self) -> list[tuple[str, Shown]]:
        """The steps from asked to came, as far as they are known."""
        people = self.document.people
        invited, reached = self._sum("asked"), self._sum("reached")
        found = [
            (_("asked"), invited), (_("reached"), reached),
            (_("signed up"), people.signed_up), (_("had a seat"), people.had_seat),
            (_("came"), people.came),
        ]  # fmt: skip
        return [(word, shown) for word, shown in found if shown.hidden or shown.high]

    def _sum(self, name: str) -> Shown:
        parts = [getattr(each, name) for each in self.document.people.rounds]
        if any(each.hidden for each in parts):
            return Shown()
        return Shown(sum(each.low for each in parts), sum(each.high for each in parts))

    def heads_found(self) -> str:
        """The finding: how many came."""
        came = self.document.people.came
        if came.number:
            return str(
                ngettext(
                    "%(num)d person took part", "%(num)d people took part", came.number
                )
            )
        return _("Who was asked")

    def funnel_picture(self, key: str, narrow: bool = False) -> Markup:
        """The funnel, with its numbers; narrow: for a telephone."""
        rows = [
            pictures.LengthRow(word, self.figure(shown), shown.low)
            for word, shown in self.heads()
        ]
        desc = ", ".join(f"{row.word}: {row.said}" for row in rows) + "."
        draw = pictures.scale_bars if narrow else pictures.funnel
        return draw(rows, self.heads_found(), desc, key)

    def group_word(self, labels: Sequence[Texts]) -> str:
        """An answer on a scale, or neighbours taken together."""
        return _(" or ").join(self.plain(each) for each in labels)

    def measure_found(self, measure: Any) -> str:
        """The finding: which answer most people gave.

        One answer by itself before several that were taken together: that these are
        many is our doing.
        """
        if not measure.groups:
            return _("Too few people answered to show numbers.")
        single = [one for one in measure.groups if len(one.labels) == 1]
        most = max(
            [one for one in single if one.count.number] or measure.groups,
            key=lambda one: one.count.number or 0,
        )
        if measure.total.number is None or most.count.number is None:
            return _("What people answered")
        return _(
            "%(number)s of the %(total)s people who answered chose ‘%(answer)s’",
            number=most.count.number, total=measure.total.number,
            answer=self.group_word(most.labels),
        )  # fmt: skip

    def added_up(self, measure: Any) -> str:
        """Over how many evenings a measure is added up, and how many stay out."""
        found = ngettext(
            "%(num)s evening added up; answers are paired within one evening.",
            "%(num)s evenings added up; answers are paired within one evening.",
            measure.evenings,
        )
        if not measure.left_out:
            return str(found)
        out = ngettext(
            "At %(num)s more evening too few people or tables answered to add.",
            "At %(num)s more evenings too few people or tables answered to add.",
            measure.left_out,
        )
        return f"{found} {out}"

    def measure_picture(self, measure: Any, key: str) -> Markup:
        """One bar for each answer on the scale."""
        rows = [
            pictures.LengthRow(
                _cut(self.group_word(each.labels), 52),
                self.figure(each.count),
                each.count.number,
            )
            for each in measure.groups
        ]
        desc = ", ".join(f"{row.word}: {row.said}" for row in rows) + "."
        return pictures.scale_bars(rows, self.measure_found(measure), desc, key)


def _cut(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"
