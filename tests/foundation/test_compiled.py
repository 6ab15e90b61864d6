"""Compiled templates are kept, and only what this house compiled is run."""

from pathlib import Path

import pytest
from jinja2 import DictLoader, Environment

from dialogue.app import create_app
from dialogue.foundation.compiled import Compiled
from tests.conftest import settings_for

SECRET = b"a secret of this house, long enough"


def house(folder, sources, *, secret=SECRET, language="nl", mark="build 1"):
    environment = Environment(loader=DictLoader(sources), autoescape=True)
    environment.bytecode_cache = Compiled(folder, secret, language, lambda: mark)
    return environment


class Counting(Environment):
    compiled = 0

    def compile(self, *words, **more):
        type(self).compiled += 1
        return super().compile(*words, **more)


@pytest.fixture
def counted(monkeypatch):
    monkeypatch.setattr(Counting, "compiled", 0)
    monkeypatch.setattr(f"{__name__}.Environment", Counting)
    return Counting


def test_second_start_does_not_compile_again(tmp_path, counted):
    for _ in range(2):
        page = house(tmp_path, {"page": "{{ 1 + 1 }}"}).get_template("page")
        assert page.render() == "2"
    assert counted.compiled == 1


@pytest.mark.parametrize(
    "other",
    [{"secret": b"another house"}, {"language": "en"}, {"mark": "build 2"}],
)
def test_other_house_language_or_build_compiles_its_own(tmp_path, counted, other):
    house(tmp_path, {"page": "here"}).get_template("page")
    house(tmp_path, {"page": "here"}, **other).get_template("page")
    assert counted.compiled == 2


def test_changed_source_is_compiled_again(tmp_path):
    house(tmp_path, {"page": "before"}).get_template("page")
    assert house(tmp_path, {"page": "after"}).get_template("page").render() == "after"


def test_what_somebody_else_wrote_is_not_run(tmp_path, counted):
    house(tmp_path, {"page": "ours", "evil": "theirs"}).get_template("page")
    (kept,) = tmp_path.iterdir()
    raw = bytearray(kept.read_bytes())
    raw[-9] ^= 1
    kept.write_bytes(raw)
    assert house(tmp_path, {"page": "ours"}).get_template("page").render() == "ours"
    assert counted.compiled == 2


def test_file_of_another_template_is_not_taken(tmp_path, counted):
    house(tmp_path, {"one": "same"}).get_template("one")
    (kept,) = tmp_path.iterdir()
    two = house(tmp_path, {"two": "same"})
    key = two.bytecode_cache.get_cache_key("two")
    kept.rename(tmp_path / key)
    assert two.get_template("two").render() == "same"
    assert counted.compiled == 2


def test_folder_that_cannot_be_written_costs_only_time(tmp_path):
    blocked = tmp_path / "file"
    blocked.write_text("not a folder")
    page = house(Path(blocked) / "cache", {"page": "still here"}).get_template("page")
    assert page.render() == "still here"


def test_pages_of_the_house_are_kept_in_its_own_folder(tmp_path):
    # A house of its own: the others of the tests share what they compile.
    app = create_app(settings_for(f"sqlite:///{tmp_path / 'a.sqlite'}", tmp_path))
    with app.test_request_context():
        app.jinja_env.get_template("access/sign_in.html")
    kept = tmp_path / "cache" / "templates"
    assert any(kept.iterdir())
    assert kept.stat().st_mode & 0o077 == 0
