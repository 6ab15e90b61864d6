"""From a file's text to a `GuideFile`, or a `GuideInvalid` that says what is wrong."""

from __future__ import annotations

from typing import Any

from dialogue.guides.format import parts
from dialogue.guides.format.checking import Level, check
from dialogue.guides.format.codes import (
    CaptureBy,
    Channel,
    Form,
    Medium,
    Moment,
    NameRule,
    PromptRole,
    Register,
    ResponseKind,
    RoleKind,
    Rotate,
    Sensitivity,
    StepKind,
    Store,
    Tables,
    Turn,
)
from dialogue.guides.format.invalid import GuideInvalid, Problem
from dialogue.guides.format.shape import problems_of_shape
from dialogue.guides.format.texts import LocalText


def parse_guide(text: str) -> parts.GuideFile:
    """Read one guide file (YAML, at most 256 kB).

    Raises GuideInvalid with a path and a sentence for each problem: not YAML, not
    of this shape, or breaking a rule that protects people (see `checking`).
    Warnings of `check` do not stop a guide.
    """
    from dialogue.guides.format.safe_yaml import read_yaml

    data = read_yaml(text)
    problems = problems_of_shape(data)
    if problems or not isinstance(data, dict):
        raise GuideInvalid(problems)
    guide = build(data)
    errors = tuple(
        Problem(finding.path, finding.sentence)
        for finding in check(guide)
        if finding.level is Level.ERROR
    )
    if errors:
        raise GuideInvalid(errors)
    return guide


def build(data: dict[str, Any]) -> parts.GuideFile:
    """The guide in values that already have the right shape."""
    people, credit = data["people"], data["credits"]
    return parts.GuideFile(
        slug=data["slug"],
        title=_text(data["title"]),
        aim=_text(data["aim"]),
        source=_text(data["source"]),
        methods=tuple(_text(method) for method in data["methods"]),
        sensitivity=Sensitivity(data["sensitivity"]),
        closed=data["closed"],
        people=parts.People(people["min"], people["ideal"], people["max"]),
        tables=Tables(data["tables"]),
        minutes=data["minutes"],
        roles=tuple(_role(role) for role in data["roles"]),
        credits=parts.Credits(
            credit["licence"], credit["by"], credit.get("adapted_from", "")
        ),
        languages=tuple(
            _language(code, note) for code, note in data["languages"].items()
        ),
        steps=tuple(_step(n, step) for n, step in enumerate(data["steps"], 1)),
        variants=tuple(
            parts.Variant(Channel(variant["channel"]), tuple(variant["steps"]))
            for variant in data.get("variants", ())
        ),
    )


def _text(data: dict[str, str]) -> LocalText:
    return LocalText(tuple(data.items()))


def _role(data: dict[str, Any]) -> parts.Role:
    return parts.Role(RoleKind(data["kind"]), _text(data["name"]), data.get("count", 1))


def _language(code: str, note: dict[str, Any]) -> parts.LanguageNote:
    return parts.LanguageNote(
        language=code,
        machine_made=note["machine_made"],
        checked_by=tuple(note.get("checked_by", ())),
        tested_with_readers_on=note.get("tested_with_readers_on", ""),
        register=Register(note.get("register", Register.PLAIN)),
    )


def _step(order: int, data: dict[str, Any]) -> parts.Step:
    return parts.Step(
        key=data["key"],
        order=order,
        kind=StepKind(data["kind"]),
        minutes=data["minutes"],
        must=data["must"],
        form=Form(data["form"]),
        turn=Turn(data["turn"]),
        prompts=tuple(
            parts.Prompt(PromptRole(prompt["role"]), _text(prompt["text"]))
            for prompt in data["prompts"]
        ),
        seconds_per_person=data.get("seconds_per_person", 0),
        think_seconds=data.get("think_seconds", 0),
        rotate=Rotate(data.get("rotate", Rotate.NONE)),
        response=_response(data.get("response", {"kinds": ()})),
        capture=_capture(data.get("capture", {"by": CaptureBy.NOBODY})),
    )


def _response(data: dict[str, Any]) -> parts.ResponseRule:
    measure = data.get("measure")
    return parts.ResponseRule(
        kinds=tuple(ResponseKind(kind) for kind in data["kinds"]),
        max_items=data.get("max_items", 0),
        options=tuple(
            parts.Option(option["code"], _text(option["label"]))
            for option in data.get("options", ())
        ),
        measure=(
            parts.Measure(measure["code"], Moment(measure["moment"]))
            if measure
            else None
        ),
    )


def _capture(data: dict[str, Any]) -> parts.CaptureRule:
    return parts.CaptureRule(
        by=CaptureBy(data["by"]),
        medium=Medium(data.get("medium", Medium.NONE)),
        name=NameRule(data.get("name", NameRule.NONE)),
        store=Store(data.get("store", Store.AT_THE_TABLE)),
        read_back=data.get("read_back", False),
    )
