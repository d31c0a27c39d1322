"""The statistics of approved decisions: what the database counts is what the columns count."""

import datetime as dt

import numpy as np
import pytest
from tests.usecases.benefits.claims import claim, settled, world
from tests.usecases.declarations.office import person, spell

from ansinh.core.period import Month
from ansinh.domain.benefits import statistics as columns
from ansinh.records import models as m
from ansinh.records.store.benefits import statistics as store
from ansinh.usecases.benefits.dossiers import approving, computing, receiving, reopening, reviewing
from ansinh.usecases.benefits.statistics import report

pytestmark = pytest.mark.django_db
OCTOBER = Month.of(2021, 10)


def offices():
    return list(m.Office.objects.values_list("id", flat=True))


def two_people_and_three_turns():
    """Two turns of one woman, one of another; then a wage is corrected and a difference approved."""
    accounts, dao = world()
    lan = person("Trần Thị Lan", "2600000002")
    spell(accounts["TA0001A"], lan, "2020-01", base=6_000_000)
    first = receiving.receive(claim())
    settled(first.dossier)
    settled(receiving.receive(claim(first="2021-10-11", last="2021-10-12")).dossier)
    settled(receiving.receive(claim(number="2600000002")).dossier)
    return accounts, dao, first.dossier


def as_columns():
    lines = m.PayableLine.objects.filter(rhythm="once").select_related("decision", "dossier")
    codes = sorted({line.dossier.procedure for line in lines})
    return columns.Settled(
        np.array([Month.containing(line.decision.decided_on).number for line in lines], dtype=np.int64),
        np.array([codes.index(line.dossier.procedure) for line in lines], dtype=np.int16),
        np.array([line.office_id for line in lines], dtype=np.int64),
        np.array([line.dossier.person_id for line in lines], dtype=np.int64),
        np.array([line.decision.version == 1 and line.position == 0 for line in lines], dtype=bool),
        np.array([line.amount for line in lines], dtype=np.int64),
    )


def test_turns_people_and_money_are_counted_apart() -> None:
    two_people_and_three_turns()
    found, together = store.by_benefit(offices(), OCTOBER, OCTOBER)
    assert (together.turns, together.people) == (3, 2)
    assert together == columns.figures(as_columns())
    assert list(found) == ["sickness.own"]


def test_a_correction_adds_money_and_no_turn() -> None:
    accounts, dao, dossier = two_people_and_three_turns()
    before = store.by_benefit(offices(), OCTOBER, OCTOBER)[1]
    m.Spell.objects.filter(person=dao).update(superseded_at=dt.datetime.now(dt.UTC))
    spell(accounts["TA0001A"], dao, "2016-01", "2021-08", base=5_200_000)
    spell(accounts["TA0001A"], dao, "2021-09", base=6_400_000)
    reopening.find_changed("26", "he-thong")
    line = m.Reopening.objects.get(dossier_id=dossier)
    reopening.take_up(str(line.id), "tham-dinh", "lương tháng 9 khai bổ sung")
    computing.compute([dossier], "can-bo")
    reviewing.review([dossier], "tham-dinh")
    approving.approve([dossier], "giam-doc", on=dt.date(2021, 10, 30))
    after = store.by_benefit(offices(), OCTOBER, OCTOBER)[1]
    assert (after.turns, after.people) == (before.turns, before.people)
    assert after.amount == before.amount + 187_500
    assert after == columns.figures(as_columns())


def test_the_report_stands_beside_the_year_before() -> None:
    two_people_and_three_turns()
    told = report(offices(), Month.of(2021, 9), OCTOBER)
    assert list(told.months) == [Month.of(2021, 9), OCTOBER]
    assert told.months[Month.of(2021, 9)][0].turns == 0
    assert told.comparison.before.turns == 0
    assert told.comparison.split.total.change == told.comparison.now.amount
    assert sum(now.turns for now, _ in told.offices.values()) == 3
    next_year = report(offices(), OCTOBER.plus(12), OCTOBER.plus(12))
    assert next_year.comparison.now.turns == 0
    assert next_year.comparison.split.total.change == -told.comparison.now.amount


def test_the_last_day_of_any_decision() -> None:
    assert store.last_decided(offices()) is None
    two_people_and_three_turns()
    assert store.last_decided(offices()) == dt.date(2021, 10, 28)
