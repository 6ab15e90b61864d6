"""Read a room from JSON and check it; every refusal is a sentence."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dialogue.seating.optimiser.room import (
    SOFT,
    Attribute,
    Changes,
    Person,
    Room,
    RoomInvalid,
    Table,
)


def load(path: Path | str) -> Room:
    """Read and check a room file; RoomInvalid tells what is wrong with it."""
    try:
        data = json.loads(Path(path).read_text(encoding="utf-8"))
    except (OSError, UnicodeDecodeError) as error:
        raise RoomInvalid(f"The room file cannot be read: {error}.") from error
    except ValueError as error:
        raise RoomInvalid(f"The room file is not valid JSON: {error}.") from error
    return parse(data)


def parse(data: object) -> Room:
    """Check a decoded room and freeze it; RoomInvalid says what is wrong."""
    room = _mapping(data, "The room")
    attributes = tuple(
        Attribute(_text(a, "key", "attribute"), _number(a, "weight", 1.0))
        for a in _items(room, "attributes")
    )
    keys = tuple(a.key for a in attributes)
    _unique(keys, "attribute")
    people = tuple(_person(p, keys) for p in _items(room, "people"))
    tables = tuple(_table(t) for t in _items(room, "tables"))
    _unique([p.id for p in people], "person")
    _unique([t.id for t in tables], "table")
    if not people:
        raise RoomInvalid("There is nobody to seat.")
    if not tables:
        raise RoomInvalid("There are no tables.")
    rounds = _whole(room.get("rounds"), "rounds", 1)
    seat = {p.id: i for i, p in enumerate(people)}
    spot = {t.id: i for i, t in enumerate(tables)}
    weights = _mapping(room.get("weights") or {}, "weights")
    soft = _mapping(room.get("soft") or {}, "soft")
    return Room(
        id=str(room.get("id", "room")),
        rounds=rounds,
        tables=tables,
        people=people,
        attributes=attributes,
        together=_groups(room, "together", seat),
        apart=_pairs(room, "apart", seat),
        met_before=_pairs(room, "met_before", seat),
        protect=_protect(room, keys),
        pins=_pins(room, seat, spot, rounds),
        soft_together=_pairs(soft, "together", seat),
        soft_apart=_pairs(soft, "apart", seat),
        soft_host=_flag(soft, "host", False),
        solo=_number(weights, "solo", 6.0),
        repeat=_number(weights, "repeat", 4.0),
        room_language=str(room.get("room_language", "nl")),
        seating=_seating(room, rounds, len(people), len(tables)),
        changes=_changes(room, keys, rounds),
    )


def _mapping(data: object, name: str) -> Mapping[str, Any]:
    if not isinstance(data, dict):
        raise RoomInvalid(f"{name} must be an object with named values.")
    return data


def _items(data: Mapping[str, Any], key: str) -> Sequence[Any]:
    value = data.get(key) or []
    if not isinstance(value, list):
        raise RoomInvalid(f"“{key}” must be a list.")
    return value


def _text(data: object, key: str, kind: str) -> str:
    value = _mapping(data, f"Each {kind}").get(key)
    if not isinstance(value, str) or not value:
        raise RoomInvalid(f"Each {kind} needs a text “{key}”.")
    return value


def _number(data: Mapping[str, Any], key: str, default: float) -> float:
    value = data.get(key, default)
    good = isinstance(value, int | float) and not isinstance(value, bool)
    if not good or not 0 <= value <= 1000:
        raise RoomInvalid(f"“{key}” must be a number from 0 to 1000.")
    return float(value)


def _whole(value: object, key: str, least: int) -> int:
    good = isinstance(value, int) and not isinstance(value, bool)
    if not good or value < least:  # type: ignore[operator]
        raise RoomInvalid(f"“{key}” must be a whole number, at least {least}.")
    return int(value)  # type: ignore[call-overload, no-any-return]


def _flag(data: Mapping[str, Any], key: str, default: bool) -> bool:
    value = data.get(key, default)
    if value is None:
        return default
    if not isinstance(value, bool):
        raise RoomInvalid(f"“{key}” must be true or false.")
    return value


def _unique(ids: Sequence[str], kind: str) -> None:
    seen: set[str] = set()
    for one in ids:
        if one in seen:
            raise RoomInvalid(f"Two entries share the {kind} id “{one}”.")
        seen.add(one)


def _table(data: object) -> Table:
    name = _text(data, "id", "table")
    raw = _mapping(data, "Each table")
    least, most = _whole(raw.get("min"), "min", 0), _whole(raw.get("max"), "max", 1)
    if least > most:
        raise RoomInvalid(f"Table “{name}” has a smallest size above its largest.")
    if most > 60:
        raise RoomInvalid(f"Table “{name}” seats more than 60: too many to talk.")
    return Table(name, least, most, _flag(raw, "accessible", True))


def _person(data: object, keys: Sequence[str]) -> Person:
    name = _text(data, "id", "person")
    raw = _mapping(data, "Each person")
    values = _mapping(raw.get("attrs") or {}, f"The attrs of “{name}”")
    need = raw.get("needs_language")
    if need is not None and not isinstance(need, str):
        raise RoomInvalid(f"“needs_language” of “{name}” must be text or null.")
    speaks = _items(raw, "speaks")
    soft = frozenset(str(s) for s in _items(raw, "soft"))
    if not soft <= set(SOFT):
        raise RoomInvalid(f"“soft” of “{name}” names what cannot give way.")
    return Person(
        id=name,
        values=tuple(None if values.get(k) is None else str(values[k]) for k in keys),
        speaks=frozenset(str(s) for s in speaks),
        needs_language=need or None,
        wheelchair=_flag(raw, "wheelchair", False),
        host=_flag(raw, "host", False),
        soft=soft,
    )


def _known(name: object, known: Mapping[str, int], key: str) -> int:
    if not isinstance(name, str) or name not in known:
        raise RoomInvalid(f"“{key}” names “{name}”, who is not in the room.")
    return known[name]


def _groups(
    data: Mapping[str, Any], key: str, known: Mapping[str, int]
) -> tuple[tuple[int, ...], ...]:
    out = []
    for group in _items(data, key):
        if not isinstance(group, list) or not group:
            raise RoomInvalid(f"Each entry of “{key}” must be a list of people.")
        out.append(tuple(_known(name, known, key) for name in group))
    return tuple(out)


def _pairs(
    data: Mapping[str, Any], key: str, known: Mapping[str, int]
) -> tuple[tuple[int, int], ...]:
    out = []
    for group in _groups(data, key, known):
        if len(group) != 2 or group[0] == group[1]:
            raise RoomInvalid(f"Each entry of “{key}” must name two people.")
        out.append((group[0], group[1]))
    return tuple(out)


def _protect(
    data: Mapping[str, Any], keys: Sequence[str]
) -> tuple[tuple[int, str], ...]:
    out = []
    for entry in _items(data, "protect"):
        key = _text(entry, "attr", "protected value")
        if key not in keys:
            raise RoomInvalid(f"“protect” names “{key}”, which is no attribute.")
        out.append((keys.index(key), _text(entry, "value", "protected value")))
    return tuple(out)


def _pins(
    data: Mapping[str, Any],
    seat: Mapping[str, int],
    spot: Mapping[str, int],
    rounds: int,
) -> tuple[tuple[int, int, int | None], ...]:
    out = []
    for entry in _items(data, "pins"):
        if not isinstance(entry, list) or len(entry) not in (2, 3):
            raise RoomInvalid("Each pin names a person, a table and maybe a round.")
        turn = None if len(entry) == 2 else _whole(entry[2], "pins", 0)
        if turn is not None and turn >= rounds:
            raise RoomInvalid(f"A pin names round {turn}, which does not exist.")
        table = _known(entry[1], spot, "pins")
        out.append((_known(entry[0], seat, "pins"), table, turn))
    return tuple(out)


def _seating(
    data: Mapping[str, Any], rounds: int, people: int, tables: int
) -> tuple[tuple[int, ...], ...] | None:
    raw = data.get("seating")
    if raw is None:
        return None
    if not isinstance(raw, list) or len(raw) != rounds:
        raise RoomInvalid("“seating” must have one list for each round.")
    for line in raw:
        if not isinstance(line, list) or len(line) != people:
            raise RoomInvalid("Each round of “seating” must seat everybody.")
        if not all(isinstance(t, int) and 0 <= t < tables for t in line):
            raise RoomInvalid("“seating” names a table that does not exist.")
    return tuple(tuple(line) for line in raw)


def _names(data: Mapping[str, Any], key: str) -> tuple[str, ...]:
    return tuple(str(name) for name in _items(data, key))


def _changes(
    data: Mapping[str, Any], keys: Sequence[str], rounds: int
) -> Changes | None:
    if data.get("changes") is None:
        return None
    raw = _mapping(data["changes"], "“changes”")
    locked = tuple(_whole(r, "locked_rounds", 0) for r in _items(raw, "locked_rounds"))
    if any(r >= rounds for r in locked):
        raise RoomInvalid("“locked_rounds” names a round that does not exist.")
    soft = _mapping(raw.get("soft") or {}, "soft")
    lists = {k: [list(map(str, g)) for g in _items(raw, k)] for k in _LISTS}
    mild = {k: [list(map(str, g)) for g in _items(soft, k)] for k in _LISTS}
    two = [*lists["apart"], *mild["together"], *mild["apart"]]
    if any(len(pair) != 2 for pair in two):
        raise RoomInvalid("Each entry of “apart” must name two people.")
    return Changes(
        no_show=_names(raw, "no_show"),
        walk_in=tuple(_person(p, keys) for p in _items(raw, "walk_in")),
        together=tuple(tuple(g) for g in lists["together"]),
        apart=tuple((a, b) for a, b in lists["apart"]),
        soft_together=tuple((a, b) for a, b in mild["together"]),
        soft_apart=tuple((a, b) for a, b in mild["apart"]),
        closed_tables=_names(raw, "closed_tables"),
        hosts_ill=_names(raw, "hosts_ill"),
        new_hosts=_names(raw, "new_hosts"),
        locked_rounds=locked,
        locked_tables=_names(raw, "locked_tables"),
    )


_LISTS = ("together", "apart")
