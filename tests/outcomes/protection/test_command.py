import json
from pathlib import Path
from subprocess import run as run_process

import pytest

from dialogue.outcomes.protection.command import as_json, protect_command
from dialogue.outcomes.protection.tables import ProtectedTable, Range

LEIDEN = {
    "k": 5,
    "rows": ["owners", "tenants"],
    "columns": ["agree", "disagree", "don't know"],
    "counts": [[30, 2, 40], [20, 25, 18]],
    "publish_totals": True,
}


@pytest.fixture
def run(tmp_path, capsys):
    def run_with(asked):
        path = tmp_path / "table.json"
        path.write_text(asked if isinstance(asked, str) else json.dumps(asked))
        code = protect_command([str(path)])
        shown = capsys.readouterr()
        return code, shown.out, shown.err

    return run_with


def test_figures_are_printed_as_they_may_be_published(run):
    code, out, _ = run(LEIDEN)
    assert code == 0
    assert json.loads(out) == {
        "counts": [[30, None, None], [20, None, None]],
        "row_totals": [72, 63],
        "column_totals": [50, 27, 58],
        "total": 135,
    }


def test_totals_stay_hidden_when_asked(run):
    _, out, _ = run({**LEIDEN, "publish_totals": False})
    assert json.loads(out) == {
        "counts": [[30, None, 40], [20, 25, 18]],
        "row_totals": [None, None],
        "column_totals": [None, None, None],
        "total": None,
    }


def test_single_row_and_single_column_are_taken(run):
    row = {
        "k": 5,
        "rows": ["all"],
        "columns": ["a", "b", "c"],
        "counts": [[3, 20, 300]],
    }
    column = {
        "k": 5, "rows": ["a", "b", "c"], "columns": ["all"],
        "counts": [[3], [20], [300]],
    }  # fmt: skip
    assert json.loads(run(row)[1])["counts"] == [[None, None, 300]]
    assert json.loads(run(column)[1])["counts"] == [[None], [None], [300]]


def test_flat_list_is_one_row_or_with_one_column_name_one_column(run):
    row = json.loads(
        run({"k": 5, "columns": ["a", "b", "c"], "counts": [3, 20, 300]})[1]
    )
    assert row["counts"] == [None, None, 300]
    assert len(row["column_totals"]) == 3
    column = {
        "k": 5,
        "rows": ["a", "b", "c"],
        "columns": ["all"],
        "counts": [3, 20, 300],
    }
    assert len(json.loads(run(column)[1])["row_totals"]) == 3


def test_how_small_a_group_may_be_is_not_guessed(run):
    code, out, sentence = run({"counts": [[3, 20]]})
    assert (code, out) == (2, "") and "The key k is missing" in sentence


def test_files_are_named_from_where_one_calls(tmp_path):
    (tmp_path / "table.json").write_text(json.dumps(LEIDEN))
    top = Path(__file__).parents[3]
    told = run_process(
        [top / "do", "protect", "table.json"], cwd=tmp_path, capture_output=True,
        text=True, check=False,
    )  # fmt: skip
    assert told.returncode == 0, told.stderr
    assert json.loads(told.stdout)["total"] == 135


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"counts": [[1, 2, 3], [4, 5]]}, "equally long"),
        ({"counts": [[1, 2, 3], 4]}, "list of rows"),
        ({"counts": [[1, 2, -3], [4, 5, 6]]}, "below zero"),
        ({"counts": [[1, 2, 3.5], [4, 5, 6]]}, "whole number"),
        ({"counts": [[1, 2, True], [4, 5, 6]]}, "whole number"),
        ({"counts": [[1, 2, None], [4, 5, 6]]}, "whole number"),
        ({"counts": []}, "list of rows"),
        ({"counts": [[], []]}, "no cells"),
        ({"counts": "12"}, "list of rows"),
        ({"rows": ["owners"]}, "1 names for 2"),
        ({"columns": ["agree"]}, "1 names for 3"),
        ({"rows": "owners"}, "list of names"),
        ({"rows": [["owners"], 2]}, "text or a number"),
        ({"k": 1}, "from 2 up"),
        ({"k": None}, "from 2 up"),
        ({"k": "5"}, "from 2 up"),
        ({"publish_totals": 1}, "true or false"),
        ({"tables": 3}, "Unknown key: tables"),
    ],
)
def test_bad_table_is_refused_with_a_sentence(run, change, word):
    code, out, err = run({**LEIDEN, **change})
    assert code == 2
    assert out == ""
    assert word in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("{", "not JSON"),
        ("[1]", "one object"),
        ("{}", "counts is missing"),
        ('{"counts": [[NaN]]}', "whole number"),
        ('{"k": 5, "k": 2, "counts": [[1]]}', "twice"),
        ("[" * 100_000, "not JSON"),
    ],
)
def test_file_that_is_no_table_is_refused_with_a_sentence(run, text, word):
    code, _, err = run(text)
    assert code == 2
    assert word in err


def test_missing_file_and_missing_argument_are_refused(capsys):
    assert protect_command(["nowhere.json"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert protect_command([]) == 2
    assert "Usage" in capsys.readouterr().err


def test_range_is_printed_with_its_low_and_its_high():
    protected = ProtectedTable(((Range(0, 4), 7),), (None,), (None, 7), None, 5)
    assert as_json(protected)["counts"] == [[{"low": 0, "high": 4}, 7]]
