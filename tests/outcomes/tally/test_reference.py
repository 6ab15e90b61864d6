"""Published conversations, to the last vote."""

import json
from fractions import Fraction
from pathlib import Path

import pytest

from dialogue.outcomes.tally import as_json, tally_polis

DATA = Path(__file__).parent / "data"
CONVERSATIONS = sorted(path for path in DATA.iterdir() if path.is_dir())


def test_three_published_conversations_are_at_hand() -> None:
    assert len(CONVERSATIONS) == 3


@pytest.mark.parametrize("folder", CONVERSATIONS, ids=lambda folder: folder.name)
def test_every_count_equals_the_reference(folder: Path) -> None:
    reference = json.loads((folder / "reference_counts.json").read_text("utf-8"))
    said = as_json(tally_polis(folder))
    totals = said["totals"]
    assert totals["people"] == reference["files"]["participants_rows"]
    assert totals["statements"] == reference["files"]["comments_rows"]
    assert totals["votes_cast"] == reference["files"]["votes_rows"]
    assert totals["votes"] == reference["files"]["votes_after_last_vote_wins"]
    sizes = dict(reference["groups"])
    assert totals["without_group"] == sizes.pop("none", 0)
    assert totals["groups"] == sizes
    assert len(said["statements"]) == len(reference["comments"])
    for ours, theirs in zip(said["statements"], reference["comments"], strict=True):
        assert ours["id"] == theirs["comment_id"]
        assert ours["moderated"] == theirs["moderated"]
        assert counts(ours) == theirs["votes_last"]
        assert ours["seen"] == sum(theirs["votes_last"].values())
        assert {g: counts(c) for g, c in ours["groups"].items()} == theirs["groups"]
        assert ours["group_informed_consensus"] == theirs["group_aware_consensus_agree"]
        assert (
            ours["group_informed_consensus_disagree"]
            == theirs["group_aware_consensus_disagree"]
        )


def counts(found: dict[str, int]) -> dict[str, int]:
    return {kind: found[kind] for kind in ("agree", "disagree", "pass")}


def test_groups_of_three_are_too_few_for_a_verdict() -> None:
    tally = tally_polis(DATA / "london.youth.policing")
    assert tally.groups == {0: 3, 1: 18, 2: 3}
    assert {one.judgement.verdict.value for one in tally.statements} == {
        "too few people to say"
    }


def test_two_large_groups_give_verdicts() -> None:
    tally = tally_polis(DATA / "brexit-consensus")
    first, second = tally.statements[:2]
    # Group 0: 0 of 93; group 1: 3 of 79. Everybody: 3 for and 161 against.
    assert first.judgement.verdict.value == "leaning"
    assert first.judgement.direction.value == "against"
    # Group 0: 88 of 91, so 89/93; group 1: 67 of 76, so 68/78.
    assert second.judgement.verdict.value == "shared"
    assert second.judgement.lowest == Fraction(68, 78)
    assert second.judgement.highest == Fraction(89, 93)
