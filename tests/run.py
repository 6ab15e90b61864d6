"""`./do test`: the right pytest for the words given."""

import os
import subprocess
import sys
from pathlib import Path

TOP = Path(__file__).resolve().parent.parent


def main(words: list[str]) -> int:
    """Run pytest; two processes, files kept together so that a database is shared."""
    quick = "--quick" in words
    rest = [word for word in words if word != "--quick"]
    rooms = [
        f"tests/{word}" if (TOP / "tests" / word).exists() else word for word in rest
    ]
    command = [sys.executable, "-m", "pytest", "-q"]
    if quick:
        command += ["-m", "not slow and not journey", "--db", "sqlite"]
    if not any(word.startswith("-n") for word in rest):
        command += ["-n", str(min(4, os.cpu_count() or 1))]
        command += ["--dist", "loadfile", "--no-loadscope-reorder"]
    return subprocess.call([*command, *rooms], cwd=TOP)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
