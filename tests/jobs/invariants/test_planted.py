"""Every invariant of the whole database finds the fault planted for it, names it, and finds nothing in an empty one."""

import datetime as dt
import uuid
from collections.abc import Callable

import pytest
from tests.jobs.invariants.planting import put, run, unguard

from ansinh.jobs.invariants import CHAIN, check, note_night
from ansinh.records.models import AuditEntry
from ansinh.records.store.invariants import INVARIANTS
from ansinh.usecases.act import Act, perform

pytestmark = pytest.mark.django_db
ONE, TWO = uuid.UUID(int=1), uuid.UUID(int=2)
MAY, JUNE = dt.date(2021, 5, 1), dt.date(2021, 6, 1)
CLOSED = dt.datetime(2021, 6, 1, tzinfo=dt.UTC)
BEFORE_MIDNIGHT = dt.datetime(2021, 5, 31, 16, 59, tzinfo=dt.UTC)  # in Viet Nam
YEAR = "[2021-01-01,2022-01-01)"


def posting(**given: object) -> None:
    put("posting", **{"period": MAY, "concerns": MAY, "amount": 5, "cause": ONE, **given})


def payline(**given: object) -> None:
    kept = {"month": MAY, "source": 1, "subject": 1, "attempt": 1, "batch": ONE, "person": 7, "kind": 1, "fund": 1}
    put("payline", **{**kept, "amount": 100, "monthly": 100, **given})


def two_statements() -> None:
    for number, (first, opening, closing) in enumerate([(MAY, 0, 100), (JUNE, 90, 90)], 1):
        put("bankstatement", id=uuid.UUID(int=number), bank_account_id=1, sha256=str(number), first_day=first,
            last_day=first, opening=opening, closing=closing, lines=9)  # fmt: skip


def one_line_in_two_statements() -> None:
    for number in (1, 2):
        put("bankstatement", id=uuid.UUID(int=number), bank_account_id=1, sha256=str(number), lines=9)
        put("bankline", statement_id=uuid.UUID(int=number), reference="FT1", value_date=MAY, amount=5,
            fingerprint=str(number), id=uuid.UUID(int=10 + number))  # fmt: skip


def closed_month() -> None:
    put("office", id=1, code="26", path="26")
    put("run", id=ONE, kind="month", office_id=1, period=MAY, state="running")
    put(
        "monthstate",
        office_id=1,
        period=MAY,
        state="closed",
        run_id=ONE,
        closed_at=dt.datetime(2021, 6, 1, tzinfo=dt.UTC),
    )


def after_the_close() -> None:
    closed_month()
    posting(office_id=1, kind=1, debit=131, credit=511)


def wrong_parts() -> None:
    put("office", id=1, code="26", path="26")
    put("run", id=ONE, kind="month", office_id=1, period=MAY, state="done", control='{"parts": [[1, 2, 3], [4, 5, 6]]}')
    put("runchunk", run_id=ONE, chunk=0)


def batch_and_line() -> None:
    put("paymentbatch", run_id=ONE, state="written", source=1, month=MAY)
    payline()


def visit(**given: object) -> None:
    put("claimvisit", facility="26001", episode="A", file_id=1, state="reduced", **given)


def visits() -> None:
    put(
        "claimvisit",
        period=MAY,
        id=1,
        facility="26001",
        episode="A",
        file_id=1,
        claimed=100,
        accepted=60,
        state="reduced",
    )


def order_of_two() -> None:
    put("paymentorder", id=ONE, batch_id=ONE, office_id=1, channel_id=1, lines=2, amount=200)
    payline(office_id=1, channel=1)


def twice_a_pension() -> None:
    payline(subject=1)
    payline(subject=2)


def statement_of_care() -> None:
    put("facility", id=5, code="26001")
    put("claimstatement", facility="26001", first_month=MAY, months=1, posted=70, made_by="lan")


def paid_care() -> None:
    put("facility", id=5, code="26001")
    put("claimpayment", facility="26001", kind="advance", state="paid", amount=9, base=9)


def renamed(old: str, new: str) -> None:
    put("history", table_name="records_person", row_id=1, operation="UPDATE",
        old=f'{{"full_name": "{old}"}}', new=f'{{"full_name": "{new}"}}')  # fmt: skip


def story_that_leads_elsewhere() -> None:
    put("person", id=1, full_name="A")
    put(
        "history",
        table_name="records_person",
        row_id=1,
        operation="UPDATE",
        old='{"full_name": "X"}',
        new='{"full_name": "B"}',
    )


def broken_story() -> None:
    put("person", id=1, full_name="C")
    put(
        "history",
        table_name="records_person",
        row_id=1,
        operation="UPDATE",
        old='{"full_name": "A"}',
        new='{"full_name": "B"}',
    )
    put(
        "history",
        table_name="records_person",
        row_id=1,
        operation="UPDATE",
        old='{"full_name": "X"}',
        new='{"full_name": "C"}',
    )


def decisions_with_a_gap() -> None:
    put("dossier", id=ONE, number="1/2021", person_id=1)
    put("dossierdecision", id=ONE, dossier_id=ONE, version=2)


def days_held_twice() -> None:
    put("dossier", id=ONE, number="1/2021", person_id=1)
    put("dossierhold", id=1, bar="sick", key="7", days=YEAR, dossier_id=ONE, decision_id=ONE)
    put("dossierhold", id=2, bar="sick", key="7", days="[2021-12-01,2022-02-01)", dossier_id=ONE, decision_id=ONE)


def sheet(**given: object) -> None:
    put("employeraccount", id=1, code="TA0001A")
    put("accountmonth", period=MAY, account_id=1, office_id=1, **given)


def run_in(month: dt.date, **given: object) -> None:
    put("office", id=1, code="26", path="26")
    put("run", id=ONE, kind="month", office_id=1, period=month, **given)


def interest_charged_twice() -> None:
    for number in (1, 2):
        posting(id=number, kind=3, debit=132, credit=515, holder=1, fund=1)


def wrong_sum_of_sheets() -> None:
    closed_month()
    put("accountmonth", period=MAY, account_id=1, office_id=1, people_si=5)
    put("indicatorvalue", office_id=1, indicator="participants_csi", period=MAY, state="computed", numerator=6,
        denominator=None, superseded_at=None)  # fmt: skip


def plan_of_two_districts() -> None:
    put("office", id=1, code="26", path="26")
    for number, value in ((1, 100), (2, 40), (3, 50)):
        if number > 1:
            put("office", id=number, code=f"26{number}", path=f"26.26{number}", parent_id=1)
        put(
            "target",
            id=number,
            office_id=number,
            indicator="participants_csi",
            year=2021,
            version="assigned",
            value=value,
        )


def figure(**given: object) -> None:
    put("office", id=1, code="26", path="26")
    kept = {"office_id": 1, "indicator": "debt_total", "period": MAY, "state": "computed", "numerator": 1}
    put("indicatorvalue", **{**kept, **given})


def told_of_a_card_that_was_not_there() -> None:
    put("person", id=1, full_name="A")
    at = dt.datetime(2021, 5, 3, tzinfo=dt.UTC)
    put("cardlookup", at=at, id=ONE, person_id=1, answer="000")
    put("cardperiod", id=1, person_id=1, validity=YEAR, recorded_at=at + dt.timedelta(seconds=1))


def twice(table: str, **given: object) -> Callable[[], None]:
    def plant() -> None:
        for number in (1, 2):
            put(table, **{"id": number, **given})

    return plant


def once(table: str, **given: object) -> Callable[[], None]:
    return lambda: put(table, **given)


def both(*plants: Callable[[], None]) -> Callable[[], None]:
    def plant() -> None:
        for each in plants:
            each()

    return plant


PLANTS: dict[str, tuple[str, Callable[[], object]]] = {
    "M1": ("posting", lambda: posting(kind=3, debit=131, credit=511)),
    "M1b": ("posting", lambda: posting(kind=6, debit=338, credit=118)),
    "M18": ("posting", lambda: posting(kind=46, debit=139, credit=611)),
    "M7b": ("posting office run monthstate", after_the_close),
    "M8b": ("office run monthstate", closed_month),
    "M2b": ("bankstatement", two_statements),
    "M2c": ("bankstatement", once("bankstatement", id=ONE, sha256="a", opening=5, closing=7, lines=0)),
    "M3": ("bankstatement bankline", one_line_in_two_statements),
    "M2d": ("budgettransfer", once("budgettransfer", id=ONE, amount=5)),
    "M2e": ("agentremittance", once("agentremittance", reference="R", receipts=1, amount=5)),
    "M6c": ("bankline refund", both(
        once("bankline", id=ONE, fingerprint="a", amount=5),
        once("refund", id=ONE, line_id=ONE, amount=5, state="approved", decided_by="lan"),
        once("refund", id=TWO, line_id=ONE, amount=5, state="approved", decided_by="lan"))),
    "M6b": ("refund", once("refund", id=ONE, amount=5, state="paid", decided_by="lan")),
    "B1": ("dossier dossierhold", days_held_twice),
    "B3": ("payline", twice_a_pension),
    "B3b": ("payline", lambda: payline(attempt=2)),
    "B3c": ("reliefcase", twice("reliefcase", measure=1, person=7)),
    "B9": ("dossier dossierdecision", decisions_with_a_gap),
    "M15b": ("payanswer", once("payanswer", month=MAY, source=1, subject=1, attempt=1, outcome=1, amount=5)),
    "M15c": ("paymentbatch payline", batch_and_line),
    "M15d": ("payanswer", once("payanswer", month=MAY, source=1, subject=1, attempt=1, outcome=1, amount=5, file=ONE)),
    "M15e": ("paymentorder payline", order_of_two),
    "M15f": ("payableline decisionpayment", both(
        once("payableline", id=ONE, rhythm="once", paid_on=MAY), once("decisionpayment", id=1, payable=ONE))),
    "U7": ("claimvisit", visits),
    "U8": ("claimvisit", both(lambda: visit(period=MAY, id=1), lambda: visit(period=JUNE, id=2))),
    "U7b": ("facility claimstatement", statement_of_care),
    "M15g": ("facility claimpayment", paid_care),
    "P8": ("spell", twice("spell", person_id=1, account_id=1, validity=YEAR)),
    "P8b": ("voluntaryspell", twice("voluntaryspell", person_id=1, validity=YEAR)),
    "P6": ("cardperiod", twice("cardperiod", person_id=1, validity=YEAR)),
    "P6b": ("healthspell", twice("healthspell", person_id=1, group="HGD", validity=YEAR)),
    "P3": ("person", both(once("person", id=1, merged_into_id=2), once("person", id=2, merged_into_id=1))),
    "P3b": ("person", once("person", id=1, merged_into_id=2)),
    "P4": ("person", twice("person", personal_id="026186012345")),
    "P5": ("person", once("person", id=1, full_name="Nguye\u0302\u0303n A")),
    "P9": ("person spell", both(once("person", id=1, died_on=dt.date(2020, 1, 1)),
                                once("spell", id=1, person_id=1, account_id=1, validity=YEAR))),
    "R5": ("spell", once("spell", id=1, person_id=1, recorded_at=dt.datetime(2022, 1, 1, tzinfo=dt.UTC),
                         superseded_at=dt.datetime(2021, 1, 1, tzinfo=dt.UTC))),
    "M17b": ("refund", once("refund", id=ONE, amount=5, state="approved", proposed_by="lan", decided_by="lan")),
    "B8": ("payeechange", once("payeechange", id=ONE, state="approved", entered_by="a", decided_by="b",
                               entered_at=dt.datetime(2021, 1, 1, 8, tzinfo=dt.UTC),
                               decided_at=dt.datetime(2021, 1, 1, 9, tzinfo=dt.UTC))),
    "U1": ("filing", once("filing", id=ONE, number="1", state="accepted", rows=5, rows_accepted=4)),
    "U1b": ("filing", once("filing", id=ONE, number="1", errors=2)),
    "J1": ("office run", wrong_parts),
    "J2": ("office", lambda: run("INSERT INTO procrastinate_jobs (queue_name, task_name, args, status) "
                                 "VALUES ('work', 'month.close', '{}', 'failed')")),
    "M16": ("actkey", once("actkey", key="k", act="a", content_hash="")),
    "M5b": ("person", lambda: run("ALTER TABLE records_posting DISABLE TRIGGER append_only")),
    "M4": ("accountmonth employeraccount", lambda: sheet(overpaid=5, oad_owed=1)),
    "M13": ("accountmonth employeraccount posting", both(
        lambda: sheet(overpaid=5), lambda: posting(kind=5, debit=337, credit=338, holder=1, amount=4))),
    "M10": ("posting", interest_charged_twice),
    "R8": ("office run", lambda: run_in(MAY, state="done", total=9, done=8)),
    "R9": ("office run posting", both(
        lambda: run_in(JUNE, state="running"), lambda: posting(kind=1, debit=131, credit=511))),
    "R10": ("lifecheck", once("lifecheck", id=1, day=JUNE, recorded_at=BEFORE_MIDNIGHT)),
    "P7": ("person cardlookup cardperiod", told_of_a_card_that_was_not_there),
    "U5": ("filing", both(once("filing", id=ONE, number="1", state="accepted", sha256="a", account_id=1),
                          once("filing", id=TWO, number="2", state="accepted", sha256="a", account_id=1))),
    "U6": ("outreachmessage", once("outreachmessage", id=1, state="exported", made_on=JUNE)),
    "C2": ("office run monthstate accountmonth indicatorvalue", wrong_sum_of_sheets),
    "C3": ("office target", plan_of_two_districts),
    "C4": ("office indicatorvalue", lambda: figure(superseded_at=dt.datetime(2021, 6, 1, tzinfo=dt.UTC))),
    "C5": (
        "office person",
        both(once("office", id=1, code="26", path="26", valid_to=JUNE), once("person", id=1, office_id=1)),
    ),
    "C6": ("office indicatorvalue", lambda: figure(as_of=JUNE, recorded_at=BEFORE_MIDNIGHT)),
    "J6": ("person", story_that_leads_elsewhere),
    "J6b": ("person", broken_story),
}  # fmt: skip


def test_every_invariant_has_a_planted_fault_and_a_number_of_its_own() -> None:
    codes = [one.code for one in INVARIANTS]
    assert sorted(codes) == sorted(set(codes))
    assert set(codes) == set(PLANTS)


@pytest.mark.parametrize("code", PLANTS)
def test_the_fault_planted_for_it_is_named(code: str) -> None:
    assert check(code).holds
    tables, plant = PLANTS[code]
    unguard(*tables.split())
    plant()
    verdict = check(code)
    assert not verdict.holds
    assert all(row.where for row in verdict.rows)


def test_a_changed_entry_breaks_the_chain_and_the_night_writes_it_down() -> None:
    for number in range(3):
        perform(Act("a.b", "lan", body={"n": number}), lambda: None)
    assert check(CHAIN.code).holds
    assert note_night() == 0
    unguard()
    run("""UPDATE records_auditentry SET body = replace(body, '"n":1', '"n":9')""")
    assert len(check(CHAIN.code).rows) == 1
    assert note_night() == 1
    assert '"J7":1' in AuditEntry.objects.latest("id").body
