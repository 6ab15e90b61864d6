"""One step of a guide in the words of a page: pure, on a guide file."""

import re
from collections.abc import Mapping

from msgspec import Struct

from dialogue.guides.format import (
    GuideFile,
    PromptRole,
    Step,
    fill,
    is_go_round,
    languages_tried,
    text,
)

_END = re.compile(r"(?<=[.?!…])\s+")


class StepWords(Struct, frozen=True):
    """What a table reads in one step, in one language."""

    question: tuple[str, ...]  # the first question, a sentence a part
    more: str  # the other questions
    hints: tuple[str, ...]  # for when it falls silent, and notes for who leads
    language: str  # the language these words are in

    @property
    def title(self) -> str:
        return " ".join(self.question)


def guide_language(spoken: str, country: str) -> str:
    """The language to read a guide in: in Belgium Dutch has words of its own."""
    return "nl-BE" if spoken == "nl" and country == "BE" else spoken


def step_words(step: Step, language: str, values: Mapping[str, str]) -> StepWords:
    """The prompts of a step with what is known filled in."""
    said: dict[PromptRole, list[str]] = {role: [] for role in PromptRole}
    found_in = languages_tried(language)[0]
    for number, prompt in enumerate(step.prompts):
        found = text(prompt.text, language)
        if number == 0:
            found_in = found.language
        said[prompt.role].append(fill(found.text, values))
    questions = said[PromptRole.QUESTION] or said[PromptRole.FOLLOW_UP][:1] or ["…"]
    return StepWords(
        question=tuple(_END.split(questions[0])),
        more=" ".join(questions[1:]),
        hints=(*said[PromptRole.FOLLOW_UP], *said[PromptRole.NOTE]),
        language=found_in,
    )


def turn_now(step: Step, people: int, seconds_gone: int) -> int:
    """How many people had their turn when everybody gets the same time; 0 at first."""
    if not is_go_round(step) or people < 1:
        return 0
    speaking = seconds_gone - step.think_seconds
    return max(0, min(people - 1, speaking // step.seconds_per_person))


def at_table(guide: GuideFile, order: int) -> Step:
    """The step with this number; the first one before the evening began."""
    return guide.steps[min(max(order, 1), len(guide.steps)) - 1]
