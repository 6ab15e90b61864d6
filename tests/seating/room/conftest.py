"""What tests of the seating room share."""

import pytest

from dialogue.foundation import throttle
from dialogue.sessions.queries import session_in
from tests.conftest import commit
from tests.laid_back import laid_back
from tests.makers.registrations import make_registration
from tests.makers.sessions import make_dialogue_session

NAMES = (
    "Hanneke", "Wim", "Gerda", "Meneer Yıldız", "Nazanin", "Kofi", "Priya", "Bas",
    "Fatima", "Lotte", "Tomasz", "Henk", "Yusuf", "Marieke", "Sanne", "Cor",
)  # fmt: skip


@pytest.fixture(autouse=True)
def fresh_counts(request):
    if "app" in request.fixturenames:
        throttle.forget_all(request.getfixturevalue("app"))


@pytest.fixture
def evening(cast):
    """Three tables; sixteen sign-ups of nineteen people; committed."""

    def build():
        made = make_dialogue_session(cast.wilgendam, seats=24, tables=3)
        for number, name in enumerate(NAMES):
            make_registration(
                made, name, people=2 if number in (0, 6, 14) else 1,
                needs="plek voor een rolstoel" if name == "Cor" else "",
            )  # fmt: skip
        return made.id

    number = laid_back("seating: sixteen sign-ups", build)
    commit()
    return session_in(cast.wilgendam.id, number)


@pytest.fixture
def desk(evening):
    """The tables of the evening."""
    return f"/wilgendam/desk/talks/{evening.id}/tables"


@pytest.fixture
def facilitator(client, cast, sign_in):
    """Joost, signed in."""
    sign_in(client, cast.joost)
    return client


@pytest.fixture
def by_name(evening):
    """``by_name("Kofi")``: how pages and forms name a person."""
    from dialogue.seating.queries import neighbours_of

    def find(name):
        return next(each.ref for each in neighbours_of(evening) if each.name == name)

    return find


@pytest.fixture
def mixed(evening, now):
    """Two rounds that cross age and work; everybody said something."""
    from dialogue.seating import actions, queries

    def build():
        lines = actions.Mixing(rounds=2, lines=("age", "work"), effort=1)
        actions.choose_mixing(evening, lines, now=now)
        ages, works = ("18", "30", "45", "65"), ("work", "retired", "care")
        for number, each in enumerate(queries.neighbours_of(evening)):
            known = {"age": ages[number % 4], "work": works[number % 3]}
            actions.note(evening, each.key, known, now)

    laid_back("seating: two rounds", build)
    commit()
    return evening
