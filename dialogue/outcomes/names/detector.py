"""One sentence in, everything out that may give a person away."""

from __future__ import annotations

from collections.abc import Iterable

from .spans import IsAttendee, Kind, Span, settle


def find_details(
    sentence: str, *, is_attendee: IsAttendee | None = None
) -> tuple[Span, ...]:
    """Mark personal details in a Dutch, Flemish or English sentence.

    `is_attendee` answers yes or no about a normalised name; without it no names
    are marked. Spans count characters of `sentence` as given, are sorted by
    where they start, and do not overlap, but for rare descriptions.
    """
    # Their patterns take long to prepare and most processes never look for a name.
    from .numbers import find_numbers
    from .people import find_names
    from .places import find_places
    from .rare import find_rare

    found = [*find_numbers(sentence), *find_places(sentence), *find_rare(sentence)]
    if is_attendee is not None:
        found += find_names(sentence, is_attendee)
    return settle(found)


def pieces(sentence: str, spans: Iterable[Span]) -> tuple[tuple[str, Kind | None], ...]:
    """Cut a sentence into pieces, each with its kind or None, for a page to mark.

    Joined together the pieces are the sentence. Where spans overlap, the first
    keeps what both claim.
    """
    cut: list[tuple[str, Kind | None]] = []
    at = 0
    for span in sorted(spans):
        start = max(span.start, at)
        if start >= span.end:
            continue
        cut += [(sentence[at:start], None), (sentence[start : span.end], span.kind)]
        at = span.end
    cut.append((sentence[at:], None))
    return tuple((text, kind) for text, kind in cut if text)
