"""What a table writes, before it was read back."""

from flask_babel import lazy_gettext as _l

from dialogue.conversations import queries, rules
from dialogue.conversations.actions.translating import forget_translations
from dialogue.conversations.models import (
    CapturedOn,
    Confirmation,
    Contribution,
    TableTalk,
)
from dialogue.foundation import bells
from dialogue.foundation.database import db, lock_row
from dialogue.foundation.errors import RuleBroken
from dialogue.guides.format import Step

CONFIRMED = frozenset({Confirmation.CONFIRMED, Confirmation.CHANGED})
DETAILS = ("addressed_to", "reason", "wanted_by", "pseudonym", "check_on", "minority",
           "on_behalf", "language")  # fmt: skip


def write(
    talk: TableTalk,
    step: Step,
    words: rules.Words,
    *,
    client_key: str,
    captured_on: CapturedOn = CapturedOn.DEVICE,
) -> Contribution:
    """Write a sentence at a table. The same ``client_key`` twice is one sentence."""
    lock_row(TableTalk, talk.id)
    before = queries.sent_before(talk, client_key)
    if before is not None:
        return before
    evening = talk.evening
    guide = queries.guide_of(queries.session_of(evening))
    everything = queries.contributions_of(talk)
    kept = [
        each
        for each in everything
        if each.step == step.key and each.confirmation is not Confirmation.WITHDRAWN
    ]
    rules.check_can_write(
        step, guide, words, len(kept),
        read_back=talk.read_back_on is not None,
        ended=evening.ended_at is not None and captured_on is CapturedOn.DEVICE,
    )  # fmt: skip
    found = Contribution(
        municipality_id=talk.municipality_id, table_talk_id=talk.id, step=step.key,
        number=rules.number_for(guide, step, {each.number for each in everything}),
        kind=words.kind, text=words.text, captured_on=captured_on,
        client_key=client_key, per_side={},
        **{name: getattr(words, name) for name in DETAILS},
    )  # fmt: skip
    db.session.add(found)
    touch_talk(talk)
    return found


def rewrite(
    contribution: Contribution, text: str, words: rules.Words | None = None
) -> None:
    """Mend a sentence before it was read back; with ``words`` its details too."""
    if contribution.confirmation is not Confirmation.WRITTEN:
        raise RuleBroken(_l("This sentence was read back; change it there."))
    if not text:
        raise RuleBroken(_l("Write one sentence first."), field="text")
    before = _read_aloud(contribution)
    contribution.text = text
    if words is not None:
        guide = queries.guide_of(queries.session_of(contribution.table_talk.evening))
        step = guide.step(contribution.step)
        rules.check_details(rules.written_fields(step, guide)[contribution.kind], words)
        for name in DETAILS:
            setattr(contribution, name, getattr(words, name))
    if before != _read_aloud(contribution):
        forget_translations(contribution)
    touch_talk(contribution.table_talk)


def _read_aloud(contribution: Contribution) -> tuple[str, str, str]:
    """What a translation is of."""
    return contribution.text, contribution.reason, contribution.language


def erase(contribution: Contribution) -> None:
    """Take away a sentence that was not read back: it never left the table."""
    if contribution.confirmation is not Confirmation.WRITTEN:
        raise RuleBroken(_l("This sentence was read back; withdraw it there."))
    talk = contribution.table_talk
    db.session.delete(contribution)
    touch_talk(talk)


def _words(contribution: Contribution) -> tuple[str, str]:
    return contribution.text, contribution.reason


def strike(contribution: Contribution) -> None:
    """Take away a line that was typed over wrongly from paper, read back or not.

    What came in on a device was heard by a table: that can only be withdrawn there.
    """
    talk = contribution.table_talk
    if talk.read_back_on is not None:
        raise RuleBroken(_l("Open this table again first."))
    if contribution.captured_on is CapturedOn.DEVICE:
        raise RuleBroken(_l("The table wrote this on its own page. Withdraw it there."))
    if contribution.confirmation in CONFIRMED:
        ring_changed(contribution, _words(contribution), gone=True)
    db.session.delete(contribution)
    touch_talk(talk)


def ring_changed(
    contribution: Contribution, before: tuple[str, str], *, gone: bool
) -> None:
    """Say that confirmed words changed or are gone, for where they were copied to."""
    if gone or before != _words(contribution):
        bells.words_changed.send(
            contribution.municipality_id,
            contribution=contribution, before=before, gone=gone,
        )  # fmt: skip


def count_cards(contribution: Contribution, cards: rules.Cards) -> None:
    """Keep the secret cards that were put down for a statement."""
    talk = contribution.table_talk
    guide = queries.guide_of(queries.session_of(talk.evening))
    field = rules.written_fields(guide.step(contribution.step), guide).get(
        contribution.kind
    )
    rules.check_can_count(
        contribution.kind, field, read_back=talk.read_back_on is not None
    )
    rules.check_cards(cards, talk.present, talk.sides, rules.most_at_table(guide))
    contribution.agree, contribution.disagree, contribution.unsure = cards.total
    contribution.per_side = {side: list(three) for side, three in cards.sides.items()}
    touch_talk(talk)


def set_present(talk: TableTalk, people: int) -> None:
    """How many people sit at this table."""
    guide = queries.guide_of(queries.session_of(talk.evening))
    rules.check_present(people, guide)
    talk.present = people
    touch_talk(talk)


def touch_talk(talk: TableTalk) -> None:
    """The table changed: its page gets a new mark."""
    talk.revision += 1
    db.session.flush()
