"""What an inspection of a payment point finds becomes a claim of benefits, and what comes back on it is followed."""

import datetime as dt
from uuid import UUID

import pytest
from django.db import connection
from tests.jobs.payroll.small_payroll import POST, Pensions, books_of, lines, rows

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.jobs.inspection import claims
from ansinh.jobs.invariants import check
from ansinh.records.models import Office, Person
from ansinh.records.store.benefits.overpayments import Receipt
from ansinh.records.store.collection import inspection as store
from ansinh.usecases.benefits import overpayments
from ansinh.usecases.collection import inspection, inspection_claims, inspection_follow, inspection_work
from ansinh.usecases.collection.inspection import Opening, Paper

D = dt.date
DAY = D(2021, 12, 6)


@pytest.fixture
def paid(committed_db: str) -> tuple[Pensions, str, int]:  # noqa: ARG001 - a fixture that has to stand first
    """Pensions paid at a post point for three months: one file, and its monthly amount."""
    pensions = Pensions()
    file = pensions.grant(2, where=POST)[0]
    for month in ("2021-09", "2021-10", "2021-11"):
        pensions.paid(month)
    return pensions, file, lines("2021-10")[file][1]


def concluded(*seen: Seen) -> UUID:
    """An inspection of the point, with what was seen, concluded."""
    opening = Opening(
        (Month.parse("2021-09"), Month.parse("2021-11")), DAY, subject_kind="payment_point", subject=POST[1],
        reason="kế hoạch",
    )  # fmt: skip
    case = inspection.open_case("26", opening, "planner")
    inspection.decide(case, Paper("2/QD", DAY), ("first", []), "leader")
    inspection.start(case, DAY, "first")
    assert inspection_work.add_findings(case, list(seen), "first") == []
    for code, *_ in store.papers(case):
        inspection_work.note_paper(case, code, received=False, day=DAY, note="không có", actor="first")
    inspection.record(case, Paper("2/BB", DAY), "Trưởng bưu cục", "first")
    inspection.conclude(case, Paper("2/KL", DAY), "leader")
    return case


def dead(file: str, months: int, monthly: int) -> Seen:
    ((number,),) = rows(
        "SELECT n.si_number FROM records_pension p JOIN records_person n ON n.id = p.person_id WHERE file_no = %s", file
    )
    first = Month.parse("2021-11").plus(1 - months)
    return Seen(
        "dead_payee", number, "P", first, Month.parse("2021-11"), amount=months * monthly, document="Danh sách ký nhận"
    )  # fmt: skip


def offices() -> list[int]:
    return list(Office.objects.values_list("id", flat=True))


def test_a_dead_payee_is_reported_once_and_claimed(paid: tuple[Pensions, str, int]) -> None:
    pensions, file, monthly = paid
    case = concluded(dead(file, 2, monthly))
    assert claims.claim(case, DAY, "nightly") == [file]
    assert rows("SELECT months, amount, reason FROM records_overpayment") == [(2, 2 * monthly, "death")]
    assert Person.objects.filter(died_on=D(2021, 9, 30)).count() == 1
    assert claims.claim(case, DAY, "nightly") == []
    pensions.paid("2021-12")
    assert file not in lines("2021-12")


def test_what_heirs_pay_in_is_written_down_as_recovered(paid: tuple[Pensions, str, int]) -> None:
    _, file, monthly = paid
    case = concluded(dead(file, 2, monthly))
    assert claims.follow(offices(), DAY, "nightly") == (1, 0)
    ((claim,),) = rows("SELECT id FROM records_overpayment")
    overpayments.take_in(Receipt(claim, DAY, monthly, "Con gái", "PT 3", "ke-toan"))
    assert claims.follow(offices(), DAY, "nightly") == (0, 1)
    assert claims.follow(offices(), DAY, "nightly") == (0, 0)
    (row,) = store.findings(case)
    assert (row.recovered, row.remaining) == (monthly, monthly)
    assert books_of(1)[138] == monthly


def other_hands(monthly: int) -> UUID:
    return concluded(Seen("wrong_person", name="Nhận thay", amount=monthly, document="Danh sách"),
                     Seen("cash_short", amount=500_000, document="Biên bản kiểm quỹ"))  # fmt: skip


def claimed() -> dict[tuple[int, int], int]:
    """What was posted by debit and credit on claims against points."""
    return {
        (debit, credit): amount
        for debit, credit, amount in rows(
            "SELECT debit, credit, sum(amount)::bigint FROM records_posting WHERE 139 IN (debit, credit) GROUP BY 1, 2"
        )
    }


def test_money_in_other_hands_and_missing_cash_are_owed_by_the_point_in_the_books(
    paid: tuple[Pensions, str, int],
) -> None:
    _, _, monthly = paid
    case = other_hands(monthly)
    assert claims.claim(case, DAY, "nightly") == []  # nobody died
    assert claimed() == {(139, 611): monthly, (139, 112): 500_000}
    assert claims.claim(case, DAY, "nightly") == []
    assert claims.follow(offices(), DAY, "nightly") == (0, 0)
    assert books_of(1)[139] == monthly + 500_000  # again posted nothing
    assert store.case(case).deadline == DAY + dt.timedelta(days=30)
    assert rows("SELECT count(*) FROM records_overpayment") == [(0,)]


def test_what_a_point_owes_is_also_asked_for_by_the_deadline(paid: tuple[Pensions, str, int]) -> None:
    case = other_hands(paid[2])
    asked = {text.split(":")[0]: until for _, text, until, *_ in store.requests(case)}
    until = DAY + dt.timedelta(days=30)
    assert asked == {
        "Xác minh người nhận, nộp lại tiền và chi cho đúng người hưởng": until, "Giải trình, bổ sung đủ quỹ": until
    }  # fmt: skip


def test_money_that_comes_back_leaves_the_claim_and_the_case_closes_at_nothing(
    paid: tuple[Pensions, str, int],
) -> None:
    case = other_hands(paid[2])
    wrong, short = sorted(store.findings(case), key=lambda row: row.kind, reverse=True)
    inspection_follow.recover(case, wrong.id, 1_000, day=DAY, document="PT 1", actor="first")  # before the books know
    claims.claim(case, DAY, "nightly")
    assert books_of(1)[139] == wrong.amount - 1_000 + short.amount
    inspection_follow.recover(case, wrong.id, wrong.amount - 1_000, day=DAY, document="PT 2", actor="first")
    inspection_follow.recover(case, short.id, short.amount, day=DAY, document="PT 3", actor="first")
    inspection_follow.recover(case, short.id, short.amount, day=DAY, document="PT 3", actor="first")  # said again
    assert books_of(1).get(139, 0) == 0
    assert claimed()[112, 139] == wrong.amount + short.amount
    assert check("M18").holds
    for number, *_ in store.requests(case):
        inspection_follow.finish(case, number, day=DAY, proof="BB", actor="first")
    inspection.close(case, DAY, "leader")


def test_a_case_closes_only_once_its_claim_stood_in_the_books(paid: tuple[Pensions, str, int]) -> None:
    case = other_hands(paid[2])
    for row in store.findings(case):
        inspection_follow.recover(case, row.id, row.amount, day=DAY, document="PT", actor="first")
    for number, *_ in store.requests(case):
        inspection_follow.finish(case, number, day=DAY, proof="BB", actor="first")
    with pytest.raises(RefusedError, match="not in the books"):
        inspection.close(case, DAY, "leader")
    claims.claim(case, DAY, "first")
    inspection.close(case, DAY, "leader")
    assert books_of(1).get(139, 0) == 0


def test_the_verifier_notices_a_claim_that_lost_its_posting(paid: tuple[Pensions, str, int]) -> None:
    case = other_hands(paid[2])
    claims.claim(case, DAY, "nightly")
    assert check("M18").holds
    with connection.cursor() as cursor:
        cursor.execute("UPDATE records_inspectionfinding SET amount = amount + 1 WHERE kind = 'cash_short'")
    (row,) = check("M18").rows
    assert (row.where, int(row.expected) - int(row.found)) == (f"inspection {case}", 1)


def test_nothing_is_claimed_before_the_conclusion(paid: tuple[Pensions, str, int]) -> None:
    assert paid
    opening = Opening((Month.parse("2021-09"), Month.parse("2021-11")), DAY, subject_kind="payment_point",
                      subject=POST[1], reason="kế hoạch")  # fmt: skip
    case = inspection.open_case("26", opening, "planner")
    with pytest.raises(RefusedError):
        inspection_claims.claim(case, {}, DAY, "nightly")
