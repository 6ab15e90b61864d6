"""Descriptions that fit one person only, though they hold no name.

A list of shapes, each with a reason. It marks for people to look at; it does
not decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from .spans import Kind, Span

_TO_THE_COMMA = r"[^.,;!?]{0,60}"

_UNIQUE = (
    # Nobody else: "de enige vader in de straat", "als enige op de flat".
    (
        rf"\b(?:de|het|als|mijn)\s+enige\s+{_TO_THE_COMMA}"
        rf"\b(?:in|op|van|uit|met|die|hier|aan|zonder)\b{_TO_THE_COMMA}"
    ),
    (
        rf"\b(?:the|as\s+the)\s+only\s+(?:one\b)?{_TO_THE_COMMA}"
        rf"\b(?:in|on|of|from|with|who|that|here|at|without)\b{_TO_THE_COMMA}"
    ),
    rf"\b(?:le|la)\s+seule?\b{_TO_THE_COMMA}\b(?:dans|de|du|avec|qui)\b{_TO_THE_COMMA}",
    # The most of something: "de oudste bewoner van de straat".
    (
        r"\b(?:de|het)\s+(?:oudste|jongste|langste|rijkste|armste|eerste|laatste)\s+"
        r"(?:bewo\w*|vrouw|man|buur\w*|moeder|vader|jongen|meisje|gezin|persoon|inwoner|"
        rf"weduw\w*|vluchteling|huurder|boer)\b{_TO_THE_COMMA}"
    ),
    (
        r"\bthe\s+(?:oldest|youngest|richest|poorest|first|last)\s+(?:resident|woman|man|"
        rf"neighbou?r|mother|father|boy|girl|family|person|widow\w*|refugee)\b{_TO_THE_COMMA}"
    ),
)
_OFFICE = (
    # One a village: the speaker says to be the one.
    (
        r"\b(?:ik ben|als|ik als|mijn (?:man|vrouw|vader|moeder|zoon|dochter) is)\s+"
        r"(?:de\s+|hier\s+)*(?:huisarts|burgemeester|dominee|pastoor|imam|notaris|apotheker|"
        rf"schooldirecteur|directeur|wijkagent|koster|conciërge|schepen|wethouder)\b"
        rf"{_TO_THE_COMMA}"
    ),
    (
        r"\b(?:i am|i'm|as|my (?:husband|wife|father|mother|son|daughter) is)\s+the\s+"
        r"(?:doctor|mayor|vicar|priest|imam|pharmacist|headteacher|caretaker|alderman)\b"
        rf"{_TO_THE_COMMA}"
    ),
)
_SHAPES = tuple(re.compile(shape, re.IGNORECASE) for shape in _UNIQUE + _OFFICE)


def find_rare(sentence: str) -> Iterator[Span]:
    """Mark phrases that describe one person; never certain."""
    for shape in _SHAPES:
        for match in shape.finditer(sentence):
            end = match.start() + len(match.group().rstrip())
            yield Span(match.start(), end, Kind.RARE, certain=False)
