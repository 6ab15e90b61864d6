"""The rules a guide keeps, and what is said when one is broken.

Errors protect people, or make a guide unusable: no such guide is taken in. Warnings
and notes are shown to whoever writes or plans, and stop nothing.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date
from enum import StrEnum

from msgspec import Struct

from dialogue.guides.format.checking_texts import text_problems, text_warnings
from dialogue.guides.format.codes import (
    CaptureBy,
    NameRule,
    ResponseKind,
    RoleKind,
    Sensitivity,
    StepKind,
    Store,
    Tables,
)
from dialogue.guides.format.go_round import needed_minutes, tables_for
from dialogue.guides.format.invalid import Problem
from dialogue.guides.format.parts import GuideFile, Step, Variant
from dialogue.guides.format.sentences import N_, Sentence, sentence

#: Kinds that are numbers or cards, or go their own way: they are not read aloud.
NOT_READ_ALOUD = frozenset(
    {ResponseKind.MEASURE, ResponseKind.CHOICE, ResponseKind.SIGNAL}
)

MINUTES = N_("The steps take %(sum)s minutes together; the guide says %(minutes)s.")
PEOPLE = N_("The numbers of people must rise: least, ideal, most.")
KEY_TWICE = N_("Two steps have the key “%(key)s”.")
CODE_TWICE = N_("Two options have the code “%(key)s”.")
NOBODY_WRITES = N_("Nobody writes in this step, so it can have no response.")
NOTHING_TO_KEEP = N_("This step has no response, so there is nothing to keep.")
NOT_READ_BACK = N_("What is kept in this step must be read back to the table.")
NO_READ_BACK = N_("After this step no step reads back what was written.")
HIGH_OPEN = N_("A guide of high sensitivity must be closed.")
HIGH_TABLE = N_("In a guide of high sensitivity no sentence carries its table.")
HIGH_CONFIDANT = N_("A guide of high sensitivity needs a confidant among the roles.")
HIGH_NAME = N_("In a guide of high sensitivity a name belongs to a signal only.")
NO_MAXIMUM = N_("Say how many may be written in this step: max_items.")
MEASURE_CODE = N_("A response “measure” needs a measure, and a measure needs it.")
NO_HOSTS = N_("Rotating tables need table hosts among the roles.")
NO_SUCH_STEP = N_("There is no step “%(key)s”.")
CHANNEL_TWICE = N_("The channel “%(channel)s” stands twice.")
MUST_LEFT_OUT = N_("The step “%(key)s” must be done, but this channel leaves it out.")
NO_SUCH_DATE = N_("“%(date)s” is not a date.")
NO_WRITER = N_("“%(role)s” writes in this step, and is not among the roles.")
ROUND_IDEAL = N_("With %(people)s people this go-round needs %(needed)s minutes.")


class Level(StrEnum):
    """How much a finding weighs."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


class Finding(Struct, frozen=True):
    """One broken rule: how much it weighs, where, and what to say."""

    level: Level
    path: str
    sentence: Sentence


def check(guide: GuideFile) -> tuple[Finding, ...]:
    """Everything to be said about a guide; errors first, each in reading order."""
    return (
        *_at(Level.ERROR, _errors(guide)),
        *_at(Level.WARNING, _warnings(guide)),
        *_at(Level.NOTE, _too_long_rounds(guide, guide.people.max)),
    )


def _at(level: Level, problems: Iterable[Problem]) -> Iterator[Finding]:
    return (Finding(level, p.path, p.sentence) for p in problems)


def _errors(guide: GuideFile) -> Iterator[Problem]:
    yield from _guide_errors(guide)
    yield from _twice("steps", [step.key for step in guide.steps], KEY_TWICE)
    for step in guide.steps:
        yield from _step_errors(step)
        if guide.sensitivity is Sensitivity.HIGH:
            yield from _high_step_errors(step)
    yield from _unread(guide.steps, "steps")
    yield from _variant_errors(guide)
    yield from text_problems(guide)


def _guide_errors(guide: GuideFile) -> Iterator[Problem]:
    people = guide.people
    total = sum(step.minutes for step in guide.steps)
    if total != guide.minutes:
        yield Problem("minutes", sentence(MINUTES, sum=total, minutes=guide.minutes))
    if not people.min <= people.ideal <= people.max:
        yield Problem("people", sentence(PEOPLE))
    if guide.sensitivity is Sensitivity.HIGH and not guide.closed:
        yield Problem("closed", sentence(HIGH_OPEN))
    hosts = any(role.kind is RoleKind.TABLE_HOST for role in guide.roles)
    if guide.tables is Tables.ROTATING and not hosts:
        yield Problem("roles", sentence(NO_HOSTS))
    for note in guide.languages:
        day = note.tested_with_readers_on
        if day and not _is_date(day):
            path = f"languages.{note.language}.tested_with_readers_on"
            yield Problem(path, sentence(NO_SUCH_DATE, date=day))


def _is_date(day: str) -> bool:
    try:
        date.fromisoformat(day)
    except ValueError:
        return False
    return True


def _twice(path: str, codes: list[str], msgid: str) -> Iterator[Problem]:
    for number, code in enumerate(codes, 1):
        if code in codes[: number - 1]:
            yield Problem(f"{path}.{number}", sentence(msgid, key=code))


def _step_errors(step: Step) -> Iterator[Problem]:
    path = f"steps.{step.order}"
    response, capture = step.response, step.capture
    kept = capture.store is Store.KEPT
    if response.kinds and capture.by is CaptureBy.NOBODY:
        yield Problem(f"{path}.response", sentence(NOBODY_WRITES))
    if kept and not response.kinds:
        yield Problem(f"{path}.capture", sentence(NOTHING_TO_KEEP))
    aloud = set(response.kinds) - NOT_READ_ALOUD
    if kept and aloud and not capture.read_back:
        yield Problem(f"{path}.capture.read_back", sentence(NOT_READ_BACK))
    measured = ResponseKind.MEASURE in response.kinds
    if measured != (response.measure is not None):
        yield Problem(f"{path}.response", sentence(MEASURE_CODE))
    if set(response.kinds) - {ResponseKind.MEASURE} and not response.max_items:
        yield Problem(f"{path}.response", sentence(NO_MAXIMUM))
    codes = [option.code for option in response.options]
    yield from _twice(f"{path}.response.options", codes, CODE_TWICE)


def _high_step_errors(step: Step) -> Iterator[Problem]:
    name, path = step.capture.name, f"steps.{step.order}.capture.name"
    if name is NameRule.TABLE:
        yield Problem(path, sentence(HIGH_TABLE))
    if name is NameRule.WITH_CONSENT and set(step.response.kinds) != {
        ResponseKind.SIGNAL
    }:
        yield Problem(path, sentence(HIGH_NAME))


def _unread(steps: tuple[Step, ...], path: str) -> Iterator[Problem]:
    """Steps whose sentences no later step reads back."""
    last = max(
        (step.order for step in steps if step.kind is StepKind.READ_BACK), default=0
    )
    for step in steps:
        if step.capture.read_back and step.order > last:
            yield Problem(f"{path}.{step.order}", sentence(NO_READ_BACK))


def _variant_errors(guide: GuideFile) -> Iterator[Problem]:
    known = {step.key for step in guide.steps}
    seen: set[str] = set()
    for number, variant in enumerate(guide.variants, 1):
        path = f"variants.{number}"
        if variant.channel in seen:
            said = sentence(CHANNEL_TWICE, channel=variant.channel)
            yield Problem(f"{path}.channel", said)
        seen.add(variant.channel)
        for place, key in enumerate(variant.steps, 1):
            if key not in known:
                yield Problem(f"{path}.steps.{place}", sentence(NO_SUCH_STEP, key=key))
        kept = tuple(step for step in guide.steps if step.key in variant.steps)
        if any(_unread(kept, path)):
            yield Problem(f"{path}.steps", sentence(NO_READ_BACK))


def _warnings(guide: GuideFile) -> Iterator[Problem]:
    confidant = any(role.kind is RoleKind.CONFIDANT for role in guide.roles)
    if guide.sensitivity is Sensitivity.HIGH and not confidant:
        yield Problem("roles", sentence(HIGH_CONFIDANT))
    yield from _writers_missing(guide)
    yield from _too_long_rounds(guide, guide.people.ideal)
    for number, variant in enumerate(guide.variants, 1):
        yield from _left_out(guide, variant, f"variants.{number}.steps")
    yield from text_warnings(guide)


def _writers_missing(guide: GuideFile) -> Iterator[Problem]:
    roles = {role.kind.value for role in guide.roles}
    for step in guide.steps:
        writer = step.capture.by
        named = writer in {CaptureBy.REPORTER, CaptureBy.TABLE_HOST}
        if named and step.response.kinds and writer.value not in roles:
            path = f"steps.{step.order}.capture.by"
            yield Problem(path, sentence(NO_WRITER, role=writer.value))


def _left_out(guide: GuideFile, variant: Variant, path: str) -> Iterator[Problem]:
    for step in guide.steps:
        if step.must and step.key not in variant.steps:
            yield Problem(path, sentence(MUST_LEFT_OUT, key=step.key))


def _too_long_rounds(guide: GuideFile, people: int) -> Iterator[Problem]:
    """Go-rounds that do not fit their minutes with this many people."""
    at_table = people
    if guide.tables is Tables.ROTATING:
        at_table = -(-people // tables_for(guide, people))
    for step in guide.steps:
        needed = needed_minutes(step, at_table, people)
        if needed > step.minutes:
            said = sentence(ROUND_IDEAL, people=people, needed=needed)
            yield Problem(f"steps.{step.order}.minutes", said)
