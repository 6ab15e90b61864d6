"""Forms of the harvest."""

from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField, FileRequired
from wtforms import HiddenField
from wtforms.fields import SelectChoice

from dialogue.conversations.models import TranslatedBy
from dialogue.conversations.rules import LANGUAGES
from dialogue.conversations.words import TRANSLATORS
from dialogue.foundation.forms import (
    Form,
    Line,
    Once,
    Passage,
    Revised,
    Ticks,
    shown_again,
)
from dialogue.foundation.language import NAMES
from dialogue.outcomes.models import SocialRight
from dialogue.outcomes.words import RIGHTS
from dialogue.sessions.forms import Day, Pick, PickOne, required


class SortForm(Form):
    """Which sentence lies on top, as the page showed it."""

    sentence = HiddenField()


class RightPick(Pick):
    """A social right, or none."""

    def __init__(self, label: Any = None, validators: Any = (), **kw: Any) -> None:
        super().__init__(label, validators, **kw)
        self.choices = [
            SelectChoice("", _("none of these")),
            *(SelectChoice(right.value, str(word)) for right, word in RIGHTS.items()),
        ]

    @property
    def right(self) -> SocialRight | None:
        """What was chosen."""
        return SocialRight(self.data) if self.data else None


class LanguagePick(Pick):
    """One of the languages of a harvest, each in its own name."""

    def __init__(self, label: Any = None, validators: Any = (), **kw: Any) -> None:
        super().__init__(label, validators, **kw)
        self.choices = [SelectChoice(each, NAMES[each]) for each in LANGUAGES]


class ThemeForm(Once):
    """The name of a theme."""

    name = Line(
        _l("What do these sentences have in common?"),
        required(_l("Give the theme a name.")),
        most=120,
        description=_l("In the words of residents, like: asking for help is hard."),
    )
    right = RightPick(_l("Social right"))


class TownForm(Form):
    """A new theme for sentences of several evenings, or a sentence over them."""

    name = Line(
        _l("Or in a new theme"),
        most=120,
        description=_l("Each evening of these sentences gets it."),
    )
    text = Line(
        _l("What do they say, in one sentence?"),
        most=400,
        description=_l("Start from the words of residents. Every sentence stays."),
    )


class WordsForm(Form):
    """The words of a sentence, to leave out what points to a person."""

    text = Passage(
        _l("The sentence"),
        required(_l("A sentence needs words. Leave out only what points to a person.")),
        most=1000,
    )
    reason = Passage(_l("The reason with it"), most=400)
    seen = HiddenField()


class AskFields:
    """What is asked of the council, by whom it is answered and before when."""

    text = Passage(
        _l("What is asked?"),
        required(_l("Write what is asked, in one sentence.")),
        most=400,
        description=_l("One sentence. The council reads it aloud like this."),
    )
    why = Passage(
        _l("Why?"), most=400, description=_l("As people said it at the tables.")
    )
    addressed_to = Line(
        _l("To whom?"),
        required(_l("To whom exactly? Name an office or an organisation.")),
        most=120,
        description=_l("An office or an organisation, like: alderman for Housing."),
    )
    answer_due = Day(
        _l("Answer asked before"), required(_l("Choose a day for the answer."))
    )


class RequestForm(AskFields, Once, Revised):
    """A request to the council, with the tables' own requests behind it."""

    sources = Ticks(
        _l("Made of these requests"),
        gone=_l("One of these is somewhere else now. Look at the list once more."),
    )
    right = RightPick(_l("Social right"))


class OnlineForm(Once):
    """The zip file of an online round, and what to call it."""

    file = FileField(
        _l("The export of Polis, as a zip file"),
        [FileRequired(_l("Choose the zip file of the export."))],
    )
    name = Line(
        _l("What was asked online?"),
        most=200,
        description=_l("Left empty, we take the subject that stands in the export."),
    )


class ClusterForm(Once, Revised):
    """The sentence that people write over sentences that say the same."""

    text = Line(
        _l("What do they say, in one sentence?"),
        required(_l("Write in one sentence what they have in common.")),
        most=400,
        description=_l("Start from the words of residents. Every sentence stays."),
    )
    language = LanguagePick(_l("Language of this sentence"))


class IdeaForm(Form):
    """What stands beside an idea."""

    place = Line(
        _l("Which place?"), most=120, description=_l("Like: the corner by the school.")
    )
    who_could = Line(
        _l("Who could do it?"),
        most=120,
        description=_l("A group or an organisation; nobody's name."),
    )
    grows_from = Line(
        _l("What does it grow from?"),
        most=200,
        description=_l("Something that is there already, like: the coffee on Fridays."),
    )
    root = Pick(_l("Or from this sentence"))


class TranslationForm(Form):
    """A sentence in another language, and who made it."""

    language = LanguagePick(_l("Into which language?"))
    text = Passage(
        _l("The sentence in that language"),
        required(_l("Write the sentence in this language.")),
        most=1000,
    )
    reason = Passage(_l("The reason with it"), most=400)
    made_by = PickOne(
        _l("Who translated it?"),
        choices=[SelectChoice(each.value, TRANSLATORS[each]) for each in TranslatedBy],
        description=_l("The report says it like this, and no name."),
    )
    seen = HiddenField(filters=[shown_again])
