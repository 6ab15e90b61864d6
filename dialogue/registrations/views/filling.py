"""From a sign-up to its form and back, for residents and for the desk alike."""

from typing import Any

from msgspec.structs import replace

from dialogue.registrations.actions import Wish
from dialogue.registrations.forms import ChangeForm, PersonForm
from dialogue.registrations.models import AnswerBy, Registration
from dialogue.registrations.reach import read_reach
from dialogue.registrations.sealed import Person


def show_person(registration: Registration, person: Person) -> dict[str, Any]:
    """What the form shows first."""
    return {
        "name": person.name,
        "reach": person.mail or person.phone or person.address,
        "people": registration.people,
        "needs": person.needs,
        "language": registration.language,
        "answer_by": registration.answer_by.value,
        "revision": str(registration.revision),
        "helper": registration.helper,
        "note": person.note,
    }


def person_from(
    form: ChangeForm, person: Person, country: str, *, address: bool
) -> Person:
    """The person as the form says. Raises RuleBroken on the field ``reach``."""
    reach = read_reach(form.reach.data or "", country, address=address)
    note = (form.note.data or "") if isinstance(form, PersonForm) else person.note
    return replace(
        person,
        name=str(form.name.data),
        mail=reach.mail,
        phone=reach.phone,
        address=reach.address,
        needs=form.needs.data or "",
        note=note,
    )


def wish_from(form: ChangeForm, registration: Registration) -> Wish:
    """The wish as the form says; what it does not ask stays."""
    helper = form.helper.data if isinstance(form, PersonForm) else registration.helper
    return Wish(
        people=int(form.people.data),
        way=registration.way,
        language=form.spoken(registration.language),
        answer_by=AnswerBy(form.answer_by.data),
        helper=bool(helper),
    )
