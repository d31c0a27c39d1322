"""Months an employer owes: not counted, told, and counted once they are paid."""

import datetime as dt
from dataclasses import replace

import pytest
from tests.domain.benefits.people import facts, stretch

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.benefits.facts import Facts, Owed, facts_of_json, fingerprint, owed_of
from ansinh.domain.benefits.settle.owing import owed_months
from ansinh.domain.benefits.settle.table import settle
from ansinh.law.value_files import load

WORKS = stretch("2021-01", "2026-12")
BIRTH = {"first": "2021-10-01", "last": "2022-03-31", "child_birth": "2021-10-01"}
ALL, NOT_RETIREMENT = 62, 62 & ~(1 << Fund.RS)


def owing(claim: Facts, first: str, last: str, funds: int = ALL) -> Facts:
    debt = Owed(1, Month.parse(first).number, Month.parse(last).number + 1, funds)
    return replace(claim, owed=owed_of(claim.stretches, {1: (debt,)}))


# a birth on 2021-10-01: window 2020-10 .. 2021-09, nine months worked; months owed, still granted, months that wait
WINDOWS = [
    (("2021-07", "2021-09"), True, 3),  # six of nine are paid
    (("2021-06", "2021-09"), False, 4),  # five
]


@pytest.mark.parametrize(("debt", "granted", "waiting"), WINDOWS)
def test_a_birth_counts_the_months_paid(debt: tuple[str, str], granted: bool, waiting: int) -> None:  # noqa: FBT001 - a table
    claim = owing(facts("maternity.birth", WORKS, **BIRTH), *debt)
    found = settle(claim, load())
    assert (found.granted, len(owed_months(claim))) == (granted, waiting)
    assert "employer still owes" in found.steps[0].name.en
    codes = [one.code for one in found.reasons]
    assert codes == ([] if granted else ["too_few_months_in_window", "employer_owes"])


def test_the_average_is_of_months_paid_and_grows_when_the_debt_is_paid() -> None:
    rise = (stretch("2021-01", "2021-06", 5_000_000), stretch("2021-07", "2026-12", 8_000_000))
    claim = facts("maternity.birth", *rise, **BIRTH)
    whole, part = settle(claim, load()), settle(owing(claim, "2021-07", "2021-09"), load())
    assert part.once == 6 * 5_000_000 + 2 * 1_490_000
    assert whole.once == 6 * 6_500_000 + 2 * 1_490_000


def test_a_debt_to_another_fund_or_of_another_employer_holds_nothing_back() -> None:
    claim = facts("survivors.funeral", WORKS, death_day="2021-10-12", died=dt.date(2021, 10, 12))
    assert owed_months(owing(claim, "2021-06", "2021-09", NOT_RETIREMENT)) == ()
    assert owed_of(WORKS_ELSEWHERE, {2: (Owed(2, 0, 9, ALL),)}) == ()
    two = replace(claim, stretches=(WORKS, replace(WORKS, account=2)))
    assert owed_months(owing(two, "2021-06", "2021-09")) == ()  # the second employer has paid these months


WORKS_ELSEWHERE = (WORKS,)


def test_months_owed_are_not_months_out_of_insurance() -> None:
    left = stretch("2016-01", "2021-08")
    claim = facts("onetime", left, request_day="2021-10-25", ground="months_out")
    assert [one.code for one in settle(owing(claim, "2020-08", "2021-08"), load()).reasons] == [
        "under_twelve_months_out", "employer_owes",
    ]  # fmt: skip


def test_a_decision_keeps_what_was_owed() -> None:
    claim = owing(facts("maternity.birth", WORKS, **BIRTH), "2021-07", "2021-09")
    kept = claim.to_json()
    assert facts_of_json(kept) == claim
    plain = facts("maternity.birth", WORKS, **BIRTH).to_json()
    assert "owed" not in plain
    assert fingerprint(plain) != fingerprint(kept)
