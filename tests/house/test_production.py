"""A house in production has nothing of the demo, and does not start with its keys."""

import base64
import os
import subprocess
import sys
from pathlib import Path

import pytest

from dialogue.app import create_app
from dialogue.foundation import migrations
from dialogue.foundation.settings import DEMO_MASTER, DEMO_SECRET, read

TOP = Path(__file__).resolve().parents[2]
OWN = {
    "DIALOGUE_SECRET_KEY": "a-key-of-our-own-that-is-long-enough",
    "DIALOGUE_MASTER_KEYS": "k1:" + base64.b64encode(b"x" * 32).decode(),
    "DIALOGUE_PUBLIC_URL": "https://gesprek.example.nl",
}
STARTS = {
    "the web server": ["-c", "import wsgi"],
    "the worker": ["-m", "dialogue", "worker"],
    "the migration": ["-m", "dialogue", "migrate"],
}


def environment(folder: Path, **more: str) -> dict[str, str]:
    ours = OWN | {
        "DIALOGUE_INSTANCE": str(folder),
        "DIALOGUE_DATABASE_URL": f"sqlite:///{folder / 'house.sqlite'}",
        "DIALOGUE_QUEUE_URL": f"sqlite:///{folder / 'queue.sqlite'}",
        "DIALOGUE_MAIL_URL": f"folder:{folder / 'mail'}",
    }
    return ours | more


@pytest.fixture(scope="module")
def production(tmp_path_factory):
    """A house as it stands after ``./do migrate``'s tables."""
    app = create_app(read(environment(tmp_path_factory.mktemp("production"))))
    with app.app_context():
        migrations.upgrade()
    return app


def test_no_door_of_the_demo_is_there(production):
    found = [rule for rule in production.url_map.iter_rules() if "demo" in str(rule)]
    assert found == []
    assert "demo" not in production.blueprints
    browser = production.test_client()
    for address in ("/demo", "/demo/mail", "/demo/mail/x"):
        assert browser.get(address, follow_redirects=True).status_code == 404
    assert browser.post("/demo/sign-in/1").status_code == 404
    assert not production.debug
    assert not production.testing


@pytest.mark.slow
def test_the_demos_application_refuses_to_be_served_in_production(tmp_path):
    told = start(["-c", "import dialogue.demo.site"], environment(tmp_path))
    assert told.returncode != 0
    assert "DIALOGUE_MODE=demo only" in told.stderr


@pytest.mark.slow
@pytest.mark.parametrize("name", STARTS)
@pytest.mark.parametrize(
    ("wrong", "sentence"),
    [
        ({"DIALOGUE_SECRET_KEY": DEMO_SECRET}, "SECRET_KEY is the demo's key"),
        ({"DIALOGUE_MASTER_KEYS": DEMO_MASTER}, "MASTER_KEYS holds the demo's key"),
        ({"DIALOGUE_SECRET_KEY": ""}, "SECRET_KEY is missing"),
        ({"DIALOGUE_DATABASE": "x"}, "DIALOGUE_DATABASE is not a setting"),
        ({"DIALOGUE_PROXIES": "many"}, "DIALOGUE_PROXIES must be a number"),
    ],
    ids=["demo secret", "demo master", "missing", "unknown", "malformed"],
)
def test_no_process_starts_with_such_settings(tmp_path, name, wrong, sentence):
    told = start(STARTS[name], environment(tmp_path, **wrong))
    assert told.returncode != 0
    assert sentence in told.stderr
    assert not (tmp_path / "house.sqlite").exists()


def start(words: list[str], ours: dict[str, str]) -> "subprocess.CompletedProcess[str]":
    kept = {key: value for key, value in os.environ.items() if "DIALOGUE_" not in key}
    return subprocess.run(
        [sys.executable, *words], cwd=TOP, env=kept | ours, capture_output=True,
        text=True, timeout=60, check=False,
    )  # fmt: skip


@pytest.mark.parametrize(
    "address",
    [
        "/.git/config", "/.env", "/static/", "/static/dist/", "/static/../wsgi.py", "/static/dist/../../app.py",
        "/static/dist/manifest.json", "/pyproject.toml", "/debug", "/console", "/metrics", "/static/dist/%2e%2e/app.py",
    ],
)  # fmt: skip
def test_nothing_but_pages_and_built_files_is_served(production, address):
    answer = production.test_client().get(address, follow_redirects=True)
    assert answer.status_code == 404


@pytest.mark.parametrize("method", ["TRACE", "TRACK", "PUT", "DELETE", "PATCH"])
def test_methods_that_no_page_takes_are_refused(production, method):
    answer = production.test_client().open("/sign-in", method=method)
    assert answer.status_code == 405


@pytest.mark.slow
def test_with_nothing_set_the_database_lies_where_the_settings_say(tmp_path):
    subprocess.run(
        [sys.executable, "-m", "dialogue", "migrate"],
        cwd=tmp_path, env={**os.environ, **OWN, "PYTHONPATH": str(TOP)}, check=True, capture_output=True,
    )  # fmt: skip
    assert (tmp_path / "instance" / "dialogue.sqlite").is_file()
