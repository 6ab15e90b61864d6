"""A document as JSON data and back, without loss, and its canonical bytes."""

import json
import types
from collections.abc import Mapping
from datetime import date, datetime
from functools import cache
from typing import Any, Union, get_args, get_origin, get_type_hints

from msgspec import Struct
from msgspec.structs import asdict

from dialogue.outcomes.counting import Phrase
from dialogue.reports.document.parts import FORMAT, Document


class DocumentUnreadable(ValueError):
    """The data are not a document of a format this version can read."""


def as_data(value: Any) -> Any:
    """The document (or a part of it) as data for JSON."""
    if isinstance(value, Phrase):
        return _phrase_out(value)
    if isinstance(value, Struct):
        return {name: as_data(one) for name, one in asdict(value).items()}
    if isinstance(value, tuple):
        return [as_data(each) for each in value]
    if isinstance(value, datetime | date):
        return value.isoformat()
    return value


def canonical(document: Document) -> bytes:
    """The one way to write this document: same document, same bytes."""
    return json.dumps(
        as_data(document), ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def from_data(data: Mapping[str, Any]) -> Document:
    """The document that ``as_data`` wrote; DocumentUnreadable for anything else."""
    if data.get("format") != FORMAT:
        raise DocumentUnreadable(f"Not a {FORMAT}: {data.get('format')!r}")
    try:
        document: Document = _made(Document, data)
        return document
    except (KeyError, TypeError, ValueError) as wrong:
        raise DocumentUnreadable(str(wrong)) from wrong


@cache
def _hints(kind: Any) -> dict[str, Any]:
    return get_type_hints(kind)


def _made(kind: Any, data: Any) -> Any:
    # What a version of before did not know yet is as it is when nobody says.
    known = {name: hint for name, hint in _hints(kind).items() if name in data}
    return kind(**{name: _read(hint, data[name]) for name, hint in known.items()})


def _read(hint: Any, data: Any) -> Any:
    if get_origin(hint) in (Union, types.UnionType):
        if data is None:
            return None
        (hint,) = (each for each in get_args(hint) if each is not type(None))
    if get_origin(hint) is tuple:
        return tuple(_read(get_args(hint)[0], each) for each in data)
    if hint is Phrase:
        return _phrase_in(data)
    if hint in (date, datetime):
        return hint.fromisoformat(data)
    if isinstance(hint, type) and issubclass(hint, Struct):
        return _made(hint, data)
    if not isinstance(data, hint):
        raise TypeError(f"{data!r} is no {hint}")
    return data


def _phrase_out(phrase: Phrase) -> dict[str, Any]:
    return {
        "msgid": phrase.msgid,
        "parameters": {
            name: _parameter_out(one) for name, one in phrase.parameters.items()
        },
        "plural": phrase.plural,
        "number": phrase.number,
        "separator": phrase.separator,
    }


def _parameter_out(parameter: Any) -> Any:
    if isinstance(parameter, tuple):
        return [_parameter_out(one) for one in parameter]
    return _phrase_out(parameter) if isinstance(parameter, Phrase) else parameter


def _phrase_in(data: Mapping[str, Any]) -> Phrase:
    parameters = {name: _parameter_in(one) for name, one in data["parameters"].items()}
    return Phrase(
        data["msgid"], parameters, data["plural"], data["number"], data["separator"]
    )


def _parameter_in(data: Any) -> Any:
    if isinstance(data, list):
        return tuple(_parameter_in(one) for one in data)
    return _phrase_in(data) if isinstance(data, dict) else data
