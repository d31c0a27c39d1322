import datetime as dt

import psycopg
import pytest
from tests.jobs.small_books import Books, dump

from ansinh.core.errors import ConflictError, UnknownValueError
from ansinh.core.period import Month
from ansinh.jobs.nightly import verify_month
from ansinh.records.models import AccountMonth, MonthState, Posting


def sound(period: str) -> None:
    violations = {name: found for name, found in verify_month("26", Month.parse(period)).items() if found}
    assert violations == {}


def test_a_month_of_twenty_employers_is_balanced(twenty: Books) -> None:
    closed = twenty.close("2021-06")
    assert closed.posted > 0
    sheets = list(AccountMonth.objects.filter(period="2021-06-01"))
    assert len(sheets) == 20
    for fund, name in enumerate(("rs", "sm", "oad", "ui", "hi"), 1):
        posted = sum(Posting.objects.filter(fund=fund, kind=1).values_list("amount", flat=True))
        assert posted == sum(getattr(sheet, f"{name}_due") for sheet in sheets) > 0
    assert set(MonthState.objects.filter(period="2021-06-01").values_list("state", flat=True)) == {"closed"}
    assert set(MonthState.objects.filter(period="2021-07-01").values_list("state", flat=True)) == {"open"}
    sound("2021-06")


def test_again_posts_nothing(twenty: Books) -> None:
    twenty.close("2021-06")
    before = dump()
    again = twenty.close("2021-06")
    assert (again.already, again.posted) == (True, 0)
    assert dump() == before


def test_workers_and_parts_do_not_matter(twenty: Books) -> None:
    twenty.close("2021-06", part_people=7, workers=2, engine="processes")
    one = dump()
    sound("2021-06")
    assert len(one["postings"]) > 0
    assert Posting.objects.values("cause").distinct().count() == 1


def test_months_close_in_order(twenty: Books) -> None:
    twenty.close("2021-06")
    with pytest.raises(ConflictError):
        twenty.close("2021-08")


def test_a_closed_month_takes_no_posting(twenty: Books) -> None:
    twenty.close("2021-06")
    account = twenty.account(99)
    with pytest.raises(psycopg.Error, match="closed"):
        twenty.receive(account, "2021-06", 1000)
    twenty.receive(account, "2021-07", 1000)


def test_receipts_are_spread_in_the_lawful_order(books: Books) -> None:
    account = books.account(1)
    books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.close("2021-05")
    sheet = AccountMonth.objects.get(period="2021-05-01")
    due = {name: getattr(sheet, f"{name}_due") for name in ("rs", "sm", "oad", "ui", "hi")}
    assert due == {"rs": 2_200_000, "sm": 300_000, "oad": 50_000, "ui": 200_000, "hi": 450_000}
    books.receive(account, "2021-06", due["hi"] + due["ui"] + due["oad"] + 1_000_000)
    books.close("2021-06")
    after = AccountMonth.objects.get(period="2021-06-01")
    # health and unemployment of both months come before the accident fund, and that before retirement and sickness
    left = due["hi"] + due["ui"] + due["oad"] + 1_000_000 - 2 * due["hi"] - 2 * due["ui"] - 2 * due["oad"]
    assert (after.hi_owed, after.ui_owed, after.oad_owed) == (0, 0, 0)
    assert after.rs_owed + after.sm_owed == 2 * (due["rs"] + due["sm"]) - left
    sound("2021-06")


def test_too_much_money_waits_as_overpayment(books: Books) -> None:
    account = books.account(1)
    books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.receive(account, "2021-05", 10_000_000)
    books.close("2021-05")
    sheet = AccountMonth.objects.get(period="2021-05-01")
    assert sheet.overpaid == 10_000_000 - 3_200_000
    assert sheet.debt_class == 0
    books.close("2021-06")
    assert AccountMonth.objects.get(period="2021-06-01").overpaid == 10_000_000 - 6_400_000
    sound("2021-06")


def test_a_suspended_fund_is_deferred_and_due_again(books: Books) -> None:
    account = books.account(1)
    books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.suspend(account, "2021-08", "2021-10")
    books.announce()
    for period in ("2021-07", "2021-08", "2021-09", "2021-10"):
        books.close(period)
    sheets = {sheet.period.month: sheet for sheet in AccountMonth.objects.order_by("period")}
    assert [sheets[month].rs_due for month in (7, 8, 9, 10)] == [2_200_000, 0, 0, 2_200_000]
    assert [sheets[month].rs_deferred for month in (7, 8, 9, 10)] == [0, 2_200_000, 2_200_000, 0]
    assert sheets[10].rs_adjusted == 4_400_000
    sound("2021-10")


def test_a_stopped_employer_stands_still(books: Books) -> None:
    account = books.account(1)
    books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.announce()
    books.close("2021-05")
    books.status(account, "owner_fled", dt.date(2021, 5, 20))
    books.close("2021-06")
    books.close("2021-07")
    sheet = AccountMonth.objects.get(period="2021-07-01")
    assert (sheet.people, sheet.rs_due, sheet.rs_interest) == (0, 0, 0)
    assert sheet.rs_owed == 2_200_000
    assert sheet.debt_class == 4
    sound("2021-07")


def test_an_unknown_rate_is_refused_by_name_before_anything_is_written(books: Books) -> None:
    account = books.account(1)
    books.works(account, books.person(1), "2021-01", base=10_000_000)
    books.close("2021-05")
    books.close("2021-06")  # May is not late yet on 1 June
    before = dump()
    with pytest.raises(UnknownValueError, match="rate"):
        books.close("2021-07")
    assert dump() == before
    books.announce()
    books.close("2021-07")
    sheet = AccountMonth.objects.get(period="2021-07-01")
    assert sheet.rs_interest == 21_265  # 2,200,000 x 0.9666 % = 21,265.2
    assert sheet.hi_interest == 4_395  # 450,000 x 0.9766 % = 4,394.7
