"""Exports as they come: revotes, missing groups, odd columns, broken files."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from dialogue.outcomes.counting import Answers
from dialogue.outcomes.tally import tally_command, tally_polis

COMMENTS = (
    "timestamp,comment-id,author-id,agrees,disagrees,moderated,comment-body\n"
    '1,0,9,99,99,1,"First line\nsecond, ""quoted"" line"\n'
    "1,2,9,0,0,-1,Taken out\n"
    "1,1,9,0,0,0,Unseen\n"
)
VOTES = (
    "timestamp,datetime,comment-id,voter-id,vote\n"
    "300,x,0,1,1\n"
    "200,x,0,1,-1\n"  # earlier, though further down
    "200,x,0,2,1\n"
    "200,x,0,2,0\n"  # the same moment: further down counts
    "100,x,2,3,-1\n"
    "100,x,0,4,1\n"
    "100,x,7,4,1\n"  # on a statement that the export does not have
)
PARTICIPANTS = (
    "participant,group-id,n-comments,n-votes,n-agree,n-disagree,0,1,2\n"
    "1,0,0,1,1,0,1,,\n2,1,0,1,0,0,0,,\n3,,0,1,0,1,,,-1\n5,1,0,0,0,0,,,\n"
)


def export(folder: Path, **files: str | bytes) -> Path:
    whole = {"comments": COMMENTS, "votes": VOTES, "participants-votes": PARTICIPANTS}
    for name, text in (whole | files).items():
        raw = text if isinstance(text, bytes) else text.encode()
        (folder / f"{name}.csv").write_bytes(raw)
    return folder


def test_the_last_vote_counts_by_time_then_by_place_in_the_file(tmp_path: Path) -> None:
    first, second, third = tally_polis(export(tmp_path)).statements
    assert first.everyone == Answers(agree=2, disagree=0, dont_know=1)
    assert first.groups == ((0, Answers(1, 0, 0)), (1, Answers(0, 0, 1)))
    assert first.ungrouped == Answers(1, 0, 0)  # person 4 is in no file of groups
    assert first.consensus == Fraction(2, 3) * Fraction(1, 3)
    assert first.consensus_against == Fraction(1, 3) * Fraction(1, 3)
    assert first.text == 'First line\nsecond, "quoted" line'
    assert second.everyone == Answers()
    assert second.consensus == Fraction(1, 4)
    assert third.everyone == Answers(0, 1, 0)
    assert third.taken_out


def test_the_totals_tell_people_from_voters_and_votes_from_rows(tmp_path: Path) -> None:
    tally = tally_polis(export(tmp_path))
    assert (tally.people, tally.voters, tally.without_group) == (5, 4, 2)
    assert tally.groups == {0: 1, 1: 2}
    assert (tally.votes, tally.votes_cast, tally.votes_elsewhere) == (5, 7, 1)


def test_a_mark_odd_order_extra_columns_and_other_names_change_nothing(
    tmp_path: Path,
) -> None:
    plain = tally_polis(export(tmp_path))
    votes = "\ufeffVote,extra,voter_id, Timestamp ,comment_id\r\n" + "".join(
        f"{v}.0,,{p},{t},{c}\r\n"
        for t, _, c, p, v in (row.split(",") for row in VOTES.split()[1:])
    )
    people = "Group-ID,xid,participant\n0.0,,1\n1,,2\nNone,,3\n1,,5\n\n"
    odd = export(tmp_path, votes=votes, **{"participants-votes": people})
    again = tally_polis(odd)
    assert again.statements == plain.statements
    assert again.groups == plain.groups


def test_without_a_file_of_groups_everybody_is_one_side(tmp_path: Path) -> None:
    folder = export(tmp_path)
    (folder / "participants-votes.csv").unlink()
    tally = tally_polis(folder)
    assert tally.groups == {}
    assert tally.statements[0].consensus is None
    assert [side.side for side in tally.statements[0].judgement.sides] == ["everybody"]


def test_without_the_votes_the_matrix_is_counted(tmp_path: Path) -> None:
    folder = export(tmp_path)
    (folder / "votes.csv").unlink()
    (folder / "participants-votes.csv").rename(folder / "participant-votes.csv")
    first, _, third = tally_polis(folder).statements
    assert first.everyone == Answers(1, 0, 1)
    assert third.ungrouped == Answers(0, 1, 0)


@pytest.mark.parametrize(
    ("files", "sentence"),
    [
        ({"votes": "a,b\n1,2\n"}, "votes.csv has no column “comment-id”."),
        ({"comments": ""}, "comments.csv has no column “comment-id”."),
        (
            {"votes": VOTES + "1,x,0,3,7\n"},
            "votes.csv, line 9, has the vote “7”, which is not 1, -1 or 0.",
        ),
        (
            {"votes": VOTES + "1,x,0,3,maybe\n"},
            "votes.csv, line 9, has the vote “maybe”, which is not 1, -1 or 0.",
        ),
        ({"votes": VOTES + "1,x,0\n"}, "votes.csv, line 9, has no voter-id."),
        (
            {"votes": VOTES + "1,x,0,me,1\n"},
            ("votes.csv, line 9, has “me” as voter-id, which is not a whole number."),
        ),
        ({"comments": b"comment-id\n\xff\xfe\n"}, "comments.csv is not text in UTF-8."),
        ({"comments": b"comment-id\n1\x002\n"}, "comments.csv"),
    ],
)
def test_a_broken_file_is_refused_with_its_name_and_line(
    tmp_path: Path, files: dict, sentence: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally_command(["polis", str(export(tmp_path, **files)), "--json"]) == 2
    printed = capsys.readouterr()
    assert printed.out == ""
    assert printed.err.startswith(sentence)


def test_a_folder_that_is_none_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert tally_command(["polis", str(tmp_path / "nowhere"), "--json"]) == 2
    assert "cannot be read" in capsys.readouterr().err
    assert tally_command(["polis", str(tmp_path), "--json"]) == 2
    assert "has no comments.csv: is it a Polis export?" in capsys.readouterr().err
    (tmp_path / "comments.csv").write_text(COMMENTS)
    assert tally_command(["polis", str(tmp_path / "comments.csv")]) == 2
    assert "is not a folder" in capsys.readouterr().err
    assert tally_command(["polis", str(tmp_path)]) == 2
    assert "has no votes.csv" in capsys.readouterr().err
    assert tally_command(["other", str(tmp_path)]) == 2
    assert tally_command(["--help"]) == 0


def test_the_command_prints_json_or_a_list(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    folder = export(tmp_path)
    assert tally_command(["polis", str(folder), "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["statements"][0]["groups"]["1"] == {
        "agree": 0,
        "disagree": 0,
        "pass": 1,
        "seen": 1,
    }
    assert tally_command(["polis", str(folder)]) == 0
    listed = capsys.readouterr().out
    assert "5 people (2 without a group), 3 statements, 5 votes (7 cast)." in listed
    assert "(taken out by a moderator)" in listed


def test_nothing_of_a_person_leaves_the_tally(tmp_path: Path) -> None:
    people = PARTICIPANTS.replace("\n1,0", "\n731,0")
    votes = VOTES.replace(",0,1,", ",0,731,")
    tally = tally_polis(export(tmp_path, votes=votes, **{"participants-votes": people}))
    assert "731" not in repr(tally)
