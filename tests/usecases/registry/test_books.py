"""The life of an SI number and book, on PostgreSQL."""

import datetime as dt

import pytest
from django.db import connection
from tests.usecases.declarations.office import person, seed, spell

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.working_days import after_working_days, is_working_day
from ansinh.records import models as m
from ansinh.records.store.registry.books import events
from ansinh.usecases.registry import books

pytestmark = pytest.mark.django_db


@pytest.fixture
def worker():
    accounts = seed()
    who = person("Lê Thị Mai", "2611111111")
    spell(accounts["TA0001A"], who, "2021-01", "2021-09")
    return who, accounts["TA0001A"]


def closed_month(account: m.EmployerAccount, period: str, *owed: str) -> None:
    """Write a closing sheet, and months still owed to the retirement fund."""
    names = [
        f.column
        for f in m.AccountMonth._meta.concrete_fields
        if f.column not in ("period", "account_id", "office_id", "oldest_owed")
    ]
    day = Month.parse(period).first_day
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO records_accountmonth (period, account_id, office_id, {', '.join(names)}) "
            f"VALUES (%s, %s, %s, {', '.join('0' for _ in names)})",
            [day, account.id, account.office_id],
        )
        for month in owed:
            cursor.execute(
                "INSERT INTO records_openitem VALUES (%s, %s, 1, %s, 1000)",
                [day, account.id, Month.parse(month).first_day],
            )


@pytest.mark.parametrize(
    ("owed", "confirmed", "paid"),
    [((), "2021-09", True), (("2021-08", "2021-09"), "2021-07", False), (("2021-10",), "2021-09", True)],
)
def test_closed_to_the_paid_month(worker, owed, confirmed, paid):
    who, account = worker
    closed_month(account, "2021-10", *owed)
    done = books.close(who.id, account.id, "can-bo")
    assert (str(done.last), str(done.confirmed_to), done.paid) == ("2021-09", confirmed, paid)
    assert m.SiBookEvent.objects.get(kind="close").confirmed_to == Month.parse(confirmed).first_day


def test_not_closed_while_working_or_before_any_close(worker):
    who, account = worker
    with pytest.raises(RefusedError):
        books.close(who.id, account.id, "can-bo")
    closed_month(account, "2021-10")
    spell(account, who, "2021-11")
    with pytest.raises(RefusedError):
        books.close(who.id, account.id, "can-bo")


def test_corrected_with_the_old_values_kept(worker):
    who, _ = worker
    books.correct(who.id, books.Correction(full_name="Lê Thị Mái", personal_id="999190000001"), "can-bo", "sai CCCD")
    who.refresh_from_db()
    assert (who.full_name, who.name_search) == ("Lê Thị Mái", "le thi mai")
    assert events(who.id)[-1].detail["full_name"] == ["Lê Thị Mai", "Lê Thị Mái"]
    assert m.History.objects.filter(table_name="records_person", row_id=who.id).exists()
    with pytest.raises(RefusedError):
        books.correct(who.id, books.Correction(full_name="Lê\u202eMai"), "can-bo", "x")


def test_issued_again_on_paper_with_a_day_due(worker):
    books.reissue(worker[0].id, "can-bo", "mất sổ", form="printed")
    event = events(worker[0].id)[-1]
    assert (event.kind, event.form) == ("reissue", "printed")
    assert event.due is not None
    assert is_working_day(event.due)


@pytest.mark.parametrize(
    ("day", "count", "due"),
    [
        ("2021-10-01", 5, "2021-10-08"),
        ("2021-04-29", 1, "2021-05-04"),
        ("2021-02-05", 3, "2021-02-17"),
        ("2021-10-15", 1, "2021-10-18"),
    ],
)
def test_working_days_pass_over_weekends_and_holidays(day, count, due):
    assert after_working_days(dt.date.fromisoformat(day), count) == dt.date.fromisoformat(due)
