"""What the command line does with a whole house."""

from pathlib import Path

from flask import Flask

from dialogue.foundation import clock, migrations
from dialogue.foundation.database import db, writing
from dialogue.guides.actions import load_library
from dialogue.municipalities.actions import load_reference


def bring_up_to_date(app: Flask) -> None:
    """Tables, municipalities and built-in guides as this version has them."""
    with app.app_context():
        migrations.upgrade()
        with writing():
            load_reference()
            load_library(clock.now())
        db.session.remove()


def write_example(folder: Path) -> None:
    """Build the example in a house of its own and write its files into a folder."""
    import tempfile

    from dialogue.app import create_app
    from dialogue.example.build import build, write_files
    from dialogue.example.house import settings_of
    from dialogue.example.walk import THURSDAY, Calendar
    from dialogue.foundation.settings import read

    folder.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="dialogue-example-") as house:
        app = create_app(read(settings_of(Path(house), 8765)))
        bring_up_to_date(app)
        with app.app_context():
            world, session_id = build(app, Calendar(THURSDAY))
            write_files(world, session_id, folder, Calendar(THURSDAY))
            db.session.remove()
            db.engine.dispose()
