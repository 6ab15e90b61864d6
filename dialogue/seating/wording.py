"""The figures of a seating in sentences that people understand."""

from collections.abc import Sequence
from typing import Any

from flask_babel import format_decimal, ngettext
from flask_babel import gettext as _
from msgspec import Struct

from dialogue.seating.optimiser.room import Room
from dialogue.seating.rules.figures import Figures, LineFigures
from dialogue.seating.rules.lines import LINES
from dialogue.seating.rules.wanting import Broken

NONE = "–"


class Told(Struct, frozen=True):
    """One figure: a key, a sentence, and (for a line) its bar."""

    key: str
    sentence: str
    name: str = ""
    bar: LineFigures | None = None


def hundred(share: float) -> int:
    """A share as so many of a hundred, never 100 for what is less."""
    return 99 if 0.99 < share < 0.9999 else round(100 * share)


def told(figures: Figures, rounds: int) -> list[Told]:
    """Every figure in a sentence, the lines first."""
    found = [_line(one) for one in figures.lines]
    if rounds > 1:
        mean = format_decimal(round(figures.new_mean, 1))
        new = _(
            "Somebody meets %(mean)s new neighbours on average; nobody fewer than "
            "%(fewest)s.",
            mean=mean,
            fewest=figures.new_fewest,
        )
        found.append(Told("new", new))
        found.append(Told("repeats", _repeats(figures)))
    if figures.lines or figures.alone:
        alone = ngettext(
            "%(num)s time somebody is the only one of a small group at a table.",
            "%(num)s times somebody is the only one of a small group at a table.",
            figures.alone,
        )
        none = _("Nobody is the only one of a small group at a table.")
        found.append(Told("alone", alone if figures.alone else none))
    return found


def _line(one: LineFigures) -> Told:
    sentence = _(
        "%(achieved)s of 100 pairs at a table cross this line. Chance gives "
        "%(chance)s, the best possible is %(best)s.",
        achieved=hundred(one.achieved),
        chance=hundred(one.chance),
        best=hundred(max(one.best, one.achieved)),
    )
    return Told(one.key, sentence, line_name(one.key), one)


def _repeats(figures: Figures) -> str:
    above = figures.repeats - figures.unavoidable
    if not figures.repeats:
        return str(_("No two people meet twice."))
    if above <= 0:
        return str(
            ngettext(
                "%(num)s pair meets again, which cannot be avoided.",
                "%(num)s pairs meet again, which cannot be avoided.",
                figures.repeats,
            )
        )
    return str(
        _(
            "Pairs meet again %(num)s times; %(least)s of these cannot be avoided.",
            num=figures.repeats,
            least=figures.unavoidable,
        )
    )


def compared(plans: Sequence[Figures], rounds: int) -> list[list[str]]:
    """Plans side by side: a row a figure, [name, chance, a plan each, best]."""
    rows = [
        [
            _("%(line)s, of 100 pairs", line=line_name(each.key)),
            str(hundred(each.chance)),
            *(str(hundred(plan.lines[at].achieved)) for plan in plans),
            str(hundred(max(each.best, *(plan.lines[at].achieved for plan in plans)))),
        ]
        for at, each in enumerate(plans[0].lines)
    ]
    if rounds > 1:
        means = [format_decimal(round(plan.new_mean, 1)) for plan in plans]
        fewest = [str(plan.new_fewest) for plan in plans]
        again = [str(plan.repeats) for plan in plans]
        least = str(min(plan.unavoidable for plan in plans))
        rows += [
            [_("New neighbours on average"), NONE, *means, NONE],
            [_("New neighbours of whoever has fewest"), NONE, *fewest, NONE],
            [_("Pairs that meet again"), NONE, *again, least],
        ]
    if rows:
        alone = [str(plan.alone) for plan in plans]
        words = _("Times somebody is the only one of a small group")
        rows.append([words, NONE, *alone, NONE])
    return rows


def line_name(key: str) -> str:
    """The name of a line as a heading."""
    name = str(LINES[key].name)
    return name[:1].upper() + name[1:]


def change(before: Figures, after: Figures, rounds: int) -> dict[str, dict[str, str]]:
    """What changes per figure: ``{"age": {"text": "+2", "way": "better"}}``."""
    found = {}
    for was, now in zip(before.lines, after.lines, strict=True):
        found[was.key] = _delta(100 * (now.achieved - was.achieved), 1)
    if rounds > 1:
        found["new"] = _delta(after.new_mean - before.new_mean, 1)
        fewest = after.new_fewest - before.new_fewest
        if fewest and found["new"]["way"] == "same":
            found["new"] = _delta(float(fewest), 1)
        found["repeats"] = _delta(float(after.repeats - before.repeats), -1)
    found["alone"] = _delta(float(after.alone - before.alone), -1)
    return found


FINE = 0.1  # what changes less among hundreds of people is told more finely


def _delta(value: float, good: int) -> dict[str, str]:
    value = round(value, 1 if abs(value) >= FINE else 2)
    if not value:
        return {"text": str(_("no change")), "way": "same"}
    way = "better" if value * good > 0 else "worse"
    sign = "+" if value > 0 else "−"
    return {"text": f"{sign}{format_decimal(abs(value))}", "way": way}


def name_of(key: str) -> str:
    """The name of a figure in a few words."""
    names = {
        "new": _("new neighbours"),
        "repeats": _("meeting again"),
        "alone": _("somebody the only one"),
    }
    return str(names[key] if key in names else LINES[key].name)


def overall(before: Figures, after: Figures) -> str:
    """Whether a move makes the room better, in one word or two."""
    if abs(after.loss - before.loss) < 0.01:
        return str(_("as good as now"))
    return str(_("better") if after.loss < before.loss else _("less good"))


def warnings(room: Room, broken: Sequence[Broken]) -> list[str]:
    """What a move breaks, in sentences for the facilitator."""
    return [str(_warning(room, one)) for one in broken]


def _warning(room: Room, one: Broken) -> Any:
    table = room.tables[one.table].id
    names = [room.people[i].id for i in one.people]
    match one.kind:
        case "full":
            return _("Table %(table)s has no chair left.", table=table)
        case "together" | "apart":
            return _pair(one, *names)
        case "access":
            return _(
                "%(a)s at table %(table)s: no wheelchair fits there.",
                table=table,
                a=names[0],
            )
        case "language":
            return _(
                "Nobody at table %(table)s interprets for %(a)s.",
                table=table,
                a=names[0],
            )
    return _("Table %(table)s has no host.", table=table)


def _pair(one: Broken, a: str, b: str) -> Any:
    words = {
        ("together", False): _("%(a)s and %(b)s must sit together.", a=a, b=b),
        ("together", True): _("%(a)s and %(b)s like to sit together.", a=a, b=b),
        ("apart", False): _("%(a)s and %(b)s must sit apart.", a=a, b=b),
        ("apart", True): _("%(a)s and %(b)s rather sit apart.", a=a, b=b),
    }
    return words[one.kind, one.mild]
