"""Heads: asked of the ledger first, put into words after."""

from collections.abc import Mapping, Sequence

from dialogue.outcomes import figures as allowed
from dialogue.outcomes.protection import Figure, Range
from dialogue.outcomes.releases import Asked, Name
from dialogue.registrations.models import InvitationRound
from dialogue.registrations.queries import HeadCount
from dialogue.reports.document.parts import (
    People,
    Round,
    Shown,
    Words,
)

Decided = Mapping[Name, Figure]
TOTAL = "total"


def shown(figure: Figure) -> Shown:
    """A decided figure as the document keeps it."""
    if isinstance(figure, Range):
        return Shown(figure.low, figure.high)
    return Shown(figure, figure)


# People --------------------------------------------------------------------------


def ask_people(
    asked: Asked, heads: HeadCount, k: int, *, sensitive: bool
) -> dict[str, Name]:
    """Ask for the head-count."""
    numbers = {
        name: getattr(heads, name)
        for name in (
            "signed_up",
            "waiting",
            "cancelled",
            "came",
            "walked_in",
            "helpers",
        )
    }
    figures = allowed.shown_heads(numbers, k, sensitive=sensitive)
    names = {
        name: asked.add("people", name, figure) for name, figure in figures.items()
    }
    asked.add_sum(names["signed_up"], (names["had_seat"], names["no_seat"]))
    return names


def ask_rounds(asked: Asked, rounds: Sequence[InvitationRound], k: int) -> None:
    """Ask for who was asked and who was reached, per round of invitations."""
    figures = allowed.shown_reach([(each.asked, each.reached) for each in rounds], k)
    for at, (invited, reached) in enumerate(figures):
        asked.add("invited", str(at), invited)
        asked.add("reached", str(at), reached)


def people(
    decided: Decided,
    heads: Mapping[str, Name],
    rounds: Sequence[InvitationRound],
    lang: str,
) -> People:
    """The head-count and the rounds as they may be shown."""
    return People(
        **{name: shown(decided[cell]) for name, cell in heads.items()},
        rounds=tuple(
            Round(
                each.way.value,
                Words(each.note, lang) if each.note else None,
                shown(decided[("invited", str(at))]),
                shown(decided[("reached", str(at))]),
            )
            for at, each in enumerate(rounds)
        ),
    )
