"""The snapshot of a month on real PostgreSQL: own values, the subtree, the window of each kind, what it replaces."""

import datetime as dt
import json

import pytest
from tests.usecases.planning.two_offices import OCTOBER, Fund

from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.domain.planning.compare import Comparator
from ansinh.records import models as m
from ansinh.usecases.planning import count_people, load, situation, take_snapshot
from ansinh.usecases.planning.briefing import write_briefing

SEPTEMBER, DECEMBER = Month.of(2021, 9), Month.of(2020, 12)


def value(office, code, month=OCTOBER):
    row = m.IndicatorValue.objects.get(
        office__code=office, indicator=code, period=month.first_day, state="computed", superseded_at__isnull=True
    )
    return int(row.numerator)


def reported(period, number):
    row = {"office": "26", "indicator": "participants_csi", "period": period, "value": number}
    return json.dumps({"format": "ansinh-planning/1", "source": "báo cáo nhanh", "values": [row]}).encode()


def test_stocks_are_of_the_month_and_flows_since_january(province):
    first, second = province.accounts[0], province.accounts[4]
    province.sheet(first, DECEMBER, people_si=9, rs_paid=999, rs_owed=70)
    province.sheet(first, SEPTEMBER, people_si=8, rs_paid=100, rs_due=110)
    province.sheet(first, people_si=10, people_ui=9, people_hi=10, rs_paid=200, sm_paid=20, rs_owed=50, debt_class=2)
    province.sheet(second, OCTOBER, people_si=5, ui_paid=30, hi_paid=40, hi_by_sm=2, ui_owed=7, debt_class=4)
    take_snapshot("26", OCTOBER, "thử")
    assert value("2601", "participants_csi") == 10
    assert value("26", "participants_csi") == 15
    assert value("26", "revenue_csi") == 320  # not the 999 of last year
    assert value("26", "revenue_ui") == 30
    assert value("26", "revenue_hi") == 42
    assert value("26", "revenue_total") == 392
    assert value("26", "debt_total") == 57
    assert (value("26", "debt_outstanding"), value("26", "debt_hard")) == (50, 7)
    assert value("26", "debt_brought_forward") == 70
    assert value("26", "receivable") == 180
    assert value("26", "units_in_debt") == 2


def test_people_outside_employers(province):
    one, two, three = (province.person(number, province.first) for number in range(3))
    province.employed(one, province.accounts[0])
    province.sheet(province.accounts[0], people=1, people_si=1, people_hi=1)
    province.health(two)
    province.health(three, until=dt.date(2021, 10, 15))  # ended before the last day
    province.voluntary(two)
    province.paid_by_people(province.first, Fund.VSI, 990_000)
    province.paid_by_people(province.first, Fund.HI, 800_000, SEPTEMBER)
    province.moved(province.first, Kind.PARTICIPANT_PAID, Fund.HI, (Chart.RECEIVABLE_PARTICIPANTS, Chart.BANK), 300_000)
    take_snapshot("26", OCTOBER, "thử")
    assert count_people("26", OCTOBER, "thử") == 3  # the province and its two offices
    assert count_people("26", OCTOBER, "thử") == 0
    assert (value("26", "participants_hi"), value("26", "participants_vsi")) == (2, 1)
    assert value("26", "participants_headline") == 3
    assert value("26", "distinct_people") == 2
    assert value("26", "revenue_vsi") == 990_000
    assert value("26", "revenue_hi") == 500_000  # what was undone does not count


def test_units_by_state_and_electronic(province):
    province.status(province.accounts[0], "suspended", dt.date(2021, 5, 1))
    province.status(province.accounts[1], "active", dt.date(2015, 1, 1))
    m.EmployerAccount.objects.filter(pk=province.accounts[2].pk).update(closed=dt.date(2021, 8, 31), electronic=False)
    m.EmployerAccount.objects.filter(pk=province.accounts[3].pk).update(opened=dt.date(2021, 3, 1), electronic=False)
    province.sheet(province.accounts[0], rs_owed=12, debt_class=4)
    take_snapshot("26", OCTOBER, "thử")
    assert (value("26", "units_managed"), value("26", "units_suspended")) == (4, 1)
    assert (value("26", "units_new"), value("26", "units_closed")) == (1, 1)
    assert value("26", "e_filing_units") == 3
    assert value("26", "debt_of_suspended") == 12
    assert situation("26", OCTOBER).of("e_filing_rate").value == 75


def test_relief_counts_from_the_first_month_of_the_measure(province):
    for number in range(7, 11):
        province.sheet(province.accounts[0], Month.of(2021, number), relief68_forgone=100)
    province.sheet(province.accounts[1], OCTOBER, relief68_forgone=50, relief116_forgone=9)
    take_snapshot("26", OCTOBER, "thử")
    assert (value("26", "relief68_forgone"), value("26", "relief68_units")) == (450, 2)
    assert (value("26", "relief116_forgone"), value("26", "relief116_units")) == (9, 1)


def test_again_writes_nothing_and_a_change_supersedes(province):
    province.sheet(province.accounts[0], people_si=10)
    assert take_snapshot("26", OCTOBER, "thử") > 0
    assert take_snapshot("26", OCTOBER, "thử") == 0
    province.sheet(province.accounts[1], people_si=1)
    take_snapshot("26", OCTOBER, "thử")
    kept = m.IndicatorValue.objects.filter(office__code="26", indicator="participants_csi")
    assert sorted((int(row.numerator), row.superseded_at is None) for row in kept) == [(10, False), (11, True)]


def test_a_computed_value_replaces_a_reported_one_and_shows_the_difference(province):
    report = reported("2021-10", "12")
    assert load(report, "a.json", "thử").values == 1
    assert situation("26", OCTOBER).of("participants_csi").state == "reported"
    province.sheet(province.accounts[0], people_si=10)
    take_snapshot("26", OCTOBER, "thử")
    here = situation("26", OCTOBER)
    assert (here.of("participants_csi").state, here.of("participants_csi").value) == ("computed", 10)
    replaced = here.facts.replaced[0]
    assert (replaced.code, replaced.reported, replaced.computed) == ("participants_csi", 12, 10)


def test_a_reported_value_after_a_computed_one_never_counts(province):
    province.sheet(province.accounts[0], people_si=10)
    take_snapshot("26", OCTOBER, "thử")
    report = reported("2021-10", "12")
    load(report, "a.json", "thử")
    here = situation("26", OCTOBER)
    assert here.of("participants_csi").value == 10
    assert here.facts.replaced[0].reported == 12


def test_series_are_never_mixed(province):
    report = reported("2020-12", "8")
    load(report, "a.json", "thử")
    province.sheet(province.accounts[0], people_si=10)
    take_snapshot("26", OCTOBER, "thử")
    assert situation("26", OCTOBER).of("participants_csi").change(Comparator.LAST_DECEMBER) is None


@pytest.mark.usefixtures("province")
@pytest.mark.parametrize("month", [Month.of(2021, 1), Month.of(2007, 1)])
def test_a_month_without_anything_is_all_zero(month):
    take_snapshot("26", month, "thử")
    assert value("26", "revenue_total", month) == 0


def test_debt_units_and_people_by_class_and_state(province):
    province.status(province.accounts[1], "suspended", dt.date(2021, 5, 1))
    province.sheet(province.accounts[0], people=7, rs_owed=100, debt_class=1)
    province.sheet(province.accounts[1], people=3, rs_owed=40, debt_class=4)
    province.sheet(province.accounts[2], people=5)
    take_snapshot("26", OCTOBER, "thử")
    assert [value("26", code) for code in ("debt_late", "units_late", "people_in_late")] == [100, 1, 7]
    assert [value("26", code) for code in ("debt_hard", "units_hard", "people_in_hard")] == [40, 1, 3]
    assert [value("26", code) for code in ("debt_of_suspended", "debtors_suspended", "people_of_suspended")] == [
        40,
        1,
        3,
    ]
    assert [value("26", code) for code in ("debt_of_active", "debtors_active", "people_of_active")] == [100, 1, 12]
    assert "| Tạm ngừng, chờ giải thể | 1 | 3 |" in write_briefing("26", OCTOBER, "md", "vi").decode()
