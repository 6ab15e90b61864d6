"""What we are licensed under, what we bring along, and where data came from."""

import json
import re
import tomllib
from importlib import metadata
from pathlib import Path

import yaml

TOP = Path(__file__).resolve().parents[2]
OURS = "EUPL-1.2"
# All may go along with a work under the EUPL; LGPL libraries stay apart, as libraries.
FINE = re.compile(
    r"\b(MIT|BSD|0BSD|ISC|Apache|PSF|Unlicense|MPL|OFL|LGPL|Zlib|CC0)\b", re.IGNORECASE
)
SAID_IN_THEIR_FILE = {"huey": "MIT", "pysqlite3": "Zlib"}  # and not in their metadata


def licence_of(package):
    """What an installed package says of itself."""
    try:
        said = metadata.metadata(package)
    except metadata.PackageNotFoundError:
        return None  # for another system
    classifiers = [
        each for each in said.get_all("Classifier", []) if each.startswith("License")
    ]
    fields = (said.get("License-Expression"), said.get("License"), *classifiers)
    return " ".join([*filter(None, fields), SAID_IN_THEIR_FILE.get(package, "")])


def test_the_house_says_one_licence_everywhere():
    assert "EUROPEAN UNION PUBLIC LICENCE v. 1.2" in (TOP / "LICENSE").read_text(
        "utf-8"
    )
    public = yaml.safe_load((TOP / "publiccode.yml").read_text("utf-8"))
    project = tomllib.loads((TOP / "pyproject.toml").read_text("utf-8"))["project"]
    front = json.loads((TOP / "dialogue/assets/package.json").read_text("utf-8"))
    assert public["legal"]["license"] == project["license"] == front["license"] == OURS


def test_every_package_that_goes_along_may():
    named = re.findall(
        r"^([\w.-]+)==", (TOP / ".locks/run.txt").read_text("utf-8"), re.MULTILINE
    )
    found = {each: licence_of(each) for each in named}
    assert len([each for each in found.values() if each is not None]) > 40
    assert [
        (name, said) for name, said in found.items() if said and not FINE.search(said)
    ] == []
    assert "" not in found.values()


def test_every_package_of_the_front_end_may():
    lock = json.loads((TOP / "dialogue/assets/package-lock.json").read_text("utf-8"))
    refused = {
        name: each.get("license", "none said")
        for name, each in lock["packages"].items()
        if each.get("license") != OURS and not FINE.search(each.get("license", ""))
    }
    assert refused == {}


def test_data_of_others_says_where_it_came_from():
    folders = {
        file.parent
        for room in ("dialogue", "tests")
        for file in (TOP / room).rglob("*.csv")
        if "node_modules" not in file.parts
    }
    assert len(folders) >= 3
    silent = [
        str(folder.relative_to(TOP))
        for folder in folders
        for near in [[*folder.iterdir(), *folder.parent.iterdir()]]
        if not {"SOURCES.md", "ATTRIBUTION.txt"} & {each.name for each in near}
    ]
    assert silent == []
    assert (TOP / "tests/strings/BLNS_LICENSE").is_file()
