"""Merging loses no month: properties over random records."""

from hypothesis import given
from hypothesis import strategies as st

from ansinh.domain.registry.merging import Span, divide


@st.composite
def record(draw, start: int) -> list[Span]:
    """Spells that do not overlap within a lane."""
    spans, number = [], start
    for lane in range(3):
        place = 0
        for _ in range(draw(st.integers(0, 4))):
            first = place + draw(st.integers(0, 5))
            end = first + draw(st.integers(1, 6))
            spans.append(Span(number, lane, first, end))
            number, place = number + 1, end
    return spans


def months(spans) -> list[tuple[int, int, int]]:
    return [(span.lane, span.id, month) for span in spans for month in range(span.first, span.end)]


@given(record(1), record(100))
def test_every_month_is_somewhere_once(survivor, duplicate) -> None:
    lane = {span.id: span.lane for span in duplicate}
    parts = divide(survivor, duplicate)
    pieces = [(lane[part.id], part.id, month) for part in parts for month in range(part.first, part.end)]
    assert sorted(pieces) == sorted(months(duplicate))


@given(record(1), record(100))
def test_what_moves_meets_nothing_and_what_stays_meets_something(survivor, duplicate) -> None:
    lane = {span.id: span.lane for span in duplicate}
    taken = {(one, month) for one, _, month in months(survivor)}
    for part in divide(survivor, duplicate):
        for month in range(part.first, part.end):
            assert ((lane[part.id], month) in taken) != part.moves


@given(record(1), record(100), record(200))
def test_the_order_of_merges_keeps_the_same_months(one, two, three) -> None:
    """(a + b) + c and a + (b + c) hold the same months in the same lanes: those of all three."""

    def covered(spans) -> set[tuple[int, int]]:
        return {(lane, month) for lane, _, month in months(spans)}

    def merged(survivor, duplicate) -> list[Span]:
        lane = {span.id: span.lane for span in duplicate}
        moved = [
            Span(p.id * 1000 + p.first, lane[p.id], p.first, p.end) for p in divide(survivor, duplicate) if p.moves
        ]
        return [*survivor, *moved]

    everything = covered(one) | covered(two) | covered(three)
    assert covered(merged(merged(one, two), three)) == everything
    assert covered(merged(one, merged(two, three))) == everything
