"""`./do words`: collect messages, bring the catalogues up to date, say what is missing.

English is the language of the messages themselves, so its catalogue is filled with
them; Dutch must be complete; other languages are complete or absent.
"""

import io
import re
import sys
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.pofile import read_po, write_po

TOP = Path(__file__).resolve().parent.parent
FOLDER = TOP / "translations"
METHODS = [
    ("dialogue/**.py", "python"),
    ("templates/**.html", "jinja2"),
    ("templates/**.txt", "jinja2"),
]
SKIPPED = ("node_modules", "styleguide")
KEYWORDS = {
    "_": None, "gettext": None, "ngettext": (1, 2), "_l": None, "lazy_gettext": None,
    "_n": (1, 2), "_ln": (1, 2), "lazy_ngettext": (1, 2), "N_": None,
    "NN_": (1, 2),
}  # fmt: skip
PLACES = re.compile(r"%\((\w+)\)[sd]|\{(\w+)\}")


def _is_ours(folder: str) -> bool:
    parts = Path(folder).relative_to(TOP).parts
    return not set(parts) & {
        ".venv",
        "node_modules",
        "styleguide",
        "tests",
        ".git",
        "static",
    }


def collect(wrong: list[str]) -> Catalog:
    """All messages in the sources, sorted, without line numbers (they churn).

    A catalogue knows a message by its singular: two plurals of one singular would give
    one page the other's words, so ``wrong`` hears of them.
    """
    found = Catalog(project="dialogue", charset="utf-8")
    plurals: dict[str, str] = {}
    for name, _line, message, comments, context in extract_from_dir(
        str(TOP), METHODS, keywords=KEYWORDS, comment_tags=["NOTE:"], strip_comment_tags=True,
        directory_filter=_is_ours,
    ):  # fmt: skip
        if not any(part in name for part in SKIPPED) and message:
            if isinstance(message, tuple) and len(message) == 2:
                one, more = message
                if plurals.setdefault(one, more) != more:
                    wrong.append(f"{name}: two plurals of {one!r}")
            found.add(
                message, None, [(name, None)], auto_comments=comments, context=context
            )
    return found


def unread_names() -> list[str]:
    """Names under which sources ask for a message, and that ``collect`` cannot see."""
    asked = re.compile(r"\b(?:lazy_)?(?:n|p|np)?gettext as (\w+)")
    return [
        f"{path.relative_to(TOP)}: messages asked by {name} are not collected"
        for path in sorted((TOP / "dialogue").rglob("*.py"))
        for name in asked.findall(path.read_text(encoding="utf-8"))
        if name not in KEYWORDS
    ]


def bring_up_to_date(language: str, messages: Catalog) -> tuple[Catalog, list[str]]:
    """The language's catalogue with exactly these messages; and what is wrong in it."""
    path = FOLDER / language / "LC_MESSAGES" / "messages.po"
    known: dict[object, object] = {}
    if path.exists():
        with path.open("rb") as text:
            known = {
                message.id: message.string
                for message in read_po(text, locale=language)
                if message.id and _filled(message.string) and not message.fuzzy
            }
    catalogue, wrong = (
        Catalog(locale=language, project="dialogue", charset="utf-8", fuzzy=False),
        [],
    )
    for message in messages:
        if not message.id:
            continue
        string = known.get(message.id, "")
        if not _filled(string) and language == "en":
            string = message.id
        if not _filled(string):
            wrong.append(
                f"{language}: no translation of {message.id!r} ({message.locations[0][0]})"
            )
        elif not _same_places(message.id, string):
            wrong.append(f"{language}: other placeholders in {message.id!r}")
        catalogue.add(
            message.id,
            string,
            [(name, None) for name, _ in message.locations],
            flags=message.flags,
            auto_comments=message.auto_comments,
        )
    return catalogue, wrong


def _filled(string: object) -> bool:
    return all(string) if isinstance(string, tuple | list) and string else bool(string)


def _same_places(message: object, string: object) -> bool:
    def names(text: object) -> set[str]:
        parts = text if isinstance(text, tuple | list) else (text,)
        return {a or b for part in parts for a, b in PLACES.findall(str(part))}

    return names(string) <= names(message) and (
        isinstance(message, tuple | list) or names(message) == names(string)
    )


def _text(catalogue: Catalog) -> bytes:
    buffer = io.BytesIO()
    write_po(
        buffer,
        catalogue,
        width=100,
        sort_output=True,
        omit_header=False,
        include_lineno=False,
    )
    lines = [
        line for line in buffer.getvalue().decode().splitlines()
        if not line.startswith(('"POT-Creation-Date', '"PO-Revision-Date', '"Generated-By', '"Last-Translator', '"Language-Team', '"Report-Msgid', "# FIRST", "# Translations template for", "# Copyright", "# This file"))
    ]  # fmt: skip
    return ("\n".join(lines).strip() + "\n").encode()


def main(words: list[str]) -> int:
    """Write (or with --check only compare) the catalogues."""
    wrong = unread_names()
    messages = collect(wrong)
    for language in sorted(path.name for path in FOLDER.iterdir() if path.is_dir()):
        catalogue, problems = bring_up_to_date(language, messages)
        wrong += problems
        path = FOLDER / language / "LC_MESSAGES" / "messages.po"
        new = _text(catalogue)
        if "--check" in words:
            if not path.exists() or path.read_bytes() != new:
                wrong.append(
                    f"{language}: the catalogue is behind the sources; run ./do words"
                )
        else:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(new)
    print("\n".join(wrong))
    print(f"{len(list(messages)) - 1} messages, {len(wrong)} to mend")
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
