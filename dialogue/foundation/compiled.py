"""Compiled templates kept on disk, so that a start does not compile them again.

A template is compiled per language, with its texts and drawings in place (wording.py).
So what is kept holds for one source, one language, and one build: all templates, all
words, and the code that compiles. Each file is sealed with this house's secret: it is
code, and whoever can write a file in the cache must not be able to make us run it.
A file that is missing, old, changed or unreadable is compiled afresh; a folder that
cannot be written only costs the time.
"""

import hashlib
import hmac
import os
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

from jinja2 import __version__ as jinja_version
from jinja2.bccache import Bucket, BytecodeCache

SEAL_BYTES = 32


class Compiled(BytecodeCache):
    """The compiled templates of one language; ``mark`` says of which build."""

    def __init__(
        self, folder: Path, secret: bytes, language: str, mark: Callable[[], str]
    ) -> None:
        self.folder = folder
        self.language = language
        self._mark = mark
        self._key = hashlib.sha256(b"compiled templates\0" + secret).digest()

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
        try:
            raw = (self.folder / bucket.key).read_bytes()
        except OSError:
            return
        seal, code = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
        if hmac.compare_digest(seal, self._seal(bucket.key, code)):
            bucket.bytecode_from_string(code)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep it: whole or not at all, whoever else does the same."""
        code = bucket.bytecode_to_string()
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(self._seal(bucket.key, code) + code)
            os.replace(file.name, self.folder / bucket.key)

    def _seal(self, key: str, code: bytes) -> bytes:
        told = key.encode() + b"\0" + code
        return hashlib.blake2b(told, key=self._key, digest_size=SEAL_BYTES).digest()
