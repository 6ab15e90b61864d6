"""A start in two steps: a porch that listens at once, then workers with the house."""

import os
import signal
import socket
import subprocess
import sys
import time
from pathlib import Path
from urllib.error import HTTPError
from urllib.request import urlopen

import pytest

from dialogue.app import create_app
from dialogue.foundation import migrations
from dialogue.foundation.settings import read
from tests.house.test_production import environment

pytestmark = pytest.mark.slow

TOP = Path(__file__).resolve().parents[2]


@pytest.fixture
def settings(tmp_path):
    given = environment(tmp_path, DIALOGUE_PUBLIC_URL="http://localhost")
    with create_app(read(given)).app_context():
        migrations.upgrade()
    return given


@pytest.fixture
def started(settings):
    """The web server as ./do serve starts it, and its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    process = subprocess.Popen(
        [sys.executable, "-m", "gunicorn", "--config", "dialogue/serving.py", "wsgi:app"],
        cwd=TOP, env={**os.environ, **settings, "BIND": f"127.0.0.1:{port}"}, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip
    yield process, f"http://127.0.0.1:{port}"
    process.kill()
    process.communicate()


def answer(address):
    try:
        return urlopen(address, timeout=20).status
    except HTTPError as refused:
        return refused.code
    except OSError:
        return None


def workers(process):
    """The process ids of those who serve now."""
    found = Path(f"/proc/{process.pid}/task/{process.pid}/children").read_text()
    return {int(each) for each in found.split()}


def wait_until(true, seconds=60):
    ends = time.monotonic() + seconds
    while not true():
        assert time.monotonic() < ends
        time.sleep(0.05)


def test_nobody_is_refused_while_workers_with_the_house_take_over(started):
    process, here = started
    wait_until(lambda: workers(process))
    first = workers(process)
    wait_until(lambda: answer(f"{here}/health") is not None)
    found = []
    wait_until(
        lambda: (
            found.append(answer(f"{here}/health"))
            or (len(workers(process)) == 2 and not workers(process) & first)
        )
    )
    assert len(first) == 1
    assert set(found) == {200}
    process.send_signal(signal.SIGTERM)
    assert process.wait(30) == 0


def test_a_reload_by_hand_keeps_serving(started):
    process, here = started
    wait_until(lambda: answer(f"{here}/health") == 200 and len(workers(process)) == 2)
    before = workers(process)
    process.send_signal(signal.SIGHUP)
    wait_until(lambda: len(workers(process)) == 2 and not workers(process) & before)
    assert answer(f"{here}/health") == 200


def test_a_setting_that_is_wrong_stops_the_start_with_a_sentence(settings, tmp_path):
    told = subprocess.run(
        [sys.executable, "-m", "gunicorn", "--config", "dialogue/serving.py", "wsgi:app"],
        cwd=TOP, env={**os.environ, **settings, "DIALOGUE_MODE": "party", "BIND": f"unix:{tmp_path / 'web'}"},
        capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode != 0
    # One line, not a traceback of each worker that tried.
    assert told.stderr.startswith("Settings: DIALOGUE_MODE"), told.stderr
    assert told.stderr.count("\n") == 1


def test_the_command_line_finds_the_house_behind_the_porch(settings):
    told = subprocess.run(
        [sys.executable, "-m", "flask", "--app", "wsgi", "access", "invite-owner", "hanna@example.nl"],
        cwd=TOP, env={**os.environ, **settings}, capture_output=True, text=True, timeout=60, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert "hanna@example.nl" in told.stdout
