"""What changed between two versions of a guide."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from difflib import SequenceMatcher
from itertools import zip_longest
from typing import Any

from msgspec import Struct

from dialogue.guides.format.parts import GuideFile, Prompt, Step
from dialogue.guides.format.writing import as_data, step_data

Value = str | int | bool | None


class FieldChange(Struct, frozen=True):
    """One value that differs. None: it was not there, or is there no more.

    `language` is set where the value is a text, for the page's `lang` attribute.
    """

    path: str
    language: str | None
    old: Value
    new: Value


class StepChange(Struct, frozen=True):
    """One step in either version; orders count from 1, None where it is not there."""

    key: str
    old_order: int | None
    new_order: int | None
    moved: bool
    """The step changed places with others; not: others before it came or went."""
    changes: tuple[FieldChange, ...]

    @property
    def added(self) -> bool:
        return self.old_order is None

    @property
    def removed(self) -> bool:
        return self.new_order is None

    @property
    def same(self) -> bool:
        return not (self.added or self.removed or self.moved or self.changes)


class GuideDiff(Struct, frozen=True):
    """All differences; `steps` follows the new order, removed ones in their place."""

    fields: tuple[FieldChange, ...]
    steps: tuple[StepChange, ...]

    @property
    def same(self) -> bool:
        return not self.fields and all(step.same for step in self.steps)


def compare(old: GuideFile, new: GuideFile) -> GuideDiff:
    """Compare two versions: fields of the guide, and step by step (by key)."""
    return GuideDiff(
        fields=tuple(_changes(_without_steps(old), _without_steps(new))),
        steps=tuple(_steps(old.steps, new.steps)),
    )


def _without_steps(guide: GuideFile) -> dict[str, Any]:
    return {name: part for name, part in as_data(guide).items() if name != "steps"}


def _steps(old: tuple[Step, ...], new: tuple[Step, ...]) -> Iterator[StepChange]:
    before = {step.key: step for step in old}
    after = {step.key: step for step in new}
    stayed = _stayed(
        [step.key for step in old if step.key in after],
        [step.key for step in new if step.key in before],
    )
    for key in _merged([s.key for s in old], [s.key for s in new], stayed):
        was, now = before.get(key), after.get(key)
        yield StepChange(
            key=key,
            old_order=was.order if was else None,
            new_order=now.order if now else None,
            moved=was is not None and now is not None and key not in stayed,
            changes=tuple(_step_changes(was, now)) if was and now else (),
        )


def _stayed(old: list[str], new: list[str]) -> frozenset[str]:
    """The longest run of steps that kept their mutual order (the rest moved)."""
    place = {key: number for number, key in enumerate(old)}
    runs: list[tuple[str, ...]] = []
    longest: tuple[str, ...] = ()
    for key in new:
        run: tuple[str, ...] = ()
        for other in runs:
            if place[other[-1]] < place[key] and len(other) > len(run):
                run = other
        runs.append((*run, key))
        longest = max(longest, runs[-1], key=len)
    return frozenset(longest)


def _merged(old: list[str], new: list[str], stayed: frozenset[str]) -> Iterator[str]:
    """New order, with removed steps after the last step before them that stayed."""
    present = set(new)
    after: dict[str | None, list[str]] = {}
    last: str | None = None
    for key in old:
        if key in stayed:
            last = key
        elif key not in present:
            after.setdefault(last, []).append(key)
    yield from after.get(None, ())
    for key in new:
        yield key
        if key in stayed:
            yield from after.get(key, ())


def _step_changes(was: Step, now: Step) -> Iterator[FieldChange]:
    old, new = step_data(was), step_data(now)
    old.pop("prompts")
    new.pop("prompts")
    yield from _changes(old, new)
    yield from _prompt_changes(was.prompts, now.prompts)


def _prompt_changes(
    old: tuple[Prompt, ...], new: tuple[Prompt, ...]
) -> Iterator[FieldChange]:
    """Prompts have no key: equal ones are matched first, so that one put in between
    does not make all that follow look changed."""
    matcher = SequenceMatcher(None, old, new, autojunk=False)
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            continue
        pairs = zip_longest(range(a, b), range(c, d))
        for was, now in pairs:
            number = (was if now is None else now) + 1
            yield from _changes(
                {} if was is None else _prompt(old[was]),
                {} if now is None else _prompt(new[now]),
                f"prompts.{number}",
            )


def _prompt(prompt: Prompt) -> dict[str, Any]:
    return {"role": prompt.role.value, "text": dict(prompt.text.versions)}


def _changes(
    old: Mapping[str, Any], new: Mapping[str, Any], path: str = ""
) -> Iterator[FieldChange]:
    before = dict(_flat(old, path))
    after = dict(_flat(new, path))
    for where in dict.fromkeys((*before, *after)):
        was, now = before.get(where), after.get(where)
        if was != now:
            named, language = where
            yield FieldChange(named, language, was, now)


_TEXTS = {"title", "aim", "source", "methods", "name", "text", "label"}


def _flat(
    value: Any, path: str, in_text: bool = False
) -> Iterator[tuple[tuple[str, str | None], Value]]:
    """Every single value with its path, and its language where it is a text."""
    if isinstance(value, Mapping):
        for name, inner in value.items():
            if in_text and isinstance(inner, str):
                yield (path, str(name)), inner
            else:
                where = f"{path}.{name}" if path else str(name)
                yield from _flat(inner, where, name in _TEXTS)
    elif isinstance(value, list):
        for number, inner in enumerate(value, 1):
            yield from _flat(inner, f"{path}.{number}", in_text)
    else:
        yield (path, None), value
