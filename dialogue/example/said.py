"""What was said in the example: sentences at six tables, believable and invented."""

from msgspec import Struct

from dialogue.conversations.models import Confirmation, Kind, QuoteConsent

YES, NO, BARE = QuoteConsent.YES, QuoteConsent.NO, QuoteConsent.WITHOUT_DETAIL
OK, CHANGED, GONE = Confirmation.CONFIRMED, Confirmation.CHANGED, Confirmation.WITHDRAWN


class Said(Struct, frozen=True):
    """One sentence at one table, and what the table said when it was read back."""

    table: int
    kind: Kind
    text: str
    theme: str = ""
    outcome: Confirmation = OK
    becomes: str = ""  # the words after read-back, where they changed
    quote: QuoteConsent | None = None
    minority: bool = False
    reason: str = ""
    to: str = ""
    by: int | None = None  # days after the evening
    pseudonym: str = ""
    check_on: int | None = None
    language: str = "nl"


HELP, QUIET, MEET, STREET, NEW = (
    "Elkaar helpen",
    "Rust en grenzen",
    "Elkaar tegenkomen",
    "De straat zelf",
    "Nieuwe buren",
)
# Themes in order, with the social right they touch (or none).
THEMES: tuple[tuple[str, str | None], ...] = (
    (HELP, "care"),
    (MEET, None),
    (NEW, "social security"),
    (STREET, "housing"),
    (QUIET, "housing"),
)


def _lived(table: int, text: str, theme: str, **more: object) -> Said:
    return Said(table, Kind.EXPERIENCE, text, theme, **more)  # type: ignore[arg-type]


def _idea(table: int, text: str, theme: str, **more: object) -> Said:
    return Said(table, Kind.IDEA, text, theme, **more)  # type: ignore[arg-type]


def _small(table: int, who: str, text: str) -> Said:
    return Said(table, Kind.COMMITMENT, text, MEET, pseudonym=who, check_on=28)


def _ask(table: int, text: str, to: str, why: str, by: int) -> Said:
    return Said(table, Kind.REQUEST, text, "", to=to, reason=why, by=by)


COUNCIL = "wethouder Wijken"
SPACE = "wethouder Openbare ruimte"
HOUSING = "woningcorporatie De Wilg"
SPRING, SUMMER = 68, 110  # days after the evening

SAID: tuple[Said, ...] = (
    # table 1
    _lived(
        1,
        "Mijn buurvrouw bracht soep toen ik ziek was. Ik had het niet gevraagd.",
        HELP,
        quote=YES,
    ),
    _lived(1, "Ik woon hier twee jaar en ken niemand op mijn trap.", NEW),
    _lived(
        1, "Een pakje aannemen was het begin. Nu drinken we koffie.", MEET, quote=YES
    ),
    _lived(1, "Als ik hulp vraag, ben ik bang dat ik iets terug moet doen.", HELP),
    _lived(
        1,
        "Mijn zoon in de Hofflat heeft geen bel die werkt.",
        STREET,
        outcome=CHANGED,
        becomes="In de Hofflat werkt niet elke bel.",
    ),
    _idea(1, "Op de hoek staat een bank waar je vanzelf even gaat zitten.", STREET),
    _idea(1, "Wie nieuw is, krijgt in de eerste week twee buren aan de deur.", NEW),
    _small(1, "Merel", "Ik vraag mijn bovenbuur of hij mijn sleutel wil bewaren."),
    _small(1, "Egel", "Ik zet elke eerste zaterdag een kan koffie op de stoep."),
    _ask(
        1,
        "Maak een klein potje voor straten die iets samen doen.",
        COUNCIL,
        "Voor honderd euro koop je de koffie niet steeds zelf.",
        SPRING,
    ),
    # table 2
    _lived(
        2,
        "Toen ik mijn been brak, deed de overkant zes weken mijn boodschappen.",
        HELP,
        quote=YES,
    ),
    _lived(2, "Ik help graag, maar niemand vraagt het.", HELP),
    _lived(
        2,
        "Wij groeten elkaar. Meer hoeft voor mij niet.",
        QUIET,
        minority=True,
        reason="Thuis is voor sommigen de enige plek met rust.",
    ),
    _lived(2, "De taal is moeilijk. Met mijn handen lukt het ook.", NEW, quote=BARE),
    _lived(
        2,
        "Ik schaamde me dat ik geen geld had voor de contributie.",
        HELP,
        outcome=GONE,
    ),
    _idea(2, "Een kastje in de straat met gereedschap dat je mag lenen.", HELP),
    _idea(2, "Een lange tafel in de Kanaalstraat, één keer per jaar.", MEET),
    _small(
        2, "Vos", "Ik hang een lijstje op in het portiek: wie heeft een boormachine?"
    ),
    _ask(
        2,
        "Geef ons de sleutel van het lege lokaal in De Schakel, één avond per week.",
        COUNCIL,
        "In de winter is er binnen geen plek om elkaar te zien.",
        SPRING,
    ),
    _ask(
        2,
        "Zet een bank op de hoek van de Kanaalstraat en de Wilgenkade.",
        SPACE,
        "Wie slecht loopt, komt nu de straat niet uit.",
        SUMMER,
    ),
    # table 3
    _lived(3, "Mijn sleutel hangt bij drie buren. Dat slaapt goed.", HELP, quote=YES),
    _lived(
        3, "Na de verbouwing zijn de huren hoger. Mensen verhuizen sneller.", STREET
    ),
    _lived(
        3, "Bij de vuilcontainers praat ik met mensen die ik anders nooit zie.", MEET
    ),
    _lived(
        3,
        "Ik kwam hier alleen. De vrouw van de kapper heeft mij aan iedereen voorgesteld.",
        NEW,
        quote=YES,
    ),
    _lived(
        3,
        "’s Avonds laat is er veel lawaai bij de bankjes.",
        QUIET,
        minority=True,
        reason="Wie vroeg opstaat, ligt er wakker van.",
    ),
    _idea(3, "Een app hoeft niet. Een prikbord bij de ingang is genoeg.", MEET),
    _idea(
        3,
        "Kinderen maken een kaart van de straat met alle namen erop.",
        NEW,
        outcome=CHANGED,
        becomes="Kinderen maken een kaart van de straat, met de namen van wie dat wil.",
    ),
    _small(3, "Uil", "Ik loop één keer per week een rondje met mijn overbuurman."),
    _small(3, "Zwaluw", "Ik nodig de nieuwe mensen van nummer 31 uit voor thee."),
    _ask(
        3,
        "Een budget voor de straat, dat we zonder veel papieren kunnen gebruiken.",
        COUNCIL,
        "Een formulier van acht bladzijden is voor een lange tafel te veel.",
        SPRING,
    ),
    # table 4
    _lived(4, "Mijn man overleed. De hele gang stond voor de deur.", HELP, quote=BARE),
    _lived(
        4,
        "Ik durf ’s avonds niet door de onderdoorgang. Dan sla ik dingen over.",
        STREET,
    ),
    _lived(4, "We hebben een groepsapp, maar de ouderen zitten er niet in.", MEET),
    _lived(
        4, "Ik vroeg één keer hulp en hoorde er later grapjes over.", HELP, outcome=GONE
    ),
    _idea(
        4, "Een vast moment: zondag om vier uur staat er ergens een deur open.", MEET
    ),
    _idea(
        4, "Licht in de onderdoorgang, dan komt iedereen ’s avonds weer buiten.", STREET
    ),
    _small(4, "Das", "Ik bel twee mensen die niet in de groepsapp zitten."),
    _ask(
        4,
        "Maak licht in de onderdoorgang bij de Hofflat.",
        SPACE,
        "Nu blijven mensen na acht uur binnen.",
        SPRING,
    ),
    _ask(
        4,
        "Laat ons het lokaal in het buurthuis in de winter gebruiken.",
        COUNCIL,
        "Thuis is het te klein om mensen te vragen.",
        SPRING,
    ),
    # table 5
    _lived(
        5,
        "Mijn buurjongen draagt mijn tas naar boven. Hij wil er niets voor.",
        HELP,
        quote=YES,
    ),
    _lived(
        5,
        "Ik heb schulden. Een kopje koffie aannemen kost mij moeite.",
        HELP,
        outcome=CHANGED,
        becomes="Wie weinig geld heeft, vindt het soms moeilijk om iets aan te nemen.",
    ),
    _lived(
        5,
        "Benim memleketimde kapıyı çalıp girerdik. Burada davet bekliyorum.",
        NEW,
        quote=YES,
        language="tr",
    ),
    _lived(5, "De plantenbakken hebben we samen gedaan. Nu groet iedereen.", STREET),
    _idea(5, "Een soepavond waar je niets hoeft mee te brengen.", HELP),
    _idea(5, "Bij elke ingang één persoon die weet wie er woont.", NEW),
    _small(5, "Haas", "Ik leer twee kinderen uit de flat fietsen banden plakken."),
    _ask(
        5,
        "Zorg voor een bankje bij de Wilgenkade.",
        SPACE,
        "Halverwege naar de winkel moet je kunnen zitten.",
        SUMMER,
    ),
    # table 6
    _lived(
        6,
        "Een buur paste op mijn kind toen ik naar het ziekenhuis moest.",
        HELP,
        quote=YES,
    ),
    _lived(
        6,
        "Ik woon boven de doorgang en hoor alles. Ik zou graag een keer praten.",
        QUIET,
    ),
    _lived(
        6,
        "نتكلم لغات كثيرة على درج واحد. مع الطعام يصير الأمر سهلا.",
        NEW,
        quote=YES,
        language="ar",
    ),
    _lived(
        6,
        "Voor mij hoeft er geen feest. Een knik is ook contact.",
        QUIET,
        minority=True,
        reason="Niet iedereen wordt blij van een volle tafel.",
    ),
    _idea(
        6,
        "De eerste warme dag: stoelen naar buiten, iedereen in zijn eigen tempo.",
        MEET,
    ),
    _idea(
        6, "Een sleutelboekje: wie heeft wiens sleutel, bij wie je dat vertrouwt.", HELP
    ),
    _small(6, "Otter", "Ik ga langs bij de mensen boven de doorgang."),
    _small(6, "Bever", "Ik vraag de corporatie wie er over de bellen gaat."),
    _ask(
        6,
        "Hang goede lampen in de doorgang onder de Hofflat.",
        HOUSING,
        "Het is donker en je ziet niet wie er aankomt.",
        SPRING,
    ),
)


class Merged(Struct, frozen=True):
    """A request as it goes to the council, and the tables' own requests it came from."""

    text: str
    why: str
    to: str
    due: int  # days after the evening
    sources: tuple[tuple[int, str], ...]  # (table, first words)
    right: str | None = None


MERGED: tuple[Merged, ...] = (
    Merged(
        "Maak een klein potje voor straten die iets samen doen, met één bladzijde papier.",
        "Een formulier van acht bladzijden is voor een lange tafel te veel.",
        COUNCIL, SPRING, ((1, "Maak een klein potje"), (3, "Een budget voor de straat")),
    ),
    Merged(
        "Geef ons één avond per week de sleutel van het lokaal in De Schakel.",
        "In de winter is er binnen geen plek om elkaar te zien.",
        COUNCIL, SPRING, ((2, "Geef ons de sleutel"), (4, "Laat ons het lokaal")),
    ),
    Merged(
        "Maak goed licht in de onderdoorgang bij de Hofflat.",
        "Het is er donker. Nu blijven mensen na acht uur binnen.",
        SPACE, SPRING, ((4, "Maak licht"), (6, "Hang goede lampen")), "housing",
    ),
    Merged(
        "Zet een bank op de hoek van de Kanaalstraat en de Wilgenkade.",
        "Wie slecht loopt, moet halverwege kunnen zitten.",
        SPACE, SUMMER, ((2, "Zet een bank"), (5, "Zorg voor een bankje")), "care",
    ),
)  # fmt: skip

READ_ALOUD = """Op {day} zaten buren uit de Kanaalbuurt aan zes tafels in De Schakel. Ze spraken over lief en leed in de straat.

Waar zijn we het over eens? Een buur die helpt, maakt verschil. Het begint klein: een pakje, een sleutel, een kop soep. Vragen is moeilijker dan geven.

Waar schuurt het? Sommige mensen willen vaker samenkomen. Anderen zoeken vooral rust. Voor hen is groeten genoeg. Allebei mag.

Wat doen we zelf? Aan elke tafel sprak iemand iets kleins af. De een zet koffie op de stoep. De ander loopt een rondje met de overbuurman.

Wat vragen we? Vier dingen: een klein potje voor de straat, een avond in De Schakel, licht in de onderdoorgang en een bank op de hoek. Naast elk verzoek is plaats voor uw antwoord."""

# (request number, state, text, on, office) as the clerk of the example answers two of four.
ANSWERS = (
    (2, "yes", "Vanaf volgende maand kunt u op woensdagavond in lokaal 3 van De Schakel terecht. U haalt de sleutel bij de balie.", None, "wethouder Wijken"),
    (3, "later, on", "De lampen staan in het plan voor dit jaar. Uiterlijk op die dag hoort u de datum.", 200, "wethouder Openbare ruimte"),
)  # fmt: skip

# The measure "would you give a neighbour your key": slips per value before; and heard after.
KEY_BEFORE = {1: 17, 2: 12, 3: 7}  # yes, no, do not know
HEARD_AFTER = {1: 0, 2: 2, 3: 5, 4: 14, 5: 15}
