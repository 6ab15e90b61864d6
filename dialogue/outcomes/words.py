"""How this room says kinds of sentences, social rights and recognisable details."""

from collections.abc import Mapping
from typing import Any

from flask_babel import get_domain
from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l

from dialogue.conversations.models import Confirmation, Contribution, Kind
from dialogue.foundation.language import NAMES
from dialogue.outcomes.counting import Direction, Phrase, Verdict, say_figure
from dialogue.outcomes.figures import AGREE, DISAGREE, NO_OPINION, ShownCards
from dialogue.outcomes.models import SocialRight
from dialogue.outcomes.municipality import TownStatement
from dialogue.outcomes.names import Kind as Detail
from dialogue.outcomes.protection import Figure

KINDS: Mapping[Kind, Any] = {
    Kind.EXPERIENCE: _l("Experience"),
    Kind.STATEMENT: _l("Statement"),
    Kind.IDEA: _l("Idea"),
    Kind.REQUEST: _l("Request"),
    Kind.COMMITMENT: _l("Promise"),
    Kind.SIGNAL: _l("Signal"),
    Kind.QUOTE: _l("Quote"),
    Kind.OBJECTION: _l("Objection"),
    Kind.KEYWORD: _l("Keyword"),
    Kind.IMAGE: _l("Image"),
    Kind.CHOICE: _l("Choice"),
}
RIGHTS: Mapping[SocialRight, Any] = {
    SocialRight.INCOME: _l("Income"),
    SocialRight.HOUSING: _l("Housing"),
    SocialRight.SOCIAL_SECURITY: _l("Social security"),
    SocialRight.CARE: _l("Care"),
    SocialRight.EDUCATION: _l("Education"),
}
DETAILS: Mapping[Detail, Any] = {
    Detail.NAME: _l("the name of somebody who signed up"),
    Detail.PHONE: _l("a telephone number"),
    Detail.MAIL: _l("a mail address"),
    Detail.ADDRESS: _l("an address"),
    Detail.POSTCODE: _l("a postcode"),
    Detail.IBAN: _l("a bank account"),
    Detail.BSN: _l("a citizen service number"),
    Detail.NATIONAL_NUMBER: _l("a national register number"),
    Detail.PLATE: _l("a licence plate"),
    Detail.RARE: _l("a description that fits few people"),
}

# What a statement of an online round comes to; None stands for "too few to say so".
ROUND_VERDICTS: Mapping[tuple[Verdict, Direction], Any] = {
    (verdict, direction): words
    for verdict, by_direction in {
        Verdict.SHARED: dict.fromkeys(Direction, _l("shared")),
        Verdict.DIVIDED: dict.fromkeys(Direction, _l("divided")),
        Verdict.UNSURE: dict.fromkeys(Direction, _l("unsure")),
        Verdict.TOO_FEW: dict.fromkeys(Direction, _l("too few people")),
        Verdict.LEANING: {
            Direction.FOR: _l("leaning for"),
            Direction.AGAINST: _l("leaning against"),
            Direction.NEITHER: _l("leaning neither way"),
        },
    }.items()
    for direction, words in by_direction.items()
}
_CARDS: Mapping[tuple[str, ...], Any] = {
    (AGREE,): _l("agree"),
    (DISAGREE,): _l("disagree"),
    (NO_OPINION,): _l("pass"),
    (AGREE, NO_OPINION): _l("agree or pass"),
    (DISAGREE, NO_OPINION): _l("disagree or pass"),
}


def figure_words(figure: Figure) -> str:
    """A figure as it may be shown: a number, a range, or that it is not shown."""
    return say_figure(figure).render(_, _plural)


def say(phrase: Phrase) -> str:
    """A sentence that counting made, in the language spoken now."""
    return phrase.render(_, _plural)


def _plural(one: str, many: str, number: int) -> str:
    """Looks up only: a phrase fills in its own parameters."""
    return str(get_domain().get_translations().ungettext(one, many, number))


def cards_words(cards: ShownCards, counts: tuple[Figure, ...], total: Figure) -> str:
    """One row of cards in words: "31 agree · 12 disagree or pass"."""
    if all(figure is None for figure in counts):
        if total is None:
            return str(_("not shown"))
        return str(_("%(number)s voted", number=figure_words(total)))
    return " · ".join(
        unbroken(f"{_CARDS[column]}: {figure_words(figure)}")
        for column, figure in zip(cards.columns, counts, strict=True)
    )


def unbroken(words: str) -> str:
    """The words on one line, so that a column on a phone is not a word wide."""
    return words.replace(" ", "\N{NO-BREAK SPACE}")


def kinds_of(counts: Mapping[int, Mapping[Kind, int]]) -> Mapping[Kind, int]:
    """How many sentences of each kind there are, over all evenings."""
    return {
        kind: many
        for kind in Kind
        if (many := sum(each.get(kind, 0) for each in counts.values()))
    }


def together_words(one: TownStatement) -> list[tuple[str, str]]:
    """The cards of several evenings: (answer, people) a line, and the total."""
    lines = [
        (str(_CARDS[column]), figure_words(figure))
        for column, figure in zip(one.columns, one.counts, strict=True)
    ]
    return [*lines, (str(_("together")), figure_words(one.total))]


def context_of(contribution: Contribution, step: str) -> str:
    """What one may know while sorting: kind, step, how it was confirmed; no table."""
    kind = str(KINDS[contribution.kind])
    # "Experience · Experiences" says one thing twice.
    parts = [kind] if step.casefold().startswith(kind.casefold()) else [kind, step]
    if contribution.confirmation is Confirmation.CHANGED:
        parts.append(_("changed when it was read back"))
    else:
        parts.append(_("read back and agreed"))
    if contribution.minority:
        parts.append(_("some see it this way"))
    if contribution.on_behalf:
        parts.append(_("said for somebody else"))
    if contribution.language != "nl":
        spoken = NAMES.get(contribution.language, contribution.language)
        parts.append(_("said in %(language)s", language=spoken))
    return " · ".join(part for part in parts if part)
