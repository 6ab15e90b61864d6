"""`./do check`: everything that must hold before work is landed."""

import subprocess
import sys
import time
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

STEPS: tuple[tuple[str, list[str]], ...] = (
    ("format", [str(BIN / "ruff"), "format", "--check", "--quiet", "."]),
    ("lint", [str(BIN / "ruff"), "check", "--quiet", "."]),
    ("types", [str(BIN / "mypy")]),
    ("import contracts", [str(BIN / "lint-imports"), "--no-cache"]),
    ("words", [sys.executable, "-m", "tests.words", "--check"]),
    ("tests", [sys.executable, "-m", "tests.run"]),
)


def main(words: list[str]) -> int:
    """Run the steps in order; say which went wrong."""
    wrong = []
    for name, command in STEPS:
        if "--no-tests" in words and name == "tests":
            continue
        began = time.monotonic()
        code = subprocess.call(command, cwd=TOP)
        print(
            f"{'ok  ' if code == 0 else 'BAD '} {name} ({time.monotonic() - began:.0f} s)",
            flush=True,
        )
        if code:
            wrong.append(name)
    if wrong:
        print("Not good yet: " + ", ".join(wrong))
    return bool(wrong)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
