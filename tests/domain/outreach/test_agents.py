"""Collection agents: who may take money, what a check decides, three sides compared, commission on matched money."""

import datetime as dt
from fractions import Fraction

import pytest

from ansinh.core.errors import UnknownValueError
from ansinh.domain.outreach.agents import (
    CONDITIONS,
    Receipt,
    Rule,
    Standing,
    blocked,
    check_verdict,
    clawed_back,
    commission,
    three_way,
)

DAY = dt.date(2021, 10, 5)
YEAR = (dt.date(2021, 1, 1), dt.date(2022, 1, 1))


@pytest.mark.parametrize(
    ("state", "valid", "certified", "ok"),
    [
        ("active", YEAR, dt.date(2022, 1, 1), True),
        ("warned", YEAR, DAY, True),  # a warning stops nobody; a certificate holds on its last day
        ("suspended", YEAR, dt.date(2022, 1, 1), False),
        ("active", (YEAR[0], DAY), dt.date(2022, 1, 1), False),  # the last day of a contract is not in it
        ("active", YEAR, dt.date(2021, 10, 4), False),
        ("active", YEAR, None, False),
    ],
)
def test_who_may_issue_a_receipt(state: str, valid: tuple, certified: dt.date | None, ok) -> None:
    assert (blocked(Standing(state, *valid, certified), DAY) is None) is ok


@pytest.mark.parametrize(
    ("state", "failed", "late", "quota", "after"),
    [
        ("active", [], 0, True, "active"),
        ("active", [], 0, False, "warned"),
        ("warned", [], 0, False, "warned"),  # a missed quota alone is never more than a warning
        ("active", ["published"], 0, True, "warned"),
        ("warned", ["published"], 0, True, "suspended"),
        ("active", [], 2, True, "warned"),
        ("warned", [], 1, True, "suspended"),
        ("active", ["facilities"], 0, True, "suspended"),
        ("suspended", [], 0, True, "active"),  # mended
    ],
)
def test_what_a_quarterly_check_decides(state: str, failed: list[str], late: int, quota, after: str) -> None:
    held = {name: name not in failed for name in CONDITIONS}
    assert check_verdict(state, held, late_remittances=late, quota_met=quota) == after


def receipt(number: str, amount: int = 100, *, voided=False, renewal=False) -> Receipt:
    return Receipt(number, "BD1", DAY, amount, "vsi", renewal, voided)


def test_three_sides_are_compared_and_a_voided_receipt_counts_as_none() -> None:
    mine = [receipt("1"), receipt("2"), receipt("3", 50), receipt("4", voided=True)]
    found = three_way(mine, {"1": 100, "2": 90, "9": 70}, {"BD1": 250})
    assert [one.number for one in found.good] == ["1"]
    assert found.differs == (("2", 100, 90), ("3", 50, 0), ("9", 0, 70))
    assert found.short == {"BD1": 0}
    assert len(found.payable()) == 1
    assert three_way(mine, {"1": 100}, {"BD1": 249}).payable() == ()  # nothing is earned while money is missing


def test_commission_is_by_the_most_particular_rule_in_force_and_never_assumed() -> None:
    rules = [
        Rule("vsi", None, "", Fraction("0.05"), YEAR[0], None),
        Rule("vsi", renewal=False, kind="", rate=Fraction("0.0925"), valid_from=YEAR[0], valid_to=None),
        Rule("vsi", None, "post", Fraction("0.1"), YEAR[0], DAY),  # ended
    ]
    assert commission(receipt("1", 333), "post", rules) == 31  # 30.8025
    assert commission(receipt("1", 333, renewal=True), "post", rules) == 17  # 16.65
    with pytest.raises(UnknownValueError, match="hi_pupil"):
        commission(Receipt("1", "BD1", DAY, 1, "hi_pupil", renewal=False), "post", rules)


def test_what_was_paid_on_a_voided_receipt_is_taken_back_once() -> None:
    assert clawed_back({"1": 10, "2": 0}, ["1", "2", "3"]) == {"1": 10}
