"""Bills of the budgets, their transfers, and what participants pay themselves, on real PostgreSQL."""

import datetime as dt
from itertools import count

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from hypothesis import given
from hypothesis import strategies as st
from tests.usecases.collection.small_province import OCTOBER, entry, file, statement

from ansinh.core.errors import MissingError
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.collection.budget import Share, quarter_of, spread_transfer
from ansinh.domain.collection.budget_text import BudgetNotice
from ansinh.domain.ledger.chart import Chart
from ansinh.law.value_files import load
from ansinh.records.models import BankLine, BudgetBill, BudgetReceipt, HealthSpell, Person, Posting, VoluntarySpell
from ansinh.records.store.collection import budgets
from ansinh.records.store.collection.verify import verify_m2
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger_postings import balance
from ansinh.usecases.collection import (
    bill_quarter,
    match_suspense,
    post_participants,
    record_transfer,
    take_in,
    undo_transfer,
)

pytestmark = pytest.mark.django_db
QUARTER = Month.of(2021, 7)
MONTHLY = 67_050  # 4.5 % of the base salary of 1,490,000
numbers = count(1)


def person(province):
    return Person.objects.create(
        full_name="Nguyễn Thị Mai", name_search="nguyen thi mai", name_sort="mai", sex="female", office=province.base,
        si_number=f"26{next(numbers):08d}",
    )  # fmt: skip


def covered(province, first, end, **terms):
    return HealthSpell.objects.create(
        person=person(province), office=province.base, validity=DateRange(first, end),
        **{"group": "TE", "payer": "state", **terms},
    )  # fmt: skip


def bill(**act):
    return bill_quarter("26", act.pop("quarter", QUARTER), actor="lan", **act)


def test_months_a_budget_pays_whole(province):
    covered(province, dt.date(2021, 1, 1), None)
    covered(province, dt.date(2021, 8, 15), dt.date(2027, 1, 1))  # born in August: August counts
    covered(province, dt.date(2021, 1, 1), dt.date(2021, 9, 10))  # gone in September: September does not
    covered(province, dt.date(2021, 1, 1), None, payer="agency")  # no budget's
    done = bill()
    assert (done.bills, done.amount) == (1, MONTHLY * (3 + 2 + 2))
    kept = BudgetBill.objects.get()
    assert (kept.people, kept.person_months, kept.version) == (3, 7, 1)
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI) == done.amount
    assert bill() == type(done)(1, 0, done.amount, 0)
    assert Posting.objects.count() == 1


def test_each_month_costs_what_the_law_says_in_it(province):
    covered(province, dt.date(2019, 1, 1), None)
    # the base salary rose from 1,390,000 to 1,490,000 on 2019-07-01
    assert bill(quarter=Month.of(2019, 6)).amount == 3 * 62_550
    assert bill(quarter=Month.of(2019, 9)).amount == 3 * MONTHLY


def test_a_later_change_is_billed_as_the_difference(province):
    first = covered(province, dt.date(2021, 1, 1), None)
    bill()
    HealthSpell.objects.filter(pk=first.pk).update(superseded_at=dt.datetime.now(dt.UTC))
    assert bill().difference == -3 * MONTHLY
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI) == 0
    old, new = BudgetBill.objects.order_by("version")
    assert (old.version, old.amount, old.superseded_at is None) == (1, 3 * MONTHLY, False)
    assert (new.version, new.amount, new.superseded_at is None) == (2, 0, True)


def test_supports_are_owed_month_by_month_and_sum_to_the_period(province):
    covered(
        province, dt.date(2021, 3, 1), dt.date(2022, 3, 1), group="HS", payer="pupil", gross=804_600,
        support_state=241_381, due=563_219,
    )  # fmt: skip
    VoluntarySpell.objects.create(
        person=person(province), office=province.base, validity=DateRange(dt.date(2021, 6, 1), dt.date(2021, 9, 1)),
        method="3", income=700_000, support_group="poor", gross=462_000, support_state=138_600, support_local=46_200,
        due=277_200,
    )  # fmt: skip
    quarters = [Month.of(2021, 1), Month.of(2021, 4), QUARTER, OCTOBER, Month.of(2022, 1)]
    for quarter in quarters:
        bill(quarter=quarter)
    sums = {}
    for b in BudgetBill.objects.all():
        sums[b.payer, b.scheme, b.group] = sums.get((b.payer, b.scheme, b.group), 0) + b.amount
    assert sums == {
        ("state", "hi", "HS"): 241_381, ("state", "vsi", "poor"): 138_600, ("local", "vsi", "poor"): 46_200,
    }  # fmt: skip
    assert BudgetBill.objects.get(scheme="vsi", payer="state", quarter=QUARTER.first_day).amount == 138_600 * 2 // 3


def pay(*entries, digest="a" * 64):
    assert take_in(file(statement(*entries)), name="x", digest=digest, office="26", actor="lan").findings == []


def test_transfers_pay_their_bills_and_no_employers_debt(province):
    covered(province, dt.date(2021, 1, 1), None)
    covered(province, dt.date(2021, 1, 1), None, group="HN")
    bill()
    whole = 3 * MONTHLY
    pay(
        entry(1, whole, "NSNN BHYT nhom TE quy III/2021", payer="So Tai chinh"),
        entry(2, whole + 5, "NSNN BHYT quy III/2021", payer="So Tai chinh"),
        entry(3, 40, "chuyen tien", payer="So Tai chinh"),
    )
    assert match_suspense(office="26", actor="lan").budget == 2
    assert [(b.group, b.owed) for b in budgets.balances("00.26", QUARTER)] == [("", -5), ("HN", 0), ("TE", 0)]
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI) == -5
    record_transfer(BankLine.objects.get(amount=40).pk, BudgetNotice("local", "vsi", "", QUARTER), document="12/GBC",
                    actor="lan")  # fmt: skip
    assert balance(Chart.RECEIVABLE_BUDGET, 0, Fund.VSI) == -40
    assert sum(BudgetReceipt.objects.values_list("amount", flat=True)) == 2 * whole + 45
    assert sum(balance(Chart.CLEARING, 0, fund) for fund in Fund) == balance(Chart.SUSPENSE, 0) == 0


def test_participants_money_is_posted_by_difference(province):
    paid = {"group": "GD", "payer": "household", "gross": 804_600, "due": 804_600}
    covered(province, dt.date(2021, 10, 1), None, receipt_date=dt.date(2021, 9, 28), **paid)
    covered(province, dt.date(2021, 11, 1), None, receipt_date=dt.date(2021, 11, 2), **paid)
    covered(province, dt.date(2021, 11, 1), None, **paid)  # not paid yet
    assert post_participants("26", OCTOBER, actor="may").amount == 804_600
    assert post_participants("26", OCTOBER, actor="may").postings == 0
    late = covered(province, dt.date(2021, 10, 1), None, receipt_date=dt.date(2021, 9, 30), **paid)
    assert post_participants("26", OCTOBER, actor="may").amount == 804_600
    HealthSpell.objects.filter(pk=late.pk).update(superseded_at=dt.datetime.now(dt.UTC))
    assert post_participants("26", OCTOBER, actor="may").amount == -804_600
    assert post_participants("26", OCTOBER.plus(1), actor="may").amount == 804_600
    assert balance(Chart.BANK, 0, Fund.HI) == 2 * 804_600
    assert balance(Chart.RECEIVABLE_PARTICIPANTS, 0, Fund.HI) == 0


def test_quarters():
    assert [quarter_of(Month.of(2021, month)).month for month in range(1, 13)] == [1] * 3 + [4] * 3 + [7] * 3 + [10] * 3


amounts = st.lists(st.integers(0, 10**13), max_size=6)


@given(amounts, st.integers(1, 10**14))
def test_a_transfer_is_spread_to_the_dong(sizes, amount):
    bills = [Share(n, "TE", size) for n, size in enumerate(sizes)]
    shares = spread_transfer(bills, Share(99, "", amount))
    assert sum(share.amount for share in shares) == amount
    assert all(share.amount > 0 for share in shares)
    asked = {bill.office: bill.amount for bill in bills}
    assert all(share.amount <= asked[share.office] for share in shares if share.group)


def test_values_are_there():
    assert load().get("base_salary", dt.date(2021, 7, 1)).whole == 1_490_000


def test_an_advance_stays_with_its_group():
    bills = [Share(1, "TE", 30), Share(2, "TE", 0)]
    assert spread_transfer(bills, Share(2, "TE", 50)) == [Share(1, "TE", 30), Share(2, "TE", 20)]
    assert spread_transfer(bills, Share(1, "TE", 50)) == [Share(1, "TE", 50)]
    assert spread_transfer([], Share(9, "HN", 5)) == [Share(9, "HN", 5)]


def test_a_transfer_that_was_none_is_undone_and_not_taken_again(province):
    covered(province, dt.date(2021, 1, 1), None)
    bill()
    pay(entry(1, 3 * MONTHLY, "NSNN BHYT nhom TE quy III/2021", payer="So Tai chinh"))
    assert match_suspense(office="26", actor="lan").budget == 1
    (transfer,) = budgets.transfers("00.26", QUARTER)
    undo_transfer(transfer.id, actor="may", reason="tiền trả lương, ghi nhầm nội dung")
    assert [(b.group, b.owed) for b in budgets.balances("00.26", QUARTER)] == [("TE", 3 * MONTHLY)]
    assert (balance(Chart.RECEIVABLE_BUDGET, 0, Fund.HI), balance(Chart.CLEARING, 0, Fund.HI)) == (3 * MONTHLY, 0)
    assert balance(Chart.SUSPENSE, 0) == -3 * MONTHLY
    line = BankLine.objects.get()
    assert line.state == "suspense"
    assert match_suspense(office="26", actor="lan").budget == 0  # a person said no
    with pytest.raises(MissingError):
        undo_transfer(transfer.id, actor="may", reason="lần nữa")
    notice = BudgetNotice("state", "hi", "TE", QUARTER)
    assert record_transfer(line.pk, notice, document="12/GBC", actor="lan") != transfer.id  # but a person may
    assert sound()


def sound() -> bool:
    return not verify_m2(months.office("26"), QUARTER.plus(1)) and not verify_m2(months.office("26"), OCTOBER)
