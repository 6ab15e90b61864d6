"""Rules that hold in every room."""

from flask_babel import lazy_gettext as _l

from dialogue.foundation.errors import RuleBroken


def check_fresh(revision: int, seen: str | None) -> None:
    """Refuse a form that was opened before somebody else changed the thing."""
    if seen is not None and seen != str(revision):
        raise RuleBroken(
            _l(
                "Somebody else changed this while you were busy. What you typed is "
                "still here: compare it with the page and send it again."
            ),
            field="revision",
        )
