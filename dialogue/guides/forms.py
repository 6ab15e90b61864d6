"""What is filled in about guides."""

from flask_babel import lazy_gettext as _l
from flask_wtf.file import FileField
from wtforms.validators import InputRequired, NumberRange

from dialogue.foundation.forms import Form, Passage, Whole
from dialogue.guides.rules import MOST_BYTES, text_of_file

MOST_PEOPLE, MOST_MINUTES = 2000, 600


class BringInForm(Form):
    """A guide file: chosen from the computer, or as text to put right here."""

    file = FileField(_l("File"))
    text = Passage(_l("What the file says"), most=MOST_BYTES)

    def take_file(self) -> None:
        """Put a chosen file's text in the text field; raises RuleBroken."""
        upload = self.file.data
        if upload:  # nothing chosen is falsy
            text = text_of_file(upload.filename, upload.stream.read(MOST_BYTES + 1))
            self.text.process_data(text)


class FitForm(Form):
    """How many people come, and how long they have."""

    class Meta(Form.Meta):
        """It only asks, and its answers stand in the address."""

        csrf = False

    people = Whole(
        _l("People who come"),
        [
            InputRequired(_l("Fill in a number.")),
            NumberRange(1, MOST_PEOPLE, _l("Fill in a number from 1 to 2000.")),
        ],
    )
    minutes = Whole(
        _l("Minutes you have"),
        [
            InputRequired(_l("Fill in a number.")),
            NumberRange(1, MOST_MINUTES, _l("Fill in a number from 1 to 600.")),
        ],
    )
