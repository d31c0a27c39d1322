"""The bench of benefits does what it measures: constraints stand again, the floor writes the lines of the payroll."""

import pytest
from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.benefits.payments import Source
from ansinh.jobs.bench.benefits_floor import cases_floor, lines_floor
from ansinh.jobs.bench.stages import new_stages, told_stages
from ansinh.jobs.bench.what_if import QUESTIONS
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.jobs.relief import build_lists
from ansinh.law.value_files import load as load_law
from ansinh.law.what_if import Change, with_changes
from ansinh.records.bench_province import pensions
from ansinh.records.bench_province.columns import make
from ansinh.records.bench_province.load import load
from ansinh.records.store.benefits import payments
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening

COUNT = 300
MONTH = Month.of(2021, 8)


def rows(query: str) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(query)
        return cursor.fetchall()


def indexes() -> set[str]:
    return {name for (name,) in rows("SELECT indexname FROM pg_indexes WHERE tablename LIKE 'records_%'")}


def constraints() -> set[tuple[str, str]]:
    asked = (
        "SELECT conname, pg_get_constraintdef(oid) FROM pg_constraint WHERE conrelid::regclass::text LIKE 'records_%'"
    )
    return set(rows(asked))


@pytest.mark.usefixtures("committed_db")
def test_the_floor_writes_the_lines_of_the_payroll() -> None:
    checked, found_by = constraints(), indexes()
    pensions.load_pensions(COUNT)
    assert constraints() == checked
    assert found_by - indexes() == set(pensions.NAMES.split(","))
    batch = acts.open_batch(Opening(Source.PENSION, "26", MONTH, MONTH.first_day), "bench").id
    try_batch(batch, "bench", workers=1)
    acts.sign(batch, "bench-reviewer")
    acts.sign(batch, "bench-director")
    write_batch(batch, "bench", workers=1)
    pensions.new_floor()
    new_stages()
    assert lines_floor(payments.batch_of(batch), 1) == COUNT
    assert rows("SELECT subject, amount FROM bench_payline EXCEPT SELECT subject, amount FROM records_payline") == []
    assert min(told_stages(1).read, told_stages(1).kernel, told_stages(1).copy) > 0


@pytest.mark.usefixtures("committed_db")
def test_the_floor_of_relief_writes_the_cases_of_the_lists() -> None:
    load(make(COUNT, 12), [])
    pensions.load_pensions(20, after=COUNT)
    built = build_lists("nq116-support", "26", MONTH.plus(2).first_day, "bench")
    pensions.new_floor()
    new_stages()
    assert cases_floor("nq116-support", payments.offices_under("00.26"), MONTH) == built.people > 0
    assert rows("SELECT sum(amount) FROM bench_reliefcase") == rows("SELECT sum(amount) FROM records_reliefcase")


def test_the_law_can_be_asked_every_question_of_the_bench() -> None:
    for changes in QUESTIONS.values():
        for key, text in changes:
            day = MONTH.plus(12).first_day
            assert with_changes(load_law(), [Change(key, day, text)]).get(key, day).confidence == "announced"
