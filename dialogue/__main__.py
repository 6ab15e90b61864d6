"""The command line: ``python -m dialogue TASK``. ``./do`` sets everything up first."""

import os
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

Task = Callable[[Sequence[str]], int]


def _seat(words: Sequence[str]) -> int:
    from dialogue.seating.optimiser.command import seat

    return seat(list(words))


def _tally(words: Sequence[str]) -> int:
    from dialogue.outcomes.tally import tally_command

    return tally_command(list(words))


def _protect(words: Sequence[str]) -> int:
    from dialogue.outcomes.protection import protect_command

    return protect_command(list(words))


def _migrate(_words: Sequence[str]) -> int:
    from dialogue.app import create_app
    from dialogue.commands import bring_up_to_date
    from dialogue.foundation.settings import read

    bring_up_to_date(create_app(read(os.environ)))
    return 0


def _worker(_words: Sequence[str]) -> int:
    from dialogue.app import create_app
    from dialogue.foundation.jobs.worker import run_worker
    from dialogue.foundation.settings import read

    run_worker(create_app(read(os.environ)))
    return 0


def _example(words: Sequence[str]) -> int:
    from dialogue.commands import write_example

    if len(words) != 1 or words[0].startswith("-"):
        print("Say where to: ./do example DIR", file=sys.stderr)
        return 2
    write_example(Path(words[0]))
    return 0


def _demo(words: Sequence[str]) -> int:
    from dialogue.demo import run

    return run(words)


def _bench(words: Sequence[str]) -> int:
    from dialogue.benches import run

    return run(words)


TASKS: dict[str, Task] = {
    "seat": _seat,
    "tally": _tally,
    "protect": _protect,
    "migrate": _migrate,
    "worker": _worker,
    "example": _example,
    "demo": _demo,
    "bench": _bench,
}


def main(words: Sequence[str]) -> int:
    """Carry out a task; returns the exit code."""
    from dialogue.foundation.settings import SettingsInvalid

    # Small matrices: a second thread of the linear algebra costs more than it brings.
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")
    if not words or words[0] not in TASKS:
        print("Tasks: " + ", ".join(TASKS), file=sys.stderr)
        return 2
    try:
        return TASKS[words[0]](words[1:])
    except SettingsInvalid as wrong:
        print(f"Settings: {wrong}", file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
