"""What the command line does with a whole house."""

import os
from pathlib import Path

from flask import Flask
from flask_migrate import upgrade

from dialogue.foundation import clock
from dialogue.foundation.database import db, writing
from dialogue.guides.actions import load_library
from dialogue.municipalities.actions import load_reference

MIGRATIONS = Path(__file__).parent / "foundation" / "migrations"


def bring_up_to_date(app: Flask) -> None:
    """Tables, municipalities and built-in guides as this version has them."""
    os.environ.setdefault("FLASK_SKIP_DOTENV", "1")
    with app.app_context():
        upgrade(directory=str(MIGRATIONS))
        with writing():
            load_reference()
            load_library(clock.now())
        db.session.remove()
