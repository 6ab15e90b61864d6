"""`tally polis DIR [--json]`: count a Polis export on the command line."""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path

from dialogue.outcomes.counting import Answers

from .export import NotAPolisExport
from .polis import PolisStatement, PolisTally, tally_polis

DONE, REFUSED = 0, 2


def tally_command(argv: Sequence[str]) -> int:
    """Run the command; give its exit code.

    0 when the tally was printed; 2, with a sentence on the error stream, when
    the folder or the words of the command are wrong.
    """
    try:
        asked = _parser().parse_args(list(argv))
    except SystemExit as ended:
        return REFUSED if ended.code else DONE
    try:
        tally = tally_polis(Path(asked.folder))
    except NotAPolisExport as refusal:
        sys.stderr.write(f"{refusal}\n")
        return REFUSED
    said = json.dumps(as_json(tally), indent=1) if asked.json else _as_text(tally)
    sys.stdout.write(said + "\n")
    return DONE


def as_json(tally: PolisTally) -> dict[str, object]:
    """Lay out a tally for other programs; consensus has six decimals, as published."""
    return {
        "conversation": tally.name,
        "topic": tally.topic,
        "totals": {
            "people": tally.people,
            "voters": tally.voters,
            "without_group": tally.without_group,
            "groups": {str(group): size for group, size in tally.groups.items()},
            "statements": len(tally.statements),
            "statements_taken_out": sum(one.taken_out for one in tally.statements),
            "votes": tally.votes,
            "votes_cast": tally.votes_cast,
            "votes_on_unknown_statements": tally.votes_elsewhere,
        },
        "statements": [_statement(one) for one in tally.statements],
    }


def _statement(one: PolisStatement) -> dict[str, object]:
    return {
        "id": one.id,
        "moderated": one.moderated,
        **_counts(one.everyone),
        "groups": {str(group): _counts(own) for group, own in one.groups},
        "without_group": _counts(one.ungrouped),
        "group_informed_consensus": _decimals(one.consensus),
        "group_informed_consensus_disagree": _decimals(one.consensus_against),
        "verdict": one.judgement.verdict.value,
        "direction": one.judgement.direction.value,
        "sides_too_small": list(one.judgement.too_small),
    }


def _counts(answers: Answers) -> dict[str, int]:
    return {
        "agree": answers.agree,
        "disagree": answers.disagree,
        "pass": answers.dont_know,
        "seen": answers.answered,
    }


def _decimals(number: Fraction | None) -> float | None:
    return None if number is None else round(float(number), 6)


def _as_text(tally: PolisTally) -> str:
    head = (
        f"{tally.people} people ({tally.without_group} without a group), "
        f"{len(tally.statements)} statements, {tally.votes} votes "
        f"({tally.votes_cast} cast).\n"
        "    id  agree  disagree   pass   seen  consensus  verdict"
    )
    return "\n".join([head, *(_line(one) for one in tally.statements)])


def _line(one: PolisStatement) -> str:
    own = one.everyone
    shown = _decimals(one.consensus)
    consensus = "-" if shown is None else f"{shown:.6f}"
    note = " (taken out by a moderator)" if one.taken_out else ""
    return (
        f"{one.id:>6} {own.agree:>6} {own.disagree:>9} {own.dont_know:>6} "
        f"{own.answered:>6} {consensus:>10}  {one.judgement.verdict.value}{note}"
    )


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="tally", description="Count an online round by our own rules."
    )
    parser.add_argument("kind", choices=["polis"], help="what kind of export it is")
    parser.add_argument("folder", metavar="DIR", help="the folder of the export")
    parser.add_argument("--json", action="store_true", help="print JSON")
    return parser
