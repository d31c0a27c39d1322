"""A debt from the night it is found until it is paid: built, pushed with proof, promised, handed over, recovered."""

import datetime as dt

import pytest
from django.db import IntegrityError
from tests.jobs.small_books import Books

from ansinh.core.errors import RefusedError
from ansinh.records.models import DebtCase, DebtPromise, DebtStep
from ansinh.records.store.collection import ladder_cases, scope
from ansinh.usecases.collection import ladder, ladder_documents, ladder_recovery, ladder_steps
from ansinh.usecases.collection.ladder_steps import Doing

D = dt.date
OWED = 2_560_000  # one person at 8 million: 32 % a month


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    made.announce()
    for number in (1, 2, 3):
        made.works(made.account(number), made.person(number), "2020-10")
    for month in ("2020-10", "2020-11", "2020-12"):
        made.close(month)
    return made


def code(number: int) -> str:
    return f"T26{number:05d}Z"


def build(day: dt.date) -> ladder.Built:
    return ladder.build("26", day, "nightly")


def test_a_debt_is_pushed_promised_handed_over_and_recovered(books: Books) -> None:
    first = build(D(2021, 1, 5))
    assert (first.debtors, first.opened, first.automatic) == (3, 3, 3)
    assert build(D(2021, 1, 5)).steps == 0
    work = ladder_cases.work(scope.offices("00.26"), ladder_cases.WorkFilter(step="reminder"))
    assert [one.account for one in work] == [code(1), code(2), code(3)]
    with pytest.raises(RefusedError, match="proof"):
        ladder_steps.do_step(work[0].id, Doing(D(2021, 1, 6)), "officer")
    number = ladder_steps.do_step(
        work[0].id, Doing(D(2021, 1, 6), delivered_on=D(2021, 1, 8), proof="RR123456789VN"), "officer"
    )
    assert number.endswith("/2021/TB-BHXH.2602")
    with pytest.raises(RefusedError, match="already"):
        ladder_steps.do_step(work[0].id, Doing(D(2021, 1, 6), delivered_on=D(2021, 1, 8), proof="x"), "officer")
    paper = ladder_documents.write_step(work[0].id, "md", "vi", day=D(2021, 1, 6), actor="officer").decode()
    assert number in paper
    assert "10/2020" in paper
    ladder_steps.take_promise(code(1), OWED, D(2021, 1, 20), said_by="GD", on=D(2021, 1, 8), actor="officer")
    ladder_steps.take_promise(code(2), OWED, D(2021, 1, 20), said_by="GD", on=D(2021, 1, 8), actor="officer")
    opening = ladder_recovery.Opening("police", "Đợt 1", "01/PH", D(2021, 1, 9))
    campaign = ladder_recovery.open_campaign("26", opening, [code(1), code(2)], "lead")
    handed = ladder_recovery.report(campaign).answer
    assert (handed.employers, handed.workers, handed.recovered) == (2, 2, 0)
    books.receive(DebtCase.objects.get(account__code=code(1)).account, "2021-01", 3 * handed.handed_over)
    books.close("2021-01")
    built = build(D(2021, 2, 2))
    assert (built.closed, built.promises) == (1, 2)
    assert set(DebtPromise.objects.values_list("state", flat=True)) == {"kept", "broken"}
    broken = DebtStep.objects.filter(step="promise", state="due").values_list("case__account__code", flat=True)
    assert list(broken) == [code(2)]
    after = ladder_recovery.report(campaign)
    assert after.answer.recovered == handed.handed_over // 2
    assert after.answer.cleared == 1
    assert not DebtStep.objects.filter(case__account__code=code(1), state="due").exists()


def test_instalments_bind_once_another_approves(books: Books) -> None:  # noqa: ARG001
    build(D(2021, 1, 5))
    case = ladder_cases.latest(code(3))
    half = case.principal // 2
    parts = [(D(2021, 2, 28), half), (D(2021, 3, 31), case.principal - half)]
    with pytest.raises(RefusedError, match="together"):
        ladder_steps.propose_instalments(code(3), parts[:1], document="PA", on=D(2021, 1, 6), actor="officer")
    plan = ladder_steps.propose_instalments(code(3), parts, document="PA", on=D(2021, 1, 6), actor="officer")
    with pytest.raises(RefusedError, match="must not"):
        ladder_steps.decide_instalments(plan, "officer", approve=True)
    ladder_steps.decide_instalments(plan, "leader", approve=True)
    lines = DebtPromise.objects.order_by("until").values_list("state", "amount")
    assert list(lines) == [("open", half), ("open", case.principal)]  # what must have come by each day, in all


def test_hard_to_collect_stands_in_its_own_class_with_records_to_the_paid_month(books: Books) -> None:
    bankrupt = DebtCase.objects.model.account.field.related_model.objects.get(code=code(2))
    books.status(bankrupt, "bankrupt", D(2021, 1, 1))
    books.close("2021-01")
    build(D(2021, 2, 5))
    steps = DebtStep.objects.filter(case__account=bankrupt).exclude(state="dropped")
    assert [one.step for one in steps] == ["records"]
    paper = ladder_documents.write_step(steps[0].pk, "md", "en", day=D(2021, 2, 5), actor="officer").decode()
    assert "09/2020" in paper


def test_an_account_has_one_open_case_and_a_done_step_its_day(books: Books) -> None:  # noqa: ARG001
    build(D(2021, 1, 5))
    case = DebtCase.objects.first()
    assert case is not None
    with pytest.raises(IntegrityError):
        DebtStep.objects.create(case=case, step="call", due=D(2021, 1, 5), deadline=D(2021, 1, 5), state="done")
    case.pk = None
    with pytest.raises(IntegrityError):
        case.save(force_insert=True)
