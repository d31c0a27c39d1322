"""An agent from the contract to the commission: receipts, lists, bank, a voided receipt, a suspension."""

import datetime as dt
import uuid

import pytest
from django.db import IntegrityError
from django.db.backends.postgresql.psycopg_any import DateRange
from tests.jobs.small_books import Books

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.outreach.agents import CONDITIONS
from ansinh.records.models import AgentReceipt, BankAccount, BankLine, BankStatement, VoluntarySpell
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agents

D = dt.date
OCTOBER, NOVEMBER = Month.of(2021, 10), Month.of(2021, 11)
TAKEN = D(2021, 10, 5)


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    agent = store.register("26", code="BD1", name="Bưu điện", kind="post")
    store.sign(agent, "01/HD", (D(2021, 1, 1), D(2022, 1, 1)), "leader")
    point = store.add_point(agent, code="001", name="Bưu cục 1", office="2601", opened=D(2021, 1, 1))
    store.add_collector(point, "NV1", "Nguyễn Thu", ("CC-1", D(2021, 12, 31)))
    rule = store.enter_rule(
        scheme="vsi", renewal=None, kind="", rate="0.05", valid_from=D(2021, 1, 1), document="QD", entered_by="a"
    )
    store.approve_rule(rule, "b")
    return made


def take(amount: int = 200_000, day: dt.date = TAKEN, key: str = "") -> str:
    return agents.issue(
        "NV1", agents.Taking("vsi", renewal=False, payer="2600000001", amount=amount, day=day), "nv1", key
    )


def on_a_list(books: Books, number: str, amount: int, person: int) -> None:
    VoluntarySpell.objects.create(
        person=books.person(person), office=books.bases[0], method="1", income=1_500_000, gross=amount, due=amount,
        receipt_no=number, receipt_date=D(2021, 10, 5), validity=DateRange(D(2021, 10, 1), D(2021, 11, 1), "[)"),
    )  # fmt: skip


def banked(books: Books, amount: int) -> None:
    account = BankAccount.objects.create(
        office=books.province, bank_bin="970499", bank_name="B", number=str(amount), valid_from=D(2020, 1, 1)
    )
    statement = BankStatement.objects.create(
        bank_account=account, file_name="f", sha256=str(amount), opening=0, closing=amount, first_day=D(2021, 10, 6),
        last_day=D(2021, 10, 6), lines=1, imported_by="x",
    )  # fmt: skip
    BankLine.objects.create(
        statement=statement, office=books.province, position=1, fingerprint=str(uuid.uuid4()),
        value_date=D(2021, 10, 6), amount=amount, state="agent", agent="BD1",
    )  # fmt: skip


def test_from_receipts_to_commission_and_back(books: Books) -> None:
    first, second = take(key="a"), take(300_000)
    assert take(key="a") == first
    assert first.startswith("AGBD1-21-")
    on_a_list(books, first, 200_000, 1)
    on_a_list(books, second, 250_000, 2)
    found = agents.match("BD1", OCTOBER)
    assert (len(found.good), found.differs, found.short) == (1, ((second, 300_000, 250_000),), {"BD1": 500_000})
    assert agents.pay_commission("BD1", OCTOBER, "officer")["earned"] == 0  # the money has not come
    banked(books, 500_000)
    assert agents.pay_commission("BD1", OCTOBER, "officer") == {"matched": 200_000, "earned": 10_000, "clawed_back": 0}
    with pytest.raises(RefusedError, match="must not"):
        agents.approve_commission("BD1", OCTOBER, "officer")
    agents.approve_commission("BD1", OCTOBER, "leader")
    with pytest.raises(ConflictError, match="approved"):
        agents.pay_commission("BD1", OCTOBER, "officer")
    agents.ask_void(first, "người nộp rút", "nv1")
    with pytest.raises(RefusedError, match="must not"):
        agents.approve_void(first, "nv1", D(2021, 11, 3))
    agents.approve_void(first, "leader", D(2021, 11, 3))
    assert agents.pay_commission("BD1", NOVEMBER, "officer")["clawed_back"] == 10_000
    agents.approve_commission("BD1", NOVEMBER, "leader")
    assert agents.pay_commission("BD1", Month.of(2021, 12), "officer")["clawed_back"] == 0  # once only


def test_a_suspended_agent_issues_nothing_until_it_mends(books: Books) -> None:  # noqa: ARG001
    bad = dict.fromkeys(CONDITIONS, True) | {"software": False}
    paper = (0, True, D(2021, 10, 1), "01/BB")
    assert agents.check("BD1", agents.Checked(bad, *paper), "officer") == "suspended"
    with pytest.raises(RefusedError, match="suspended"):
        take()
    assert agents.check("BD1", agents.Checked(dict.fromkeys(CONDITIONS, True), *paper), "officer") == "active"
    assert take()
    with pytest.raises(RefusedError, match="above 0"):
        take(0)
    with pytest.raises(RefusedError, match="does not hold"):
        take(day=D(2022, 1, 1))


def test_quotas_are_dealt_exactly_by_expected_prospects(books: Books) -> None:  # noqa: ARG001
    number = store.standing("NV1")[0]
    span = (D(2021, 10, 4), D(2021, 10, 10))
    assert agents.deal_quota([(number, 3)], 7, "vsi", span, ("05/KH", "lead")) == [7]
    take()
    assert store.quotas("BD1", D(2021, 10, 5))[0][-2:] == (7, 1)


def test_a_receipt_is_voided_by_two(books: Books) -> None:  # noqa: ARG001
    number = take()
    with pytest.raises(IntegrityError):
        AgentReceipt.objects.filter(number=number).update(voided_by="a", void_approved_by="a")
