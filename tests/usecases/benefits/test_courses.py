"""Benefits that go on: an unemployment allowance to its end, shares of relatives as they change, months used once."""

import datetime as dt

import pytest
from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.usecases.benefits.claims import DAY, claim, codes, settled, world
from tests.usecases.declarations.office import person, spell

from ansinh.records import models as m
from ansinh.usecases.benefits.dossiers import approving, computing, papering, receiving, reviewing
from ansinh.usecases.benefits.dossiers.receiving import Claim
from ansinh.usecases.benefits.payroll_grants import take_movements

pytestmark = pytest.mark.django_db


def handed_in(procedure: str, number: str, received: dt.date = DAY, **given: str) -> str:
    """Take in a claim with all its papers, paid to a bank account; return the dossier."""
    plain = claim()
    names = (
        "si_book", "end_of_work", "ui_request", "ui_notice", "death_certificate", "relatives_declaration",
        "relative_assessment", "request", "ground_proof",
    )  # fmt: skip
    papers = dict.fromkeys(names, "1")
    came = receiving.receive(
        Claim(procedure, number, given, plain.pay, "counter", "tiep-nhan", office="2601", papers=papers,
              received_on=received)
    )  # fmt: skip
    assert came.dossier, codes(came)
    return came.dossier


def terms(person_id: int) -> list[tuple[dt.date, dt.date | None, int]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT lower(t.validity), upper(t.validity), t.basis + t.extra FROM records_pensionterm t "
            "JOIN records_pension p ON p.id = t.pension_id WHERE p.person_id = %s AND t.superseded_at IS NULL "
            "ORDER BY p.id, 1",
            [person_id],
        )
        return cursor.fetchall()


def test_an_allowance_from_its_grant_to_the_end_keeps_what_it_did_not_use() -> None:
    accounts, _ = world()
    lan = person("Lê Thị Lan", "2600000011")
    spell(accounts["TA0001A"], lan, "2016-01", "2021-09", base=5_000_000, funds=62)
    settled(handed_in("unemployment", "2600000011", contract_end="2021-09-30"))
    granted = m.DossierDecision.objects.get(dossier__procedure="unemployment").parts[0]
    assert granted["counted"] == {"contributed": 69, "months": 5, "kept": 9}
    take_movements("26", "chi-tra")
    first = dt.date.fromisoformat(granted["first"]).replace(day=1)
    assert terms(lan.id) == [(first, dt.date.fromisoformat(granted["end"]).replace(day=1), 3_000_000)]
    later = dt.date(2022, 1, 5)
    settled(handed_in("unemployment.end", "2600000011", later, effect_day="2022-01-04", cause="job"))
    assert terms(lan.id) == [(first, dt.date(2022, 1, 1), 3_000_000)]
    ended = m.DossierDecision.objects.get(dossier__procedure="unemployment.end")
    assert (ended.amount, ended.monthly, ended.parts[0]["counted"]) == (0, 0, {"kept": 69 - 24})
    assert m.PayableLine.objects.filter(dossier__procedure="unemployment.end").count() == 0


def test_an_allowance_that_ended_bars_no_later_one() -> None:
    accounts, _ = world()
    lan = person("Lê Thị Lan", "2600000011")
    spell(accounts["TA0001A"], lan, "2016-01", "2018-09", base=5_000_000, funds=62)
    settled(handed_in("unemployment", "2600000011", dt.date(2018, 10, 10), contract_end="2018-09-30"))
    spell(accounts["TA0001A"], lan, "2019-06", "2021-09", base=5_000_000, funds=62)
    settled(handed_in("unemployment", "2600000011", contract_end="2021-09-30"))
    again = m.DossierDecision.objects.filter(dossier__procedure="unemployment").order_by("decided_on", "number").last()
    assert again is not None
    assert (again.outcome, again.parts[0]["counted"]["contributed"]) == ("grant", 28)


def test_relatives_change_and_each_share_ends_or_goes_on() -> None:
    accounts, _ = world()
    dead = person("Trần Văn Bình", "2600000012", birth=dt.date(1970, 1, 1), died_on=dt.date(2021, 10, 5))
    spell(accounts["TA0001A"], dead, "2001-01", "2021-09", base=5_000_000, funds=62)
    child, mother = person("Trần Bé", "2600000013"), person("Trần Mẹ", "2600000014")
    told = {"death_day": "2021-10-05", "relatives": "child 2015-03-02 2600000013\nwife 1950-01-01 2600000014"}
    settled(handed_in("survivors.monthly", "2600000012", **told))
    take_movements("26", "chi-tra")
    assert terms(child.id) == [(dt.date(2021, 11, 1), dt.date(2033, 4, 1), 745_000)]
    assert terms(mother.id) == [(dt.date(2021, 11, 1), None, 745_000)]
    now = {**told, "relatives": "child 2015-03-02 2600000013 alone", "effect_day": "2022-02-01"}
    settled(handed_in("survivors.change", "2600000012", dt.date(2022, 2, 10), **now))
    take_movements("26", "chi-tra")
    assert terms(child.id) == [
        (dt.date(2021, 11, 1), dt.date(2022, 2, 1), 745_000), (dt.date(2022, 2, 1), dt.date(2033, 4, 1), 1_043_000),
    ]  # fmt: skip
    assert terms(mother.id) == [(dt.date(2021, 11, 1), dt.date(2022, 2, 1), 745_000)]


def test_a_monthly_grant_that_is_revised_to_a_refusal_ends() -> None:
    accounts, _ = world()
    dead = person("Trần Văn Bình", "2600000012", birth=dt.date(1970, 1, 1), died_on=dt.date(2021, 10, 5))
    spell(accounts["TA0001A"], dead, "2001-01", "2021-09", base=5_000_000, funds=62)
    child = person("Trần Bé", "2600000013")
    dossier = handed_in(
        "survivors.monthly", "2600000012", death_day="2021-10-05", relatives="child 2015-03-02 2600000013"
    )
    settled(dossier)
    take_movements("26", "chi-tra")
    m.Spell.objects.filter(person=dead).update(superseded_at=dt.datetime.now(dt.UTC))
    spell(accounts["TA0001A"], dead, "2016-01", "2021-09", base=5_000_000, funds=62)
    m.Dossier.objects.filter(id=dossier).update(state="completed", version=2)
    computing.compute([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    assert approving.approve([dossier], "giam-doc").refused == 1
    assert terms(child.id) == []
    papering.close(dossier, "can-bo")


def test_a_death_that_a_decision_rests_on_stops_what_the_dead_was_paid() -> None:
    accounts, _ = world()
    dead = person("Trần Văn Bình", "2600000012", birth=dt.date(1970, 1, 1))
    spell(accounts["TA0001A"], dead, "2001-01", "2021-09", base=5_000_000, funds=62)
    settled(handed_in("unemployment", "2600000012", contract_end="2021-09-30"))
    take_movements("26", "chi-tra")
    settled(handed_in("survivors.funeral", "2600000012", dt.date(2021, 12, 20), death_day="2021-12-10"))
    dead.refresh_from_db()
    assert dead.died_on == dt.date(2021, 12, 10)
    assert list(m.PensionStop.objects.values_list("reason", "validity")) == [
        ("death", DateRange(dt.date(2022, 1, 1), None, "[)"))
    ]
    settled(handed_in("survivors.lump", "2600000012", dt.date(2021, 12, 21), death_day="2021-12-10"))
    assert m.PensionStop.objects.count() == 1
