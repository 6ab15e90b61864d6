"""The people of the tests: two invented municipalities and who works there."""

from dataclasses import dataclass, fields

from sqlalchemy import select

from dialogue.access.models import Account
from dialogue.access.permissions import Role
from dialogue.foundation.database import db, everywhere
from dialogue.municipalities.models import Municipality
from tests.makers.access import make_account
from tests.makers.municipalities import make_membership, make_municipality

TOWNS = ("wilgendam", "oosterbrug")


@dataclass(frozen=True)
class Cast:
    """Wilgendam is home; Oosterbrug is the other town."""

    wilgendam: Municipality
    oosterbrug: Municipality
    samira: Account  # coordinator of Wilgendam
    joost: Account  # facilitator of Wilgendam
    marloes: Account  # clerk of Wilgendam
    wim: Account  # table host in Wilgendam
    fatma: Account  # coordinator of Oosterbrug
    owner: Account  # of the programme


def introduce() -> Cast:
    """Make everybody; flushes, does not commit."""
    home = make_municipality(slug="wilgendam", name="Wilgendam")
    away = make_municipality(slug="oosterbrug", name="Oosterbrug", country="BE")
    people = {
        "samira": make_account("Samira el Idrissi"),
        "joost": make_account("Joost Vermeer"),
        "marloes": make_account("Marloes de Wit"),
        "wim": make_account("Wim de Graaf"),
        "fatma": make_account("Fatma Yıldız"),
        "owner": make_account("Hanna Aalders"),
    }
    make_membership(people["samira"], home, Role.COORDINATOR)
    make_membership(people["joost"], home, Role.FACILITATOR)
    make_membership(people["marloes"], home, Role.CLERK)
    make_membership(people["wim"], home, Role.TABLE_HOST)
    make_membership(people["fatma"], away, Role.COORDINATOR)
    make_membership(people["owner"], None, Role.OWNER)
    return Cast(wilgendam=home, oosterbrug=away, **people)


def numbers_of(cast: Cast) -> dict[str, int]:
    """The key of each in its table."""
    return {each.name: getattr(cast, each.name).id for each in fields(cast)}


def found(numbers: dict[str, int]) -> Cast:
    """The same people and municipalities, read again."""
    towns, staff = (
        {each.id: each for each in db.session.scalars(everywhere(select(model)))}
        for model in (Municipality, Account)
    )
    return Cast(
        **{
            name: (towns if name in TOWNS else staff)[number]
            for name, number in numbers.items()
        }
    )
