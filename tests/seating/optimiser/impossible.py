"""Rooms that cannot be: each kind plants one contradiction in a generated room."""

from collections.abc import Callable
from itertools import pairwise
from typing import Any

from dialogue.seating.optimiser.generate import Recipe, generate

JsonRoom = dict[str, Any]
PLAIN = Recipe(
    28, 2, couples=0.0, wheelchairs=0.0, foreign=0.0, apart=0.0, met=0.0, hosts=1.5
)


def plain(people: int, seed: int, **more: Any) -> JsonRoom:
    """A room of tables of six to eight in which nothing is wished yet."""
    recipe = {**{k: getattr(PLAIN, k) for k in PLAIN.__slots__}, **more}
    return generate(Recipe(**{**recipe, "people": people}), seed)


def ids(room: JsonRoom, host: bool = False) -> list[str]:
    """People without a wish, who are hosts or are not."""
    return [p["id"] for p in room["people"] if p["host"] == host]


def person(room: JsonRoom, name: str) -> JsonRoom:
    return next(p for p in room["people"] if p["id"] == name)


def hosts_too_few(room: JsonRoom) -> set[str]:
    for name in ids(room, host=True)[len(room["tables"]) - 1 :]:
        person(room, name)["host"] = False
    return set(ids(room, host=True))


def hosts_as_couples(room: JsonRoom) -> set[str]:
    """As many hosts as tables, two of whom must share one."""
    hosts = ids(room, host=True)
    for name in hosts[len(room["tables"]) :]:
        person(room, name)["host"] = False
    room["together"].append(hosts[:2])
    return set(hosts)


def hosts_at_one_table(room: JsonRoom) -> set[str]:
    """As many hosts as tables, two of them with a place at the first."""
    hosts = ids(room, host=True)
    for name in hosts[len(room["tables"]) :]:
        person(room, name)["host"] = False
    room["pins"] += [[name, room["tables"][0]["id"]] for name in hosts[:2]]
    return set(hosts[:2])


def chain_too_long(room: JsonRoom) -> set[str]:
    """Couples that share a person, until no table holds them all."""
    most = max(t["max"] for t in room["tables"])
    crowd = ids(room)[: most + 1]
    room["together"] += [list(pair) for pair in pairwise(crowd)]
    return set(crowd)


def together_and_apart(room: JsonRoom) -> set[str]:
    a, b, c, d = ids(room)[:4]
    room["together"] += [[a, b], [b, c, d]]
    room["apart"].append([a, d])
    return {a, b, d}


def everybody_apart(room: JsonRoom) -> set[str]:
    """One more than there are tables, each apart from each."""
    crowd = ids(room)[: len(room["tables"]) + 1]
    room["apart"] += [[a, b] for i, a in enumerate(crowd) for b in crowd[:i]]
    return set(crowd)


def couples_apart(room: JsonRoom) -> set[str]:
    """As above, but apart through their partners."""
    count = len(room["tables"]) + 1
    one, other = ids(room)[:count], ids(room)[count : 2 * count]
    room["together"] += [list(pair) for pair in zip(one, other, strict=True)]
    room["apart"] += [[one[i], other[k]] for i in range(len(one)) for k in range(i)]
    return set(one + other)


def wheelchairs_and_helpers(room: JsonRoom) -> set[str]:
    """The wheelchairs fit, but not with who came along to help."""
    for table in room["tables"][1:]:
        table["accessible"] = False
    chairs = room["tables"][0]["max"]
    users, helpers = ids(room)[:chairs], ids(room)[chairs : 2 * chairs]
    wanted = chairs // 2 + 1
    for user, helper in list(zip(users, helpers, strict=False))[:wanted]:
        person(room, user)["wheelchair"] = True
        room["together"].append([user, helper])
    return set(users[:wanted] + helpers[:wanted])


def wheelchairs_apart(room: JsonRoom) -> set[str]:
    """Three who use a wheelchair avoid each other; two tables are accessible."""
    for k, table in enumerate(room["tables"]):
        table["accessible"] = k < 2
    crowd = ids(room)[:3]
    for name in crowd:
        person(room, name)["wheelchair"] = True
    room["apart"] += [[crowd[0], crowd[1]], [crowd[1], crowd[2]], [crowd[0], crowd[2]]]
    return set(crowd)


def interpreter_avoided(room: JsonRoom) -> set[str]:
    """The only interpreter and the one who needs them must sit apart."""
    a, b = ids(room)[:2]
    person(room, a).update(speaks=["xx"], needs_language="xx")
    person(room, b)["speaks"] = ["nl", "xx"]
    room["apart"].append([a, b])
    return {a, b}


def interpreters_at_work(room: JsonRoom) -> set[str]:
    """Two who need the only interpreter, with places at two tables."""
    a, b, c = ids(room)[:3]
    for name in (a, b):
        person(room, name).update(speaks=["xx"], needs_language="xx")
    person(room, c)["speaks"] = ["nl", "xx"]
    tables = room["tables"]
    room["pins"] += [[a, tables[0]["id"]], [b, tables[1]["id"]]]
    return {a, b}


def too_many_for_one_interpreter(room: JsonRoom) -> set[str]:
    most = max(t["max"] for t in room["tables"])
    for name in ids(room)[:most]:
        person(room, name).update(speaks=["xx"], needs_language="xx")
    helper = ids(room)[most]
    person(room, helper)["speaks"] = ["nl", "xx"]
    return {*ids(room)[:most], helper}


def pinned_beside_a_foe(room: JsonRoom) -> set[str]:
    """Through a partner: a sits with b, b is pinned where c is, a avoids c."""
    a, b, c = ids(room)[:3]
    room["together"].append([a, b])
    room["apart"].append([a, c])
    room["pins"] += [[b, room["tables"][0]["id"]], [c, room["tables"][0]["id"]]]
    return {a, b, c}


def pinned_full(room: JsonRoom) -> set[str]:
    table = room["tables"][0]
    crowd = ids(room)[: table["max"] + 1]
    room["pins"] += [[name, table["id"]] for name in crowd]
    return set(crowd)


def partner_has_no_chair(room: JsonRoom) -> set[str]:
    """Pins fill a table; the partner of one of them has no chair there."""
    table = room["tables"][0]
    crowd = ids(room)[: table["max"]]
    partner = ids(room)[table["max"]]
    room["pins"] += [[name, table["id"]] for name in crowd]
    room["together"].append([crowd[0], partner])
    return {*crowd, partner}


def couples_at_odd_tables(room: JsonRoom) -> set[str]:
    """Everybody came as a couple and every table takes exactly seven."""
    for table in room["tables"]:
        table["min"] = table["max"] = 7
    names = [p["id"] for p in room["people"]]
    room["together"] = [list(x) for x in zip(names[::2], names[1::2], strict=True)]
    return set(names)


KINDS: dict[str, Callable[[JsonRoom], set[str]]] = {
    each.__name__: each
    for each in (
        hosts_too_few,
        hosts_as_couples,
        hosts_at_one_table,
        chain_too_long,
        together_and_apart,
        everybody_apart,
        couples_apart,
        wheelchairs_and_helpers,
        wheelchairs_apart,
        interpreter_avoided,
        interpreters_at_work,
        too_many_for_one_interpreter,
        pinned_beside_a_foe,
        pinned_full,
        partner_has_no_chair,
        couples_at_odd_tables,
    )
}
