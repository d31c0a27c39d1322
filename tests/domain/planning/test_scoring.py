"""The emulation score as a table: exact fractions, caps, inverse lines, penalties, one rounding at the end."""

import datetime as dt
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.scoring import (
    Rule,
    by_peers,
    defaults,
    in_force,
    last_ended,
    quarter_of,
    ratio_of,
    read,
    score,
)  # fmt: skip

RULES = defaults()[0]
NAME = Text("a", "a")


def rule(code, weight, *, inverse=False, target=None):
    return Rule(code, code, Fraction(weight), inverse, None if target is None else Fraction(target), NAME)


def test_the_default_is_appendix_f_and_marked():
    assert RULES.is_default
    assert sum(line.weight for line in RULES.lines) == 100 == sum(line.weight for line in RULES.officer_lines)
    assert {line.measure for line in RULES.lines} <= set(catalogue())
    assert (RULES.cap, [line.code for line in RULES.lines if line.inverse]) == (Fraction("1.1"), ["debt"])


RATIOS = (
    # actual, target, inverse, ratio
    (90, 100, False, Fraction(9, 10)),
    (300, 100, False, 3),
    (4, 3, True, Fraction(3, 4)),
    (2, 3, True, Fraction(3, 2)),
    (0, 3, True, 2),
    (5, 0, False, None),
    (0, 5, False, 0),
)


@pytest.mark.parametrize(("actual", "target", "inverse", "ratio"), RATIOS)
def test_ratios(actual, target, inverse, ratio):
    assert ratio_of(Fraction(actual), Fraction(target), inverse=inverse) == ratio


def test_a_card_by_hand():
    rules = (rule("revenue", 20), rule("debt", 15, inverse=True, target=3), rule("hi", 15), rule("none", 50))
    made = score(
        rules,
        {
            "revenue": (Fraction(970), Fraction(1000)),
            "debt": (Fraction("4.5"), None),
            "hi": (Fraction(120), Fraction(100)),
        },
        {"late_dossier": 3, "wrong_payment": 100, "unknown": 5},
        RULES,
    )
    # 20 x 0.97 + 15 x 3/4.5 + 15 x 1.1 = 19.4 + 10 + 16.5 = 45.9, less 1.5 and at most 10
    assert [line.points for line in made.lines] == [Fraction("19.4"), 10, Fraction("16.5"), 0]
    assert [(one.rule.code, one.points) for one in made.penalties] == [
        ("wrong_payment", 10),
        ("late_dossier", Fraction("1.5")),
    ]
    assert (made.exact, made.points, made.weighed) == (Fraction("34.4"), Fraction("34.4"), 50)


def test_rounded_once():
    thirds = tuple(rule(str(at), 1) for at in range(3))
    made = score(thirds, {str(at): (Fraction(1, 3) + Fraction(5, 1000) / 3, Fraction(1)) for at in range(3)}, {}, RULES)
    assert (made.exact, made.points) == (Fraction("1.005"), Fraction("1.01"))  # three roundings would give 1.02 or 0.99


@given(
    st.lists(st.tuples(st.integers(0, 10**12), st.integers(1, 10**12), st.integers(0, 40)), min_size=1, max_size=8),
    st.integers(0, 50),
)
def test_no_line_hides_another_and_slips_never_help(rows, slips):
    rules = tuple(rule(str(at), weight) for at, (_, _, weight) in enumerate(rows))
    measured = {str(at): (Fraction(actual), Fraction(target)) for at, (actual, target, _) in enumerate(rows)}
    made = score(rules, measured, {"complaint": slips}, RULES)
    assert all(line.points <= line.rule.weight * RULES.cap for line in made.lines)
    assert made.exact <= score(rules, measured, {}, RULES).exact


def test_days():
    quarter = Month.of(2021, 7)
    assert RULES.freeze_day(quarter) == dt.date(2021, 10, 7)  # Friday 1 October is the first working day
    assert RULES.freeze_day(Month.of(2021, 10)) == dt.date(2022, 1, 10)  # after New Year and its Monday
    assert RULES.dispute_until(dt.date(2021, 10, 7)) == dt.date(2021, 10, 12)
    assert (quarter_of(dt.date(2021, 9, 30)), last_ended(dt.date(2021, 10, 1))) == (quarter, quarter)


def test_the_agencys_decision_holds_from_its_day():
    raw = {
        "valid_from": "2021-07-01", "document": "12/QĐ-BHXH", "title": {"vi": "a", "en": "a"}, "cap": "1.2",
        "freeze_working_days": 3, "dispute_days": 7, "lines": [], "officer_lines": [], "penalties": [], "groups": {},
    }  # fmt: skip
    own = read(raw)
    assert in_force([own], dt.date(2021, 6, 30)).is_default
    assert in_force([own], dt.date(2021, 7, 1)).document == "12/QĐ-BHXH"
    with pytest.raises(ValueError, match="below zero"):
        read(raw | {"cap": "-1"})
    with pytest.raises(KeyError):
        read({})


def test_ranks_within_peers():
    points = {
        "a": ("city", Fraction(9)),
        "b": ("city", Fraction(8)),
        "c": ("city", Fraction(9)),
        "d": ("mountain", Fraction(1)),
    }
    assert by_peers(points) == {"a": 1, "b": 3, "c": 1, "d": 1}
