"""Two provinces that close months of their own become one: the heir's books go on with both, and nothing is lost."""

import datetime as dt
from dataclasses import dataclass

import pytest
from tests.jobs.small_books import Books

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.records.models import AccountMonth, EmployerAccount, Office, Posting, Spell
from ansinh.records.store.ledger import months
from ansinh.usecases.registry import changes
from ansinh.usecases.registry.agency_offices import office_change

DAY = dt.date(2021, 7, 1)
TODAY = dt.date(2021, 7, 2)


@dataclass
class Two:
    """Province 26 takes province 25 over; an employer and a worker of each."""

    heir: Books
    old: Books
    spells: list[Spell]
    accounts: list[EmployerAccount]

    def merge(self, day: dt.date = DAY, key: str = "25", heir: str = "26") -> None:
        asked = changes.propose(office_change("close", key, day, {"heir": heir}, "NQ 202/2025"), "quantri")
        changes.decide(asked, "giamdoc", approve=True, today=max(day, TODAY))


@pytest.fixture
def two(committed_db: str) -> Two:  # noqa: ARG001 - a fixture that has to stand first
    heir, old = Books(), Books(code="25")
    heir.announce()
    spells, accounts = [], []
    for books in (heir, old):
        account = books.account(1)
        accounts.append(account)
        spells.append(books.works(account, books.person(1), "2021-01"))
    return Two(heir, old, spells, accounts)


def due(account: EmployerAccount) -> dict[str, int]:
    """What an account owes of principal, by the month it concerns."""
    found: dict[str, int] = {}
    for row in Posting.objects.filter(holder=account.pk, kind__in=(1, 2)):
        sign = 1 if row.debit == 131 else -1
        found[f"{row.concerns:%Y-%m}"] = found.get(f"{row.concerns:%Y-%m}", 0) + sign * row.amount
    return found


def test_one_close_covers_both_and_posts_what_changed_before_the_merger(two: Two) -> None:
    for month in ("2021-05", "2021-06"):
        two.old.close(month)
    two.old.correct(two.spells[1], {"first": "2021-01", "base": 10_000_000})  # after the old one's last close ...
    for month in ("2021-05", "2021-06"):
        two.heir.close(month)  # ... and before the heir's
    two.merge()
    closed = two.heir.close("2021-07")
    assert closed.people == 2
    owed = due(two.accounts[1])
    # the back-dated base at 32 %, in July at 31.5 % (Resolution 68)
    assert owed == {"2021-05": 3_200_000, "2021-06": 3_200_000, "2021-07": 3_150_000}
    assert due(two.accounts[0]) == {"2021-05": 2_560_000, "2021-06": 2_560_000, "2021-07": 2_520_000}
    assert AccountMonth.objects.filter(account=two.accounts[1], period="2021-07-01").exists()
    again = two.heir.close("2021-08")
    assert (again.people, due(two.accounts[1])["2021-05"]) == (2, owed["2021-05"])
    assert months.closing_offices() == ["26"]
    assert Office.objects.get(code="2501").path == "00.26.25.2501"


@pytest.mark.parametrize(
    ("old", "heir", "day", "why"),
    [
        (("2021-05", "2021-06"), (), DAY, "keep books too"),
        (("2021-05", "2021-06"), ("2021-05", "2021-06"), dt.date(2021, 7, 15), "first day of a month"),
        (("2021-05",), ("2021-05", "2021-06"), DAY, "25 has closed up to 2021-05"),
        (("2021-05", "2021-06"), ("2021-05",), DAY, "26 has closed up to 2021-05"),
        (("2021-06",), ("2021-05", "2021-06"), DAY, "begin with different months"),
    ],
)
def test_books_that_do_not_meet_are_not_joined(
    two: Two, old: tuple[str, ...], heir: tuple[str, ...], day: dt.date, why: str
) -> None:
    for books, closed in ((two.old, old), (two.heir, heir)):
        for month in closed:
            books.close(month)
    with pytest.raises(RefusedError, match=why):
        two.merge(day)


def test_an_office_inside_one_set_of_books_is_taken_over_on_any_day(two: Two) -> None:
    two.heir.close("2021-05")
    two.merge(dt.date(2021, 6, 15), "2602", "2601")
    two.heir.close("2021-06")
    assert two.heir.close("2021-07").people == 1
    assert months.run_covering(months.office("2602"), Month.parse("2021-06")).office.code == "26"


def test_an_empty_office_under_books_ends_without_an_heir(two: Two) -> None:
    two.heir.close("2021-05")
    facts = {"name": "BHXH Tam Đảo", "name_en": "", "kind": "district", "parent": "26"}
    for act, day, said in (("open", dt.date(2021, 6, 1), facts), ("close", dt.date(2021, 6, 15), {})):
        asked = changes.propose(office_change(act, "2609", day, said, "QĐ 9"), "quantri")
        changes.decide(asked, "giamdoc", approve=True, today=TODAY)
    assert Office.objects.get(code="2609").valid_to == dt.date(2021, 6, 15)


def test_a_province_shared_among_heirs_goes_office_by_office_and_loses_nothing(two: Two) -> None:
    third = Books(code="27")
    stays = two.old.account(2)  # of 2501; the account of `two` is of 2502
    spell = two.old.works(stays, two.old.person(2), "2021-01")
    for month in ("2021-05", "2021-06"):
        two.old.close(month)
    for wrong in (two.spells[1], spell):  # after the last close of the province that ends ...
        two.old.correct(wrong, {"first": "2021-01", "base": 10_000_000})
    for month in ("2021-05", "2021-06"):
        two.heir.close(month)  # ... and before those of its heirs
        third.close(month)
    two.merge(key="2502", heir="2601")
    two.merge(key="2501", heir="2701")
    two.merge()  # what is left of it: people recorded at the province itself
    assert (two.heir.close("2021-07").people, third.close("2021-07").people) == (2, 1)
    owed = {"2021-05": 3_200_000, "2021-06": 3_200_000, "2021-07": 3_150_000}
    assert (due(two.accounts[1]), due(stays)) == (owed, owed)
    assert Office.objects.get(code="2502").path == "00.26.2601.2502"
