"""Sentences with planted names and numbers; the same seed gives the same ones."""

from __future__ import annotations

import csv
import random
import unicodedata
from dataclasses import dataclass, field
from pathlib import Path

from dialogue.outcomes.names import HashedNames, Kind
from dialogue.outcomes.names.checks import is_bsn
from tests.outcomes.names.sentences import ORDINARY, WITH_NAME, WITH_NUMBER

DATA = Path(__file__).parent / "data"
LOCALES = ("nl-NL", "nl-BE", "en")
WORDLIKE = [
    ("Roos", "Jansen"),
    ("Wil", "de Boer"),
    ("Mark", "Bakker"),
    ("Jan", "Vos"),
    ("Bloem", "de Wit"),
    ("Linde", "van den Berg"),
    ("Will", "Young"),
    ("Ben", "King"),
]
# No letters, one letter, or a script without spaces between words.
NOT_FINDABLE = {"X Æ", "O", "王", "'t"}


@dataclass
class Planted:
    """A sentence, who sat in the room, and where what was planted."""

    text: str
    locale: str
    attendees: HashedNames
    spans: list[tuple[int, int, Kind]] = field(default_factory=list)


def read(name: str) -> list[dict[str, str]]:
    with (DATA / name).open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines))


class Maker:
    def __init__(self, seed: int) -> None:
        self.dice = random.Random(seed)
        names = [row for row in read("names_nl_be.csv") if "," not in row["name"]]
        self.first = {
            country: [r["name"] for r in names if (r["country"], r["kind"]) == key]
            for country, key in (("NL", ("NL", "first")), ("BE", ("BE", "first")))
        }
        self.last = {
            country: [r["name"] for r in names if (r["country"], r["kind"]) == key]
            for country, key in (("NL", ("NL", "last")), ("BE", ("BE", "last")))
        }
        self.tricky = [
            (row["first"], f"{row['tussenvoegsel']} {row['last']}".strip())
            for row in read("tricky_names.csv")
            if row["first"] not in NOT_FINDABLE
        ]
        self.streets = [row["street"] for row in read("streets_nl.csv")]
        self.rooms = [self.room() for _ in range(12)]

    def room(self) -> tuple[list[tuple[str, str]], HashedNames]:
        people = []
        for _ in range(30):
            country = self.dice.choice(["NL", "BE"])
            people.append(
                (
                    self.dice.choice(self.first[country]),
                    self.dice.choice(self.last[country]),
                )
            )
        people += self.dice.sample(self.tricky, 5) + self.dice.sample(WORDLIKE, 5)
        return people, HashedNames([f"{a} {b}" for a, b in people], key=b"room")

    def sentence(self) -> Planted:
        locale = self.dice.choices(LOCALES, (4, 3, 3))[0]
        people, attendees = self.dice.choice(self.rooms)
        draw = self.dice.random()
        if draw < 0.45:
            return self.with_name(locale, people, attendees)
        if draw < 0.85:
            return self.with_number(locale, attendees)
        return Planted(self.dice.choice(ORDINARY[locale]), locale, attendees)

    def with_name(self, locale, people, attendees) -> Planted:
        template = self.dice.choice(WITH_NAME[locale])
        name = self.mention(template, locale, people)
        before, after = template.split("{name}")
        before = before.replace("{title} ", "")
        text = before + name + after
        way = self.dice.random()
        if way < 0.06:
            text, name = text.lower(), name.lower()
        elif way < 0.10:
            text, name = text.upper(), name.upper()
        elif way < 0.16:
            text = plain(text)
            before, name = plain(before), plain(name)
        start = len(before)
        return Planted(text, locale, attendees, [(start, start + len(name), Kind.NAME)])

    def mention(self, template: str, locale: str, people) -> str:
        first, last = self.dice.choice(people)
        if "{title}" in template:
            return last
        if "{name}'s" in template:
            return first
        way = self.dice.choice(["first", "first", "full"])
        if way == "full":
            return f"{first} {last}"
        return first

    def with_number(self, locale: str, attendees: HashedNames) -> Planted:
        kind = self.dice.choice(list(WITH_NUMBER[locale]))
        template = self.dice.choice(WITH_NUMBER[locale][kind])
        number = getattr(self, kind.name.lower())(locale)
        start = template.index("{it}")
        text = template.replace("{it}", number)
        return Planted(text, locale, attendees, [(start, start + len(number), kind)])

    # One maker for each kind of number.

    def digits(self, count: int) -> str:
        return "".join(self.dice.choice("0123456789") for _ in range(count))

    def letters(self, count: int) -> str:
        return "".join(self.dice.choice("BCDFGHJKLNPRSTVXZ") for _ in range(count))

    def phone(self, locale: str) -> str:
        d = self.digits
        dutch = [
            f"06-{d(8)}",
            f"06{d(8)}",
            f"06 {d(2)} {d(2)} {d(2)} {d(2)}",
            f"+31 6 {d(8)}",
            f"+316{d(8)}",
            f"+31 (0)6 {d(4)} {d(4)}",
            f"0031 6 {d(8)}",
            f"0{self.dice.choice(['10', '20', '30', '71'])}-{d(7)}",
            f"(0{self.dice.choice(['111', '182'])}) {d(6)}",
            f"06.{d(2)}.{d(2)}.{d(2)}.{d(2)}",
        ]
        flemish = [
            f"04{self.dice.choice('6789')}{d(1)} {d(2)} {d(2)} {d(2)}",
            f"04{self.dice.choice('6789')}{d(1)}/{d(2)}.{d(2)}.{d(2)}",
            f"04{self.dice.choice('6789')}{d(7)}",
            f"+32 4{self.dice.choice('6789')}{d(1)} {d(2)} {d(2)} {d(2)}",
            f"0032 4{self.dice.choice('6789')}{d(7)}",
            f"09 {d(3)} {d(2)} {d(2)}",
            f"02/{d(3)}.{d(2)}.{d(2)}",
            f"03-{d(3)} {d(2)} {d(2)}",
            f"+32 9 {d(3)} {d(2)} {d(2)}",
        ]
        return self.dice.choice(flemish if locale == "nl-BE" else dutch)

    def mail(self, locale: str) -> str:
        who = self.dice.choice(
            ["jan.devries", "f.elamrani", "buur_12", "roos-v", "p+tuin"]
        )
        host = self.dice.choice(
            ["ziggo.nl", "telenet.be", "gmail.com", "mijn-wijk.nl", "mail.gent.be"]
        )
        at = self.dice.choices(["@", " @ ", "(at)", " apenstaartje "], (7, 1, 1, 1))[0]
        return f"{who}{at}{host}"

    def iban(self, locale: str) -> str:
        if locale == "nl-BE":
            country, body = "BE", self.digits(12)
        else:
            bank = self.dice.choice(["ABNA", "INGB", "RABO", "TRIO", "ASNB"])
            country, body = "NL", bank + "0" + self.digits(9)
        moved = body + country + "00"
        rest = int("".join(str(int(sign, 36)) for sign in moved)) % 97
        compact = f"{country}{98 - rest:02d}{body}"
        grouped = " ".join(compact[i : i + 4] for i in range(0, len(compact), 4))
        return self.dice.choice([compact, grouped, compact.lower(), grouped.lower()])

    def bsn(self, locale: str) -> str:
        while not is_bsn(number := str(self.dice.randrange(10**8, 10**9))):
            pass
        return self.dice.choice(
            [
                number,
                f"{number[:3]}.{number[3:6]}.{number[6:]}",
                f"{number[:4]} {number[4:6]} {number[6:]}",
            ]
        )

    def national_number(self, locale: str) -> str:
        year, month = self.dice.randrange(1930, 2009), self.dice.randrange(1, 13)
        day = f"{self.dice.randrange(1, 29):02d}"
        nine = f"{year % 100:02d}{month:02d}{day}{self.digits(3)}"
        base = int(nine) + (2_000_000_000 if year >= 2000 else 0)
        check = f"{97 - base % 97:02d}"
        n = nine
        return self.dice.choice(
            [
                f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:]}.{check}",
                f"{n[:2]}.{n[2:4]}.{n[4:6]}-{n[6:]}-{check}",
                f"{n[:6]}-{n[6:]}-{check}",
                f"{n} {check}",
                n + check,
            ]
        )

    def plate(self, locale: str) -> str:
        d, x = self.digits, self.letters
        if locale == "nl-BE":
            return self.dice.choice(
                [
                    f"1-{x(3)}-{d(3)}",
                    f"2-{x(3)}-{d(3)}",
                    f"{x(3)}-{d(3)}",
                    f"1{x(3)}{d(3)}",
                ]
            )
        return self.dice.choice(
            [
                f"{x(2)}-{d(3)}-{x(1)}",
                f"{d(1)}-{x(3)}-{d(2)}",
                f"{x(1)}-{d(3)}-{x(2)}",
                f"{d(2)}-{x(2)}-{x(2)}",
                f"{x(2)}-{x(2)}-{d(2)}",
                f"{d(2)}-{x(3)}-{d(1)}".lower(),
                f"{x(2)}{d(3)}{x(1)}",
            ]
        )

    def postcode(self, locale: str) -> str:
        four = str(self.dice.randrange(1011, 9999))
        return self.dice.choice(
            [
                f"{four} {self.letters(2)}",
                f"{four}{self.letters(2)}",
                f"{four}{self.letters(2).lower()}",
            ]
        )

    def address(self, locale: str) -> str:
        street = self.dice.choice(self.streets)
        if locale == "nl-BE":
            street = self.dice.choice(
                [
                    street,
                    "Brusselsesteenweg",
                    "Koning Albertlaan",
                    "Sint-Pietersnieuwstraat",
                    "Belgiëlei",
                    "Korenmarkt",
                    "Visserij",
                    "Dok-Noord",
                ]
            )
        number = str(self.dice.randrange(1, 400))
        tail = self.dice.choice(["", "", "", "a", " B", "-2", " bis"])
        if locale == "nl-BE":
            tail = self.dice.choice(["", "", " bus 3", "A", "/2"])
        return f"{street} {number}{tail}"


def plain(text: str) -> str:
    """Write a text without accents, as many people do."""
    apart = unicodedata.normalize("NFD", text)
    return "".join(sign for sign in apart if not unicodedata.combining(sign))


def corpus(seed: int, size: int = 500) -> list[Planted]:
    maker = Maker(seed)
    return [maker.sentence() for _ in range(size)]
