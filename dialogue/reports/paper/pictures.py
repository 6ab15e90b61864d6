"""Pictures as SVG: pattern and label before colour, every value written in it. Pure.

Sizes are in the units of the view box (360 wide beside a text, 520 across a page).
Colours are those of the house; no style sheet reaches a drawing on paper, so every
mark carries its own.
"""

from collections.abc import Sequence
from html import escape

from markupsafe import Markup
from msgspec import Struct

INK, SOFT, GREEN, SAND, BROWN = "#221d19", "#574e46", "#17503f", "#f7ead0", "#7a4b00"
LETTER = 6.6  # the width of a letter of 13.5 units, at most


class Share(Struct, frozen=True):
    """One part of a bar: how it looks (yes, dk, no), its number and its word."""

    look: str
    number: int
    word: str


class BarRow(Struct, frozen=True):
    """A bar with its name and, at the right, what it is of. Hidden: a sentence."""

    name: str
    of: str
    shares: tuple[Share, ...] = ()
    hidden: str = ""


class LengthRow(Struct, frozen=True):
    """A word, a number as words, and the length that stands for it (None: no bar)."""

    word: str
    said: str
    length: int | None


class DotsRow(Struct, frozen=True):
    """A name, how many dots of how many are filled, and the same in words."""

    name: str
    filled: int
    of: int
    said: str


def stance_bars(rows: Sequence[BarRow], title: str, desc: str, key: str) -> Markup:
    """Agree, don't know, disagree: one bar a side, counts in it, words under it."""
    height = 78 * len(rows) - 10
    body = [_patterns(key)]
    for at, row in enumerate(rows):
        top = 78 * at
        body.append(_text(0, top + 14, row.name, size=15.5, weight=600))
        body.append(_text(360, top + 14, row.of, size=13.5, fill=SOFT, anchor="end"))
        if row.hidden:
            body.append(_text(0, top + 40, row.hidden, size=13.5, fill=SOFT))
            continue
        body += _bar(row.shares, top, key)
    return _svg(360, height, title, desc, key, body)


def _patterns(key: str) -> str:
    size = 'patternUnits="userSpaceOnUse"'
    return (
        f'<defs><pattern id="{key}-dk" width="6" height="6" {size}>'
        '<path d="M0 0h6v6H0z" fill="#fff"/>'
        f'<circle cx="3" cy="3" r="1" fill="{SOFT}"/></pattern>'
        f'<pattern id="{key}-no" width="7" height="7" {size}>'
        f'<path d="M0 0h7v7H0z" fill="{SAND}"/>'
        f'<path d="M-1 1l2-2M0 7l7-7M6 8l2-2" stroke="{BROWN}" stroke-width="1.6"/>'
        "</pattern></defs>"
    )


def _rect(x: float, y: float, width: float, height: int, fill: str, edge: str) -> str:
    place = f'x="{x:.1f}" y="{y:.1f}" width="{width:.1f}" height="{height}"'
    stroke = f' stroke="{edge}"' if edge else ' rx="2"'
    return f'<rect {place} fill="{fill}"{stroke}/>'


def _bar(shares: Sequence[Share], top: int, key: str) -> list[str]:
    total = sum(one.number for one in shares) or 1
    x, body, labels = 0.5, [], []
    for one in shares:
        if not one.number:
            continue
        width = 359 * one.number / total
        fill = GREEN if one.look == "yes" else f"url(#{key}-{one.look})"
        body.append(_rect(x, top + 20, width, 27, fill, INK))
        body.append(_number(x, top, width, one))
        labels.append((x + 0.5, one.word))
        x += width
    return body + _labels(labels, top + 61)


def _number(x: float, top: int, width: float, one: Share) -> str:
    said = str(one.number)
    plate = 9 + 8.2 * len(said)
    if width < plate + 4:
        return ""
    if one.look == "yes":
        return _text(x + 7.5, top + 39, said, size=16, weight=700, fill="#fff")
    return _rect(x + 3, top + 24, plate, 19, "#fff", "") + _text(
        x + 7.5, top + 39, said, size=16, weight=700
    )


def _labels(labels: Sequence[tuple[float, str]], y: int) -> list[str]:
    """Words under a bar, moved left where they would run out of it or into the next."""
    placed: list[tuple[float, str]] = []
    edge = 360.0
    for x, word in reversed(labels):
        width = LETTER * len(word)
        start = min(x, edge - width)
        if start >= 0:
            placed.append((start, word))
            edge = start - 6
    return [_text(x, y, word, size=13.5) for x, word in reversed(placed)]


def funnel(rows: Sequence[LengthRow], title: str, desc: str, key: str) -> Markup:
    """Steps that keep their numbers: from asked to came."""
    most = max((row.length or 0 for row in rows), default=0) or 1
    body = []
    for at, row in enumerate(rows):
        top = 34 * at
        body.append(_text(0, top + 20, row.word, size=13.5))
        width = 216 * (row.length or 0) / most
        if row.length:
            body.append(_rect(208, top + 3, width, 25, "#dde8e2", GREEN))
        body.append(
            _text(
                208 + width + (8 if row.length else 0),
                top + 21,
                row.said,
                size=16 if row.length else 13.5,
                weight=700 if row.length else 400,
            )
        )
    return _svg(520, 34 * len(rows), title, desc, key, body)


def table_dots(
    rows: Sequence[DotsRow], title: str, desc: str, key: str, *, narrow: bool = False
) -> Markup:
    """One dot a table: filled where it was said. Narrow: the name above its dots."""
    most = max((row.of for row in rows), default=1)
    width, height, left = (360, 48, 8.0) if narrow else (520, 30, 236.0)
    words = LETTER * max((len(row.said) for row in rows), default=0)
    step = min(20.0, (width - left - words) / max(most, 1))
    body = []
    for at, row in enumerate(rows):
        y = height * at + 15
        dots = y + 20 if narrow else y
        body.append(_text(0, y + 5, row.name, size=14.5, weight=600))
        body += [
            _dot(left + dot * step, dots, step, full=dot < row.filled)
            for dot in range(row.of)
        ]
        body.append(
            _text(width, dots + 5, row.said, size=13.5, anchor="end", fill=SOFT)
        )
    return _svg(width, height * len(rows), title, desc, key, body)


def _dot(x: float, y: int, step: float, *, full: bool) -> str:
    radius = min(6.5, step / 2 - 1.5)
    fill, edge = (GREEN, GREEN) if full else ("#fff", SOFT)
    place = f'cx="{x:.1f}" cy="{y}" r="{radius:.1f}"'
    return f'<circle {place} fill="{fill}" stroke="{edge}" stroke-width="1.2"/>'


def scale_bars(rows: Sequence[LengthRow], title: str, desc: str, key: str) -> Markup:
    """One bar for each answer on a scale, its word above it."""
    most = max((row.length or 0 for row in rows), default=0) or 1
    body = []
    for at, row in enumerate(rows):
        top = 46 * at
        body.append(_text(0, top + 14, row.word, size=13.5))
        width = 300 * (row.length or 0) / most
        if row.length:
            body.append(_rect(0.5, top + 19, width, 21, GREEN, INK))
        body.append(
            _text(
                width + 8 if row.length else 0,
                top + 35,
                row.said,
                size=16 if row.length else 13.5,
                weight=700 if row.length else 400,
            )
        )
    return _svg(360, 46 * len(rows), title, desc, key, body)


def _text(
    x: float,
    y: float,
    said: str,
    *,
    size: float,
    weight: int = 400,
    fill: str = INK,
    anchor: str = "",
) -> str:
    if not said:
        return ""
    more = f' text-anchor="{anchor}"' if anchor else ""
    bold = f' font-weight="{weight}"' if weight != 400 else ""
    place = f'x="{x:.1f}" y="{y:.1f}" font-size="{size:g}"'
    return f'<text {place}{bold} fill="{fill}"{more}>{escape(said)}</text>'


def _svg(
    width: int, height: int, title: str, desc: str, key: str, body: Sequence[str]
) -> Markup:
    drawn = "\n".join(part for part in body if part)
    words = f'<title id="{key}-t">{escape(title)}</title>'
    words += f'<desc id="{key}-d">{escape(desc)}</desc>'
    frame = f'viewBox="0 0 {width} {height}" role="img"'
    # Every text in it was escaped; the rest is numbers and our own marks.
    return Markup(  # noqa: S704
        f'<svg {frame} aria-labelledby="{key}-t {key}-d">{words}\n{drawn}\n</svg>'
    )
