"""What a web worker may not carry: a fresh interpreter builds the house and looks."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET

pytestmark = pytest.mark.slow

TOP = Path(__file__).resolve().parents[2]
HEAVY = (
    "numpy", "weasyprint", "fontTools", "PIL", "alembic", "yaml", "jsonschema",
    "icalendar", "phonenumbers", "email_validator", "structlog", "rich",
)  # fmt: skip
OF_OTHERS = ("redis", "limits", "psycopg")  # clients of what this house does not use
LOOK = """
import json, sys
from wsgi import app
answer = app.house.test_client().get("/static/dist/none")
print(json.dumps([answer.status_code, sorted({name.split(".")[0] for name in sys.modules})]))
"""


def test_a_web_worker_on_sqlite_carries_nothing_that_pages_do_not_need(tmp_path):
    settings = {
        "SECRET_KEY": DEMO_SECRET, "MASTER_KEYS": DEMO_MASTER, "MODE": "test", "INSTANCE": str(tmp_path),
        "PUBLIC_URL": "http://localhost", "DATABASE_URL": f"sqlite:///{tmp_path / 'house.sqlite'}",
        "QUEUE_URL": f"sqlite:///{tmp_path / 'queue.sqlite'}", "MAIL_URL": f"folder:{tmp_path / 'mail'}",
    }  # fmt: skip
    told = subprocess.run(
        [sys.executable, "-c", LOOK],
        cwd=TOP,
        env={
            **os.environ,
            **{f"DIALOGUE_{name}": value for name, value in settings.items()},
        },
        capture_output=True,
        text=True,
        check=True,
    ).stdout
    status, carried = json.loads(told.splitlines()[-1])
    assert status == 404
    assert "sqlalchemy" in carried
    assert not {*carried} & {*HEAVY, *OF_OTHERS}
