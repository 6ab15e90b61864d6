"""Writing in the ledger of released figures. Nothing is ever taken out."""

from collections.abc import Iterable
from datetime import datetime

from dialogue.foundation.database import db
from dialogue.outcomes.models import ReleasedFigure
from dialogue.outcomes.protection import Figure
from dialogue.outcomes.releases import BETWEEN, MEMBERS, Name, Released, written


def record_figures(
    municipality_ids: Iterable[int],
    released: Iterable[Released],
    label: str,
    *,
    now: datetime,
) -> None:
    """Write decided figures at the end of the ledger, under the label of a release.

    A figure about several sessions names them. ``municipality_ids``: in whose ledger;
    what is about several municipalities stands in the ledger of each.
    """
    towns = tuple(municipality_ids)
    for one in released:
        members = one.subject.members - {one.subject.name}
        named: dict[Name, Figure] = {(MEMBERS, each): 1 for each in sorted(members)}
        for name, figure in (named | dict(one.figures)).items():
            db.session.add_all(
                ReleasedFigure(
                    municipality_id=town,
                    subject=one.subject.name,
                    cell=BETWEEN.join(name),
                    released_with=label,
                    at=now,
                    value=written(figure),
                )
                for town in towns
            )
    db.session.flush()
