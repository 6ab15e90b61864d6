"""Which font files a document needs, and the @font-face rules that name them.

The fonts come from the packages of dialogue/assets (SIL Open Font License), cut by
script. Only the cuts a text uses are loaded: unpacking one takes 20 to 60 ms.
"""

import os
import re
from collections.abc import Iterable, Sequence
from pathlib import Path

from msgspec import Struct

import dialogue
from dialogue.foundation.paper.order import N_, PaperRefused

ROOT = Path(next(iter(dialogue.__path__)))
SETTING = "DIALOGUE_PAPER_FONTS"
NO_FONTS = N_("The fonts for printing are not installed. Ask the administrator.")

_Ranges = tuple[tuple[int, int], ...]


class Cut(Struct, frozen=True):
    """One script of one family: files ``<stem>-<weight>-<style>….woff2``.

    Each has a family name of its own that no machine has installed: WeasyPrint
    takes two files of one name and weight for one font, and writes the letters of
    the one with the widths of the other.
    """

    family: str
    stem: str
    ranges: _Ranges
    faces: tuple[tuple[int, str], ...]


_UPRIGHT = ((400, "normal"), (600, "normal"), (700, "normal"))
_ALL = (*_UPRIGHT, (400, "italic"))

# The ranges follow the unicode-range descriptors of the font packages.
CUTS = (
    Cut(
        "Dialogue Sans",
        "source-sans-3-latin",
        ((0x00, 0xFF), (0x131, 0x131), (0x152, 0x153), (0x2BB, 0x2DC),
         (0x2000, 0x206F), (0x20AC, 0x20AC), (0x2122, 0x2122), (0x2191, 0x2193),
         (0x2212, 0x2215), (0xFEFF, 0xFEFF), (0xFFFD, 0xFFFD)),
        _ALL,
    ),
    Cut(
        "Dialogue Sans Extended",
        "source-sans-3-latin-ext",
        ((0x100, 0x130), (0x132, 0x151), (0x154, 0x2BA), (0x1D00, 0x1DBF),
         (0x1E00, 0x1E9F), (0x1EF2, 0x1EFF), (0x20A0, 0x20AB), (0x2C60, 0x2C7F)),
        _ALL,
    ),
    Cut(
        "Dialogue Sans Vietnamese",
        "source-sans-3-vietnamese",
        ((0x300, 0x309), (0x323, 0x323), (0x1EA0, 0x1EF9)),
        _ALL,
    ),
    Cut(
        "Dialogue Sans Cyrillic",
        "source-sans-3-cyrillic",
        ((0x400, 0x45F), (0x490, 0x491), (0x4B0, 0x4B1), (0x2116, 0x2116)),
        _ALL,
    ),
    Cut("Dialogue Sans Greek", "source-sans-3-greek", ((0x370, 0x3FF),), _ALL),
    Cut(
        "Dialogue Arabic",
        "noto-sans-arabic-arabic",
        ((0x600, 0x6FF), (0x750, 0x77F), (0x870, 0x8FF), (0xFB50, 0xFDFF),
         (0xFE70, 0xFEFC)),
        _UPRIGHT,
    ),
)  # fmt: skip


def font_folders(given: Sequence[Path] = ()) -> tuple[Path, ...]:
    """Where fonts are looked for: what is given, the setting, then our assets.

    The setting is the environment variable DIALOGUE_PAPER_FONTS (folders with
    the separator of PATH); our assets are the built ones, then the packages.
    """
    if given:
        return tuple(given)
    setting = os.environ.get(SETTING)
    if setting:
        return tuple(Path(folder) for folder in setting.split(os.pathsep))
    packages = ROOT / "assets" / "node_modules" / "@fontsource"
    return (
        ROOT / "static" / "dist",
        packages / "source-sans-3" / "files",
        packages / "noto-sans-arabic" / "files",
    )


def needed(text: str) -> list[Cut]:
    """The cuts that hold at least one character of ``text``; Latin always."""
    used = {ord(character) for character in set(text)}
    return [cut for cut in CUTS if cut is CUTS[0] or _meets(cut.ranges, used)]


def stack(cuts: Sequence[Cut]) -> str:
    """The value of font-family that reaches all of ``cuts``."""
    return ", ".join(f'"{cut.family}"' for cut in cuts)


def families(cuts: Sequence[Cut]) -> str:
    """The CSS rules that set a document in its cuts, Arabic in Arabic first."""
    first = sorted(cuts, key=lambda cut: "arabic" not in cut.stem)
    return (
        f"html {{ font-family: {stack(cuts)}, sans-serif; }}\n"
        f"@page {{ font-family: {stack(cuts)}, sans-serif; }}\n"
        f":lang(ar, fa, ur) {{ font-family: {stack(first)}, sans-serif; }}\n"
    )


def faces(cuts: Iterable[Cut]) -> tuple[str, dict[str, str]]:
    """The @font-face rules, and for each asset name the file's stem."""
    rules, stems = [], {}
    for cut in cuts:
        for weight, style in cut.faces:
            stem = f"{cut.stem}-{weight}-{style}"
            name = f"fonts/{stem}.woff2"
            stems[name] = stem
            rules.append(
                f'@font-face {{ font-family: "{cut.family}"; '
                f"font-weight: {weight}; font-style: {style}; "
                f'src: url("asset:{name}"); }}'
            )
    return "\n".join(rules), stems


def find(stem: str, folders: Sequence[Path]) -> Path:
    """The file of a stem, with or without the hash a build adds to its name."""
    wanted = re.compile(rf"{re.escape(stem)}([-.][A-Za-z0-9]+)?\.woff2")
    for folder in folders:
        for path in sorted(folder.glob(f"{stem}*.woff2")):
            if wanted.fullmatch(path.name):
                return path
    looked = ", ".join(str(folder) for folder in folders)
    raise PaperRefused(
        NO_FONTS,
        detail=f"{stem}.woff2 is in none of: {looked}. Run ./do assets, or set "
        f"{SETTING} to the folder with the fonts",
    )


def _meets(ranges: _Ranges, used: set[int]) -> bool:
    return any(low <= code <= high for code in used for low, high in ranges)
