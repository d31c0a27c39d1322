"""An increase decree over the pensions of an office, on the page and over the API, as the payroll then pays it."""

import datetime as dt

import pytest
from django.test import Client
from tests.jobs.payroll.small_payroll import Pensions, rows

from ansinh.core.errors import UnknownValueError
from ansinh.records.models import Grant, MonthState, PersonRead, User
from ansinh.usecases.benefits.payroll_increase import increase_of

DAY = dt.date(2022, 1, 1)


@pytest.fixture
def office(committed_db: str) -> Pensions:  # noqa: ARG001 - a fixture that has to stand first
    made = Pensions()
    for name, function in {"chedo": "benefits", "thu": "collection"}.items():
        user = User.objects.create(username=name, display_name=name)
        Grant.objects.create(
            user=user, function=function, office=made.books.province, valid_from=dt.date(2020, 1, 1), granted_by="seed"
        )
    return made


def of(name: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(username=name))
    return client


def test_before_and_after_are_what_the_months_pay(office: Pensions) -> None:
    office.grant(25, pay_from="2021-12", basis=4_000_000)
    office.grant(2, pay_from="2021-12", basis=2_000_000, regime=4, started=dt.date(1990, 1, 1))
    found = increase_of("00.26", DAY)
    told = {line.regime: (line.people, line.raised, line.lifted) for line in found.lines}
    assert told == {1: (25, 25, 0), 4: (2, 2, 2), 0: (27, 27, 2)}
    sums = []
    for month in ("2021-12", "2022-01"):
        office.paid(month)
        sums.append(rows("SELECT sum(monthly) FROM records_payline WHERE month = %s", f"{month}-01")[0][0])
    assert [found.all.before, found.all.after] == sums
    assert rows("SELECT count(*), count(superseded_at) FROM records_pensionterm") == [(27, 0)]
    with pytest.raises(UnknownValueError):
        increase_of("00.26", dt.date(2022, 2, 1))


def test_without_a_choice_it_is_the_decree_nearest_to_the_month_of_the_books(office: Pensions) -> None:
    office.grant(1, pay_from="2019-01")
    for closed, nearest in (("2019-04-01", "2019-07-01"), ("2021-10-01", "2022-01-01")):
        MonthState.objects.create(office=office.books.province, period=closed, state="closed")
        page = of("chedo").get("/payments/increases/").content.decode()
        assert f"day={nearest}&amp;regime=" in page


def test_the_page_opens_to_the_files_by_key(office: Pensions) -> None:
    office.grant(25, pay_from="2021-12")
    first = of("chedo").get("/payments/increases/?day=2022-01-01&regime=1")
    assert (first.status_code, first.content.decode().count("data-row")) == (200, 20)
    after = rows("SELECT id FROM records_pension ORDER BY id OFFSET 19 LIMIT 1")[0][0]
    assert f"after={after}#rows" in first.content.decode()
    rest = of("chedo").get(f"/payments/increases/?day=2022-01-01&regime=1&after={after}").content.decode()
    assert rest.count("data-row") == 5
    assert of("chedo").get("/payments/increases/").status_code == 200
    assert [of("chedo").get(f"/payments/increases/?day={day}").status_code for day in ("2022-02-01", "x")] == [404, 404]
    assert of("thu").get("/payments/increases/").status_code == 403
    assert not PersonRead.objects.exists()  # numbers of files, no names


def test_the_api_tells_the_same_and_asks_the_same_right(office: Pensions) -> None:
    office.grant(3, pay_from="2021-12")
    told = of("chedo").get("/api/payments/increases/2022-01-01?office=26").json()
    assert told["day"] == "2022-01-01"
    assert told["lines"][-1]["more"] == increase_of("00.26", DAY).all.more > 0
    assert of("thu").get("/api/payments/increases/2022-01-01?office=26").status_code == 404
