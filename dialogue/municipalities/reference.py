"""Reading the reference files: what there is in the Low Countries."""

import csv
from collections.abc import Iterator
from datetime import date
from importlib.resources import files
from io import StringIO

from msgspec import Struct

from dialogue.municipalities.rules import RESERVED, slug_of


class Place(Struct, frozen=True):
    """A municipality as the statistics offices know it."""

    slug: str
    code: str
    country: str
    name: str
    name_official: str
    names: dict[str, str]
    other_names: tuple[str, ...]
    province_code: str
    province: str
    region: str
    languages: tuple[str, ...]
    population: int | None
    lat: float | None
    lon: float | None


class FormerPlace(Struct, frozen=True):
    """A municipality that merged into another."""

    code: str
    name: str
    into_code: str
    on: date


def rows(name: str) -> Iterator[dict[str, str]]:
    """The rows of one data file."""
    data = files("dialogue.municipalities.data").joinpath(name).read_bytes()
    yield from csv.DictReader(StringIO(data.decode("utf-8"), newline=""))


def places() -> list[Place]:
    """All municipalities of today; slugs are unique and free of reserved words."""
    found, used = [], set(RESERVED)
    for row in rows("municipalities.csv"):
        slug = slug_of(row["name"])
        if slug in used:
            slug = f"{slug}-{row['country'].lower()}"
        used.add(slug)
        found.append(_place(row, slug))
    return found


def _place(row: dict[str, str], slug: str) -> Place:
    names = {
        lang: row[f"name_{lang}"] for lang in ("nl", "fr", "de") if row[f"name_{lang}"]
    }
    return Place(
        slug=slug, code=row["code"], country=row["country"], name=row["name"],
        name_official=row["name_official"], names=names or {"nl": row["name"]},
        other_names=tuple(each for each in row["name_alt"].split("|") if each),
        province_code=row["province_code"],
        province=row["province"] or row["region"],  # Brussels lies in no province
        region=row["region"] or ("Nederland" if row["country"] == "NL" else ""),
        languages=tuple(row["languages"].split("|")),
        population=int(row["population"]) if row["population"] else None,
        lat=float(row["lat"]) if row["lat"] else None,
        lon=float(row["lon"]) if row["lon"] else None,
    )  # fmt: skip


def former_places() -> list[FormerPlace]:
    """Municipalities that merged, oldest first."""
    found = [
        FormerPlace(
            row["old_code"],
            row["old_name"],
            row["new_code"],
            date.fromisoformat(row["date"]),
        )
        for row in rows("municipality_mergers.csv")
    ]
    return sorted(found, key=lambda each: each.on)


def other_names() -> list[tuple[str, str]]:
    """(code of a municipality, what else a place in it is called)."""
    return [(row["municipality_code"], row["name"]) for row in rows("other_names.csv")]


def postcodes() -> dict[tuple[str, str, str], set[str]]:
    """(country, postcode, municipality code) to the places there.

    A Dutch place lies in one municipality; in the others that its postcode reaches
    into there is none, or whoever types Almere would be asked about Lelystad too.
    """
    found: dict[tuple[str, str, str], set[str]] = {}
    for row in rows("postcodes_nl.csv"):
        lies = ("NL", row["pc4"], row["municipality_code"])
        found.setdefault(lies, set()).add(row["place"])
        for code in row["other_municipality_codes"].replace("|", " ").split():
            found.setdefault(("NL", row["pc4"], code), set())
    for row in rows("postcodes_be.csv"):
        lies = ("BE", row["postcode"], row["municipality_code"])
        found.setdefault(lies, set()).add(row["place"])
    return found
