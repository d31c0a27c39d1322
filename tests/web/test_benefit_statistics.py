"""The statistics of benefits as the officer and the API read them."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.web.conftest import ClientOf
from tests.web.small_office import Province

from ansinh.core.period import Month
from ansinh.records import models as m
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.records.store.benefits.statistics_onetime import applications
from ansinh.usecases.benefits.dossiers import approving, computing, papering, receiving, reviewing
from ansinh.usecases.benefits.dossiers.receiving import Claim

SPAN = "first=2021-09&last=2021-10"


@pytest.fixture
def decided(province: Province) -> str:
    person = m.Person.objects.create(
        si_number="2699000009", full_name="Trần Thị Sen", name_search="tran thi sen", name_sort="sen", sex="female",
        birth_date=dt.date(1990, 5, 1), office=province.bases[0],
    )  # fmt: skip
    m.Spell.objects.create(
        account=province.accounts[0], person=person, validity=DateRange(dt.date(2016, 1, 1), None), group=1,
        pay_regime=1, base=5_200_000, absence=0,
    )  # fmt: skip
    came = receiving.receive(
        Claim(
            "sickness.own",
            person.si_number,
            {"first": "2021-10-04", "last": "2021-10-08"},
            PayTo("unit"),
            "counter",
            "tiep-nhan",
            account="TA0000A",
            papers={"sick_certificate": "C65"},
            received_on=dt.date(2021, 10, 25),
        )
    )
    papering.complete([came.dossier], "can-bo")
    computing.compute([came.dossier], "can-bo")
    reviewing.review([came.dossier], "tham-dinh")
    approving.approve([came.dossier], "giam-doc", on=dt.date(2021, 10, 28))
    return came.dossier


@pytest.mark.usefixtures("decided")
def test_the_page_tells_turns_people_money_and_why(client_of: ClientOf) -> None:
    text = client_of("leader").get(f"/dossiers/statistics/?{SPAN}").content.decode()
    assert "812.500" in text
    assert "Ốm đau thông thường" in text
    assert "Vì sao số tiền thay đổi" in text
    again = (
        client_of("leader").get("/dossiers/statistics/").content.decode()
    )  # by default the year of the last decision
    assert "812.500" in again
    english = client_of("leader")
    english.post("/language/", {"language": "en", "next": "/"})
    assert "Why the money changed" in english.get(f"/dossiers/statistics/?{SPAN}").content.decode()


@pytest.mark.usefixtures("decided")
def test_wrong_months_and_kinds_fall_back(client_of: ClientOf) -> None:
    answer = client_of("leader").get("/dossiers/statistics/?first=x&last=2021-10&rhythm=never")
    assert answer.status_code == 200
    none = client_of("leader").get("/dossiers/statistics/?first=2020-01&last=2020-02&rhythm=month").content.decode()
    assert "Chưa có quyết định nào được duyệt trong kỳ này" in none


@pytest.mark.usefixtures("decided")
def test_a_page_asks_a_bounded_number_of_questions(client_of: ClientOf, django_assert_max_num_queries) -> None:
    client = client_of("leader")
    with django_assert_max_num_queries(20):
        client.get(f"/dossiers/statistics/?{SPAN}")


@pytest.mark.usefixtures("decided")
def test_the_api_tells_the_same(client_of: ClientOf) -> None:
    told = client_of("leader").get(f"/api/benefits/statistics?office=26&{SPAN}").json()
    assert told["total"] | {"turns": 1, "people": 1, "amount": 812_500, "turns_before": 0} == told["total"]
    assert told["effects"] == {"count": 812_500, "mix": 0, "amount": 0}
    assert list(told["benefits"]) == ["sickness.own"]
    assert list(told["months"]) == ["2021-09", "2021-10"]
    wrong = client_of("leader").get("/api/benefits/statistics?office=26&first=2021&last=2021-10")
    assert 400 <= wrong.status_code < 500
    assert client_of("citizen").get(f"/api/benefits/statistics?office=26&{SPAN}").status_code == 404


def test_the_trend_of_one_time_benefits(province: Province, client_of: ClientOf) -> None:
    person = m.Person.objects.create(
        si_number="2699000010", full_name="Lê Thị Mơ", name_search="le thi mo", name_sort="mo", sex="female",
        birth_date=dt.date(1995, 5, 1), office=province.bases[0],
    )  # fmt: skip
    m.Spell.objects.create(
        account=province.accounts[0], person=person, validity=DateRange(dt.date(2016, 1, 1), dt.date(2020, 7, 1)),
        group=1, pay_regime=1, base=5_200_000, absence=0,
    )  # fmt: skip
    m.Dossier.objects.create(
        number="00001/2021/26", procedure="onetime", office=province.bases[0], person=person, channel="counter",
        received_on=dt.date(2021, 8, 12), received_by="tiep-nhan", claimed={}, first_day=dt.date(2021, 8, 12),
        due=dt.date(2021, 8, 22), pay_channel="cash", post_point="",
    )  # fmt: skip
    asked = applications([province.bases[0].id, province.office.id], Month.of(2021, 1), Month.of(2021, 12))
    assert [int(getattr(asked, name)[0]) for name in ("age", "sex", "insured", "away", "outcome", "amount")] == [
        26, 2, 54, 13, 0, 0,
    ]  # fmt: skip
    text = client_of("leader").get("/dossiers/statistics/one-time/?last=2021-10").content.decode()
    assert "25 đến 29 tuổi" in text
    assert "13 đến 17 tháng" in text
    assert province.accounts[0].name in text
    none = client_of("leader").get("/dossiers/statistics/one-time/?last=2019-10").content.decode()
    assert "Không có hồ sơ" in none
    rows = "/dossiers/statistics/one-time/rows/?last=2021-10"
    for cut, band, there in (
        ("age", 25, 1),
        ("age", 30, 0),
        ("sex", 2, 1),
        ("sex", 1, 0),
        ("away", 13, 1),
        ("insured", 12, 1),
    ):
        shown = client_of("leader").get(f"{rows}&cut={cut}&band={band}").content.decode()
        assert shown.count("Lê Thị Mơ") == there, (cut, band)
    assert "Lê Thị Mơ" in client_of("leader").get(rows).content.decode()
    assert m.PersonRead.objects.filter(purpose="benefit statistics", person=person).exists()
    assert client_of("leader").get(f"{rows}&cut=never&band=1").status_code == 404
    told = client_of("leader").get("/api/benefits/statistics/one-time?office=26&last=2021-10").json()
    assert (
        told["months"]["2021-08"]["alone"]["applications"] == told["months"]["2021-10"]["twelve"]["applications"] == 1
    )
    assert set(told["by"]) == {"office", "employer", "sex", "age", "insured", "away"}
    assert told["by"]["age"]["25"]["now"]["applications"] == 1


@pytest.mark.usefixtures("decided")
def test_every_figure_opens_to_the_dossiers_it_counts(client_of: ClientOf) -> None:
    leader = client_of("leader")
    page = leader.get(f"/dossiers/statistics/?{SPAN}").content.decode()
    assert "/dossiers/statistics/rows/?office=26&first=2021-09&last=2021-10&rhythm=once&procedure=sickness.own" in page
    for more in ("", "&procedure=sickness.own"):
        rows = leader.get(f"/dossiers/statistics/rows/?office=26&{SPAN}&rhythm=once{more}").content.decode()
        assert rows.count("Trần Thị Sen") == 1
        assert "812.500" in rows
    for nothing in (f"{SPAN}&rhythm=month", f"{SPAN}&procedure=pension", "first=2020-01&last=2020-02"):
        assert "Trần Thị Sen" not in leader.get(f"/dossiers/statistics/rows/?{nothing}").content.decode()
    for wrong in ("", f"{SPAN}&rhythm=never", f"{SPAN}&procedure=never", f"{SPAN}&after=x"):
        assert leader.get(f"/dossiers/statistics/rows/?{wrong}").status_code == 404
    assert client_of("citizen").get(f"/dossiers/statistics/rows/?{SPAN}").status_code in {403, 404}
