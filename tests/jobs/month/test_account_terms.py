"""A region changed for the past is assessed by what held in each month; sickness in the first month pays."""

import datetime as dt

import pytest
from tests.jobs.small_books import Books

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.jobs.nightly import verify_month
from ansinh.records.models import EmployerAccount, Posting
from ansinh.records.store.registry.account_terms import Terms
from ansinh.usecases.ledger.explain import explain_person_month
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.account_terms import terms_change

UI, SI = 4, 1


def owed(account: EmployerAccount, fund: int) -> dict[str, int]:
    """Principal ever posted in a fund, by month concerned."""
    sums: dict[str, int] = {}
    for row in Posting.objects.filter(holder=account.id, fund=fund, kind__in=(1, 2)):
        key = f"{row.concerns:%Y-%m}"
        sums[key] = sums.get(key, 0) + (row.amount if row.debit == 131 else -row.amount)
    return sums


OLD, NEW = 20 * 3_070_000 * 2 // 100, 20 * 4_420_000 * 2 // 100
"""2 % of 20 times the regional minimum of 2021: 3,070,000 in region IV, 4,420,000 in region I."""


def test_each_month_has_the_region_that_held_in_it(books: Books) -> None:
    account, other, person = books.account(1, region=4), books.account(2, region=4), books.person(1)
    books.works(account, person, "2020-01", base=200_000_000)
    books.works(other, books.person(2), "2020-01", base=200_000_000)
    books.announce()
    for month in ("2021-01", "2021-02"):
        books.close(month)
    assert owed(account, UI) == {"2021-01": OLD, "2021-02": OLD}
    moved = Terms("enterprise", 1, None)
    asked = changes.propose(terms_change(account.code, moved, Month.of(2021, 2), "Chuyển địa bàn 15/QĐ"), "lan")
    changes.decide(asked, "ha", approve=True, today=dt.date(2021, 3, 31))
    books.close("2021-03")
    assert owed(account, UI) == {"2021-01": OLD, "2021-02": NEW, "2021-03": NEW}
    assert owed(other, UI) == {"2021-01": OLD, "2021-02": OLD, "2021-03": OLD}
    assert {name: found for name, found in verify_month("26", Month.of(2021, 1)).items() if found} == {}
    assert {name: found for name, found in verify_month("26", Month.of(2021, 3)).items() if found} == {}
    assert explain_person_month(person.id, account.id, Month.of(2021, 1)).agrees
    assert explain_person_month(person.id, account.id, Month.of(2021, 2)).agrees
    books.close("2021-04")
    assert not Posting.objects.filter(period="2021-04-01", kind=2).exists()  # nothing is posted twice
    with pytest.raises(RefusedError):
        changes.propose(terms_change(account.code, moved, Month.of(2021, 3), "lần nữa"), "lan")


@pytest.mark.parametrize(
    ("before", "pays"),
    [
        (None, True),  # began to work this month
        ({"absence": 3, "absence_days": 26}, True),  # came back from maternity leave this month
        ({}, False),  # worked the month before
        ({"absence": 2, "absence_days": 26}, False),  # was sick already
    ],
)
def test_sick_in_the_first_month_is_due_since_july_2025(
    books: Books, before: dict[str, int] | None, *, pays: bool
) -> None:
    account, person = books.account(1, ui_from=dt.date(2019, 1, 1)), books.person(1)
    if before is not None:
        books.works(account, person, "2025-07", "2025-08", base=10_000_000, **before)
    books.works(account, person, "2025-08", base=10_000_000, absence=2, absence_days=20)
    books.announce()
    for month in ("2025-07", "2025-08"):
        books.close(month)
    assert ("2025-08" in owed(account, SI)) is pays
    assert {name: found for name, found in verify_month("26", Month.of(2025, 8)).items() if found} == {}
    assert explain_person_month(person.id, account.id, Month.of(2025, 8)).agrees


def test_what_is_learned_of_a_month_changes_the_sick_month_after_it(books: Books) -> None:
    account, person = books.account(1, ui_from=dt.date(2019, 1, 1)), books.person(1)
    worked = books.works(account, person, "2025-07", "2025-08", base=10_000_000)
    books.works(account, person, "2025-08", base=10_000_000, absence=2, absence_days=20)
    books.announce()
    for month in ("2025-07", "2025-08"):
        books.close(month)
    assert "2025-08" not in owed(account, SI)
    books.correct(worked)  # July was a slip: August is the first month
    books.close("2025-09")
    assert owed(account, SI)["2025-07"] == 0
    assert owed(account, SI)["2025-08"] > 0
    assert {name: found for name, found in verify_month("26", Month.of(2025, 9)).items() if found} == {}
    books.close("2025-10")
    assert not Posting.objects.filter(period="2025-10-01", kind=2).exists()
