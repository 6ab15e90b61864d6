"""What may stand beside a sentence in another language."""

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken

# Into which one translates here; in which order they are offered.
LANGUAGES = ("nl", "en", "fr", "tr", "ar")


def same_language(one: str, other: str) -> bool:
    """Whether two tags are of one language: nl and nl-BE are."""
    return one.split("-")[0].lower() == other.split("-")[0].lower()


def check_can_translate(original: str, text: str, spoken: str, language: str) -> None:
    """Another language than the sentence's own, words, and a sentence to translate."""
    if not original:
        raise RuleBroken(_l("These words are gone: the table withdrew them."))
    if language not in LANGUAGES:
        raise RuleBroken(_l("Choose one of these languages."), field="language")
    if same_language(spoken, language):
        raise RuleBroken(
            _l("The sentence itself is in this language. Choose another."),
            field="language",
        )
    if not text:
        raise RuleBroken(_l("Write the sentence in this language."), field="text")
