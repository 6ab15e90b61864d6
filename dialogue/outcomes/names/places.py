"""Where somebody lives: street with house number, and postcode."""

from __future__ import annotations

import re
from collections.abc import Iterator

from .spans import Kind, Span
from .words import NO_STREETS, WORDS_OF_TWO

# Ends of Dutch and Flemish street names that are little else…
_SURE = (
    "straat|straatje|strjitte|steenweg|laan|laantje|weg|wegje|plein|pleintje|gracht|"
    "kade|kaai|steeg|steegje|singel|dreef|plantsoen|dijk|pad|hof|hofje|lei|vest|"
    "vaart|boulevard|wegel|dwarsstraat|promenade|erf|leane|str|baan"
)
# … and those that are also the ends of other words, so that a capital is asked.
_LIKELY = (
    "park|markt|ring|wal|kamp|veld|velden|brink|haven|einde|eind|poort|tuin|heerd|"
    "horst|oord|burg|dam|diep|donk|akker|kouter|heide|berg|beek|zoom|zijde|wijk|wei|"
    "weide|meer|hoek|buorren|buren|drift|rade|tiend|sloot|vliet|waard|bos|bosch|hout|erve|stede|sluis|"
    "haag|borg|gaarde|oever|passage|schans|terras|wei|loop|reed|rak|goor|ven|duin|"
    "land|huis|hoeve|es|enk|kant|rand|werf|plaats|molen|brug|dorp|heuvel|water"
)
_WORLD = (
    "street|road|lane|avenue|drive|close|square|gardens|terrace|crescent|court|place"
)
_BEFORE_WORLD = "rue|avenue|chaussée|allée|boulevard|quai|impasse"

_CAPITAL = "[A-ZÀ-ÖØ-ÞĲ'\u2019]"
_PART = rf"{_CAPITAL}[\w.'\u2019\-]*"
_SMALL = (
    "van|de|der|den|het|'t|\u2019t|ter|ten|op|aan|in|la|le|du|des|en|d'|bij|tot|oude"
)
_LEAD = rf"(?:{_PART}\s+(?:(?:{_SMALL})\s+)*){{0,4}}"
_NUMBER = (
    r"(?:,?\s*(?:nr\.?|no\.?|nummer|huisnummer|number|numéro)?\s*)"
    r"(?P<number>\d{1,4}(?![\d.,:]*\d)"
    r"(?:\s?[a-zA-Z](?![a-zA-Z]))?(?:\s?[-/]\s?\d{1,4})?"
    r"(?:\s?(?:bis|hs|rd|bus|bt|boîte|box|apt\.?)\s?\d{0,4}[A-Z]?\b)?)"
    r"(?![\d%€]|\s?(?:uur|u\b|minut|min\b|jaar|jaren|euro|keer|meter|km|procent|dagen|"
    r"weken|maanden|mensen|huizen|bomen|buren|kinderen|auto|plek|plaats|gezinnen|hours|"
    r"minutes|years|people|houses|times|percent|days|weeks|miles|cars|trees|personen|"
    r"bewoners|wonin|families|kilometer|graden|centimeter|cm\b|maal|stuks|bank))"
)

_SURE_STREET = re.compile(
    rf"(?<!\w)(?P<street>{_LEAD}[\w'\u2019.\-]*\w{{2}}(?:{_SURE})|{_LEAD}{_CAPITAL}(?:\w*)"
    rf"(?:{_SURE})|{_PART}\s+(?:{_SURE}))\.?{_NUMBER}"
)
_CAPITAL_STREET = re.compile(
    rf"(?<!\w)(?P<street>{_LEAD}{_CAPITAL}[\w'\u2019\-]*(?:{_LIKELY}))\b{_NUMBER}"
)
_WORLD_STREET = re.compile(
    rf"(?<!\w)\d{{1,4}}[a-z]?,?\s+{_LEAD}{_PART}\s+(?i:{_WORLD})\b"
    rf"|(?<!\w)(?i:{_BEFORE_WORLD})\s+(?:(?:de|du|des|la|le|l'|d')\s*)*{_PART}"
    rf"(?:\s+{_PART})*{_NUMBER}"
    rf"|(?<!\w)\d{{1,4}},?\s+(?i:{_BEFORE_WORLD})\s+(?:(?:de|du|des|la|le|l'|d')\s*)*"
    rf"{_PART}"
)
_LIVES_AT = re.compile(
    r"(?i:\b(?:woon|woont|wonen|woonde|adres|verhuisd|live|lives|lived|living|"
    r"address|habite)\b[^.!?\d]{0,24}?(?:\b(?:op|aan|in|is|naar|at|on|bij|de|het|the)"
    r"|(?<=adres)|(?<=address)|:)\s+)"
    rf"(?P<place>{_LEAD}{_PART}{_NUMBER})"
)
_HOUSE = re.compile(
    r"(?:(?:\b(?:op|van|bij|at|from|in|naast)|,)\s+(?:nummer|nr\.?|number)"
    r"|\b(?:huisnummer|flatnummer|appartement|apartment))\s+"
    r"(?P<house>\d{1,4}\s?[a-z]?)\b",
    re.IGNORECASE,
)

_POSTCODE_NL = re.compile(
    r"(?<![\w\-])[1-9]\d{3}(?P<gap>\s?)(?P<letters>[A-Za-z]{2})\b"
)
_UNITS = frozenset(["KM", "KG", "CM", "MM", "MB", "GB", "TB", "KW", "PK"])
_ORDINALS = frozenset(["st", "nd", "rd", "th"])
_NEVER_ISSUED = frozenset({"SA", "SD", "SS"})
_POSTCODE_BE = re.compile(rf"(?<![\w\-.,])(?:B-)?[1-9]\d{{3}}\s+(?={_CAPITAL}\w{{2}})")
_POSTCODE_NAMED = re.compile(
    r"\b(?:postcode|postal code|zip|code postal)\b\s*(?:is|:|van)?\s*"
    r"(?P<code>[1-9]\d{3}(?:\s?[A-Za-z]{2}\b)?)",
    re.IGNORECASE,
)


def find_places(sentence: str) -> Iterator[Span]:
    """Mark streets with a house number, house numbers, and postcodes."""
    for pattern in (_SURE_STREET, _CAPITAL_STREET):
        for match in pattern.finditer(sentence):
            last = match["street"].split()[-1].lower()
            if last not in NO_STREETS:
                yield Span(match.start(), match.end(), Kind.ADDRESS)
    for match in _WORLD_STREET.finditer(sentence):
        yield Span(match.start(), match.end(), Kind.ADDRESS)
    for match in _LIVES_AT.finditer(sentence):
        yield Span(match.start("place"), match.end("place"), Kind.ADDRESS)
    for match in _HOUSE.finditer(sentence):
        yield Span(match.start("house"), match.end("house"), Kind.ADDRESS, False)
    yield from _postcodes(sentence)


def _postcodes(sentence: str) -> Iterator[Span]:
    for match in _POSTCODE_NL.finditer(sentence):
        if _is_postcode(match["letters"], match["gap"], sentence):
            yield Span(match.start(), match.end(), Kind.POSTCODE)
    for match in _POSTCODE_NAMED.finditer(sentence):
        yield Span(match.start("code"), match.end("code"), Kind.POSTCODE)
    for match in _POSTCODE_BE.finditer(sentence):
        text = match.group().strip()
        year = text.startswith(("19", "20")) and not _after_address(sentence, match)
        if not year:
            end = match.start() + len(text)
            yield Span(match.start(), end, Kind.POSTCODE, certain=False)


def _is_postcode(letters: str, gap: str, sentence: str) -> bool:
    if letters.upper() in _NEVER_ISSUED or letters.upper() in _UNITS:
        return False
    if letters.isupper() and not sentence.isupper():
        return True
    if not gap:
        return letters.lower() not in _ORDINALS
    return letters.lower() not in WORDS_OF_TWO


def _after_address(sentence: str, match: re.Match[str]) -> bool:
    before = sentence[: match.start()].rstrip()
    return before.endswith(",") or bool(re.search(r"\d[a-z]?$|\bte$", before))
