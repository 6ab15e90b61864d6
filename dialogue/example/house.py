"""The settings of a house for the example: SQLite and files in one folder."""

import os
from pathlib import Path

from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET


def settings_of(folder: Path, port: int) -> dict[str, str]:
    """The environment of a house in this folder, served on this port."""
    ours = {
        "SECRET_KEY": DEMO_SECRET, "MASTER_KEYS": DEMO_MASTER, "MODE": "demo",
        "PUBLIC_URL": f"http://127.0.0.1:{port}", "INSTANCE": str(folder),
        "DATABASE_URL": f"sqlite:///{folder / 'dialogue.sqlite'}",
        "QUEUE_URL": f"sqlite:///{folder / 'queue.sqlite'}",
        "MAIL_URL": f"folder:{folder / 'mail'}", "LOG": "text",
    }  # fmt: skip
    inherited = {
        key: value
        for key, value in os.environ.items()
        if not key.startswith("DIALOGUE_")
    }
    return inherited | {f"DIALOGUE_{key}": value for key, value in ours.items()}
