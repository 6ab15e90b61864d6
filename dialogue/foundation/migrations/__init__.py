"""Bringing the tables of a database up (or down) to a version, through Alembic.

Imported by commands only: a web worker does without Alembic.
"""

from pathlib import Path

from alembic import command
from alembic.config import Config

HERE = Path(__file__).parent


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(HERE).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    return config


def upgrade(revision: str = "head") -> None:
    """Bring the tables up to a revision; needs an app context."""
    command.upgrade(_config(), revision)


def downgrade(revision: str = "base") -> None:
    """Take the tables back to a revision; needs an app context."""
    command.downgrade(_config(), revision)


def check() -> None:
    """Raise when the models say something that no revision says."""
    command.check(_config())


def write_revision(message: str, number: str) -> None:
    """Write a new revision from the difference between models and tables."""
    command.revision(_config(), message, autogenerate=True, rev_id=number)
