"""The open benchmark rooms and their referee, for the optimiser's tests only."""

import importlib.util
import json
from pathlib import Path
from types import ModuleType

import pytest

ROOMS = Path(__file__).parents[1] / "rooms"


@pytest.fixture(scope="session")
def rooms() -> Path:
    return ROOMS


@pytest.fixture(scope="session")
def referee() -> ModuleType:
    """The independent evaluator that came with the rooms."""
    spec = importlib.util.spec_from_file_location("referee", ROOMS / "evaluate.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def read(rooms: Path):
    """A room file as JSON, without the seating of the door rooms."""

    def _read(name: str) -> dict:
        return json.loads((rooms / f"{name}.json").read_text(encoding="utf-8"))

    return _read
