"""The words of a report that are not anybody's own: labels, verdicts, the glossary."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext
from flask_babel import lazy_gettext as _l


def translated(msgid: str, **values: object) -> str:
    """A sentence in the language spoken now; import it as ``_``."""
    return str(gettext(msgid, **values))


ANSWERS: Mapping[str, Any] = {
    "yes": _l("yes"),
    "yes, differently": _l("yes, but differently"),
    "no, because": _l("no"),  # the reason follows
    "later, on": _l("later"),
}
RIGHTS: Mapping[str, Any] = {
    "income": _l("income"),
    "housing": _l("housing"),
    "social security": _l("social security"),
    "care": _l("care"),
    "education": _l("education"),
}
WAYS: Mapping[str, Any] = {
    "web": _l("by the website"),
    "phone": _l("by telephone"),
    "door": _l("at the door"),
    "card": _l("by a card or letter"),
    "via": _l("through somebody they trust"),
    "walk in": _l("walked in"),
}
STEPS: Mapping[str, Any] = {
    "welcome": _l("Welcome"),
    "agreements": _l("Agreements"),
    "measure": _l("A card beforehand"),
    "acquaintance": _l("Getting to know each other"),
    "experience": _l("What we live through"),
    "dialogue": _l("Conversation"),
    "say-back": _l("Saying back what you heard"),
    "cafe-round": _l("Changing tables"),
    "dream": _l("Looking ahead"),
    "ideas": _l("Ideas"),
    "statement": _l("Shared sentences"),
    "weigh": _l("Weighing"),
    "consent": _l("Deciding together"),
    "commitment": _l("What I will do myself"),
    "request": _l("What we ask"),
    "signal": _l("Who needs help now"),
    "read-back": _l("Reading back"),
    "closing": _l("Closing"),
    "break": _l("Break"),
    "walk": _l("Walk"),
}
KINDS: Mapping[str, Any] = {
    "experience": _l("experience"),
    "statement": _l("statement"),
    "idea": _l("idea"),
    "request": _l("request"),
    "commitment": _l("promise"),
    "quote": _l("quote"),
    "objection": _l("objection"),
    "keyword": _l("word"),
    "image": _l("picture"),
    "choice": _l("choice"),
}
ANSWERED: Mapping[tuple[str, ...], Any] = {
    ("agree",): _l("agree"),
    ("disagree",): _l("disagree"),
    ("no opinion",): _l("don't know"),
    ("disagree", "no opinion"): _l("disagree or don't know"),
    ("agree", "no opinion"): _l("agree or don't know"),
}
LOOKS: Mapping[tuple[str, ...], str] = {
    ("agree",): "yes",
    ("agree", "no opinion"): "yes",
    ("disagree",): "no",
    ("disagree", "no opinion"): "no",
    ("no opinion",): "dk",
}
# (verdict, direction): the finding as the title of a picture.
FOUND: Mapping[tuple[str, str], Any] = {
    ("shared", ""): _l("On every side most people agree"),
    ("divided", ""): _l("People see this differently"),
    ("unsure", ""): _l("Many people do not know yet"),
    ("leaning", "for"): _l("More people agree than disagree"),
    ("leaning", "against"): _l("More people disagree than agree"),
    ("leaning", "neither"): _l("As many agree as disagree"),
    ("too few people to say", ""): _l("Too few people answered to say"),
}
VERDICTS: Mapping[tuple[str, str], Any] = {
    ("shared", ""): _l("shared"),
    ("divided", ""): _l("divided"),
    ("unsure", ""): _l("unsure"),
    ("leaning", "for"): _l("leaning for"),
    ("leaning", "against"): _l("leaning against"),
    ("leaning", "neither"): _l("leaning neither way"),
    ("too few people to say", ""): _l("too few people"),
}
TRANSLATORS: Mapping[str, Any] = {
    "writer": _l("whoever said it"),
    "table host": _l("the table host"),
    "interpreter": _l("an interpreter"),
    "staff": _l("somebody who works for the municipality"),
}
NUMBERS: tuple[Any, ...] = (
    _l("none"), _l("one"), _l("two"), _l("three"), _l("four"), _l("five"), _l("six"),
    _l("seven"), _l("eight"), _l("nine"), _l("ten"), _l("eleven"), _l("twelve"),
)  # fmt: skip
# Words of the Netherlands, of Flanders and Brussels, and what they mean.
GLOSSARY: tuple[tuple[str, str, Any], ...] = (
    ("wethouder", "schepen", _l("an elected politician who runs a part of the town")),
    (
        "college van B en W",
        "college van burgemeester en schepenen",
        _l("the daily government of the town"),
    ),
    (
        "griffier",
        "algemeen directeur",
        _l("who helps the council and passes on its post"),
    ),
    ("wijkteam", "OCMW", _l("who helps with care, money and work, close to home")),
    ("bijstand", "leefloon", _l("the lowest income that the government pays")),
    (
        "buurthuis",
        "ontmoetingsplek",
        _l("a house of the neighbourhood where people meet"),
    ),
    (
        "participatieverordening",
        "participatiereglement",
        _l("the town's rules about taking part"),
    ),
)
TERMS: tuple[tuple[Any, Any], ...] = (
    (
        _l("confirmed sentence"),
        _l("a sentence that was read aloud at its table, and that the table let stand"),
    ),
    (
        _l("theme"),
        _l(
            "a heap of sentences about the same thing; people "
            "made it and gave it its name"
        ),
    ),
    (
        _l("some participants"),
        _l(
            "people who saw it differently; their sentence "
            "stands beside the others', as large"
        ),
    ),
    (
        _l("request"),
        _l(
            "something residents ask of one office or "
            "organisation, with a day for the answer"
        ),
    ),
    (
        _l("secret card"),
        _l(
            "a card each person puts down without others "
            "seeing it: agree, disagree or don't know"
        ),
    ),
)
