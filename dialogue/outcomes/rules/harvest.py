"""What may be sorted, merged and asked: pure decisions."""

from collections.abc import Sequence
from datetime import date, datetime
from hashlib import sha256

from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Confirmation, Contribution, Kind
from dialogue.foundation.errors import RuleBroken, Sentence

MOST_THEMES = 24
SEEDED_THEMES = 9  # as many as there are keys
MOST_WORDS = 400  # characters of the sentence over a cluster
LEAST_MEMBERS = 2  # one sentence is no cluster: it stands alone
HARVESTED = frozenset({Confirmation.CONFIRMED, Confirmation.CHANGED})
# Kinds that are sorted into themes; requests are merged instead, commitments listed.
SORTED_KINDS = frozenset(Kind) - {Kind.REQUEST, Kind.COMMITMENT, Kind.SIGNAL}

CHANGED_MEANWHILE = _l(
    "Somebody else changed these words while you were busy. What you typed is still "
    "here: compare it with the page and send it again."
)

LOOK_AGAIN = _l("Somebody else changed these words just now. Look at them once more.")
SORTS_APART = _l(
    "One of these evenings you sort with two, each for yourself. Sort that one on its "
    "own page."
)
LONGEST_NAME, LONGEST_STATEMENT = 200, 1000  # characters kept of an online round
MOST_STATEMENTS, MOST_GROUPS, HIGHEST_NUMBER = 3000, 12, 2**31 - 1
ROUND_TOO_LARGE = _l(
    "This file is larger than we can take. Put only comments.csv, votes.csv and "
    "participants-votes.csv in a zip file and send that."
)


def check_no_round(online_round: object | None) -> None:
    """One online round a dialogue session."""
    if online_round is not None:
        raise RuleBroken(
            _l("There is an online round already. Remove it first."), field="file"
        )


def check_round(
    *, statements: Sequence[int], groups: Sequence[int], votes: int
) -> None:
    """An online round has statements and votes, and is not beyond all measure."""
    if not statements or not votes:
        raise RuleBroken(
            _l("There are no statements with votes in this export."), field="file"
        )
    if len(statements) > MOST_STATEMENTS or len(groups) > MOST_GROUPS:
        raise RuleBroken(
            _l(
                "This export has more than %(statements)d statements or %(groups)d "
                "groups. Ask for help with one this large.",
                statements=MOST_STATEMENTS,
                groups=MOST_GROUPS,
            ),
            field="file",
        )
    if any(abs(number) > HIGHEST_NUMBER for number in (*statements, *groups)):
        raise RuleBroken(round_refused("comments.csv", 0), field="file")


def round_refused(file: str, line: int) -> Sentence:
    """Say why a file is no Polis export, as far as that is known."""
    if file and line > 1:
        return _l(
            "We cannot read line %(line)d of %(file)s. Download the export from Polis "
            "again and send it as it is.",
            line=line,
            file=file,
        )
    if file:
        return _l(
            "There is no %(file)s in this zip file that we can read. Download the "
            "export from Polis again and send it as it is.",
            file=file,
        )
    return _l(
        "This is not a zip file that we can open. Put the files of the Polis export in "
        "a zip file without a password."
    )


def check_can_sort(contribution: Contribution) -> None:
    """Only what its table confirmed is harvested."""
    _check_confirmed(contribution)
    if contribution.kind not in SORTED_KINDS:
        raise RuleBroken(_l("Requests and promises have a place of their own."))


def _check_confirmed(contribution: Contribution) -> None:
    if contribution.confirmation not in HARVESTED:
        raise RuleBroken(
            _l("The table did not confirm this sentence, so it stays there.")
        )


def check_theme_name(name: str, others: Sequence[str]) -> None:
    """A theme has a name, and no two have the same."""
    if not name:
        raise RuleBroken(_l("Give the theme a name."), field="name")
    if name.casefold() in {other.casefold() for other in others}:
        raise RuleBroken(_l("There is a theme of that name already."), field="name")


def check_room_for_theme(others: int) -> None:
    """Not more themes than people can keep in their head and on a page."""
    if others >= MOST_THEMES:
        raise RuleBroken(
            _l("There are %(most)d themes. Drop one first.", most=MOST_THEMES),
            field="name",
        )


def check_can_merge(
    sources: Sequence[Contribution],
    taken: Sequence[str],
    text: str,
    addressed_to: str,
    answer_due: date | None,
    today: date,
) -> None:
    """A merged request has words, a receiver, a date, and the tables' own requests."""
    check_sources(sources, taken)
    check_ask(text, addressed_to)
    if answer_due is None or answer_due <= today:
        raise RuleBroken(
            _l("Choose a day in the future before which you ask an answer."),
            field="answer_due",
        )


def check_ask(text: str, addressed_to: str) -> None:
    """A request to the council says what is asked, and of whom."""
    if not text:
        raise RuleBroken(_l("Write what is asked, in one sentence."), field="text")
    if not addressed_to:
        raise RuleBroken(
            _l("To whom exactly? Name an office or an organisation."),
            field="addressed_to",
        )


def check_sources(sources: Sequence[Contribution], taken: Sequence[str]) -> None:
    """Confirmed requests of tables, each part of one merged request at most."""
    if not sources:
        raise RuleBroken(_l("Choose at least one request of a table."), field="sources")
    if any(
        each.kind is not Kind.REQUEST or each.confirmation not in HARVESTED
        for each in sources
    ):
        raise RuleBroken(_l("Only confirmed requests can be merged."), field="sources")
    if taken:
        raise RuleBroken(
            _l("One of these requests is part of another already."), field="sources"
        )


def check_still_ours(asked_at: Sequence[datetime | None]) -> None:
    """What was asked of the council stays as it was asked."""
    if any(moment is not None for moment in asked_at):
        raise RuleBroken(
            _l(
                "The report is issued, so these requests are with the council. They "
                "stay as they were asked."
            )
        )


def check_new_words(contribution: Contribution, text: str) -> None:
    """A sentence keeps words, and only what a table confirmed is edited here."""
    _check_confirmed(contribution)
    if not text:
        raise RuleBroken(
            _l("A sentence needs words. Leave out only what points to a person."),
            field="text",
        )


def words_of(contribution: Contribution, beside: Sequence[str] = ()) -> str:
    """By which the words that were looked at are known again: 64 hex characters.

    ``beside``: what stands beside them, as translations do.
    """
    return digest(contribution.text, contribution.reason, *beside)


def digest(*texts: str) -> str:
    """By which texts are known again: 64 hex characters."""
    return sha256("\n".join(texts).encode()).hexdigest()


def check_can_cluster(sentences: Sequence[Contribution], text: str) -> None:
    """Two or more confirmed sentences that are sorted, under words people wrote."""
    if len(sentences) < LEAST_MEMBERS:
        raise RuleBroken(
            _l("Tick at least two sentences that say the same."), field="sentences"
        )
    for each in sentences:
        check_can_sort(each)
    check_cluster_text(text)


def one_line(text: str) -> str:
    """The words of a sentence as they may stand over a cluster."""
    return " ".join(text.split())[:MOST_WORDS]


def check_cluster_text(text: str) -> None:
    """A cluster has a sentence of its own, written by people."""
    if not text:
        raise RuleBroken(
            _l("Write in one sentence what they have in common."), field="text"
        )
