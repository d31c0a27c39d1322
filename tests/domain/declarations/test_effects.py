"""Effects of changes on spells: against a slow oracle that keeps one dictionary of months for each person."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from ansinh.domain.declarations.changes import Changes
from ansinh.domain.declarations.effects import Problem, apply
from ansinh.domain.declarations.kinds import CODES, KINDS, NUMBER_OF, Effect
from ansinh.domain.declarations.timeline import CARD_ONLY, OPEN_END, WIDTH, Col, Timeline

HORIZON = 30  # months the oracle looks at; what is open lasts to the end of it
TERMS = slice(Col.BASE, WIDTH)


def terms(base: int) -> list[int]:
    return [base, 0, 1, 1, -1, 0, 0, 0, 0, 62, 7]


def changes_of(rows: list[tuple[int, str, int, int, int]], pairs: int) -> Changes:
    """Return changes from (pair, code, first, end, base)."""
    kinds = [KINDS[NUMBER_OF[code]] for _, code, _, _, _ in rows]
    cells = np.array([[p, a, b, *terms(base)] for p, _, a, b, base in rows], dtype=np.int64).reshape(-1, WIDTH)
    effects = [Effect.FUND_ON if k.effect is Effect.FUND_SWITCH else k.effect for k in kinds]
    return Changes(
        pairs=pairs,
        pair=np.array([r[0] for r in rows], dtype=np.intp),
        effect=np.array(effects, dtype=np.int8),
        first=np.array([r[2] for r in rows], dtype=np.int64),
        end=np.array([r[3] for r in rows], dtype=np.int64),
        fund=np.array([k.fund for k in kinds], dtype=np.int64),
        absence=np.array([k.absence for k in kinds], dtype=np.int64),
        fills=np.array([k.fills for k in kinds], dtype=np.bool_),
        has_pay=np.array([r[4] > 0 for r in rows], dtype=np.bool_),
        has_job=np.zeros(len(rows), dtype=np.bool_),
        card_end=np.zeros(len(rows), dtype=np.int64),
        terms=cells,
    )


def months_of(timeline: Timeline, pair: int = 0) -> dict[int, tuple[int, ...]]:
    found: dict[int, tuple[int, ...]] = {}
    for row in timeline.cells.tolist():
        if row[Col.PAIR] == pair:
            for month in range(row[Col.FIRST], min(row[Col.END], HORIZON)):
                assert month not in found, "two segments share a month"
                found[month] = tuple(row[TERMS])
    return found


def spells(*segments: tuple[int, int, int]) -> Timeline:
    return Timeline.of(
        np.array([[0, a, b, *terms(base)] for a, b, base in segments], dtype=np.int64).reshape(-1, WIDTH)
    )


def done(timeline: Timeline, *rows: tuple[str, int, int, int]) -> tuple[Timeline, list[int]]:
    outcome = apply(timeline, changes_of([(0, *row) for row in rows], 1))
    return outcome.timeline, outcome.problems.tolist()


START = spells((5, OPEN_END, 100))


def test_a_new_person_then_leaves() -> None:
    timeline, problems = done(Timeline.empty(), ("TM", 5, OPEN_END, 100), ("GH", 9, OPEN_END, 0))
    assert problems == [0, 0]
    assert sorted(months_of(timeline)) == [5, 6, 7, 8]


def test_opening_what_is_open_does_not_fit() -> None:
    assert done(START, ("TM", 8, OPEN_END, 100))[1] == [Problem.ALREADY_OPEN]


def test_a_change_without_a_spell_does_not_fit() -> None:
    for code in ("GH", "DC", "TS", "OF", "KL", "ON", "GN", "TN", "SB", "CD", "TU"):
        assert done(START, (code, 3, 5, 90))[1] == [Problem.NO_SPELL], code


def test_a_new_wage_holds_until_the_next_declared_wage() -> None:
    timeline, _ = done(spells((5, 12, 100), (12, OPEN_END, 300)), ("DC", 8, OPEN_END, 200))
    assert [months_of(timeline)[m][0] for m in (7, 8, 11, 12)] == [100, 200, 200, 300]


def test_maternity_and_back_again() -> None:
    timeline, problems = done(START, ("TS", 8, 14, 0), ("ON", 13, OPEN_END, 0))
    months = months_of(timeline)
    assert problems == [0, 0]
    assert [m for m in months if months[m][7]] == [8, 9, 10, 11, 12]


def test_back_from_nothing_does_not_fit() -> None:
    assert done(START, ("ON", 9, OPEN_END, 0))[1] == [Problem.NOT_ABSENT]


def test_one_fund_off_and_on_again_is_as_before() -> None:
    for off, on in (("GN", "TN"), ("GL", "TL"), ("GV", "TV"), ("TU", "TT")):
        timeline, problems = done(START, (off, 8, 12, 0), (on, 8, 12, 0))
        assert problems == [0, 0]
        assert np.array_equal(timeline.cells, START.cells), off


def test_the_second_time_changes_nothing() -> None:
    timeline, _ = done(START, ("GN", 8, 12, 0))
    assert done(timeline, ("GN", 8, 12, 0))[1] == [Problem.NOTHING]


def test_an_accident_fund_alone_may_open_a_spell() -> None:
    timeline, problems = done(Timeline.empty(), ("TL", 8, OPEN_END, 50))
    assert problems == [0]
    assert months_of(timeline)[8][9] == 1 << 3


def test_late_leave_keeps_the_card_paid() -> None:
    one = changes_of([(0, "GH", 9, OPEN_END, 0)], 1)
    object.__setattr__(one, "card_end", np.array([11]))
    months = months_of(apply(START, one).timeline)
    assert months[8][9] == 62
    assert [months[m][9] for m in (9, 10)] == [CARD_ONLY, CARD_ONLY]
    assert 11 not in months
    # the card's months give way to a new contract
    again, problems = done(apply(START, one).timeline, ("TM", 10, OPEN_END, 70))
    assert problems == [0]
    assert [months_of(again)[m][9] for m in (9, 10, 11)] == [CARD_ONLY, 62, 62]


window = st.tuples(st.integers(0, 24), st.integers(1, 6)).map(lambda w: (w[0], w[0] + w[1]))
change = st.tuples(st.integers(0, 2), st.sampled_from(CODES), window, st.sampled_from([0, 100, 250]))


def oracle(  # noqa: C901, PLR0911, PLR0912 - one plain table of what each change means
    months: dict[int, tuple[int, ...]], code: str, first: int, end: int, base: int
) -> bool:
    """Apply one bounded change to a dictionary of months; return whether it fits."""
    kind, span = KINDS[NUMBER_OF[code]], range(first, end)
    new = tuple(terms(base))
    work = [m for m in months if m in span and months[m][9] != CARD_ONLY]
    everything = len(work) == len(span)

    def put(month: int, **values: int) -> None:
        row = list(months[month])
        for name, value in values.items():
            row[Col[name] - Col.BASE] = value
        months[month] = tuple(row)

    pay = {"BASE": new[0], "COEFFICIENT": new[1], "REGIME": new[3]} if base else {}
    match kind.effect:
        case Effect.OPEN:
            if work:
                return False
            months.update(dict.fromkeys(span, new))
        case Effect.CLOSE:
            if first not in work:
                return False
            for month in [m for m in months if m in span]:
                del months[month]
        case Effect.REMOVE:
            if not all(m in months for m in span):
                return False
            for month in span:
                del months[month]
        case Effect.ABSENT | Effect.PAY | Effect.RETURN | Effect.JOB:
            near = [m for m in (first - 1, first) if m in months]
            if not everything:
                return False
            if kind.effect is Effect.RETURN and not any(months[m][7] or months[m][9] == CARD_ONLY for m in near):
                return False
            for month in span:
                if kind.effect is Effect.ABSENT:
                    put(month, ABSENCE=kind.absence, ABSENCE_DAYS=14)
                elif kind.effect is Effect.RETURN:
                    put(month, ABSENCE=0, ABSENCE_DAYS=0, **pay)
                elif kind.effect is Effect.PAY:
                    put(month, **pay)
        case Effect.ADD:
            if any(months[m][7] == 0 for m in work):
                return False
            for month in span:
                if month in work:
                    put(month, ABSENCE=0, ABSENCE_DAYS=0, **pay)
                else:
                    months[month] = new
        case _:
            return fund_oracle(months, kind, span, put, everything)
    return True


def fund_oracle(months, kind, span, put, everything) -> bool:
    """Apply a change of one fund without months to fill."""
    bit = 1 << kind.fund
    if kind.effect is Effect.FUND_OFF:
        if not all(m in months for m in span):
            return False
        for month in span:
            put(month, FUNDS=months[month][9] & ~bit)
            if months[month][9] == 0:
                del months[month]
        return True
    if kind.fills or not everything:
        return not kind.fills and everything
    for month in span:
        put(month, FUNDS=months[month][9] | bit)
    return True


@settings(max_examples=300, deadline=None)
@given(st.lists(change, max_size=8))
def test_many_changes_agree_with_the_slow_oracle(rows) -> None:
    timeline = Timeline.empty()
    books: list[dict[int, tuple[int, ...]]] = [{}, {}, {}]
    for pair, code, (first, end), base in rows:
        kind = KINDS[NUMBER_OF[code]]
        if (kind.effect is Effect.FUND_ON and kind.fills) or kind.effect is Effect.FUND_SWITCH:
            continue  # filled months take the terms of the month before: tables above
        outcome = apply(timeline, changes_of([(pair, code, first, end, base)], 3))
        fits = oracle(books[pair], code, first, end, base)
        assert (outcome.problems[0] in (Problem.NONE, Problem.NOTHING)) == fits, (code, outcome.problems)
        timeline = outcome.timeline
        for number, book in enumerate(books):
            assert months_of(timeline, number) == book, (code, first, end)


@settings(max_examples=100, deadline=None)
@given(st.lists(window, min_size=1, max_size=3, unique=True), window)
def test_added_months_taken_out_again_leave_what_was(open_windows, added) -> None:
    timeline = Timeline.empty()
    for first, end in open_windows:
        timeline = apply(timeline, changes_of([(0, "TM", first, end, 100)], 1)).timeline
    more = apply(timeline, changes_of([(0, "AD", *added, 90)], 1))
    if more.problems[0] == Problem.NONE:
        back = apply(more.timeline, changes_of([(0, "SB", *added, 0)], 1))
        assert back.problems[0] == Problem.NONE
        assert np.array_equal(back.timeline.cells, timeline.cells)


@settings(max_examples=100, deadline=None)
@given(st.lists(change, max_size=10))
def test_all_at_once_is_one_after_the_other_in_order(rows) -> None:
    flat = [(p, c, a, b, base) for p, c, (a, b), base in rows]
    rank = {Effect.CLOSE: 0, Effect.OPEN: 1}
    order = sorted(range(len(flat)), key=lambda i: (flat[i][2], rank.get(KINDS[NUMBER_OF[flat[i][1]]].effect, 2), i))
    single = Timeline.empty()
    problems = {}
    for place in order:
        outcome = apply(single, changes_of([flat[place]], 3))
        single, problems[place] = outcome.timeline, int(outcome.problems[0])
    if flat:
        together = apply(Timeline.empty(), changes_of(flat, 3))
        assert np.array_equal(together.timeline.cells, single.cells)
        assert together.problems.tolist() == [problems[i] for i in range(len(flat))]
