"""What is said when a guide file cannot be taken in."""

from __future__ import annotations

from msgspec import Struct

from dialogue.guides.format.sentences import Sentence


class Problem(Struct, frozen=True):
    """One thing that is wrong: where (`steps.3.minutes`; steps count from 1)."""

    path: str
    sentence: Sentence


class GuideInvalid(ValueError):
    """A guide file cannot be used; `problems` says everything that was found."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__(
            "\n".join(f"{p.path or 'file'}: {p.sentence}" for p in problems)
        )

    @property
    def path(self) -> str:
        """Where the first problem is."""
        return self.problems[0].path

    @property
    def sentence(self) -> Sentence:
        """What the first problem is."""
        return self.problems[0].sentence


def invalid(path: str, sentence: Sentence) -> GuideInvalid:
    """A `GuideInvalid` with a single problem."""
    return GuideInvalid((Problem(path, sentence),))
