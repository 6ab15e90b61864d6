"""Five hundred sentences with planted names and numbers: what is found of them."""

from __future__ import annotations

from collections import Counter

import pytest

from dialogue.outcomes.names import Kind, Span, find_details
from tests.outcomes.names.corpus import Planted, corpus

SEED = 20261121


def covered(planted: tuple[int, int, Kind], found: tuple[Span, ...]) -> bool:
    start, end, _ = planted
    marked = {i for span in found for i in range(span.start, span.end)}
    return len(marked & set(range(start, end))) >= 0.8 * (end - start)


def measure(sentences: list[Planted]) -> tuple[Counter, Counter, int, int, list]:
    planted: Counter = Counter()
    hit: Counter = Counter()
    right = wrong = 0
    misses = []
    for one in sentences:
        found = find_details(one.text, is_attendee=one.attendees)
        for target in one.spans:
            planted[target[2]] += 1
            same = tuple(span for span in found if span.kind is target[2])
            if covered(target, same):
                hit[target[2]] += 1
            else:
                misses.append((one.text, target, found))
        for span in found:
            if any(
                span.start < end and start < span.end for start, end, _ in one.spans
            ):
                right += 1
            else:
                wrong += 1
                misses.append(
                    (one.text, "extra", one.text[span.start : span.end], span)
                )
    return planted, hit, right, wrong, misses


PATTERNED = (
    Kind.PHONE,
    Kind.MAIL,
    Kind.IBAN,
    Kind.BSN,
    Kind.NATIONAL_NUMBER,
    Kind.PLATE,
    Kind.POSTCODE,
)


def rates(seed: int) -> tuple[float, float, float, float]:
    planted, hit, right, wrong, _ = measure(corpus(seed))
    numbers = sum(hit[k] for k in PATTERNED) / sum(planted[k] for k in PATTERNED)
    names = hit[Kind.NAME] / planted[Kind.NAME]
    addresses = hit[Kind.ADDRESS] / planted[Kind.ADDRESS]
    return names, numbers, addresses, right / (right + wrong)


@pytest.mark.slow
def test_five_hundred_sentences_reach_the_bars(
    record_property, capsys: pytest.CaptureFixture[str]
) -> None:
    names, numbers, addresses, precision = rates(SEED)
    with capsys.disabled():
        print(
            f"\n500 sentences, seed {SEED}: recall of names {names:.1%}, of numbers "
            f"{numbers:.1%}, of addresses {addresses:.1%}; precision {precision:.1%}"
        )
    record_property("precision", precision)
    assert names >= 0.95
    assert numbers >= 0.99
    assert addresses >= 0.9
    assert precision >= 0.9


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(1, 6))
def test_other_sentences_reach_the_bars_too(seed: int) -> None:
    names, numbers, addresses, precision = rates(seed)
    assert names >= 0.95
    assert numbers >= 0.99
    assert addresses >= 0.9
    assert precision >= 0.9
