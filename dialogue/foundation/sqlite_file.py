"""An SQLite file: on a disk of this machine, and how each connection treats it."""

from pathlib import Path
from typing import Any, Final

from dialogue.foundation.settings import SettingsInvalid

# SQLite 3.7.0–3.51.2 can corrupt a database when a WAL is reset: no WAL there.
WAL_IS_SAFE_FROM: Final = (3, 51, 3)
MOUNTS: Final = Path("/proc/mounts")
# Their locks do not hold between machines: two writers would spoil the file.
NETWORKED: Final = frozenset({
    "nfs", "nfs4", "cifs", "smb3", "smbfs", "afs", "ceph", "glusterfs", "davfs",
    "fuse.sshfs", "fuse.glusterfs", "fuse.s3fs", "fuse.rclone", "fuse.davfs2",
})  # fmt: skip


def check_is_local(file: Path, mounts: str | None = None) -> None:
    """Refuse a file on a network share; raises SettingsInvalid with a sentence.

    ``mounts``: as in /proc/mounts; where a machine has none, nothing is known.
    """
    if mounts is None:
        mounts = MOUNTS.read_text("utf-8", "replace") if MOUNTS.exists() else ""
    kind = _file_system(file.resolve(), mounts)
    if kind in NETWORKED:
        raise SettingsInvalid(
            f"DIALOGUE_DATABASE_URL names a file on a network share ({kind}), where "
            "SQLite can lose data. Use a disk of this machine, or PostgreSQL."
        )


def _file_system(file: Path, mounts: str) -> str:
    """The kind of the deepest mount that the file lies under; "" when unknown."""
    found = [(Path("/"), "")]
    for line in mounts.splitlines():
        _device, point, kind, *_rest = [*line.split(" "), "", "", ""]
        place = Path(point.replace("\\040", " "))
        if place == file or place in file.parents:
            found.append((place, kind))
    return max(found, key=lambda each: len(each[0].parts))[1]


def prepare(connection: Any, _record: Any) -> None:
    """What every new connection is told."""
    [said] = connection.execute("select sqlite_version()").fetchone()
    for pragma in (
        "busy_timeout = 15000",
        f"journal_mode = {journal_mode(said)}",
        "synchronous = FULL",
        "foreign_keys = ON",
        "secure_delete = ON",
        "trusted_schema = OFF",
        # Half a megabyte a connection, not two: the system keeps the file anyway.
        "cache_size = -500",
    ):
        connection.execute(f"PRAGMA {pragma}")


def journal_mode(version: str) -> str:
    """The journal that this version of SQLite (``3.53.4``) keeps a file safe with."""
    numbers = tuple(int(part) for part in version.split("."))
    return "WAL" if numbers >= WAL_IS_SAFE_FROM else "DELETE"
