"""Small files in the cache folder that only this house can have written.

Each begins with a seal made with the house's secret over its name and content:
whoever can write a file there must not be able to make us run or hand out what they
wrote. A file that is missing, foreign, renamed or damaged is as if it were not there;
a folder that cannot be written only costs what the file would have saved.
"""

import hashlib
import hmac
import os
from contextlib import suppress
from pathlib import Path
from tempfile import NamedTemporaryFile

SEAL_BYTES = 32


class SealedFiles:
    """Sealed files in one folder, for one purpose."""

    def __init__(self, folder: Path, secret: bytes, purpose: str) -> None:
        self.folder = folder
        self._key = hashlib.sha256(purpose.encode() + b"\0" + secret).digest()

    def read(self, name: str) -> bytes | None:
        """What we wrote under this name, or None."""
        try:
            raw = (self.folder / name).read_bytes()
        except OSError:
            return None
        seal, content = raw[:SEAL_BYTES], raw[SEAL_BYTES:]
        return content if hmac.compare_digest(seal, self._seal(name, content)) else None

    def write(self, name: str, content: bytes) -> None:
        """Keep it: whole or not at all, whoever else does the same."""
        with suppress(OSError):
            self.folder.mkdir(parents=True, exist_ok=True, mode=0o700)
            with NamedTemporaryFile(dir=self.folder, delete=False) as file:
                file.write(self._seal(name, content) + content)
            os.replace(file.name, self.folder / name)

    def _seal(self, name: str, content: bytes) -> bytes:
        told = name.encode() + b"\0" + content
        return hashlib.blake2b(told, key=self._key, digest_size=SEAL_BYTES).digest()
