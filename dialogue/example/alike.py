"""What the harvest of the example adds: what says the same, ideas, other languages."""

from msgspec import Struct

from dialogue.conversations.models import TranslatedBy


class Alike(Struct, frozen=True):
    """A sentence that people wrote, over those (by their first words) that say it."""

    text: str
    begin: tuple[str, ...]


class Grown(Struct, frozen=True):
    """An idea (by its first words), where, who could, and what it grows from."""

    begins: str
    place: str = ""
    who_could: str = ""
    grows_from: str = ""
    root: str = ""  # the first words of another sentence


ALIKE: tuple[Alike, ...] = (
    Alike(
        "Als iemand ziek is of iets breekt, staan er buren klaar.",
        ("Mijn buurvrouw bracht soep", "Toen ik mijn been brak", "Mijn buurjongen draagt", "Een buur paste op"),
    ),
    Alike(
        "Hulp vragen of aannemen is moeilijker dan hulp geven.",
        ("Als ik hulp vraag", "Ik help graag", "Wie weinig geld heeft"),
    ),
    Alike("Groeten is genoeg.", ("Wij groeten elkaar", "Voor mij hoeft er geen feest")),
    Alike(
        "Wie nieuw is, heeft iemand nodig die de eerste stap zet.",
        ("Ik woon hier twee jaar", "Ik kwam hier alleen", "Benim memleketimde"),
    ),
)  # fmt: skip

GROWN: tuple[Grown, ...] = (
    Grown("Een lange tafel", "Kanaalstraat", root="De plantenbakken"),
    Grown(
        "Licht in de onderdoorgang", "onderdoorgang bij de Hofflat",
        "de gemeente en De Wilg", root="Ik durf ’s avonds niet",
    ),
    Grown("Een soepavond", "buurthuis De Schakel", root="Mijn buurvrouw bracht soep"),
    Grown("Een app hoeft niet", "de ingang van de flat", grows_from="het lijstje in het portiek"),
    Grown("Op de hoek staat een bank", "hoek van de Kanaalstraat", grows_from="het muurtje waar mensen nu al zitten"),
)  # fmt: skip

TRANSLATED: tuple[tuple[str, str, TranslatedBy], ...] = (
    (
        "Benim memleketimde",
        "In mijn land liep je zo bij elkaar binnen. Hier wacht ik op een uitnodiging.",
        TranslatedBy.INTERPRETER,
    ),
    (
        "نتكلم لغات",
        "Wij zijn met veel talen op één trap. Met eten gaat het vanzelf.",
        TranslatedBy.WRITER,
    ),
)
