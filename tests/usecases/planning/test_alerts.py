"""Alerts on real PostgreSQL: raised once, for the office and all above, opened to its rows, noted."""

import datetime as dt
from fractions import Fraction

import pytest
from django.db import DatabaseError, transaction
from tests.usecases.planning.two_offices import OCTOBER

from ansinh.core.errors import RefusedError
from ansinh.domain.planning.direction_file import Conclusion, TaskLine
from ansinh.records import models as m
from ansinh.records.store.planning import alerts as store
from ansinh.usecases.planning import alerts, directions, take_snapshot
from ansinh.usecases.planning.years import courses

DAY = dt.date(2021, 11, 3)


def raised(province):
    ids = [province.top.pk, province.first.pk, province.second.pk]
    return {(one.rule, one.office): one for one in store.of_offices(ids, OCTOBER)}


@pytest.fixture
def withdrawals(province):
    people = [province.person(number, province.first) for number in range(14)]
    for number, person in enumerate(people):
        month = number + 1 if number < 9 else 10
        day = dt.date(2021, month, 5)
        m.Dossier.objects.create(
            number=f"{number:05d}/2021/2601", procedure="onetime", office=province.first, person=person,
            channel="counter", received_on=day, received_by="t", claimed={}, first_day=day, due=day, pay_channel="cash",
        )  # fmt: skip
    return province


def test_withdrawals_above_the_usual_for_the_office_and_above(withdrawals):
    assert alerts.watch("26", OCTOBER, DAY, "nightly") == 2
    assert alerts.watch("26", OCTOBER, DAY, "nightly") == 0
    found = raised(withdrawals)
    assert set(found) == {("onetime", "26"), ("onetime", "2601")}
    one = found["onetime", "2601"]
    assert (one.value, one.evidence["mean"]) == (5, "3/4")
    assert [row.code for row in alerts.rows_behind(one)] == [f"{number:05d}/2021/2601" for number in range(9, 14)]


def test_lapses_of_members(province):
    for number in range(3):
        province.voluntary(province.person(number, province.first), dt.date(2021, 5, 1), dt.date(2021, 11, 1))
    staying = province.person(9, province.first)
    province.voluntary(staying, dt.date(2021, 5, 1), dt.date(2021, 11, 1))
    province.voluntary(staying, dt.date(2021, 11, 1), dt.date(2022, 2, 1))
    alerts.watch("26", OCTOBER, DAY, "nightly")
    one = raised(province)["vsi_lapse", "2601"]
    assert (one.value, len(alerts.rows_behind(one))) == (3, 3)


def test_late_tasks(province):
    line = TaskLine("2601", "", "Thu nợ", "Xong", dt.date(2021, 10, 20))
    directions.conclude(Conclusion("26", "1/TB", "T", "G", dt.date(2021, 10, 1), "", (line,)), "giamdoc")
    alerts.watch("26", OCTOBER, DAY, "nightly")
    assert {key for key in raised(province) if key[0] == "tasks_late"} == {("tasks_late", "26"), ("tasks_late", "2601")}


def test_noted_with_what_will_be_done_and_never_changed(withdrawals):
    alerts.watch("26", OCTOBER, DAY, "nightly")
    one = raised(withdrawals)["onetime", "2601"]
    with pytest.raises(RefusedError):
        alerts.note(one.id, " ", DAY, "giamdoc")
    alerts.note(one.id, "Tư vấn từng người", DAY, "giamdoc")
    assert [note.actor for note in store.one(one.id).notes] == ["giamdoc"]
    waiting = store.of_offices([withdrawals.first.pk, withdrawals.top.pk], OCTOBER, unnoted=True)
    assert [kept.office for kept in waiting] == ["26"]
    with pytest.raises(DatabaseError, match="append-only"), transaction.atomic():
        m.Alert.objects.update(value=0)


def test_years_ahead_of_an_office(province):
    province.sheet(province.accounts[0], OCTOBER, people_si=100, rs_paid=5)
    take_snapshot("26", OCTOBER, "t")
    found = {one.indicator.code: one for one in courses("26", OCTOBER, 3)}
    assert (found["participants_csi"].level, found["participants_csi"].ahead.tried) == (100, 0)
    assert "revenue_total" not in found  # twelve months of money are not known
    assert found["participants_csi"].of_bound(100) is None
    m.ReferenceValue.objects.create(
        office=province.top,
        series="labour_force",
        year=2021,
        value=400,
        source="s",
        recorded_at=dt.datetime.now(dt.UTC),
    )
    assert courses("26", OCTOBER, 3)[0].of_bound(100) == Fraction(25)
