"""Compiled templates kept on disk, so that a start does not compile them again.

A template is compiled per language, with its texts and drawings in place (wording.py).
So what is kept holds for one source, one language, and one build: all templates, all
words, and the code that compiles. It is code, so each file is sealed (sealed_files.py).
A file that is missing, old, changed or unreadable is compiled afresh.
"""

import hashlib
from collections.abc import Callable
from pathlib import Path

from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket, BytecodeCache

from dialogue.foundation.sealed_files import SealedFiles


class Compiled(BytecodeCache):
    """The compiled templates of one language; ``mark`` says of which build."""

    def __init__(
        self, folder: Path, secret: bytes, language: str, mark: Callable[[], str]
    ) -> None:
        self.files = SealedFiles(folder, secret, "compiled templates")
        self.language = language
        self._mark = mark

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The name of the file; the next build writes it over."""
        told = f"{self.language}\0{name}".encode()
        return hashlib.blake2s(told, digest_size=16).hexdigest()

    def get_source_checksum(self, source: str) -> str:
        """What the compiled template holds for."""
        told = "\0".join((jinja_version, self._mark(), self.language, source))
        return hashlib.blake2s(told.encode()).hexdigest()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Take the kept one, if we wrote it and it is of this build."""
        code = self.files.read(bucket.key)
        if code is not None:
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it for the next start."""
        self.files.write(bucket.key, bucket.bytecode_to_string())
