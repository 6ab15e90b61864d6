"""Which fields the table's page has in a step.

What a capture rule does not allow has no field: not a hidden one, not a disabled one.
"""

from __future__ import annotations

from msgspec import Struct

from dialogue.guides.format.checking import NOT_READ_ALOUD
from dialogue.guides.format.codes import (
    CaptureBy,
    Form,
    Medium,
    Moment,
    NameRule,
    ResponseKind,
    Store,
)
from dialogue.guides.format.parts import GuideFile, Option, Step

_CHOSEN = frozenset({ResponseKind.STATEMENT, ResponseKind.CHOICE, ResponseKind.MEASURE})


class CaptureField(Struct, frozen=True):
    """One kind of thing that may be written in a step, and what is asked with it.

    `max_items` counts all kinds of the step together; per person where
    `per_person`, else per table. For a measure it is always once per person.
    `options` are the cards or figures to choose; empty where there are none.
    """

    kind: ResponseKind
    max_items: int
    per_person: bool
    by: CaptureBy
    medium: Medium
    read_back: bool
    options: tuple[Option, ...]
    secret_card: bool
    """Statements: the table counts the cards put down for each option."""
    addressee: bool
    """Requests: to whom exactly."""
    pseudonym: bool
    """Commitments: a name one chooses for this step only."""
    check_date: bool
    """Commitments: when we ask how it went."""
    table_number: bool
    """The sentence may carry the number of its table."""
    quote_consent: bool
    """Quotes: yes, no, or without detail; asked at the read-back."""
    urgency: bool
    """Signals: today, this week, later. Kept in the store of signals only."""
    contact_with_consent: bool
    """Signals: a name and a way to call back, if the person wants that."""
    measure: str | None
    moment: Moment | None
    pair_token: bool
    """Measures taken twice in this guide: the animal card that pairs them."""


def fields_for(step: Step, guide: GuideFile | None = None) -> tuple[CaptureField, ...]:
    """The fields of a step, one for each kind that may be kept; often none.

    With `guide`, a measure knows whether it is taken twice (`pair_token`).
    """
    rule = step.capture
    if rule.by is CaptureBy.NOBODY or rule.store is Store.AT_THE_TABLE:
        return ()
    return tuple(_field(step, kind, guide) for kind in step.response.kinds)


def _field(step: Step, kind: ResponseKind, guide: GuideFile | None) -> CaptureField:
    rule, response = step.capture, step.response
    measure = response.measure if kind is ResponseKind.MEASURE else None
    options = response.options if kind in _CHOSEN else ()
    alone = rule.by is CaptureBy.EVERYONE and step.form is Form.ALONE
    return CaptureField(
        kind=kind,
        max_items=1 if measure else response.max_items,
        per_person=alone or measure is not None,
        by=rule.by,
        medium=rule.medium,
        read_back=rule.read_back and kind not in NOT_READ_ALOUD,
        options=options,
        secret_card=kind is ResponseKind.STATEMENT and bool(options),
        addressee=kind is ResponseKind.REQUEST,
        pseudonym=kind is ResponseKind.COMMITMENT and rule.name is NameRule.PSEUDONYM,
        check_date=kind is ResponseKind.COMMITMENT,
        table_number=rule.name is NameRule.TABLE,
        quote_consent=kind is ResponseKind.QUOTE,
        urgency=kind is ResponseKind.SIGNAL,
        contact_with_consent=(
            kind is ResponseKind.SIGNAL and rule.name is NameRule.WITH_CONSENT
        ),
        measure=measure.code if measure else None,
        moment=measure.moment if measure else None,
        pair_token=measure is not None
        and guide is not None
        and _times_measured(guide, measure.code) > 1,
    )


def _times_measured(guide: GuideFile, code: str) -> int:
    measures = (step.response.measure for step in guide.steps)
    return sum(measure is not None and measure.code == code for measure in measures)
