"""Whether somebody may be recognised in a sentence: a later room knows, and says so.

At a table one learns that there is something, never what or whose: else a sentence
would be a way to ask whether a person signed up (T2).
"""

from collections.abc import Callable

from dialogue.conversations.models import Contribution
from dialogue.sessions.models import DialogueSession

Shows = Callable[[str], bool]
Asking = Callable[[DialogueSession], Shows]

_asking: list[Asking] = []


def provide(asking: Asking) -> None:
    """Say how it is found out for one dialogue session; a later call replaces it."""
    _asking[:] = [asking]


def asker(dialogue_session: DialogueSession) -> Callable[[Contribution], bool]:
    """The question for the sentences of one evening; asked once a page."""
    shows: Shows | None = None

    def ask(said: Contribution) -> bool:
        nonlocal shows
        if not _asking or not said.text:
            return False
        if shows is None:
            shows = _asking[0](dialogue_session)
        return shows(f"{said.text}\n{said.reason}")

    return ask
