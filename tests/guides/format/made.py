"""Guides for the tests: a small one to spoil, and random ones."""

from __future__ import annotations

import copy
from typing import Any

import yaml
from hypothesis import HealthCheck, settings
from hypothesis import strategies as st
from msgspec.structs import replace

from dialogue.guides.format import (
    GuideFile,
    LocalText,
    Prompt,
    PromptRole,
    as_data,
    library,
    parse_guide,
)

#: Colleagues and slow machines share the processor, so no example has a deadline.
patient = settings(
    deadline=None, max_examples=50, suppress_health_check=[HealthCheck.too_slow]
)

SMALL: dict[str, Any] = {
    "format": "dialogue-guide/1",
    "slug": "small-talk",
    "title": {"nl": "Klein gesprek", "en": "Small talk"},
    "aim": {"nl": "We praten.", "en": "We talk."},
    "source": {"nl": "Van ons.", "en": "Our own."},
    "methods": [],
    "sensitivity": "low",
    "closed": False,
    "people": {"min": 3, "ideal": 6, "max": 8},
    "tables": "parallel",
    "minutes": 40,
    "roles": [
        {"kind": "facilitator", "name": {"nl": "begeleider", "en": "facilitator"}},
        {"kind": "reporter", "name": {"nl": "schrijver", "en": "writer"}},
    ],
    "credits": {"licence": "CC0-1.0", "by": "Dialogue"},
    "languages": {
        "nl": {"machine_made": False},
        "en": {"machine_made": True},
    },
    "steps": [
        {
            "key": "welcome",
            "kind": "welcome",
            "minutes": 5,
            "must": True,
            "form": "table",
            "turn": "free",
            "prompts": [{"role": "question", "text": {"nl": "Dag.", "en": "Hello."}}],
        },
        {
            "key": "stories",
            "kind": "experience",
            "minutes": 20,
            "must": True,
            "form": "table",
            "turn": "talking-piece",
            "seconds_per_person": 180,
            "think_seconds": 60,
            "prompts": [
                {
                    "role": "question",
                    "text": {"nl": "Wat gebeurde er?", "en": "What happened?"},
                }
            ],
            "response": {"kinds": ["experience"], "max_items": 6},
            "capture": {
                "by": "reporter",
                "medium": "device",
                "name": "none",
                "store": "kept",
                "read_back": True,
            },
        },
        {
            "key": "coffee",
            "kind": "break",
            "minutes": 10,
            "must": False,
            "form": "everyone",
            "turn": "free",
            "prompts": [
                {"role": "question", "text": {"nl": "Koffie.", "en": "Coffee."}}
            ],
        },
        {
            "key": "read-back",
            "kind": "read-back",
            "minutes": 5,
            "must": True,
            "form": "table",
            "turn": "free",
            "prompts": [
                {"role": "question", "text": {"nl": "Klopt het?", "en": "Right?"}}
            ],
        },
    ],
}


def small(**changes: Any) -> dict[str, Any]:
    """A small valid guide as data; `a__b__0=value` sets, `...` takes away."""
    data = copy.deepcopy(SMALL)
    for path, value in changes.items():
        *way, last = [int(p) if p.isdigit() else p for p in path.split("__")]
        place: Any = data
        for part in way:
            place = place[part] if isinstance(part, int) else place.setdefault(part, {})
        if value is ...:
            del place[last]
        else:
            place[last] = value
    return data


def as_file(data: object) -> str:
    return yaml.dump(
        data, Dumper=_NoAliases, allow_unicode=True, sort_keys=False, width=4096
    )


class _NoAliases(yaml.SafeDumper):
    def ignore_aliases(self, data: object) -> bool:
        return True


def small_guide(**changes: Any) -> GuideFile:
    return parse_guide(as_file(small(**changes)))


def built_in(slug: str) -> GuideFile:
    return next(guide for guide in library() if guide.slug == slug)


def every_path(value: Any, path: tuple[Any, ...] = ()) -> list[tuple[Any, ...]]:
    inner: list[tuple[Any, Any]] = []
    if isinstance(value, dict):
        inner = list(value.items())
    elif isinstance(value, list):
        inner = list(enumerate(value))
    return [path] + [p for key, one in inner for p in every_path(one, (*path, key))]


#: What people may type: any printable text, no control or direction signs.
words = (
    st.text(
        st.characters(exclude_categories=("Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp")),
        min_size=1,
        max_size=40,
    )
    .filter(lambda typed: typed.strip() != "")
    .map(lambda typed: typed.replace("{", "(").replace("}", ")"))
)
texts = st.builds(
    lambda nl, en: LocalText((("nl", nl), ("en", en))),
    words,
    words,
)
prompts = st.builds(Prompt, st.sampled_from(PromptRole), texts)


@st.composite
def guides(draw: st.DrawFn) -> GuideFile:
    """A valid guide: a built-in one with other texts, prompts, limits and order."""
    guide = draw(st.sampled_from(library()))
    middle = list(guide.steps[1:-3])
    order = draw(st.permutations(middle))
    steps = [guide.steps[0], *order, *guide.steps[-3:]]
    steps = [
        replace(
            step,
            order=number,
            prompts=(*step.prompts, *draw(st.lists(prompts, max_size=1))),
            think_seconds=draw(st.integers(0, 1800)),
            must=draw(st.booleans()),
        )
        for number, step in enumerate(steps, 1)
    ]
    return replace(
        guide,
        title=draw(texts),
        aim=draw(texts),
        methods=tuple(draw(st.lists(texts, max_size=3))),
        steps=tuple(steps),
        credits=replace(guide.credits, by=draw(words), adapted_from=draw(words)),
        languages=tuple(
            replace(note, machine_made=draw(st.sampled_from([True, False, None])))
            for note in guide.languages
        ),
        variants=(),
    )


def data_of(slug: str) -> dict[str, Any]:
    return as_data(built_in(slug))
