"""A sentence in another language, beside the one that was said."""

from dialogue.conversations import queries, rules
from dialogue.conversations.models import Contribution, TranslatedBy, Translation
from dialogue.foundation.database import db, lock_row


def translate(
    contribution: Contribution,
    language: str,
    text: str,
    *,
    reason: str = "",
    made_by: TranslatedBy,
    seen: str | None = None,
) -> Translation:
    """Put a translation beside a sentence; a second one in a language replaces it.

    ``seen``: by what the translations were known when the form was opened
    (``rules.translations_mark``). One that somebody else put there since is not
    replaced unseen: RuleBroken. The same words twice are no second translation.
    """
    rules.check_can_translate(contribution.text, text, contribution.language, language)
    lock_row(Contribution, contribution.id)
    found = queries.translation_in(contribution, language)
    same = found is not None and (found.text, found.reason) == (text, reason)
    if seen is not None and not same:
        now = rules.translations_mark(queries.translations_beside(contribution))
        rules.check_translations_seen(now, seen)
    if found is None:
        found = Translation(
            municipality_id=contribution.municipality_id,
            contribution_id=contribution.id, language=language,
        )  # fmt: skip
        db.session.add(found)
    found.text, found.reason, found.made_by = text, reason, made_by
    db.session.flush()
    return found


def remove_translation(translation: Translation) -> None:
    """Take a translation away; the sentence stays as it was said."""
    db.session.delete(translation)
    db.session.flush()


def forget_translations(contribution: Contribution) -> int:
    """The words changed or are gone: their translations go. Returns how many went."""
    found = queries.translations_beside(contribution)
    for each in found:
        db.session.delete(each)
    db.session.flush()
    return len(found)
