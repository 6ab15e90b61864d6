"""The child process: reads one order, prints it, answers, ends.

It speaks lines of JSON on standard output: ``{"step": 5, "steps": 7, "page": 3}``
while it works (step 0: the order is read; page 0: none is laid out yet), then
``{"length": n}`` followed by n bytes of PDF, or ``{"refused": …}``.
"""

import json
import logging
import resource
import sys
from pathlib import Path
from typing import Any, BinaryIO

from dialogue.foundation.paper.order import (
    Limits,
    Order,
    PaperRefused,
    PaperTooLarge,
)

STEPS = 7
NEARLY = 0.9  # of the memory it may have


def main() -> int:
    """Serve one order from standard input."""
    answer = sys.stdout.buffer
    # Whatever a library prints must not land between our words.
    sys.stdout = sys.stderr
    order = Order.from_json(sys.stdin.buffer.read())
    _say(answer, step=0, steps=STEPS, page=0)
    _limit(order.limits)
    try:
        paper = _print(order, answer)
    except Exception as error:
        _loosen()
        full = isinstance(error, MemoryError) or _was_full(order.limits)
        _say(answer, **_refusal(error, full=full))
    else:
        _say(answer, length=len(paper))
        answer.write(paper)
        answer.flush()
    return 0


def _limit(limits: Limits) -> None:
    resource.setrlimit(resource.RLIMIT_AS, (limits.memory, resource.RLIM_INFINITY))
    seconds = int(limits.seconds) + 1
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))


def _was_full(limits: Limits) -> bool:
    """Whether it came so near its limit that any error may be one of memory.

    Libraries lose a MemoryError on its way: it comes out as a SystemError, as a module
    that cannot be loaded or a font that cannot be read.
    """
    status = Path("/proc/self/status").read_text()
    peak = int(status.partition("VmPeak:")[2].split()[0]) * 1024
    return peak > limits.memory * NEARLY


def _refusal(error: Exception, *, full: bool) -> dict[str, str]:
    if isinstance(error, PaperTooLarge) or (
        isinstance(error, PaperRefused) and not full
    ):
        told, reason, detail = error.sentence, error.reason, error.detail
    else:  # the message may quote the document: only the kind and the place leave
        told, reason, detail = "", "memory" if full else "document", _place(error)
    return {"refused": told, "reason": reason, "detail": detail}


def _loosen() -> None:
    """Room to say that there was no room."""
    unlimited = resource.RLIM_INFINITY
    resource.setrlimit(resource.RLIMIT_AS, (unlimited, unlimited))


def _print(order: Order, answer: BinaryIO) -> bytes:
    from dialogue.foundation.paper.press import press

    steps = logging.getLogger("weasyprint.progress")
    steps.setLevel(logging.INFO)
    steps.addHandler(_Steps(answer))
    return press(order)


class _Steps(logging.Handler):
    """Passes on the numbers of WeasyPrint's "Step 5 - … Page 3", never the words."""

    def __init__(self, answer: BinaryIO) -> None:
        super().__init__()
        self.answer = answer
        self.reached = (0, 0)

    def emit(self, record: logging.LogRecord) -> None:
        words = str(record.msg).split()
        if words[:1] != ["Step"]:
            return
        step, page = self.reached
        if words[-2:] == ["Page", "%d"] and isinstance(record.args, tuple):
            page = max(page, int(str(record.args[0])))  # laid out again: not fewer
        now = max(step, int(words[1])), page
        if now > self.reached:
            self.reached = now
            _say(self.answer, step=now[0], steps=STEPS, page=now[1])


def _say(answer: BinaryIO, **word: Any) -> None:
    answer.write(json.dumps(word).encode() + b"\n")
    answer.flush()


def _place(error: Exception) -> str:
    trace = error.__traceback__
    place = ""
    while trace is not None:
        code = trace.tb_frame.f_code
        place = f"{code.co_filename.rsplit('/', 1)[-1]}:{trace.tb_lineno}"
        trace = trace.tb_next
    return f"{type(error).__name__} at {place}"


if __name__ == "__main__":
    sys.exit(main())
