"""Check read values against guide.schema.json, and say what is wrong in sentences."""

from __future__ import annotations

import json
import unicodedata
from collections.abc import Iterable, Iterator
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING, Any

from dialogue.guides.format.invalid import Problem
from dialogue.guides.format.sentences import N_, Sentence, sentence

if TYPE_CHECKING:  # costs a web worker 8 MB, and only an imported file needs it
    from jsonschema import Draft202012Validator, ValidationError

MISSING = N_("“%(field)s” is missing.")
UNKNOWN = N_("“%(field)s” does not belong here.")
NOT_A_CODE = N_("“%(value)s” is not possible here. Choose one of: %(options)s.")
NOT_THIS_FORMAT = N_("This is not a guide of the format “%(options)s”.")
TOO_LONG = N_("This text is too long: at most %(limit)s characters.")
EMPTY_TEXT = N_("This text is empty.")
TOO_LOW = N_("This number is too low: at least %(limit)s.")
TOO_HIGH = N_("This number is too high: at most %(limit)s.")
TOO_FEW = N_("There are too few here: at least %(limit)s.")
TOO_MANY = N_("There are too many here: at most %(limit)s.")
NOT_UNIQUE = N_("The same stands here twice.")
WRONG_PATTERN = N_("“%(value)s” is not written as it should be.")
STRANGE = N_("This text holds a line break or a sign that cannot be printed.")
MAX_PROBLEMS = 20
MAX_LIST = 40
"""The longest list in the schema (steps). Longer ones are refused before the schema
looks, because it compares every two values of a list that must not repeat."""

_TYPES = {
    "object": N_("Here belongs a group of fields."),
    "array": N_("Here belongs a list."),
    "string": N_("Here belongs a text."),
    "integer": N_("Here belongs a whole number."),
    "boolean": N_("Here belongs true or false."),
}
_LIMITS = {
    "maxLength": TOO_LONG,
    "minLength": EMPTY_TEXT,
    "minimum": TOO_LOW,
    "maximum": TOO_HIGH,
    "minItems": TOO_FEW,
    "maxItems": TOO_MANY,
    "minProperties": TOO_FEW,
    "maxProperties": TOO_MANY,
}


@lru_cache(maxsize=1)
def schema() -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a guide file."""
    path = resources.files(__package__) / "guide.schema.json"
    loaded: dict[str, Any] = json.loads(path.read_text(encoding="utf-8"))
    return loaded


@lru_cache(maxsize=1)
def _validator() -> Draft202012Validator:
    from jsonschema import Draft202012Validator

    return Draft202012Validator(schema())


def problems_of_shape(data: object) -> tuple[Problem, ...]:
    """Everything in `data` that the schema refuses, in reading order; at most 20."""
    found = list(_long_lists(data, ()))
    if found:
        return tuple(found[:MAX_PROBLEMS])
    for error in _validator().iter_errors(data):
        found += _problems(error)
        if len(found) >= MAX_PROBLEMS:
            break
    if not found:
        found = list(_strange_signs(data, ()))
    told = dict.fromkeys(found)
    return tuple(sorted(told, key=lambda problem: _reading_order(problem.path)))


def _long_lists(value: object, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _long_lists(inner, (*path, name))
    elif isinstance(value, list):
        if len(value) > MAX_LIST:
            yield Problem(_path(path), sentence(TOO_MANY, limit=MAX_LIST))
        for number, inner in enumerate(value):
            yield from _long_lists(inner, (*path, number))


def _reading_order(path: str) -> tuple[tuple[bool, int, str], ...]:
    return tuple(
        (not part.isdigit(), int(part) if part.isdigit() else 0, part)
        for part in path.split(".")
    )


def _path(parts: Iterable[str | int]) -> str:
    """Dotted, and counting from 1, as people count steps."""
    return ".".join(str(p + 1) if isinstance(p, int) else str(p) for p in parts)


def _problems(error: ValidationError) -> list[Problem]:
    path = _path(error.absolute_path)
    instance: Any = error.instance
    if error.validator == "required":
        required: Any = error.validator_value
        # One error comes for each missing field; the same problem is told once.
        missing = [name for name in required if name not in instance]
        return [Problem(path, sentence(MISSING, field=name)) for name in missing]
    if error.validator == "additionalProperties":
        part: Any = error.schema
        extra = [name for name in instance if name not in part.get("properties", {})]
        return [Problem(path, sentence(UNKNOWN, field=_short(n))) for n in extra]
    return [Problem(path, _sentence(error))]


def _sentence(error: ValidationError) -> Sentence:
    rule = str(error.validator)
    limit: Any = error.validator_value
    if rule == "type":
        wanted = limit if isinstance(limit, str) else limit[0]
        return sentence(_TYPES[wanted])
    if rule in _LIMITS:
        msgid = _LIMITS[rule]
        return sentence(msgid, limit=limit) if "%(limit)s" in msgid else sentence(msgid)
    if rule == "const":
        return sentence(NOT_THIS_FORMAT, options=limit)
    if rule == "enum":
        options = ", ".join(str(option) for option in limit)
        return sentence(NOT_A_CODE, value=_short(error.instance), options=options)
    if rule == "uniqueItems":
        return sentence(NOT_UNIQUE)
    return sentence(WRONG_PATTERN, value=_short(error.instance))


def _short(value: object) -> str:
    shown = str(value)
    return shown if len(shown) <= 60 else shown[:59] + "…"


def _strange_signs(value: object, path: tuple[str | int, ...]) -> Iterator[Problem]:
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _strange_signs(name, (*path, _short(name)))
            yield from _strange_signs(inner, (*path, name))
    elif isinstance(value, list):
        for number, inner in enumerate(value):
            yield from _strange_signs(inner, (*path, number))
    elif isinstance(value, str) and _is_strange(value):
        yield Problem(_path(path), sentence(STRANGE))


def _is_strange(value: str) -> bool:
    """Control signs, line separators, and signs that turn the reading direction.

    The joiners U+200C and U+200D belong to languages and emoji, so they may stay.
    """
    return any(
        unicodedata.category(sign) in {"Cc", "Cf", "Zl", "Zp", "Cs", "Cn", "Co"}
        and sign not in "\u200c\u200d"
        for sign in value
    ) or (value != "" and not value.strip())
