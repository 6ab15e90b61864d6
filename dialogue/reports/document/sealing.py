"""The code of a version: twelve signs that follow from every word in it."""

from hashlib import sha256

from msgspec.structs import replace

from dialogue.foundation.links import CODE_ALPHABET, CODE_LENGTH, CODE_PART
from dialogue.reports.document.coding import canonical
from dialogue.reports.document.parts import Document


def sealed(document: Document) -> tuple[Document, str]:
    """The document with its code printed in it, and the sha256 of its bytes (hex)."""
    coded = replace(document, code=code_of(document))
    return coded, sha256(canonical(coded)).hexdigest()


def code_of(document: Document) -> str:
    """``4K9T-7MZP-22QD``: 59 bits of the digest of all else in the document."""
    digest = sha256(
        b"dialogue report code\n" + canonical(replace(document, code=""))
    ).digest()
    number, signs = int.from_bytes(digest, "big"), ""
    for _sign in range(CODE_LENGTH):
        number, which = divmod(number, len(CODE_ALPHABET))
        signs += CODE_ALPHABET[which]
    return in_parts(signs)


def in_parts(code: str) -> str:
    """A code as people read it aloud: three groups of four."""
    return "-".join(code[at : at + CODE_PART] for at in range(0, len(code), CODE_PART))
