"""Every procedure put to the law: amounts a jurist can check by hand, and why not."""

import datetime as dt
from fractions import Fraction

import pytest
from tests.domain.benefits.people import facts, stretch

from ansinh.domain.benefits.facts import Facts, Granted, compare, facts_of_json, fingerprint
from ansinh.domain.benefits.procedures import procedures
from ansinh.domain.benefits.settle.table import SETTLERS, settle
from ansinh.law.value_files import load

WORKS = stretch("2016-01", "2026-12")
SICK = {"first": "2021-10-04", "last": "2021-10-08"}
BIRTH = {"first": "2021-10-01", "last": "2022-03-31", "child_birth": "2021-10-01"}
USED_28 = (Granted("x", "sickness.own", dt.date(2021, 3, 1), dt.date(2021, 4, 10), Fraction(28)),)

# (facts, paid once, paid monthly, how)
GRANTED = [
    (facts("sickness.own", WORKS, **SICK), 812_500, 0),  # 5,200,000 x 75 % / 24 x 5
    (facts("sickness.own", WORKS, granted=USED_28, **SICK), 325_000, 0),  # 2 of the 30 days are left
    (facts("sickness.own", WORKS, weekly_rest="0", **SICK), 650_000, 0),  # Monday is the day of rest
    (facts("sickness.child", WORKS, child_birth="2019-11-01", **SICK), 812_500, 0),
    (facts("sickness.long", WORKS, first="2021-08-01", last="2021-10-31"), 11_700_000, 0),
    (facts("maternity.birth", WORKS, **BIRTH), 6 * 5_200_000 + 2 * 1_490_000, 0),
    (facts("maternity.birth", WORKS, children=2, **BIRTH), 7 * 5_200_000 + 4 * 1_490_000, 0),
    (facts("maternity.loss", WORKS, weeks=10, first="2021-10-04", last="2021-10-23"), 3_466_667, 0),  # 20 days / 30
    (facts("maternity.prenatal", WORKS, first="2021-10-04", last="2021-10-04"), 216_667, 0),  # 1 / 24
    (facts("maternity.father", WORKS, sex="male", child_birth="2021-10-01", **SICK), 1_083_333, 0),  # 5 / 24
    (facts("maternity.father_grant", WORKS, sex="male", child_birth="2021-10-01"), 2_980_000, 0),
    (
        facts("occupational", WORKS, event_day="2021-10-12", loss_percent=20, papers=()),
        # 5 + 0.5 x 15 base salaries; 0.5 + 0.3 x 4 wages: five completed years before the month of the accident
        int(1_490_000 * Fraction("12.5") + 5_200_000 * Fraction("1.7")), 0,
    ),
    (facts("survivors.funeral", WORKS, death_day="2021-10-12", died=dt.date(2021, 10, 12)), 14_900_000, 0),
    (facts("unemployment", stretch("2018-01", "2021-09", region=2), contract_end="2021-09-30"), 0, 3_120_000),
]  # fmt: skip


@pytest.mark.parametrize(("given", "once", "monthly"), GRANTED, ids=[one[0].procedure for one in GRANTED])
def test_granted(given: Facts, once: int, monthly: int) -> None:
    found = settle(given, load())
    assert (found.once, found.monthly, found.reasons) == (once, monthly, ())
    assert found.steps
    assert found.values


# (facts, code of the first reason)
REFUSED = [
    (facts("sickness.own", stretch("2016-01", "2020-12"), **SICK), "not_insured"),
    (facts("sickness.own", WORKS, first="2021-10-09", last="2021-10-10"), "no_days_left"),  # a weekend
    (facts("sickness.child", WORKS, child_birth="2014-10-01", **SICK), "child_too_old"),
    (facts("maternity.birth", stretch("2021-07", "2021-10"), **BIRTH), "too_few_months_in_window"),
    (facts("maternity.father", WORKS, sex="male", child_birth="2021-08-01", **SICK), "outside_window"),
    (facts("pension", WORKS, start_day="2025-11-01", received=dt.date(2025, 10, 1)), "too_young"),
    (
        facts("onetime", stretch("2016-01", "2021-08"), request_day="2021-10-25", ground="months_out"),
        "under_twelve_months_out",
    ),
    (facts("unemployment", stretch("2021-05", "2021-09", region=2), contract_end="2021-09-30"), "too_few_months"),
    (facts("occupational", WORKS, event_day="2021-10-12", loss_percent=4), "loss_outside_one_off"),
]  # fmt: skip


@pytest.mark.parametrize(("given", "code"), REFUSED, ids=[code for _, code in REFUSED])
def test_refused_with_the_way_out(given: Facts, code: str) -> None:
    found = settle(given, load())
    assert not found.granted
    assert code in [reason.code for reason in found.reasons]
    assert all(reason.mend.vi and reason.mend.en for reason in found.reasons)


def test_a_pension_is_the_rate_of_the_average_for_life() -> None:
    given = facts(
        "pension", stretch("1995-01", "2020-12", 4_000_000), birth=dt.date(1965, 11, 20), start_day="2021-04-01",
        received=dt.date(2021, 3, 2),
    )  # fmt: skip
    found = settle(given, load())
    (part,) = found.parts
    assert (part.rhythm, part.first, part.end) == ("month", dt.date(2021, 4, 1), None)
    assert found.monthly > 1_490_000
    assert any("67" in str(step.result) for step in found.steps)  # 26 years: 45 % and 11 times 2 %


def test_work_that_goes_on_counts_until_the_pension_begins() -> None:
    born, start = dt.date(1965, 11, 20), "2021-04-01"
    open_end = facts("pension", stretch("1995-01", "2199-12", 4_000_000), birth=born, start_day=start)
    ended = facts("pension", stretch("1995-01", "2021-03", 4_000_000), birth=born, start_day=start)
    assert settle(open_end, load()).monthly == settle(ended, load()).monthly


def test_a_one_time_benefit_tells_years_and_average() -> None:
    given = facts("onetime", stretch("2016-01", "2019-12", 5_000_000), request_day="2021-10-25", ground="months_out")
    found = settle(given, load())
    assert found.once > 4 * 2 * 5_000_000  # four years at two averages each, wages raised by prices
    assert found.granted


def test_every_procedure_of_the_table_is_settled() -> None:
    assert set(SETTLERS) == set(procedures())


@pytest.mark.parametrize("given", [one[0] for one in GRANTED], ids=[one[0].procedure for one in GRANTED])
def test_facts_are_kept_and_read_back_as_they_were(given: Facts) -> None:
    kept = given.to_json()
    assert facts_of_json(kept) == given
    assert fingerprint(kept) == fingerprint(facts_of_json(kept).to_json())


def test_what_changed_is_said_month_by_month() -> None:
    before = facts("sickness.own", stretch("2021-01", "2021-10", 5_000_000), **SICK)
    now = facts(
        "sickness.own", stretch("2021-01", "2021-07", 5_000_000), stretch("2021-08", "2021-10", 6_000_000), **SICK
    )
    (found,) = compare(before, now, load())
    assert (found.where, found.before, found.after) == ("2021-08 – 2021-10", "5.000.000", "6.000.000")
