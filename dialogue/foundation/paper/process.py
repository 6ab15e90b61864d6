"""Printing in a child process that may not take more than its share.

A ten-thousand-row table takes a minute and a gigabyte; the child is stopped and the
caller gets a sentence. The child is a fresh interpreter, not a fork: it holds no
database connection, no key and none of our environment.
"""

import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from datetime import datetime
from pathlib import Path
from typing import Any

import dialogue
from dialogue.foundation.paper.fonts import font_folders
from dialogue.foundation.paper.order import (
    N_,
    Attachment,
    Limits,
    Order,
    PaperRefused,
    PaperTooLarge,
    Stylesheet,
)

Progress = Callable[[int, int, int], None]

TOO_SLOW = N_(
    "This document is too long to print in one go. Choose fewer parts and try again."
)
TOO_BIG = N_(
    "This document needs more memory than one print may take. "
    "Choose fewer parts and try again."
)
BROKEN = N_("This document could not be printed. Nothing is lost; tell the helpdesk.")


def render_pdf(
    html: str,
    *,
    lang: str,
    title: str,
    author: str,
    identifier: bytes | str,
    created: datetime,
    stylesheet: Stylesheet = "report",
    attachments: Sequence[Attachment] = (),
    limits: Limits | None = None,
    fonts: Sequence[Path] = (),
    progress: Progress | None = None,
) -> bytes:
    """One HTML document as a PDF that is PDF/UA-1 and PDF/A-3a.

    The same arguments give the same bytes. ``lang`` is a BCP 47 tag; ``identifier``
    is the document's own (it becomes the first half of the PDF's /ID); ``created``
    is aware. ``fonts`` are folders to look in instead of the built assets.
    ``progress(step, steps, page)`` is called while it prints, ``page`` being the last
    that is laid out.

    Raises :class:`PaperTooLarge` beyond ``limits`` and :class:`PaperRefused` where
    the HTML breaks a rule of paper (docs/paper.md), both with a sentence.
    """
    order = Order(
        html=html,
        lang=lang,
        title=title,
        author=author,
        identifier=identifier.encode() if isinstance(identifier, str) else identifier,
        created=created,
        stylesheet=stylesheet,
        attachments=tuple(attachments),
        limits=limits or Limits(),
        font_folders=font_folders(fonts),
    )
    return render_in_child(order, progress=progress)


def render_in_child(order: Order, *, progress: Progress | None = None) -> bytes:
    """Print one order in a child process within its limits."""
    child = subprocess.Popen(
        [sys.executable, "-P", "-m", "dialogue.foundation.paper.child"],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env=_environment(),
    )
    talk = _Talk(child, progress)
    clock = threading.Timer(order.limits.seconds, talk.stop)
    clock.daemon = True
    clock.start()
    try:
        answer = talk.hold(order.to_json())
    finally:
        clock.cancel()
        child.kill()
        child.wait()
    if answer is None:
        raise talk.silence()
    return answer


class _Talk:
    """One conversation with a child that may fall silent."""

    def __init__(
        self, child: "subprocess.Popen[bytes]", progress: Progress | None
    ) -> None:
        self._child = child
        self._progress = progress
        self._began = False
        self._stopped = False

    def stop(self) -> None:
        """Time is up."""
        self._stopped = True
        self._child.kill()

    def hold(self, order: bytes) -> bytes | None:
        """Hand over the order and listen; None where the child fell silent."""
        ask, listen = self._child.stdin, self._child.stdout
        if ask is None or listen is None:
            return None
        with listen:
            try:
                with ask:
                    ask.write(order)
            except BrokenPipeError:
                return None
            for line in listen:
                word = self._word(line)
                if "length" in word:
                    paper = listen.read(word["length"])
                    return paper if len(paper) == word["length"] else None
        return None

    def silence(self) -> PaperRefused:
        """Why the child said nothing: the clock, the memory limit, or a defect.

        It answers to every error but one: where memory is so short that not even
        an error can be told. Pango aborts then, and Python ends with 1.
        """
        code = self._child.returncode
        if self._stopped:
            return PaperTooLarge(TOO_SLOW, reason="time", detail="stopped by the clock")
        if self._began:
            return PaperTooLarge(TOO_BIG, reason="memory", detail=f"ended with {code}")
        return PaperRefused(BROKEN, detail=f"the press did not start: {code}")

    def _word(self, line: bytes) -> dict[str, Any]:
        try:
            word: dict[str, Any] = json.loads(line)
        except ValueError:  # cut off in the middle of a word
            return {}
        if "refused" in word:
            raise _refusal(word)
        if "step" in word:
            self._began = True
            if word["step"] and self._progress is not None:
                self._progress(word["step"], word["steps"], word["page"])
        return word


def _refusal(word: dict[str, Any]) -> PaperRefused:
    kind = PaperRefused if word["reason"] == "document" else PaperTooLarge
    return kind(
        word["refused"] or (TOO_BIG if word["reason"] == "memory" else BROKEN),
        reason=word["reason"],
        detail=word["detail"],
    )


def _environment() -> dict[str, str]:
    """What the child may know: where Python and the fonts are, and no secret."""
    kept = ("PATH", "HOME", "XDG_CACHE_HOME", "FONTCONFIG_PATH", "FONTCONFIG_FILE")
    package = dialogue.__file__ or next(iter(dialogue.__path__)) + "/__init__.py"
    return {
        **{name: os.environ[name] for name in kept if name in os.environ},
        "PYTHONPATH": str(Path(package).parent.parent),
        "PYTHONDONTWRITEBYTECODE": "1",
        "LC_ALL": "C.UTF-8",
    }
