"""From a `GuideFile` to plain values, to a file, and to a checksum."""

from __future__ import annotations

import hashlib
import json
from typing import Any

from dialogue.guides.format import parts
from dialogue.guides.format.codes import Register, Rotate
from dialogue.guides.format.texts import LocalText

Data = dict[str, Any]


def as_data(guide: parts.GuideFile) -> Data:
    """The guide as dicts, lists, text, numbers: what the schema describes."""
    people = guide.people
    data: Data = {
        "format": parts.FORMAT,
        "slug": guide.slug,
        "title": _text(guide.title),
        "aim": _text(guide.aim),
        "source": _text(guide.source),
        "methods": [_text(method) for method in guide.methods],
        "sensitivity": guide.sensitivity.value,
        "closed": guide.closed,
        "people": {"min": people.min, "ideal": people.ideal, "max": people.max},
        "tables": guide.tables.value,
        "minutes": guide.minutes,
        "roles": [_role(role) for role in guide.roles],
        "credits": _credits(guide.credits),
        "languages": {note.language: _language(note) for note in guide.languages},
        "steps": [step_data(step) for step in guide.steps],
    }
    if guide.variants:
        data["variants"] = [
            {"channel": variant.channel.value, "steps": list(variant.steps)}
            for variant in guide.variants
        ]
    return data


def checksum(guide: parts.GuideFile) -> str:
    """SHA-256 (hex) of the guide as canonical JSON.

    Keys sorted, no spaces, UTF-8: two files that mean the same have the same sum,
    however they were laid out.
    """
    canonical = json.dumps(
        as_data(guide), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    )
    return hashlib.sha256(canonical.encode("utf-8")).hexdigest()


def dump_guide(guide: parts.GuideFile) -> str:
    """The guide as a file: `parse_guide(dump_guide(guide)) == guide`."""
    import yaml

    dumped: str = yaml.safe_dump(
        as_data(guide), allow_unicode=True, sort_keys=False, width=4096
    )
    return dumped


def _text(text: LocalText) -> dict[str, str]:
    return dict(text.versions)


def _role(role: parts.Role) -> Data:
    data: Data = {"kind": role.kind.value, "name": _text(role.name)}
    if role.count != 1:
        data["count"] = role.count
    return data


def _credits(credit: parts.Credits) -> Data:
    data = {"licence": credit.licence, "by": credit.by}
    if credit.adapted_from:
        data["adapted_from"] = credit.adapted_from
    return data


def _language(note: parts.LanguageNote) -> Data:
    data: Data = {
        "machine_made": note.machine_made,
        "checked_by": list(note.checked_by),
        "tested_with_readers_on": note.tested_with_readers_on,
    }
    if note.register is not Register.PLAIN:
        data["register"] = note.register.value
    return data


def step_data(step: parts.Step) -> Data:
    """One step as plain values; what is left at its default is left out."""
    data: Data = {
        "key": step.key,
        "kind": step.kind.value,
        "minutes": step.minutes,
        "must": step.must,
        "form": step.form.value,
        "turn": step.turn.value,
    }
    if step.seconds_per_person:
        data["seconds_per_person"] = step.seconds_per_person
    if step.think_seconds:
        data["think_seconds"] = step.think_seconds
    if step.rotate is not Rotate.NONE:
        data["rotate"] = step.rotate.value
    data["prompts"] = [
        {"role": prompt.role.value, "text": _text(prompt.text)}
        for prompt in step.prompts
    ]
    if step.response != parts.ResponseRule():
        data["response"] = _response(step.response)
    if step.capture != parts.CaptureRule():
        data["capture"] = _capture(step.capture)
    return data


def _response(response: parts.ResponseRule) -> Data:
    data: Data = {"kinds": [kind.value for kind in response.kinds]}
    if response.max_items:
        data["max_items"] = response.max_items
    if response.options:
        data["options"] = [
            {"code": option.code, "label": _text(option.label)}
            for option in response.options
        ]
    if response.measure:
        measure = response.measure
        data["measure"] = {"code": measure.code, "moment": measure.moment.value}
    return data


def _capture(capture: parts.CaptureRule) -> Data:
    return {
        "by": capture.by.value,
        "medium": capture.medium.value,
        "name": capture.name.value,
        "store": capture.store.value,
        "read_back": capture.read_back,
    }
