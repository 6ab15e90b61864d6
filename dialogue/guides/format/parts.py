"""The parts of a guide file, as frozen structs."""

from __future__ import annotations

from msgspec import Struct, field

from dialogue.guides.format.codes import (
    CaptureBy,
    Channel,
    Form,
    Medium,
    Moment,
    NameRule,
    PromptRole,
    Register,
    ResponseKind,
    RoleKind,
    Rotate,
    Sensitivity,
    StepKind,
    Store,
    Tables,
    Turn,
)
from dialogue.guides.format.texts import LocalText

FORMAT = "dialogue-guide/1"

#: The least number of people behind a figure (domain rule of small numbers).
K_USUAL = 5
K_SENSITIVE = 10


class People(Struct, frozen=True):
    """How many people: at a table when tables are parallel, else in the room."""

    min: int
    ideal: int
    max: int


class Role(Struct, frozen=True):
    """Somebody the guide needs, `count` of them."""

    kind: RoleKind
    name: LocalText
    count: int = 1


class Credits(Struct, frozen=True):
    """Who may be thanked, and under which licence others may use the guide."""

    licence: str
    by: str
    adapted_from: str = ""


class LanguageNote(Struct, frozen=True):
    """How the texts in one language came about.

    `machine_made` is None where nobody wrote down how the text was made.
    `tested_with_readers_on` is a date as text (YYYY-MM-DD), or empty.
    """

    language: str
    machine_made: bool | None
    checked_by: tuple[str, ...] = ()
    tested_with_readers_on: str = ""
    register: Register = Register.PLAIN


class Prompt(Struct, frozen=True):
    """One thing to say, to ask, or to mind."""

    role: PromptRole
    text: LocalText


class Option(Struct, frozen=True):
    """One card, picture or figure to choose."""

    code: str
    label: LocalText


class Measure(Struct, frozen=True):
    """Which measure is taken, and when."""

    code: str
    moment: Moment


class ResponseRule(Struct, frozen=True):
    """What may be written down: kinds, and at most how many together."""

    kinds: tuple[ResponseKind, ...] = ()
    max_items: int = 0
    options: tuple[Option, ...] = ()
    measure: Measure | None = None


class CaptureRule(Struct, frozen=True):
    """Who writes it down, on what, with which name, and where it stays."""

    by: CaptureBy = CaptureBy.NOBODY
    medium: Medium = Medium.NONE
    name: NameRule = NameRule.NONE
    store: Store = Store.AT_THE_TABLE
    read_back: bool = False


class Step(Struct, frozen=True):
    """One step. `key` stays the same over versions; `order` counts from 1."""

    key: str
    order: int
    kind: StepKind
    minutes: int
    must: bool
    form: Form
    turn: Turn
    prompts: tuple[Prompt, ...]
    seconds_per_person: int = 0
    think_seconds: int = 0
    rotate: Rotate = Rotate.NONE
    response: ResponseRule = field(default_factory=ResponseRule)
    capture: CaptureRule = field(default_factory=CaptureRule)


class Variant(Struct, frozen=True):
    """The guide through another channel: the keys of the steps that are kept."""

    channel: Channel
    steps: tuple[str, ...]


class GuideFile(Struct, frozen=True):
    """A whole guide, as one file holds it."""

    slug: str
    title: LocalText
    aim: LocalText
    source: LocalText
    methods: tuple[LocalText, ...]
    sensitivity: Sensitivity
    closed: bool
    people: People
    tables: Tables
    minutes: int
    roles: tuple[Role, ...]
    credits: Credits
    languages: tuple[LanguageNote, ...]
    steps: tuple[Step, ...]
    variants: tuple[Variant, ...] = ()

    @property
    def k(self) -> int:
        """The least number of people behind any published figure."""
        high = self.sensitivity is Sensitivity.HIGH
        return K_SENSITIVE if high else K_USUAL

    def step(self, key: str) -> Step:
        """The step with this key. KeyError when the guide has none."""
        for step in self.steps:
            if step.key == key:
                return step
        raise KeyError(key)


def steps_for(guide: GuideFile, channel: Channel) -> tuple[Step, ...]:
    """The steps kept for a channel; all of them where no variant is given."""
    for variant in guide.variants:
        if variant.channel is channel:
            return tuple(step for step in guide.steps if step.key in variant.steps)
    return guide.steps


def all_texts(guide: GuideFile) -> tuple[tuple[str, LocalText], ...]:
    """Every text with its path, in reading order."""
    found = [("title", guide.title), ("aim", guide.aim), ("source", guide.source)]
    found += [(f"methods.{n}", text) for n, text in enumerate(guide.methods, 1)]
    found += [(f"roles.{n}.name", role.name) for n, role in enumerate(guide.roles, 1)]
    for step in guide.steps:
        path = f"steps.{step.order}"
        found += [
            (f"{path}.prompts.{n}.text", prompt.text)
            for n, prompt in enumerate(step.prompts, 1)
        ]
        found += [
            (f"{path}.response.options.{n}.label", option.label)
            for n, option in enumerate(step.response.options, 1)
        ]
    return tuple(found)
