"""A resident's personal values: sealed under the data key of their dialogue session.

Each value is bound to its table, column, row and municipality, so it means nothing
elsewhere; when the dialogue session's data key is destroyed all of them are gone.
"""

from msgspec import Struct
from msgspec.structs import asdict, replace

from dialogue.foundation import links, post
from dialogue.foundation.vault import DataKey, Unreadable
from dialogue.registrations.models import Registration
from dialogue.registrations.reach import Reach
from dialogue.sessions.models import DialogueSession


class Person(Struct, frozen=True):
    """What is known of whoever signed up, readable. Empty text: not given."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    address: str = ""
    needs: str = ""
    via: str = ""
    note: str = ""


PURPOSE = "registration"  # of a resident's personal link
NAMES = Person.__struct_fields__


def make_data_key(dialogue_session: DialogueSession) -> None:
    """Give a dialogue session its data key, if it has none and was not forgotten."""
    if dialogue_session.data_key is None and dialogue_session.forgotten_at is None:
        dialogue_session.data_key = post.vault().new_data_key(
            _key_place(dialogue_session)
        )


def key_of(dialogue_session: DialogueSession) -> DataKey:
    """The data key; Unreadable once people are forgotten."""
    return post.vault().data_key(
        dialogue_session.data_key, _key_place(dialogue_session)
    )


def seal(registration: Registration, person: Person, key: DataKey) -> None:
    """Put a person's values in the row, sealed; empty ones become NULL."""
    for name, value in asdict(person).items():
        sealed = key.seal(value, _place(registration, name)) if value else None
        setattr(registration, name, sealed)


def reveal(registration: Registration, key: DataKey) -> Person:
    """The readable values of a row."""
    return replace(
        Person(),
        **{
            name: key.open(sealed, _place(registration, name))
            for name in NAMES
            if (sealed := getattr(registration, name)) is not None
        },
    )


def reveal_or_forgotten(
    registration: Registration, dialogue_session: DialogueSession
) -> Person:
    """The readable values, or nobody when this evening's people are forgotten."""
    try:
        return reveal(registration, key_of(dialogue_session))
    except Unreadable:
        return Person()


def link_token(registration: Registration, key: DataKey) -> str:
    """The secret of the personal link: never stored, gone with the data key."""
    return links.derived_token(key, f"{registration.id} {registration.link_number}")


def code(registration: Registration, key: DataKey) -> str:
    """The code on the card, to say over the telephone: never stored either."""
    return links.derived_code(key, f"{registration.id} {registration.link_number}")


def link_hash(registration: Registration, key: DataKey) -> str:
    """By which the personal link is found, in this municipality only."""
    return find_hash(link_token(registration, key), registration.municipality_id)


def code_hash(registration: Registration, key: DataKey) -> str:
    """By which the code is found, in this municipality only."""
    return find_hash(code(registration, key), registration.municipality_id)


def find_hash(secret: str, municipality_id: int) -> str:
    """The keyed hash of a link's secret or a code (see foundation/links.py)."""
    return links.link_hash(secret, PURPOSE, municipality_id)


def contact_index(dialogue_session: DialogueSession, person: Person) -> str | None:
    """The same for the same mailbox or telephone within one evening; nowhere else."""
    reach = Reach(mail=person.mail, phone=person.phone).key
    if not reach:
        return None
    return post.vault().fingerprint(reach, f"contact {dialogue_session.id}")


def _place(registration: Registration, name: str) -> str:
    return f"registration.{name}:{registration.id}:{registration.municipality_id}"


def _key_place(dialogue_session: DialogueSession) -> str:
    town = dialogue_session.municipality_id
    return f"dialogue_session.data_key:{dialogue_session.id}:{town}"
