"""The shape of a page: what stays when plain words and plain values are taken out.

Two pages of one shape are equally sound, so the second need not be parsed again. Only
what means nothing to a parser is taken out: whatever it neither stops at nor calls
wrong, and whole references. What could mean something (``<``, a lone ``&``, a quote, a
control character) stays, and so does every attribute that `inspecting` looks at.
"""

import re

# What no page may carry: controls, halves of characters, and the two at the end of each
# plane that Unicode gives to nobody.
_NOBODYS = "".join(chr(end) for end in range(0xFFFE, 0x110000, 0x10000))
_NOBODYS += "".join(chr(ord(each) + 1) for each in _NOBODYS)
WRONG = rf"\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef{_NOBODYS}"
# Nothing in it is gone back to: what cannot end here cannot end a character earlier.
PLAIN = rf"(?:[^<>&\"{WRONG}]++|\r\n|&(?:amp|lt|gt|#34|#39);)"
# Between two tags: blank stays blank and words stay words, for where words may not be.
WORDS = re.compile(rf">({PLAIN}++)<")
# An address elsewhere is looked at, so only what begins on a path is taken out.
VALUES = re.compile(
    r" (value|content|datetime|action|name|title|placeholder|data-[a-z-]+)="
    rf'"{PLAIN}*+"| (aria-label)="{PLAIN}++"| (href|src)="/(?!/){PLAIN}*+"'
)
# Which names of places are the same matters, not what they are.
PLACES = re.compile(
    r' (id|for|aria-labelledby|aria-describedby|aria-controls)="([\w .:-]*)"'
)


def shape(page: str) -> str:
    """The page with the same stand-in for every plain text, value and place."""
    numbers: dict[str, str] = {}

    def renamed(match: re.Match[str]) -> str:
        attribute, names = match.groups()
        found = (numbers.setdefault(each, str(len(numbers))) for each in names.split())
        return f' {attribute}="{" ".join(found)}"'

    def blank_or_words(match: re.Match[str]) -> str:
        if not match[1].strip(" \t\r\n"):
            return "> <"
        # other blanks are words to a parser, and none to who looks for words
        return match[0] if match[1].isspace() else ">t<"

    page = WORDS.sub(blank_or_words, page)
    return PLACES.sub(renamed, VALUES.sub(r' \1\2\3="v"', page))
