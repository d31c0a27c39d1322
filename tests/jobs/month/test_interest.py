"""Late interest through the close of a month, in its three regimes (contributions.md 10)."""

import datetime as dt
import uuid

from tests.jobs.small_books import RATES, Books

from ansinh.core.period import Month
from ansinh.jobs.nightly import verify_month
from ansinh.records.models import (
    AccountMonth,
    AnnouncedValue,
    BankAccount,
    BankLine,
    BankMatch,
    BankStatement,
    EmployerAccount,
)


def announce(year: int, investment: str, interbank: str) -> None:
    for (key, _), value in zip(RATES, (investment, interbank), strict=True):
        AnnouncedValue.objects.create(
            key=key, day=dt.date(year, 1, 1), value=value, document="notice", entered_by="a", approved_by="b"
        )


def sheet(period: str) -> AccountMonth:
    return AccountMonth.objects.get(period=Month.parse(period).first_day)


def receive_on(books: Books, account: EmployerAccount, day: dt.date, amount: int) -> None:
    """Money with its bank line, so that the day it arrived is known."""
    period = Month.containing(day).first_day
    bank = BankAccount.objects.create(
        office=books.province, bank_bin="970400", bank_name="B", number="123", valid_from=dt.date(2020, 1, 1)
    )
    statement = BankStatement.objects.create(
        bank_account=bank, file_name="f", sha256=uuid.uuid4().hex, opening=0, closing=amount, first_day=day,
        last_day=day, lines=1, imported_by="t",
    )  # fmt: skip
    line = BankLine.objects.create(
        statement=statement, office=books.province, position=1, fingerprint=uuid.uuid4().hex, value_date=day,
        amount=amount, state="matched",
    )  # fmt: skip
    match = BankMatch.objects.create(
        line=line, account=account, amount=amount, rule="code", score=100, period=period, matched_by="t"
    )
    books.receive(account, f"{period:%Y-%m}", amount, (line.id, match.id))


def test_simple_interest_of_2020_as_in_the_letter(books: Books) -> None:
    """Everything to February bears interest on 1 April; interest bears none."""
    account = books.account(1, region=1)
    books.works(account, books.person(1), "2020-01", base=25_000_000)
    for period in ("2020-01", "2020-02", "2020-03", "2020-04"):
        books.close(period)
    assert (sheet("2020-02").rs_interest, sheet("2020-02").hi_interest) == (0, 0)
    assert sheet("2020-03").rs_interest == 53_163  # 5,500,000 x 0.9666 %
    assert sheet("2020-04").rs_interest == 106_326  # 11,000,000 x 0.9666 %
    assert sheet("2020-04").hi_interest == 21_974  # 2,250,000 x 0.9766 % = 21,973.5
    assert sheet("2020-04").rs_interest_owed == 53_163 + 106_326


def test_interest_bears_interest_until_2015(books: Books) -> None:
    announce(2015, "0.096", "0.048")
    account = books.account(1)
    books.works(account, books.person(1), "2015-01", base=10_000_000)
    for period in ("2015-01", "2015-02", "2015-03", "2015-04"):
        books.close(period)
    assert sheet("2015-03").rs_interest == 17_600  # 2,200,000 x 0.8 %
    assert sheet("2015-04").rs_interest == 35_341  # (4,400,000 + 17,600) x 0.8 % = 35,340.8


def test_a_quarterly_payer_is_late_only_after_the_quarter(books: Books) -> None:
    account = books.account(1, pay_every_months=3)
    books.works(account, books.person(1), "2020-01", base=10_000_000)
    for number in range(1, 6):
        books.close(f"2020-{number:02d}")
    assert [sheet(f"2020-{number:02d}").rs_interest for number in (2, 3, 4)] == [0, 0, 0]
    assert sheet("2020-05").rs_interest == 63_796  # January to March, 6,600,000 x 0.9666 % = 63,795.6


def test_from_july_2025_every_late_day_is_charged(books: Books) -> None:
    announce(2025, "0.05", "0.05")
    account = books.account(1)
    books.works(account, books.person(1), "2025-05", base=10_000_000)
    for period in ("2025-05", "2025-06", "2025-07"):
        books.close(period)
    july = sheet("2025-07")
    assert july.rs_interest == 40_920  # May and June were due in June: 4,400,000 x 0.0003 x 31
    owed = sum(
        getattr(july, f"{fund}_{what}")
        for fund in ("rs", "sm", "oad", "ui", "hi")
        for what in ("owed", "interest_owed")
    )
    receive_on(books, account, dt.date(2025, 8, 10), owed)
    books.close("2025-08")
    august = sheet("2025-08")
    assert august.rs_interest == 13_200  # July is due on 31 August; the rest was late for ten days
    assert august.rs_owed > 0
    assert {name: found for name, found in verify_month("26", Month.parse("2025-08")).items() if found} == {}


def test_an_employer_that_stops_in_the_month_is_charged_to_that_day(books: Books) -> None:
    announce(2025, "0.05", "0.05")
    account = books.account(1)
    books.works(account, books.person(1), "2025-05", base=10_000_000)
    for period in ("2025-05", "2025-06"):
        books.close(period)
    books.status(account, "owner_fled", dt.date(2025, 7, 11))
    books.close("2025-07")
    assert sheet("2025-07").rs_interest == 13_200  # 1 to 10 July
    books.close("2025-08")
    assert sheet("2025-08").rs_interest == 0
