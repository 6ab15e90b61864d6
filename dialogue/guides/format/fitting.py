"""Does the guide fit the evening: the real number of people, the booked minutes?"""

from __future__ import annotations

from msgspec import Struct
from msgspec.structs import replace

from dialogue.guides.format.codes import Channel, Form, StepKind, Tables
from dialogue.guides.format.go_round import is_go_round, needed_minutes, tables_for
from dialogue.guides.format.parts import GuideFile, Step, steps_for
from dialogue.guides.format.sentences import N_, Sentence, sentence

FITS = N_("It fits: %(needed)s of %(minutes)s minutes.")
TOO_LONG = N_("It takes %(needed)s minutes, and there are %(minutes)s.")
DROP_ONE = N_("Leave out step %(order)s, and it takes %(needed)s minutes.")
DROP_MORE = N_("Leave out steps %(orders)s, and it takes %(needed)s minutes.")
NOTHING_HELPS = N_(
    "Even without the steps that may be left out it takes %(needed)s minutes."
)
TOO_FEW_PEOPLE = N_("There are too few people: %(people)s, and at least %(least)s.")
TOO_MANY_PEOPLE = N_("There are too many people: %(people)s, and at most %(most)s.")
TOO_FEW_AT_A_TABLE = N_(
    "There are too few people at a table: %(people)s, and at least %(least)s."
)
TOO_MANY_AT_A_TABLE = N_(
    "There are too many people at a table: %(people)s, and at most %(most)s."
)
STEP_LONGER = N_(
    "Step %(order)s needs %(needed)s minutes for %(people)s people, not %(planned)s."
)


class StepFit(Struct, frozen=True):
    """One step: whole minutes planned in the guide, and needed on the evening."""

    key: str
    order: int
    must: bool
    planned: int
    needed: int
    go_round: bool
    sentence: Sentence | None
    """Said when a go-round needs more than the guide gives it."""


class Fit(Struct, frozen=True):
    """How a guide fits an evening. Minutes are whole minutes.

    `drop` holds the keys of the steps to leave out (fewest steps; breaks last),
    and is empty when everything fits. `possible` is False when even the steps that
    must be done do not fit.
    """

    people: int
    tables: int
    largest_table: int
    minutes: int
    planned: int
    needed: int
    steps: tuple[StepFit, ...]
    drop: tuple[str, ...]
    needed_after_drop: int
    sentences: tuple[Sentence, ...]

    @property
    def fits(self) -> bool:
        return self.needed <= self.minutes

    @property
    def possible(self) -> bool:
        return self.needed_after_drop <= self.minutes

    @property
    def spare(self) -> int:
        """Minutes left over; below 0 when there are too few."""
        return self.minutes - self.needed


def fit(
    guide: GuideFile,
    people: int,
    minutes: int,
    *,
    tables: int | None = None,
    channel: Channel = Channel.TABLE,
) -> Fit:
    """Fit a guide to `people` in the room (at least 1) and `minutes` booked.

    Each go-round is computed anew from the largest table: thinking time plus people
    times seconds. Any other step keeps its minutes. `tables` is how many stand
    there; without it, as many as the guide asks for. Raises ValueError for fewer
    than one person, minute or table.
    """
    if min(people, minutes, 1 if tables is None else tables) < 1:
        raise ValueError("people, minutes and tables count from 1")
    count = tables_for(guide, people) if tables is None else tables
    largest = -(-people // count)
    steps = steps_for(guide, channel)
    fits = tuple(_step_fit(step, largest, people) for step in steps)
    needed = sum(one.needed for one in fits)
    drop = _to_drop(steps, fits, needed - minutes)
    after = needed - sum(one.needed for one in fits if one.key in drop)
    result = Fit(
        people=people,
        tables=count,
        largest_table=largest,
        minutes=minutes,
        planned=sum(step.minutes for step in steps),
        needed=needed,
        steps=fits,
        drop=drop,
        needed_after_drop=after,
        sentences=(),
    )
    return _with_sentences(result, guide)


def _step_fit(step: Step, at_table: int, in_room: int) -> StepFit:
    needed = needed_minutes(step, at_table, in_room)
    said = None
    if needed > step.minutes:
        said = sentence(
            STEP_LONGER,
            order=step.order,
            needed=needed,
            people=in_room if step.form is Form.EVERYONE else at_table,
            planned=step.minutes,
        )
    return StepFit(
        step.key, step.order, step.must, step.minutes, needed, is_go_round(step), said
    )


def _to_drop(
    steps: tuple[Step, ...], fits: tuple[StepFit, ...], over: int
) -> tuple[str, ...]:
    """The fewest optional steps that win `over` minutes; all of them if none do.

    People need their break: it goes only when the other steps are not enough.
    """
    breaks = {step.key for step in steps if step.kind is StepKind.BREAK}
    optional = [one for one in fits if not one.must]
    without_breaks = [one for one in optional if one.key not in breaks]
    enough = sum(one.needed for one in without_breaks) >= over
    chosen = _fewest(without_breaks if enough else optional, over)
    return tuple(one.key for one in fits if one in chosen)


def _fewest(left: list[StepFit], over: int) -> list[StepFit]:
    """Largest first; the last one is the smallest that is enough."""
    left = sorted(left, key=lambda one: (one.needed, one.order))
    chosen: list[StepFit] = []
    while over > 0 and left:
        enough = [one for one in left if one.needed >= over]
        pick = enough[0] if enough else left[-1]
        left.remove(pick)
        chosen.append(pick)
        over -= pick.needed
    return chosen


def _with_sentences(result: Fit, guide: GuideFile) -> Fit:
    said = [
        *_about_people(result, guide),
        *(one.sentence for one in result.steps if one.sentence),
        *_about_minutes(result),
    ]
    return replace(result, sentences=tuple(said))


def _about_people(result: Fit, guide: GuideFile) -> list[Sentence]:
    """Limits hold for a table when tables are parallel, else for the room."""
    parallel = guide.tables is Tables.PARALLEL
    most = result.largest_table if parallel else result.people
    least = result.people // result.tables if parallel else result.people
    if least < guide.people.min:
        too_few = TOO_FEW_AT_A_TABLE if parallel else TOO_FEW_PEOPLE
        return [sentence(too_few, people=least, least=guide.people.min)]
    if most > guide.people.max:
        too_many = TOO_MANY_AT_A_TABLE if parallel else TOO_MANY_PEOPLE
        return [sentence(too_many, people=most, most=guide.people.max)]
    return []


def _about_minutes(result: Fit) -> list[Sentence]:
    if result.fits:
        return [sentence(FITS, needed=result.needed, minutes=result.minutes)]
    said = [sentence(TOO_LONG, needed=result.needed, minutes=result.minutes)]
    after = result.needed_after_drop
    orders = [one.order for one in result.steps if one.key in result.drop]
    if not result.possible:
        said.append(sentence(NOTHING_HELPS, needed=after))
    elif len(orders) == 1:
        said.append(sentence(DROP_ONE, order=orders[0], needed=after))
    else:
        listed = ", ".join(str(order) for order in orders)
        said.append(sentence(DROP_MORE, orders=listed, needed=after))
    return said
