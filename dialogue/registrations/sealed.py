"""A resident's personal values: sealed under the data key of their dialogue session.

Each value is bound to its table, column, row and municipality, so it means nothing
elsewhere; when the dialogue session's data key is destroyed all of them are gone.
"""

from dataclasses import asdict, dataclass, fields, replace

from dialogue.foundation import post
from dialogue.foundation.vault import DataKey, Unreadable
from dialogue.registrations.models import Registration
from dialogue.sessions.models import DialogueSession


@dataclass(frozen=True, slots=True)
class Person:
    """What is known of whoever signed up, readable. Empty text: not given."""

    name: str = ""
    mail: str = ""
    phone: str = ""
    address: str = ""
    needs: str = ""
    via: str = ""
    note: str = ""


NAMES = tuple(each.name for each in fields(Person))


def make_data_key(dialogue_session: DialogueSession) -> None:
    """Give a dialogue session its data key, if it has none and was not forgotten."""
    if dialogue_session.data_key is None and dialogue_session.forgotten_at is None:
        dialogue_session.data_key = post.vault().new_data_key(_key_place(dialogue_session))


def key_of(dialogue_session: DialogueSession) -> DataKey:
    """The data key; Unreadable once people are forgotten."""
    return post.vault().data_key(dialogue_session.data_key, _key_place(dialogue_session))


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


def reveal_or_forgotten(registration: Registration, dialogue_session: DialogueSession) -> Person:
    """The readable values, or nobody when this evening's people are forgotten."""
    try:
        return reveal(registration, key_of(dialogue_session))
    except Unreadable:
        return Person()


def _place(registration: Registration, name: str) -> str:
    return f"registration.{name}:{registration.id}:{registration.municipality_id}"


def _key_place(dialogue_session: DialogueSession) -> str:
    return f"dialogue_session.data_key:{dialogue_session.id}:{dialogue_session.municipality_id}"
