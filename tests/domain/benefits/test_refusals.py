"""Whoever is refused is told every failed condition with what would satisfy it: every procedure, under both laws."""

import datetime as dt

import pytest

from ansinh.core.period import Month
from ansinh.domain.benefits.claimed import Claimed
from ansinh.domain.benefits.facts import Facts, Stretch
from ansinh.domain.benefits.procedures import procedures
from ansinh.domain.benefits.settle.settled import Settled
from ansinh.domain.benefits.settle.table import settle
from ansinh.law.value_files import load


def asked_by_a_stranger(code: str, day: dt.date, *stretches: Stretch) -> Settled:
    """Settle a claim of a woman of 1990 without a right to it: no months, or three long before."""
    typed = Claimed(
        first=day, last=day + dt.timedelta(days=9), child_birth=day, death_day=day, start_day=day, request_day=day,
        event_day=day - dt.timedelta(days=100), contract_end=day, loss_percent=3, relatives=("child 1980-03-02",),
        effect_day=day, handed_over=day, concluded=day,
    )  # fmt: skip
    received = day + dt.timedelta(days=20)
    return settle(Facts(code, typed, received, dt.date(1990, 6, 1), "female", None, "VN", stretches), load())


@pytest.mark.parametrize("day", [dt.date(2021, 10, 5), dt.date(2026, 1, 12)])
@pytest.mark.parametrize("code", sorted(procedures()))
def test_a_refusal_says_what_is_missing_and_how_to_mend_it(code: str, day: dt.date) -> None:
    found = asked_by_a_stranger(code, day)
    assert not found.granted
    assert found.reasons
    for why in found.reasons:
        texts = (why.name, why.found, why.mend)
        assert all(text.vi and text.en for text in texts), why.code
        assert why.citation, why.code
        assert why.code != "nothing_due", "named by its own condition, not by a sum of zero"


def test_few_months_are_named_one_condition_at_a_time() -> None:
    few = Stretch(Month.of(2020, 3).number, Month.of(2020, 6).number, 1, 5_000_000, region=1)
    codes = {
        code: [why.code for why in asked_by_a_stranger(code, dt.date(2021, 10, 5), few).reasons]
        for code in ("pension", "unemployment", "survivors.monthly", "maternity.birth")
    }
    assert codes == {
        "pension": ["too_young", "too_few_months"],
        "unemployment": ["not_contributing", "too_few_months"],
        "survivors.monthly": ["deceased_too_few_months", "child_grown"],
        "maternity.birth": ["too_few_months_in_window"],
    }
