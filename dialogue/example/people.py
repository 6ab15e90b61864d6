"""Who signs up in the example: some by phone, on paper, at the door, through somebody."""

from typing import Any

from msgspec import Struct

from dialogue.registrations.models import AnswerBy, Way


class Neighbour(Struct, frozen=True):
    """One sign-up as the example makes it."""

    name: str
    way: Way = Way.WEB
    people: int = 1
    mail: str = ""
    phone: str = ""
    address: str = ""
    needs: str = ""
    via: str = ""
    language: str = "nl"
    answer_by: AnswerBy = AnswerBy.NONE
    comes: int | None = None  # people who come; None: all of them


def _web(name: str, mail: str, **more: Any) -> Neighbour:
    return Neighbour(
        name, Way.WEB, mail=f"{mail}@post.example", answer_by=AnswerBy.MAIL, **more
    )


def _phone(name: str, phone: str, **more: Any) -> Neighbour:
    return Neighbour(name, Way.PHONE, phone=phone, answer_by=AnswerBy.CALL, **more)


def _card(name: str, address: str, **more: Any) -> Neighbour:
    return Neighbour(name, Way.CARD, address=address, answer_by=AnswerBy.LETTER, **more)


def _door(name: str, address: str, **more: Any) -> Neighbour:
    return Neighbour(name, Way.DOOR, address=address, answer_by=AnswerBy.LETTER, **more)


NEIGHBOURS: tuple[Neighbour, ...] = (
    _web("Hanneke", "hanneke", people=2, needs="oppas voor 1 kind"),
    _phone("Wim de Graaf", "06 12 34 56 78"),
    _web("Gerda", "gerda", people=2),
    _door(
        "Meneer Yıldız", "Kanaalstraat 48\n1234 AC Wilgendam", needs="wordt opgehaald"
    ),
    _card(
        "Maria-Antoinetta van den Nieuwenhuijzen",
        "Wilgenkade 7\n1234 AD Wilgendam",
        needs="plek voor een rolstoel",
    ),
    Neighbour(
        "Nazanin",
        Way.VIA,
        via="Joke, wijkteam Oost",
        needs="tolk Farsi",
        phone="06 12 34 56 79",
        answer_by=AnswerBy.CALL,
        language="en",
    ),
    _phone("Kofi", "06 12 34 56 71"),
    _web("Priya en Arjun", "priya.arjun", people=2),
    _web("Bas", "bas"),
    _phone("Mevrouw Jansen", "071 555 01 23", needs="zit graag dicht bij de deur"),
    _web("Fatima El Amrani", "fatima", people=2),
    _web("Lotte", "lotte"),
    _door("Ria en Sjaak", "Hofstraat 12\n1234 AE Wilgendam", people=2),
    _web("Tomasz", "tomasz", language="en"),
    _phone("Opa Henk", "06 12 34 56 80", needs="ringleiding"),
    _web("Yusuf", "yusuf"),
    _web("Marieke", "marieke"),
    _web("Sanne en Daan", "sanne.daan", people=2),
    _card("Cor Dijkstra", "Hofstraat 103\n1234 AE Wilgendam"),
    _web("Olena", "olena", language="en"),
    _web("Jeroen", "jeroen"),
    Neighbour(
        "Mevrouw De Vries",
        Way.VIA,
        via="dochter Els",
        phone="06 12 34 56 82",
        answer_by=AnswerBy.CALL,
        needs="plek voor een rolstoel",
    ),
    _web("Anouk", "anouk"),
    _web("Samuel", "samuel"),
    _phone("Truus", "06 12 34 56 83", comes=0),
    _web("Dounia", "dounia", people=2),
    _web("Erik", "erik", comes=0),
    _web("Ingrid", "ingrid"),
    _web("Abdel", "abdel"),
    _web("Femke", "femke", comes=0),
    _web("Ton", "ton"),
    _web("Rosa", "rosa"),
)
# After these the room (40 seats) is full; whoever comes now waits.
LATER: tuple[Neighbour, ...] = (
    _web("Willemijn", "willemijn"),
    _phone("Hassan", "06 12 34 56 84"),
    _web("Lies", "lies"),
    _web("Noor", "noor"),
)
CANCEL = ("Bas", "Jeroen")
WALK_IN = (("Petra", 1), ("buurman van nummer 9", 1))
HELPERS = ("Ans, tolk Farsi",)
HOSTS = ("Ineke", "Mo", "Carla", "Piet", "Zeynep", "Jos")
INVITED = (
    (Way.DOOR, 80, 46, "huis aan huis in de Kanaalstraat en de Hofflat"),
    (Way.CARD, 30, 18, "kaart bij mensen die vorig jaar meededen"),
    (Way.PHONE, 14, 11, "belronde van wijkteam Oost"),
)
