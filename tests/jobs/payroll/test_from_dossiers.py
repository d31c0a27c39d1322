"""From an approved dossier to money: a sickness benefit paid once, a monthly benefit taken into the payroll."""

import datetime as dt

import pytest
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.payroll.small_payroll import lines, rows
from tests.usecases.benefits.claims import settled, state, take_in, world

from ansinh.core.errors import ConflictError
from ansinh.core.period import Month
from ansinh.domain.benefits.payments import PayKey, Source
from ansinh.jobs.payroll.run import try_batch, write_batch
from ansinh.records import models as m
from ansinh.records.store.benefits import payments_decisions, payroll_facts
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits.payments import Opening
from ansinh.usecases.benefits.payments_answers import import_answers

NOVEMBER = Month.parse("2021-11")


@pytest.fixture
def dossier(committed_db: str) -> str:  # noqa: ARG001 - a fixture that has to stand first
    world()
    made = take_in().dossier
    assert made is not None
    settled(made)
    return made


def paid(source: Source, number: int = 1, office: str = "26") -> str:
    asked = Opening(source, office, NOVEMBER, NOVEMBER.first_day, number)
    batch = acts.open_batch(asked, "chi-tra").id
    try_batch(batch, "chi-tra", workers=1)
    acts.sign(batch, "ke-toan")
    acts.sign(batch, "giam-doc")
    return write_batch(batch, "chi-tra", workers=1).state


def answered(source: Source) -> None:
    found = rows("SELECT month, subject, amount FROM records_payline WHERE source = %s", int(source))
    told = "\n".join(
        f"{PayKey(Month.containing(month), source, subject).reference},{amount},đã chi,05/11/2021"
        for month, subject, amount in found
    )
    done = import_answers(
        f"Mã tham chiếu,Số tiền,Kết quả,Ngày\n{told}\n".encode(), name="a.csv", office="26", actor="ke-toan"
    )
    assert done.findings == ()


def test_an_approved_dossier_is_paid_once_and_told_so(dossier: str) -> None:
    (amount,) = rows("SELECT amount FROM records_payableline")[0]
    assert paid(Source.DECISION) == "written"
    assert rows("SELECT amount FROM records_payline WHERE source = 2") == [(amount,)]
    assert paid(Source.DECISION, 2) == "written"
    assert rows("SELECT count(*) FROM records_payline WHERE source = 2") == [(1,)]
    assert state(dossier) == "approved"
    answered(Source.DECISION)
    assert state(dossier) == "paid"


def test_a_line_taken_by_another_batch_is_refused_not_paid_twice(dossier: str) -> None:
    assert dossier
    first, second = (
        acts.open_batch(Opening(Source.DECISION, "26", NOVEMBER, NOVEMBER.first_day, number), "chi-tra").id
        for number in (1, 2)
    )
    for batch in (first, second):
        try_batch(batch, "chi-tra", workers=1)
        acts.sign(batch, "ke-toan")
        acts.sign(batch, "giam-doc")
    write_batch(first, "chi-tra", workers=1)
    with pytest.raises(ConflictError):
        write_batch(second, "chi-tra", workers=1)
    assert rows("SELECT count(*) FROM records_payline WHERE source = 2") == [(1,)]
    assert payments_decisions.waiting([1, 2, 3])["line"].size == 0


def monthly(first: dt.date, amount: int, *, position: int, replaces: m.PayableLine | None = None) -> m.PayableLine:
    """An approved monthly benefit beside the line of the dossier."""
    once = m.PayableLine.objects.get(rhythm="once")
    return m.PayableLine.objects.create(
        decision=once.decision, dossier=once.dossier, position=position, office=once.office, person=once.person,
        payee=once.payee, fund=1, kind="pension", rhythm="month", amount=amount, days=DateRange(first, None),
        due=first, channel="bank", bank_bin="970436", bank_name="Vietcombank", bank_account="1", replaces=replaces,
    )  # fmt: skip


def test_a_monthly_benefit_joins_the_payroll_with_its_arrears_and_a_later_decision_changes_it(dossier: str) -> None:
    assert dossier
    line = monthly(dt.date(2021, 9, 1), 4_000_000, position=90)
    assert paid(Source.PENSION) == "written"
    ((amount, each, arrears, _),) = lines("2021-11").values()
    assert (amount, each, arrears) == (12_000_000, 4_000_000, 8_000_000)
    answered(Source.PENSION)
    line.refresh_from_db()
    assert line.paid_on == dt.date(2021, 11, 5)
    on = dt.date(2021, 11, 15)
    seen = [payroll_facts.life_check_overdue("00.26", on, dt.date(year, 11, 15)) for year in (2020, 2021)]
    assert [len(found) for found in seen] == [0, 1], "who claimed it was seen then: a check of life is due a year later"
    monthly(dt.date(2021, 10, 1), 4_500_000, position=91, replaces=line)
    december = acts.open_batch(Opening(Source.PENSION, "26", NOVEMBER.plus(1), dt.date(2021, 12, 1)), "chi-tra").id
    try_batch(december, "chi-tra", workers=1)
    acts.sign(december, "ke-toan")
    acts.sign(december, "giam-doc")
    write_batch(december, "chi-tra", workers=1)
    ((amount, each, arrears, _),) = lines("2021-12").values()
    assert (amount, each, arrears) == (5_500_000, 4_500_000, 1_000_000)


def test_the_register_learns_of_a_death_and_the_next_payroll_stops(dossier: str) -> None:
    assert dossier
    monthly(dt.date(2021, 11, 1), 4_000_000, position=90)
    paid(Source.PENSION)
    m.Person.objects.update(died_on=dt.date(2021, 11, 20))
    december = acts.open_batch(Opening(Source.PENSION, "26", NOVEMBER.plus(1), dt.date(2021, 12, 1)), "chi-tra").id
    told = try_batch(december, "chi-tra", workers=1).control["trial"]["variance"]
    assert (told["left"][0], told["closing"][0]) == (1, 0)


def test_what_was_overpaid_comes_back_from_later_payments_and_no_more(dossier: str) -> None:
    assert dossier
    once = m.PayableLine.objects.get(rhythm="once")
    for position, amount in ((80, -400_000), (81, 600_000)):
        m.PayableLine.objects.create(
            decision=once.decision, dossier=once.dossier, position=position, office=once.office, person=once.person,
            payee=once.payee, fund=once.fund, kind=once.kind, rhythm="once", amount=amount, days=once.days,
            due=once.due, channel="bank", bank_bin="970436", bank_name="Vietcombank", bank_account="1",
        )  # fmt: skip
    assert paid(Source.DECISION) == "written"
    told = rows("SELECT monthly, recovered, amount FROM records_payline WHERE source = 2 ORDER BY 1")
    assert all(gross - less == net for gross, less, net in told)
    deducted = sum(less for _, less, _ in told)
    assert 0 < deducted == rows("SELECT sum(amount)::bigint FROM records_payablerecovery")[0][0] <= 400_000
    balance = rows("SELECT coalesce(sum(debit_amount - credit_amount), 0) FROM records_ledgerline WHERE chart = 138")
    assert balance == [(0,)]  # found and recovered at once
    assert paid(Source.DECISION, 2) == "written"  # nothing is paid, nothing is deducted twice
    assert rows("SELECT sum(amount)::bigint FROM records_payablerecovery")[0][0] == deducted
