"""Bringing in an online round: statements with their counts; nobody's votes stay."""

from datetime import datetime

from dialogue.foundation import journal
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.foundation.forms import printable, tidy
from dialogue.outcomes import queries, rules
from dialogue.outcomes.models import OnlineRound, OnlineStatement
from dialogue.outcomes.tally import (
    NotAPolisExport,
    PolisStatement,
    PolisTally,
    TooLarge,
    tally_packed,
)
from dialogue.sessions.models import DialogueSession


def import_round(
    dialogue_session: DialogueSession,
    packed: bytes,
    *,
    name: str = "",
    account_id: int | None = None,
    now: datetime,
) -> OnlineRound:
    """Bring in a Polis export (the bytes of a zip file) as this session's round.

    Kept are the statements with their counts per group. Raises RuleBroken (field
    "file") with what to do when the file cannot be read or there is a round already.
    """
    lock_row(DialogueSession, dialogue_session.id)
    rules.check_no_round(queries.online_round_of(dialogue_session))
    tally = _tallied(packed)
    rules.check_round(
        statements=[one.id for one in tally.statements],
        groups=list(tally.groups),
        votes=tally.votes,
    )
    found = OnlineRound(
        municipality_id=dialogue_session.municipality_id,
        dialogue_session_id=dialogue_session.id,
        name=_line(name or tally.topic, rules.LONGEST_NAME),
        people=tally.people, voters=tally.voters, without_group=tally.without_group,
        votes=tally.votes, groups=[[each, n] for each, n in tally.groups.items()],
        by_account_id=account_id, brought_in_at=now,
        statements=[_kept(one, dialogue_session) for one in tally.statements],
    )  # fmt: skip
    db.session.add(found)
    db.session.flush()
    _write("brought in online round", found, now)
    return found


def remove_round(online_round: OnlineRound, *, now: datetime) -> None:
    """Take an online round out again, with its statements; the zip file is theirs."""
    _write("removed online round", online_round, now)
    db.session.delete(online_round)
    db.session.flush()


def _tallied(packed: bytes) -> PolisTally:
    try:
        return tally_packed(packed)
    except TooLarge:
        raise RuleBroken(rules.ROUND_TOO_LARGE, field="file") from None
    except NotAPolisExport as refusal:
        sentence = rules.round_refused(refusal.file, refusal.line)
        raise RuleBroken(sentence, field="file") from None


def _kept(one: PolisStatement, dialogue_session: DialogueSession) -> OnlineStatement:
    alone = one.ungrouped
    return OnlineStatement(
        municipality_id=dialogue_session.municipality_id, number=one.id,
        text=_line(one.text, rules.LONGEST_STATEMENT), moderated=one.moderated,
        groups=[
            [group, own.agree, own.disagree, own.dont_know] for group, own in one.groups
        ],
        agree=alone.agree, disagree=alone.disagree, unsure=alone.dont_know,
    )  # fmt: skip


def _line(text: str, most: int) -> str:
    """One line that every page and database can carry; too long is cut, and says so."""
    plain = printable(" ".join((tidy(text) or "").split()))
    return plain if len(plain) <= most else plain[: most - 1] + "…"


def _write(act: str, found: OnlineRound, now: datetime) -> None:
    journal.write(
        act,
        f"session:{found.dialogue_session_id}",
        now=now,
        municipality_id=found.municipality_id,
        figure=len(found.statements),
    )
