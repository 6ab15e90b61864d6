"""Numbers with a pattern: telephone, mail, IBAN, BSN, national number, plates."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .checks import iban_length, is_bsn, is_iban, is_national_number
from .spans import Kind, Span

_MAIL = re.compile(
    # The first part may be spelled out too: "jan punt devries apenstaartje …".
    r"(?:[\w%+\-]{1,64}\s(?:punt|dot|streepje)\s(?:[a-z]+\s){0,2}){0,3}"
    r"[\w.%+\-]{1,64}\s?(?:@|\(at\)|\[at\]|\bapenstaartje\b|\(apenstaartje\))\s?"
    r"(?:[\w\-]{1,64}\s?(?:\.|\(dot\)|\[dot\]|\bpunt\b|\bdot\b)\s?){1,6}[a-z]{2,24}\b"
    r"|[\w.%+\-]{1,64} at [\w\-]{1,64} (?:dot|punt) [a-z]{2,24}\b",
    re.IGNORECASE,
)

_GAP = r"[\s.\-/()\u00a0\u2010-\u2013]{0,3}"
_PHONE = re.compile(rf"(?<![\w+])(?:\(?(?:\+|00){_GAP}[1-9]|\(?0)(?:{_GAP}\d){{7,14}}")
_SERVICE = re.compile(r"0(?:800|90[0-9])(?!\d)")
_DIGIT_RUN = re.compile(r"\d+")

_IBAN = re.compile(
    r"(?<![a-z0-9])[a-z]{2}\s?\d{2}(?:[\s.\-]?[a-z0-9]){11,30}", re.IGNORECASE
)

_NINE = re.compile(r"(?<![\d.,\-/])\d(?:[ .\-]?\d){7,8}(?![\d\-/]|[.,]\d)")
_NINE_NAMED = re.compile(
    r"\b(?:bsn|burgerservice\w*|sofi\w*|citizen service number)\b[^\d]{0,24}$",
    re.IGNORECASE,
)

_ELEVEN = re.compile(
    r"(?<![\d+])\d{2}[ .\-/]?\d{2}[ .\-/]?\d{2}[ .\-/]{0,3}\d{3}[ .\-/]?\d{2}(?!\d)"
)
_ELEVEN_SHAPE = re.compile(r"\d{2}\.\d{2}\.\d{2}\s?-\s?\d{3}[.\-]\d{2}")
_ELEVEN_NAMED = re.compile(
    r"\b(?:rijksregister\w*|insz|niss|registre national|national number)\b[^\d]{0,24}$",
    re.IGNORECASE,
)

# X a letter, 9 a digit: the Dutch series 1 to 14 and the Belgian ones.
_PLATE_SHAPES = (
    "XX-99-99", "99-99-XX", "99-XX-99", "XX-99-XX", "XX-XX-99", "99-XX-XX",
    "99-XXX-9", "9-XXX-99", "XX-999-X", "X-999-XX", "XXX-99-X", "X-99-XXX",
    "9-XX-999", "999-XX-9",
    "9-XXX-999", "XXX-999", "999-XXX",
)  # fmt: skip
_PLATE_NAMED = re.compile(
    r"\b(?:kenteken\w*|nummerplaat|plaat|auto|wagen|busje|scooter|brommer|licence|"
    r"license|plate|car|registration|plaque)\b[^.!?]{0,24}$",
    re.IGNORECASE,
)
_MONTHS = re.compile("jan|feb|mrt|maa|mar|apr|mei|may|jun|jul|aug|sep|okt|oct|nov|dec")


def _plates(between: str, ignore: int = 0) -> re.Pattern[str]:
    shapes = "|".join(
        between.join(
            part.replace("X", "[A-Z]").replace("9", r"\d") for part in one.split("-")
        )
        for one in _PLATE_SHAPES
    )
    return re.compile(rf"(?<![\w\-])(?:{shapes})(?![\w\-])", ignore)


_PLATE = _plates(r"[\-\u2010-\u2013\u00b7]", re.IGNORECASE)
_PLATE_SPACED = re.compile(r"(?<![\w\-])[1-9] [A-Z]{3} \d{3}(?![\w\-])")
_PLATE_LOOSE = _plates("[ ]?", re.IGNORECASE)


def find_numbers(sentence: str) -> Iterator[Span]:
    """Mark everything in a sentence that is a number or address of one person."""
    for match in _MAIL.finditer(sentence):
        yield Span(match.start(), match.end(), Kind.MAIL)
    yield from _phones(sentence)
    yield from _ibans(sentence)
    yield from _bsns(sentence)
    yield from _national_numbers(sentence)
    yield from _licence_plates(sentence)


def _phones(sentence: str) -> Iterator[Span]:
    for match in _PHONE.finditer(sentence):
        end = _phone_end(match.group())
        follows = sentence[match.start() + end : match.start() + end + 1]
        if end and not follows.isdecimal():
            yield Span(match.start(), match.start() + end, Kind.PHONE)


def _phone_end(text: str) -> int:
    """Give where the longest start of `text` ends that is a telephone number.

    A number may run into the next one ("0612345678 3 children"), so it is cut
    back at the end of a row of digits until its length is right.
    """
    for run in reversed(list(_DIGIT_RUN.finditer(text))):
        if _is_phone(text[: run.end()]):
            return run.end()
    return 0


def _is_phone(text: str) -> bool:
    digits = re.sub(r"\D", "", text)
    if "+" in text or digits.startswith("00"):
        international = digits.removeprefix("00")
        if international.startswith(("31", "32")):
            national = international[2:].removeprefix("0")
            return len(national) in (8, 9)
        return 9 <= len(international) <= 14
    if _SERVICE.match(text):
        # Service numbers belong to offices, not to neighbours.
        return False
    # Ten digits in the Netherlands and for Belgian mobiles, nine for Belgian
    # landlines. A date such as 01-02-2026 has eight.
    return len(digits) in (9, 10)


def _ibans(sentence: str) -> Iterator[Span]:
    for match in _IBAN.finditer(sentence):
        text = match.group()
        ends = [i + 1 for i, sign in enumerate(text) if sign.isalnum()]
        compact = re.sub(r"[^A-Z0-9]", "", text.upper())
        length = iban_length(compact[:2])
        if length is None or len(compact) < length:
            continue
        passes = is_iban(compact[:length])
        # A slip of the pen breaks the check digits, not the secret.
        if passes or _mostly_digits(compact[:length]):
            end = match.start() + ends[length - 1]
            yield Span(match.start(), end, Kind.IBAN, certain=passes)


def _mostly_digits(compact: str) -> bool:
    return sum(sign.isdecimal() for sign in compact) >= len(compact) - 6


def _bsns(sentence: str) -> Iterator[Span]:
    for match in _NINE.finditer(sentence):
        digits = re.sub(r"\D", "", match.group())
        named = bool(_NINE_NAMED.search(_before(sentence, match)))
        passes = is_bsn(digits)
        if named or (passes and len(digits) == 9):
            yield Span(match.start(), match.end(), Kind.BSN, certain=passes)


def _national_numbers(sentence: str) -> Iterator[Span]:
    for match in _ELEVEN.finditer(sentence):
        text = match.group()
        passes = is_national_number(re.sub(r"\D", "", text))
        named = _ELEVEN_NAMED.search(_before(sentence, match))
        if passes or named or _ELEVEN_SHAPE.fullmatch(text):
            yield Span(match.start(), match.end(), Kind.NATIONAL_NUMBER, certain=passes)


def _licence_plates(sentence: str) -> Iterator[Span]:
    for match in _PLATE.finditer(sentence):
        letters = re.sub(r"[^a-z]", "", match.group().lower())
        if not _MONTHS.fullmatch(letters):
            yield Span(match.start(), match.end(), Kind.PLATE)
    for match in _PLATE_SPACED.finditer(sentence):
        if not _MONTHS.fullmatch(match.group()[2:5].lower()):
            yield Span(match.start(), match.end(), Kind.PLATE, certain=False)
    for match in _PLATE_LOOSE.finditer(sentence):
        named = _PLATE_NAMED.search(_before(sentence, match))
        solid = match.group().isupper() and " " not in match.group()
        # 1234AB is a postcode, unless somebody speaks of a car.
        if named or (solid and not match.group()[:4].isdecimal()):
            yield Span(match.start(), match.end(), Kind.PLATE, certain=bool(named))


def _before(sentence: str, match: re.Match[str]) -> str:
    """Give the words before a match that can still be about it."""
    return sentence[max(0, match.start() - 60) : match.start()]
