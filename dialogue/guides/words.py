"""How the codes of a guide are said, and its rules for writing down, in words."""

from collections.abc import Mapping
from typing import Any

from flask_babel import gettext as _
from flask_babel import lazy_gettext as _l
from flask_babel import ngettext

from dialogue.foundation.language import NAMES, capital
from dialogue.guides.format import (
    CaptureBy,
    FieldChange,
    GuideFile,
    Medium,
    Sentence,
    Step,
    Store,
    Tables,
    fields_for,
)

STEP_KINDS: Mapping[str, Any] = {
    "welcome": _l("Welcome"),
    "agreements": _l("Agreements"),
    "measure": _l("A small measure"),
    "acquaintance": _l("Getting acquainted"),
    "experience": _l("Experiences"),
    "dialogue": _l("Talking it through"),
    "say-back": _l("Saying back"),
    "cafe-round": _l("Round past the tables"),
    "dream": _l("Dreaming"),
    "ideas": _l("Ideas"),
    "statement": _l("A shared sentence"),
    "weigh": _l("Weighing"),
    "consent": _l("Can everybody live with it?"),
    "commitment": _l("What we do ourselves"),
    "request": _l("What we ask"),
    "signal": _l("A signal of need"),
    "read-back": _l("Reading back"),
    "closing": _l("Closing"),
    "break": _l("Break"),
    "walk": _l("Walking"),
}
FORMS: Mapping[str, Any] = {
    "alone": _l("everybody alone"),
    "pairs": _l("in pairs"),
    "threes": _l("in threes"),
    "table": _l("at the table"),
    "everyone": _l("with everybody together"),
    "rotating": _l("at another table each time"),
}
TURNS: Mapping[str, Any] = {
    "round": _l("one after another"),
    "talking-piece": _l("whoever holds the talking piece speaks"),
    "free": _l("who wants speaks"),
    "silent-writing": _l("writing in silence"),
    "speaker-list": _l("whoever raised a hand first speaks first"),
}
ROTATIONS: Mapping[str, Any] = {
    "none": _l("nobody changes tables"),
    "people": _l("people move to another table"),
    "host": _l("the host moves to another table"),
}
TABLES: Mapping[str, Any] = {
    "one": _l("one table"),
    "parallel": _l("several tables beside each other"),
    "rotating": _l("tables one moves between"),
}
SENSITIVITIES: Mapping[str, Any] = {
    "low": _l("not sensitive"),
    "medium": _l("somewhat sensitive"),
    "high": _l("very sensitive"),
}
PROMPT_ROLES: Mapping[str, Any] = {
    "question": _l("question"),
    "follow-up": _l("follow-up question"),
    "note": _l("note for whoever leads"),
}
RESPONSES: Mapping[str, Any] = {
    "experience": _l("experiences"),
    "statement": _l("statements"),
    "idea": _l("ideas"),
    "request": _l("requests"),
    "commitment": _l("promises to each other"),
    "signal": _l("signals of need"),
    "quote": _l("quotes"),
    "measure": _l("measures"),
    "choice": _l("choices"),
    "objection": _l("objections"),
    "keyword": _l("keywords"),
    "image": _l("images"),
}
WRITERS: Mapping[str, Any] = {
    "nobody": _l("Nobody"),
    "facilitator": _l("The facilitator"),
    "reporter": _l("The reporter"),
    "table-host": _l("The table host"),
    "everyone": _l("Everybody"),
    "buddy": _l("A buddy"),
}
MEDIA: Mapping[str, Any] = {
    "none": _l("on nothing"),
    "paper": _l("on paper"),
    "device": _l("on the table's phone"),
    "photo": _l("with a photograph"),
}
NAME_RULES: Mapping[str, Any] = {
    "none": _l("No name stands beside it."),
    "table": _l("The number of the table stands beside it, no name."),
    "pseudonym": _l("Only a name somebody makes up stands beside it."),
    "name-with-consent": _l("A name stands beside it only if that person wants it."),
}
STORES: Mapping[str, Any] = {
    "kept": _l("It is kept."),
    "stays-at-the-table": _l("What is said stays at the table."),
}
CHANNELS: Mapping[str, Any] = {
    "table": _l("at the table"),
    "telephone": _l("by telephone"),
    "doorstep": _l("at the door"),
    "online": _l("online"),
}
MOMENTS: Mapping[str, Any] = {
    "before": _l("before the conversation"),
    "after": _l("after the conversation"),
    "three-months": _l("three months later"),
}
PLACEHOLDER_WORDS: Mapping[str, Any] = {
    "topic": _l("topic"),
    "municipality": _l("municipality"),
    "plan": _l("plan"),
    "date": _l("date"),
    "count": _l("number of people"),
    "caller": _l("name of who calls"),
    "organisation": _l("organisation"),
    "acquaintance": _l("name of an acquaintance"),
    "day": _l("day"),
}
#: Fields of a guide file, by the last part of their path.
FIELDS: Mapping[str, Any] = {
    "title": _l("Title"),
    "aim": _l("Aim"),
    "source": _l("Source"),
    "methods": _l("Method"),
    "sensitivity": _l("Sensitivity"),
    "closed": _l("Closed meeting"),
    "min": _l("Fewest people"),
    "ideal": _l("Ideal number of people"),
    "max": _l("Most people"),
    "tables": _l("Tables"),
    "minutes": _l("Minutes"),
    "kind": _l("Kind"),
    "kinds": _l("What may be written"),
    "must": _l("May not be left out"),
    "form": _l("With whom"),
    "turn": _l("Who speaks"),
    "rotate": _l("Changing tables"),
    "seconds_per_person": _l("Seconds a person"),
    "think_seconds": _l("Seconds to think"),
    "max_items": _l("At most so many"),
    "label": _l("Card"),
    "by": _l("Who writes"),
    "medium": _l("On what"),
    "name": _l("Name"),
    "store": _l("Kept or not"),
    "read_back": _l("Read back"),
    "role": _l("Role"),
    "text": _l("Text"),
    "count": _l("How many"),
    "licence": _l("Licence"),
    "adapted_from": _l("Adapted from"),
    "machine_made": _l("Made by a machine"),
    "checked_by": _l("Checked by"),
    "tested_with_readers_on": _l("Tested with readers on"),
}
_VALUES: Mapping[str, Mapping[str, Any]] = {
    "kind": STEP_KINDS, "kinds": RESPONSES, "form": FORMS, "turn": TURNS,
    "rotate": ROTATIONS, "tables": TABLES, "sensitivity": SENSITIVITIES,
    "role": PROMPT_ROLES, "by": WRITERS, "medium": MEDIA, "name": NAME_RULES,
    "store": STORES, "moment": MOMENTS, "channel": CHANNELS,
}  # fmt: skip


def said(sentence: Sentence) -> str:
    """A sentence of the guide format in the language spoken now."""
    return str(_(sentence.msgid, **sentence.values))


def step_word(kind: str) -> str:
    """A kind of step: ``Getting acquainted``."""
    return str(STEP_KINDS[kind])


def tables_word(tables: str) -> str:
    """How people sit: ``one table``."""
    return str(TABLES[tables])


def language_name(code: str) -> str:
    """A language by its own name."""
    return NAMES.get(code, code)


def bracketed() -> dict[str, str]:
    """What stands in a text where the conversation is not known: ``[topic]``."""
    return {name: f"[{words}]" for name, words in PLACEHOLDER_WORDS.items()}


def people_words(guide: GuideFile) -> str:
    """For how many people: a table if tables are parallel, else in all."""
    limits = guide.people
    span = {"least": limits.min, "most": limits.max}
    if guide.tables is Tables.PARALLEL:
        return str(_("%(least)s to %(most)s people at a table", **span))
    return str(_("%(least)s to %(most)s people", **span))


def sensitivity_word(sensitivity: str) -> str:
    """``not sensitive``."""
    return str(SENSITIVITIES[sensitivity])


def minutes_words(minutes: int) -> str:
    """``1 minute``, ``120 minutes``."""
    return str(ngettext("%(num)s minute", "%(num)s minutes", minutes))


def turn_words(step: Step) -> str:
    """With whom, who speaks and for how long, in one line."""
    parts = [str(FORMS[step.form]), str(TURNS[step.turn])]
    if step.think_seconds:
        seconds = step.think_seconds
        parts.append(
            ngettext("%(num)s second to think", "%(num)s seconds to think", seconds)
        )
    if step.seconds_per_person:
        seconds = step.seconds_per_person
        parts.append(
            ngettext(
                "%(num)s second for each person",
                "%(num)s seconds for each person",
                seconds,
            )
        )
    if step.rotate != "none":
        parts.append(str(ROTATIONS[step.rotate]))
    line = ", ".join(parts)
    return capital(line)


def capture_words(step: Step) -> list[str]:
    """What may be written down in a step, as whole sentences; never empty."""
    rule = step.capture
    if rule.by is CaptureBy.NOBODY or not step.response.kinds:
        return [str(_("Nothing is written down in this step."))]
    if rule.store is Store.AT_THE_TABLE:
        return [str(_("What is written here stays at the table. It is not handed in."))]
    sentences = [_who_writes(step), _what(step), str(NAME_RULES[rule.name])]
    fields = fields_for(step)
    if any(field.secret_card for field in fields):
        sentences.append(
            str(_("Everybody lays a card face down; the cards are counted."))
        )
    if any(field.addressee for field in fields):
        sentences.append(str(_("With each request: to whom exactly.")))
    if any(field.check_date for field in fields):
        sentences.append(str(_("With each promise: when we look how it went.")))
    if rule.read_back:
        sentences.append(str(_("It is read back to the table later on.")))
    return sentences


def _who_writes(step: Step) -> str:
    who = WRITERS[step.capture.by]
    if step.capture.medium is Medium.NONE:
        return str(_("%(who)s writes.", who=who))
    return str(_("%(who)s writes, %(on)s.", who=who, on=MEDIA[step.capture.medium]))


def _what(step: Step) -> str:
    kinds = ", ".join(str(RESPONSES[kind]) for kind in step.response.kinds)
    if step.response.max_items:
        return str(
            _("At most %(most)s: %(kinds)s.", most=step.response.max_items, kinds=kinds)
        )
    return str(_("What: %(kinds)s.", kinds=kinds))


def field_words(change: FieldChange) -> str:
    """Which field changed: ``Minutes``, or ``Text (English)``."""
    parts = [part for part in change.path.split(".") if not part.isdigit()]
    name = parts[-1] if parts else change.path
    word = str(FIELDS.get(name, change.path))
    if change.language:
        word = f"{word} ({language_name(change.language)})"
    return word


def value_words(change: FieldChange, value: str | int | bool | None) -> str:
    """One side of a change in words; empty when there was nothing."""
    if value is None or value == "":
        return ""
    if isinstance(value, bool):
        return str(_("yes") if value else _("no"))
    parts = [part for part in change.path.split(".") if not part.isdigit()]
    known = _VALUES.get(parts[-1] if parts else "", {})
    if not change.language and str(value) in known:
        return str(known[str(value)])
    return str(value)
