"""An SQLite file lies on a disk of this machine and is treated with care."""

from pathlib import Path

import pytest

from dialogue.foundation.database import db
from dialogue.foundation.settings import SettingsInvalid
from dialogue.foundation.sqlite_file import check_is_local, journal_mode

MOUNTS = """/dev/vda / ext4 rw 0 0
server:/export /srv/shared nfs4 rw 0 0
//nas/our\\040files /mnt/our\\040files cifs rw 0 0
/dev/vdb /srv/shared/local ext4 rw 0 0
"""


@pytest.mark.parametrize("name", ["/srv/shared/d.sqlite", "/mnt/our files/a/d.sqlite"])
def test_a_network_share_is_refused_in_a_sentence(name):
    with pytest.raises(SettingsInvalid, match=r"network share .+ or PostgreSQL"):
        check_is_local(Path(name), MOUNTS)


@pytest.mark.parametrize(
    "name", ["/srv/d.sqlite", "/srv/shared/local/d.sqlite", "/srv/shared-not/d.sqlite"]
)
def test_a_disk_of_this_machine_is_fine(name):
    check_is_local(Path(name), MOUNTS)
    check_is_local(Path(name), "")


@pytest.mark.parametrize(
    ("version", "journal"),
    [("3.40.1", "DELETE"), ("3.51.2", "DELETE"), ("3.51.3", "WAL"), ("3.53.4", "WAL")],
)
def test_a_version_that_may_spoil_a_wal_gets_none(version, journal):
    assert journal_mode(version) == journal


def test_every_connection_is_told_to_be_careful(app):
    if db.engine.dialect.name != "sqlite":
        return
    with db.engine.connect() as connection:
        said = {
            name: connection.exec_driver_sql(f"PRAGMA {name}").scalar()
            for name in (
                "foreign_keys",
                "secure_delete",
                "synchronous",
                "trusted_schema",
            )
        }
    assert said == {
        "foreign_keys": 1, "secure_delete": 1, "synchronous": 2, "trusted_schema": 0,
    }  # fmt: skip
