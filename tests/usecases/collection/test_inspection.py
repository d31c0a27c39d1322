"""An inspection from its plan to nothing left: team, papers, violations, minutes, conclusion, declaration, money."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import IntegrityError, transaction
from tests.jobs.small_books import Books

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.jobs.inspection.declare import declare
from ansinh.jobs.inspection.follow import follow
from ansinh.records.models import (
    DebtCase,
    DebtStep,
    EmployerAccount,
    Filing,
    FilingFinding,
    Inspection,
    InspectionFinding,
    InspectionMove,
    InspectionPlan,
    Person,
)
from ansinh.records.store.collection import inspection as store
from ansinh.usecases import declarations
from ansinh.usecases.collection import (
    inspection,
    inspection_documents,
    inspection_follow,
    inspection_plans,
    inspection_work,
    ladder,
)
from ansinh.usecases.collection.inspection import Opening, Paper
from ansinh.usecases.collection.inspection_plans import Wanted

D = dt.date
M = Month.parse
OWED = 2_560_000  # one person at 8 million: 32 % a month
CODE = "T2600001Z"
TEAM = ("inspector", ["second"])


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    made.announce()
    account = made.account(1)
    for number in (1, 2):
        made.works(account, made.person(number, birth_date=D(1990, 1, number)), "2020-10")
    made.person(3, birth_date=D(1991, 1, 1))
    for person, name in zip(Person.objects.order_by("id"), ("Hoa", "Lan", "Mai"), strict=True):
        Person.objects.filter(pk=person.pk).update(full_name=f"Trần Thị {name}")
    for month in ("2020-10", "2020-11", "2020-12"):
        made.close(month)
    return made


def code() -> str:
    return EmployerAccount.objects.get().code


def opened(**changes: object) -> UUID:
    facts: dict[str, object] = {"subject": code(), "reason": "thuế", **changes}
    return inspection.open_case("26", Opening((M("2020-10"), M("2020-12")), D(2021, 1, 11), **facts), "planner")  # type: ignore[arg-type]


def started(**changes: object) -> UUID:
    case = opened(**changes)
    inspection.decide(case, Paper(f"01/QD-{case}", D(2021, 1, 12)), TEAM, "leader")
    inspection.start(case, D(2021, 1, 13), "inspector")
    for paper, state, _, _ in store.papers(case):
        assert state == "asked"
        inspection_work.note_paper(
            case, paper, received=paper != "tax", day=D(2021, 1, 13), note="chưa quyết toán", actor="second"
        )
    return case


def test_violations_become_a_declaration_and_are_followed_until_nothing_is_left(books: Books) -> None:
    case = started()
    seen = [
        Seen("wage_low", "2600000001", first=M("2020-10"), last=M("2020-12"), declared=8_000_000, found=10_000_000,
             document="bảng lương T10-12"),
        Seen("unregistered", "2600000003", first=M("2020-11"), last=M("2020-12"), found=8_000_000, document="HĐLĐ 5"),
        Seen("wrong_benefit", "2600000002", amount=1_500_000, document="GCN 7"),
    ]  # fmt: skip
    assert inspection_work.add_findings(case, seen, "inspector") == []
    rows = store.findings(case)
    assert [row.amount for row in rows] == [3 * 640_000, 2 * OWED, 1_500_000]
    inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "Giám đốc E1", "inspector")
    with pytest.raises(RefusedError, match="member of the team"):
        inspection.conclude(case, Paper("03/KL", D(2021, 1, 15)), "second")
    inspection.conclude(case, Paper("03/KL", D(2021, 1, 15)), "leader")
    asked = inspection_follow.ask(case, "Trả sổ BHXH cho người đã nghỉ", D(2021, 1, 31), "leader")
    filed = declare(case, M("2021-01"), D(2021, 1, 16), "inspector")
    stopped = FilingFinding.objects.filter(severity="error").values_list("code", "column", "found", "message_en")
    assert (filed.rows, list(stopped)) == (2, [])
    assert declare(case, M("2021-01"), D(2021, 1, 16), "inspector").filing == filed.filing
    assert [row[0] for row in store.declarations(case)] == [UUID(filed.filing)]
    declarations.accept(filed.filing, "collector")
    account = EmployerAccount.objects.get()
    books.close("2021-01")
    assert follow("26", D(2021, 2, 2), "nightly") == (0, 0)
    books.receive(account, "2021-02", 100_000_000)
    books.close("2021-02")
    assert follow("26", D(2021, 3, 2), "nightly") == (2, 0)
    with pytest.raises(RefusedError, match="1,500,000 dong"):
        inspection.close(case, D(2021, 3, 2), "leader")
    with pytest.raises(RefusedError, match="Only"):
        inspection_follow.recover(case, rows[2].id, 2_000_000, day=D(2021, 3, 3), document="PT 1", actor="leader")
    for _ in range(2):
        inspection_follow.recover(case, rows[2].id, 1_500_000, day=D(2021, 3, 3), document="PT 1", actor="leader")
    inspection_follow.finish(case, asked, day=D(2021, 3, 3), proof="BB bàn giao", actor="leader")
    assert follow("26", D(2021, 3, 4), "nightly") == (0, 1)
    assert follow("26", D(2021, 3, 4), "nightly") == (0, 0)
    assert store.case(case).state == "closed"
    assert [row[0] for row in store.moves(case)] == ["close", "conclude", "record", "start", "decide", "open"]
    assert Filing.objects.get().account_id == account.pk


def test_nothing_is_kept_of_findings_that_lack_something(books: Books) -> None:  # noqa: ARG001
    case = started()
    wrong = [
        Seen("wage_low", "2600000001", first=M("2020-09"), last=M("2020-12"), declared=9, found=8, document="x", row=4),
        Seen("dead_payee", row=5),
        Seen("unregistered", "9999999999", first=M("2020-10"), last=M("2020-10"), found=1, row=6),
    ]
    found = inspection_work.add_findings(case, wrong, "inspector")
    assert [(one.code, one.where.row) for one in found] == [
        ("I-MONTHS", 4), ("I-WAGE", 4), ("I-KIND", 5), ("I-DOCUMENT", 6), ("I-NOBODY", 6),
    ]  # fmt: skip
    assert not InspectionFinding.objects.exists()


def test_the_minutes_do_the_check_the_ladder_waits_for(books: Books) -> None:  # noqa: ARG001
    ladder.build("26", D(2021, 1, 5), "nightly")
    debt = DebtCase.objects.get()
    step = DebtStep.objects.create(case=debt, step="check", due=D(2021, 1, 5), deadline=D(2021, 2, 4))
    case = started()
    inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "GĐ", "inspector")
    step.refresh_from_db()
    assert (step.state, step.proof) == ("done", "02/BB")


def test_nobody_inspects_what_he_handled(books: Books) -> None:  # noqa: ARG001
    ladder.build("26", D(2021, 1, 5), "nightly")
    DebtCase.objects.update(officer="second")
    case = opened()
    with pytest.raises(RefusedError, match="second is in charge of the debt case"):
        inspection.decide(case, Paper("01/QD", D(2021, 1, 12)), TEAM, "leader")
    with pytest.raises(RefusedError, match="one leader"):
        inspection.decide(case, Paper("01/QD", D(2021, 1, 12)), ("a", ["a"]), "leader")
    with pytest.raises(RefusedError, match="must not be who proposed"):
        inspection.decide(case, Paper("01/QD", D(2021, 1, 12)), ("a", []), "planner")
    assert Inspection.objects.get().state == "planned"


def test_the_machine_refuses_what_comes_too_early(books: Books) -> None:  # noqa: ARG001
    case = opened()
    with pytest.raises(RefusedError, match="not possible from there"):
        inspection.start(case, D(2021, 1, 13), "inspector")
    with pytest.raises(RefusedError, match="number of the paper"):
        inspection.decide(case, Paper(" ", D(2021, 1, 12)), TEAM, "leader")
    inspection.decide(case, Paper("01/QD", D(2021, 1, 12)), TEAM, "leader")
    with pytest.raises(RefusedError, match="member of the team"):
        inspection.start(case, D(2021, 1, 13), "somebody")
    inspection.start(case, D(2021, 1, 13), "second")
    with pytest.raises(RefusedError, match="6 papers"):
        inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "GĐ", "inspector")
    with pytest.raises(RefusedError, match="leader of the team signs"):
        inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "GĐ", "second")
    with pytest.raises(RefusedError, match="no such paper yet"):
        inspection_documents.document(case, "minutes", "en", today=D(2021, 1, 14))
    inspection.cancel(case, Paper("04/QD", D(2021, 1, 14)), "leader")
    with pytest.raises(IntegrityError), transaction.atomic():
        InspectionMove.objects.update(actor="x")


def test_plans_are_signed_by_another_and_counted_once(books: Books) -> None:  # noqa: ARG001
    wanted = [
        Wanted("periodic", "employer", D(2021, 6, 30), code(), traits=("intersector", "specialised")),
        Wanted("regular", "employer", D(2021, 9, 30), quantity=3),
    ]
    plan = inspection_plans.make("26", 2021, "10/KH", wanted, "planner")
    assert inspection_plans.make("26", 2021, "10/KH", wanted, "planner") == plan
    with pytest.raises(RefusedError, match="must not be"):
        inspection_plans.sign(plan, "planner", D(2021, 1, 2))
    inspection_plans.sign(plan, "leader", D(2021, 1, 2))
    with pytest.raises(MissingError):
        inspection_plans.make("26", 2021, "11/KH", [Wanted("regular", "employer", D(2021, 9, 1), "NOBODY")], "planner")
    with pytest.raises(RefusedError, match="weekly"):
        inspection_plans.make("26", 2021, "11/KH", [Wanted("weekly", "employer", D(2021, 9, 1))], "planner")
    item = InspectionPlan.objects.get().items.get(kind="periodic").pk
    case = started(item=item, kind="regular", subject="")
    inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "GĐ", "inspector")
    with pytest.raises(RefusedError, match="only a sudden"):
        inspection.open_case("26", Opening((M("2020-10"), M("2020-12")), D(2021, 2, 1), item=item), "planner")
    inspection.open_case(
        "26", Opening((M("2020-10"), M("2020-12")), D(2021, 2, 1), subject=code(), reason="tố cáo"), "planner"
    )
    done = inspection_plans.done_against_plan("00.26", 2021)
    assert (done.total.planned, done.total.done, done.total.unplanned) == (4, 1, 0)
    assert sum(line.done for line in done.by_kind.values()) == done.total.done
    assert {trait: line.done for trait, line in done.by_trait.items()} == {"intersector": 1, "specialised": 1}
    later = inspection_plans.make("26", 2021, "12/KH", wanted, "planner")
    inspection_plans.sign(later, "leader", D(2021, 3, 2))
    assert list(InspectionPlan.objects.order_by("version").values_list("state", flat=True)) == ["superseded", "signed"]


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_papers_of_a_case_say_who_found_what(books: Books, language: str) -> None:  # noqa: ARG001
    case = started(traits=("specialised",))
    one = Seen(
        "wage_low", "2600000001", first=M("2020-10"), last=M("2020-12"), declared=8_000_000, found=10_000_000,
        document="bảng lương",
    )  # fmt: skip
    inspection_work.add_findings(case, [one], "inspector")
    inspection_work.count(case, {"workers": 3, "insured": 2}, "inspector")
    inspection.record(case, Paper("02/BB", D(2021, 1, 14)), "Giám đốc E1", "inspector")
    inspection.conclude(case, Paper("03/KL", D(2021, 1, 15)), "leader", D(2021, 2, 15))
    for sheet in ("decision", "minutes", "conclusion"):
        told = inspection_documents.write_sheet(case, sheet, "md", language, today=D(2021, 1, 20)).decode()  # type: ignore[arg-type]
        assert code() in told
        assert ("920.000" in told.replace(",", ".")) == (sheet != "decision")
    assert inspection_documents.write_sheet(case, "minutes", "pdf", "vi", today=D(2021, 1, 20))[:4] == b"%PDF"
