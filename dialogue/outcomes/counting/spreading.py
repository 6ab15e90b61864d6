"""Spread before heads: at how many tables, in how many neighbourhoods."""

from __future__ import annotations

from collections.abc import Iterable

from .evidence import Channel, Mention
from .findings import Rule, Spread
from .phrases import N_, Phrase, counted, ngettext, phrase
from .settings import DEFAULTS, CountingSettings

_RULE = N_(
    "How strong a sentence is, is first how far it reaches: the number of tables "
    "where it was confirmed, and of neighbourhoods. Numbers of people come second."
)


def spread_of(mentions: Iterable[Mention], *, tables_held: int) -> Spread:
    """Count the tables and neighbourhoods of confirmed sentences.

    `tables_held` is the number of tables that talked. Talks by telephone or at
    a door are no tables: they are labelled beside them, as are sentences on
    behalf of somebody. Raises ValueError when more tables mention than held.
    """
    told = tuple(mentions)
    at_tables = {one.table for one in told if one.channel is Channel.TABLE}
    if len(at_tables) > tables_held:
        raise ValueError("A sentence cannot come from more tables than were held.")
    neighbourhoods = {one.neighbourhood for one in told if one.neighbourhood}
    proxies = sum(one.by_proxy for one in told)
    elsewhere = sum(one.channel in (Channel.TELEPHONE, Channel.DOOR) for one in told)
    return make_spread(
        tables=len(at_tables),
        tables_held=tables_held,
        neighbourhoods=len(neighbourhoods),
        sentences=len(told),
        by_proxy=proxies,
        elsewhere=elsewhere,
    )


def make_spread(
    *,
    tables: int,
    tables_held: int,
    neighbourhoods: int,
    sentences: int = 0,
    by_proxy: int = 0,
    elsewhere: int = 0,
) -> Spread:
    """Put a spread of known numbers into words, as `spread_of` does."""
    return Spread(
        tables,
        tables_held,
        neighbourhoods,
        sentences,
        by_proxy,
        elsewhere,
        _says(tables, tables_held, neighbourhoods),
        _labels(by_proxy, elsewhere),
        Rule("spread", Phrase(_RULE)),
    )


def reaches_enough_tables(
    spread: Spread, settings: CountingSettings = DEFAULTS
) -> bool:
    """Tell whether a figure on this spread stands on the least number of tables."""
    return spread.tables >= settings.least_tables


def _says(tables: int, tables_held: int, neighbourhoods: int) -> Phrase:
    if tables == 0:
        return Phrase(N_("At no table."))
    at_tables = counted(
        ngettext("at %(number)s of %(held)s table", "at %(number)s of %(held)s tables"),
        tables,
        held=tables_held,
    )
    # The plural follows the tables that were held: "at 1 of 7 tables".
    at_tables = Phrase(
        at_tables.msgid, at_tables.parameters, at_tables.plural, tables_held
    )
    if neighbourhoods == 0:
        return at_tables
    places = counted(
        ngettext("in %(number)s neighbourhood", "in %(number)s neighbourhoods"),
        neighbourhoods,
    )
    return phrase(N_("%(tables)s, %(places)s"), tables=at_tables, places=places)


def _labels(by_proxy: int, elsewhere: int) -> tuple[Phrase, ...]:
    labels = []
    if by_proxy:
        labels.append(
            counted(
                ngettext(
                    "%(number)s sentence was spoken on behalf of somebody.",
                    "%(number)s sentences were spoken on behalf of somebody.",
                ),
                by_proxy,
            )
        )
    if elsewhere:
        labels.append(
            counted(
                ngettext(
                    "%(number)s sentence was told by telephone or at the door.",
                    "%(number)s sentences were told by telephone or at the door.",
                ),
                elsewhere,
            )
        )
    return tuple(labels)
