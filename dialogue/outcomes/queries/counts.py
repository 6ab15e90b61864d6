"""How much was said: confirmed sentences per kind, of an evening up to the programme.

All three read an index alone (``ix_contribution_count``, ``ix_contribution_table``) and
never a sentence. They are for pages that look across many evenings, where reading the
sentences would be slow.
"""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from typing import Any, Final

from sqlalchemy import bindparam, func, select
from sqlalchemy.sql.elements import ColumnElement

from dialogue.conversations.models import Contribution, Evening, Kind, TableTalk
from dialogue.foundation.database import db, everywhere, within
from dialogue.outcomes.rules import HARVESTED
from dialogue.sessions.models import DialogueSession

Kinds = Mapping[Kind, int]
"""How many confirmed sentences there are of each kind; kinds without one are absent."""

_said: Final[Any] = Contribution.__table__
# Written out: which states are harvested is no parameter of anything, and a database
# that sees them chooses the index by itself.
_HARVESTED: Final[ColumnElement[bool]] = _said.c.confirmation.in_(
    bindparam("harvested", sorted(HARVESTED), expanding=True, literal_execute=True)
)


def programme_counts() -> Mapping[int, Kinds]:
    """Confirmed sentences per kind, by municipality, over the whole programme."""
    columns: tuple[Any, ...] = (_said.c.municipality_id, _said.c.kind, func.count())
    return _by_first(
        db.session.execute(
            everywhere(
                select(*columns)
                .where(_HARVESTED)
                .group_by(_said.c.municipality_id, _said.c.kind)
            )
        )
    )


def municipality_counts(municipality_id: int) -> Mapping[int, Kinds]:
    """Confirmed sentences per kind, by dialogue session of one municipality."""
    columns: tuple[Any, ...] = (
        Evening.dialogue_session_id, _said.c.kind, func.count(),
    )  # fmt: skip
    return _by_first(
        db.session.execute(
            within(
                municipality_id,
                select(*columns)
                .select_from(TableTalk)
                .join(Evening, Evening.id == TableTalk.evening_id)
                .join(_said, _said.c.table_talk_id == TableTalk.id)
                .where(_HARVESTED)
                .group_by(Evening.dialogue_session_id, _said.c.kind),
            )
        )
    )


def session_counts(dialogue_session: DialogueSession) -> Kinds:
    """Confirmed sentences per kind of one dialogue session."""
    columns: tuple[Any, ...] = (_said.c.kind, func.count())
    rows = db.session.execute(
        within(
            dialogue_session.municipality_id,
            select(*columns)
            .select_from(Evening)
            .join(TableTalk, TableTalk.evening_id == Evening.id)
            .join(_said, _said.c.table_talk_id == TableTalk.id)
            .where(Evening.dialogue_session_id == dialogue_session.id, _HARVESTED)
            .group_by(_said.c.kind),
        )
    )
    return {row[0]: int(row[1]) for row in rows}


def _by_first(rows: Iterable[Any]) -> Mapping[int, Kinds]:
    found: dict[int, dict[Kind, int]] = defaultdict(dict)
    for first, kind, sentences in rows:
        found[first][kind] = int(sentences)
    return dict(found)
