"""What is asked of the press: one order, and the two ways it says no.

Pure: it is imported by the web, by jobs and by the child process alike.
"""

import base64
import json
from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path
from typing import Literal, get_args

from msgspec import Struct
from msgspec.structs import asdict

Stylesheet = Literal["report", "flyer", "list", "letter"]
Relationship = Literal["Source", "Data", "Alternative", "Supplement", "Unspecified"]
Reason = Literal["time", "memory", "pages", "document"]


def N_(sentence: str) -> str:  # noqa: N802 – the name Babel looks for
    """Mark a sentence for translation; whoever shows it translates it."""
    return sentence


class PaperRefused(Exception):
    """The press will not print this. ``sentence`` is an English msgid.

    ``detail`` is for the log of whoever wrote the document: it names the rule or
    the address, never a text from the document.
    """

    def __init__(
        self, sentence: str, *, reason: Reason = "document", detail: str = ""
    ) -> None:
        super().__init__(f"{sentence} ({detail})" if detail else sentence)
        self.sentence = sentence
        self.reason = reason
        self.detail = detail


class PaperTooLarge(PaperRefused):
    """The document is too long for the time, the memory or the pages allowed."""


class Attachment(Struct, frozen=True):
    """A file inside the PDF, such as the figures of a report as CSV.

    ``name`` is an ASCII file name, ``media_type`` like ``text/csv``, ``modified``
    an aware datetime; ``relationship`` says what the file is to the document
    (ISO 19005-3, annex E): Data for figures, Source for what it was made from.
    """

    name: str
    media_type: str
    description: str
    data: bytes
    modified: datetime
    relationship: Relationship = "Data"

    def __post_init__(self) -> None:
        if self.modified.tzinfo is None:
            raise ValueError(f"{self.name}: modified must carry a time zone")
        if not self.name.isascii() or "/" in self.name or not self.description:
            raise ValueError("an attachment has a plain name and a description")
        if self.relationship not in get_args(Relationship):
            raise ValueError(f"{self.name}: unknown relationship")


class Limits(Struct, frozen=True):
    """How much one document may take: wall-clock seconds, bytes, pages."""

    seconds: float = 60
    memory: int = 1_500_000_000
    pages: int = 400


class Order(Struct, frozen=True):
    """Everything the child process needs to print one document."""

    html: str
    lang: str
    title: str
    author: str
    identifier: bytes
    created: datetime
    stylesheet: Stylesheet = "report"
    attachments: tuple[Attachment, ...] = ()
    limits: Limits = Limits()
    font_folders: tuple[Path, ...] = ()

    def __post_init__(self) -> None:
        if not self.title.strip() or not self.lang.strip():
            raise ValueError("a document has a title and a language")
        if not self.identifier:
            raise ValueError("a document has an identifier of its own")
        if self.created.tzinfo is None:
            raise ValueError("created must carry a time zone")
        if self.stylesheet not in get_args(Stylesheet):
            raise ValueError(f"no stylesheet {self.stylesheet}")
        names = [one.name for one in self.attachments]
        if len(set(names)) != len(names):
            raise ValueError("two attachments have the same name")

    def to_json(self) -> bytes:
        """The order as JSON; only the child reads it."""
        return json.dumps(
            {
                "html": self.html,
                "lang": self.lang,
                "title": self.title,
                "author": self.author,
                "identifier": self.identifier.hex(),
                "created": self.created.isoformat(),
                "stylesheet": self.stylesheet,
                "attachments": [_attachment_out(one) for one in self.attachments],
                "limits": asdict(self.limits),
                "font_folders": [str(folder) for folder in self.font_folders],
            }
        ).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Order":
        """The order :meth:`to_json` wrote."""
        given = json.loads(text)
        return cls(
            html=given["html"],
            lang=given["lang"],
            title=given["title"],
            author=given["author"],
            identifier=bytes.fromhex(given["identifier"]),
            created=datetime.fromisoformat(given["created"]),
            stylesheet=given["stylesheet"],
            attachments=tuple(_attachment_in(one) for one in given["attachments"]),
            limits=Limits(**given["limits"]),
            font_folders=tuple(Path(folder) for folder in given["font_folders"]),
        )


def w3c(moment: datetime) -> str:
    """A moment in UTC as XMP and WeasyPrint write it, to the second."""
    return moment.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def sorted_by_name(attachments: Sequence[Attachment]) -> list[Attachment]:
    """The attachments in the order a PDF name tree demands."""
    return sorted(attachments, key=lambda one: one.name.encode())


def _attachment_out(one: Attachment) -> dict[str, str]:
    return {
        **asdict(one),
        "data": base64.b64encode(one.data).decode(),
        "modified": one.modified.isoformat(),
    }


def _attachment_in(given: dict[str, str]) -> Attachment:
    return Attachment(
        name=given["name"],
        media_type=given["media_type"],
        description=given["description"],
        data=base64.b64decode(given["data"]),
        modified=datetime.fromisoformat(given["modified"]),
        relationship=given["relationship"],  # type: ignore[arg-type]
    )
