"""What may stand beside a sentence in another language."""

from collections.abc import Iterable
from hashlib import sha256

from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Translation
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


def translations_mark(found: Iterable[Translation]) -> str:
    """By which the translations of a sentence are known again: 64 hex characters."""
    texts = sorted(f"{each.language}\n{each.text}\n{each.reason}" for each in found)
    return sha256("\n\n".join(texts).encode()).hexdigest()


def check_translations_seen(now: str, seen: str) -> None:
    """What somebody else put there just now is not replaced unseen."""
    if seen != now:
        raise RuleBroken(
            _l(
                "Somebody else put a translation beside this sentence just now. Look "
                "at it. What you wrote is still here: send it again to keep yours."
            ),
            field="seen",
        )
