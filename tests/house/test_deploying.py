"""The files for running it: they name settings that exist, a user of their own, no keys."""

import json
import re
import shutil
import subprocess
import sys
from dataclasses import fields
from pathlib import Path

import pytest
import yaml

from dialogue.__main__ import TASKS
from dialogue.foundation.settings import PREFIX, Settings

TOP = Path(__file__).resolve().parents[2]
DEPLOY = TOP / ".deploy"
COMPOSE_KEYS = {
    "build", "env_file", "environment", "volumes", "restart", "depends_on", "profiles",
    "command", "ports", "healthcheck", "image",
}  # fmt: skip
UNITS = ("dialogue-web.service", "dialogue-worker.service")
KNOWN = {PREFIX + entry.name.upper() for entry in fields(Settings)}


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "example.env", *UNITS])
def test_only_settings_that_exist_are_named(name):
    named = set(re.findall(r"\bDIALOGUE_[A-Z_]+", (DEPLOY / name).read_text()))
    assert named <= KNOWN
    assert named


def test_the_example_of_settings_holds_no_key():
    text = (DEPLOY / "example.env").read_text()
    for name in ("SECRET_KEY", "MASTER_KEYS"):
        assert re.search(rf"^DIALOGUE_{name}=$", text, re.MULTILINE)


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_runs_as_nobody_of_importance(name):
    text = (DEPLOY / name).read_text()
    for word in (
        "User=dialogue", "NoNewPrivileges=yes", "ProtectSystem=strict", "CapabilityBoundingSet=\n",
        "PrivateTmp=yes", "UMask=0077", "StateDirectory=dialogue",
    ):  # fmt: skip
        assert word in text


@pytest.mark.parametrize("name", UNITS)
def test_systemd_understands_a_unit(name, tmp_path):
    judge = shutil.which("systemd-analyze")
    if judge is None:
        pytest.skip("no systemd here")
    # The commands of a real installation are not here: any program will do.
    text = re.sub(r"(?m)^(Exec\w+)=\S+", r"\1=/bin/true", (DEPLOY / name).read_text())
    unit = tmp_path / name
    unit.write_text(text)
    for other in UNITS:
        if other != name:
            (tmp_path / other).write_text("[Service]\nExecStart=/bin/true\n")
    told = subprocess.run(
        [judge, "verify", "--man=no", str(unit)], capture_output=True, text=True, check=False,
    )  # fmt: skip
    about_us = [line for line in told.stderr.splitlines() if name in line]
    assert about_us == []


def test_the_image_runs_as_its_own_user_and_brings_its_pinned_packages():
    lines = [line for line in (DEPLOY / "Dockerfile").read_text().splitlines() if line]
    words = [line.split()[0] for line in lines]
    user = max(place for place, word in enumerate(words) if word == "USER")
    assert lines[user] == "USER dialogue"
    assert user < words.index("CMD")
    assert "--require-hashes" in "".join(lines)
    assert "ADD" not in words
    assert not [line for line in lines if ":latest" in line]
    assert not [line for line in lines if re.search(r"(SECRET|MASTER|PASSWORD)\S*=", line)]  # fmt: skip
    ignored = (TOP / ".dockerignore").read_text().split()
    assert {".git", ".venv", "instance", "var", "tests"} <= set(ignored)


INSTRUCTIONS = {
    "FROM", "WORKDIR", "COPY", "RUN", "ENV", "USER", "EXPOSE", "HEALTHCHECK", "CMD",
}  # fmt: skip


def instructions():
    """The Dockerfile's, one a line: comments gone, lines that go on put together."""
    text = (DEPLOY / "Dockerfile").read_text().replace("\\\n", " ")
    lines = [line for line in text.splitlines() if line and line[0] != "#"]
    return [tuple(line.split(maxsplit=1)) for line in lines]


def test_every_line_of_the_image_can_be_carried_out():
    left_out = (TOP / ".dockerignore").read_text().split()
    for word, rest in instructions():
        assert word in INSTRUCTIONS, word
        if word == "FROM":
            assert re.search(r"^\w+:[\w.-]+( AS \w+)?$", rest), "a version, named"
        if word in {"CMD", "HEALTHCHECK"}:  # no shell between, so signals arrive
            assert json.loads(rest.removeprefix("CMD "))
        if word == "COPY" and not rest.startswith("--from="):
            *sources, _to = rest.split()
            for each in sources:
                assert (TOP / each).exists(), each
                assert each.rstrip("/") not in left_out
        if word == "COPY" and rest.startswith("--from="):
            assert rest.split()[1].startswith("/build/")


def test_the_image_the_units_and_the_task_runner_start_the_same_processes():
    served = '"gunicorn", "--config", "dialogue/serving.py", "wsgi:app"'
    runner, image = (TOP / "do").read_text(), (DEPLOY / "Dockerfile").read_text()
    assert served in image
    for text in (runner, (DEPLOY / "dialogue-web.service").read_text()):
        assert re.search(r'gunicorn"? --config dialogue/serving\.py wsgi:app', text)
    units = [(DEPLOY / name).read_text() for name in UNITS]
    compose = (DEPLOY / "compose.yaml").read_text().replace('", "', " ")
    named = set(re.findall(r"-m dialogue (\w+)", "".join([*units, compose])))
    assert named == {"migrate", "worker"} <= set(TASKS)
    [needs] = set(re.findall(r"system_needs .*?(libpango\S+(?: lib\S+)*)[ \n]", runner))
    assert needs in image  # the same packages of the system


def test_the_words_of_the_image_are_compiled_as_it_says(tmp_path):
    [said] = re.findall(
        r"python (-m babel\S+ .+?) \\\n", (DEPLOY / "Dockerfile").read_text()
    )
    words = tmp_path / "translations/nl/LC_MESSAGES/messages.po"
    words.parent.mkdir(parents=True)
    words.write_text('msgid ""\nmsgstr ""\n\nmsgid "yes"\nmsgstr "ja"\n')
    subprocess.run([sys.executable, *said.split()], cwd=tmp_path, check=True)
    assert words.with_suffix(".mo").is_file()


def test_compose_asks_for_a_password_and_opens_one_door():
    house = yaml.safe_load((DEPLOY / "compose.yaml").read_text())
    services = house["services"]
    assert set(house) == {"name", "x-house", "services", "volumes"}
    assert {key for each in services.values() for key in each} <= COMPOSE_KEYS
    assert set(services) == {"migrate", "web", "worker", "postgres", "redis"}
    assert [name for name, each in services.items() if "ports" in each] == ["web"]
    assert services["web"]["ports"] == ["127.0.0.1:8000:8000"]
    password = services["postgres"]["environment"]["POSTGRES_PASSWORD"]
    assert password.startswith("${POSTGRES_PASSWORD:?")
    assert services["web"]["environment"]["DIALOGUE_LIMITS_URL"].startswith("redis://")
    for name in ("web", "worker", "migrate"):
        assert set(services[name]["depends_on"]) == {"postgres", "redis"}
    named = set(house["volumes"])
    used = {
        volume.split(":")[0] for each in services.values() for volume in each.get("volumes", ())
    }  # fmt: skip
    assert used == named
