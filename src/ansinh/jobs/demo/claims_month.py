"""What follows the quarter of claims in the demonstration: a list approved, answers, decisions, money, a trial."""

import datetime as dt
from typing import Final

from ansinh.core.period import Month
from ansinh.formats.claims_list_form import write_list_form
from ansinh.jobs.demo.cast import ACCOUNTING, LEADER, SYSTEM
from ansinh.jobs.synthetic.claims.registers import SERVICES
from ansinh.records.store.claims import lists, payments, reassessments, statements, worklist
from ansinh.records.store.claims.payments import Account
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims import (
    answering,
    changing_rules,
    completing,
    deciding,
    listing,
    paying,
    reassessing,
    settling,
)
from ansinh.usecases.claims.answering import Answer
from ansinh.usecases.claims.listing import SentList, form_of
from ansinh.usecases.coverage import watch

QUARTER: Final = Month.of(2026, 4)
OLDER_QUARTER: Final = Month.of(2021, 7)  # of the story; sent after Decision 4210
HOUSE: Final = "26001"
TODAY: Final = dt.date(2026, 7, 20)


def follow(assessor: str, hospital: str, today: dt.date) -> None:
    """Play what follows a quarter of claims at one hospital; again changes nothing."""
    if statements.statement(HOUSE, QUARTER, 3) is not None:
        return
    _approve_list(assessor, hospital)
    _answer_and_decide(assessor, hospital, today)
    _settle(today)
    changing_rules.propose("OVR-07", dt.date(2026, 4, 1), "off", "CV 12 (dữ liệu mẫu)", actor=assessor)
    for at in range(3):  # alerts about months as a whole: what was told of the year is passed, or is not
        completing.look_over(HOUSE, QUARTER.plus(at), actor=assessor)
    last = QUARTER.plus(2)
    if not reassessments.standing(HOUSE, last).is_empty():  # a small province may send nobody there in a month
        reassessing.try_again(HOUSE, last, actor=assessor)
    watch.set_trap("2699999998", "số bẫy (dữ liệu mẫu)", SYSTEM)


def _approve_list(assessor: str, hospital: str) -> None:
    """Send a list of services as a workbook and accept it; send another that waits."""
    if lists.standing(HOUSE, "services") is not None:
        return
    rows = [[code, str(kind), str(price), "01/01/2026", ""] for code, (kind, price) in SERVICES.items()]
    shape = listing.shape_of("services")
    book = write_list_form(shape, rows)
    sent = SentList(HOUSE, "services", "dich-vu-2026.xlsx", book, None, "QĐ 01 (dữ liệu mẫu)")
    listing.accept(listing.send_list(sent, actor=hospital, today=TODAY).id, actor=assessor)
    again = form_of("services", HOUSE)
    later = SentList(HOUSE, "services", "dich-vu-07-2026.xlsx", again, dt.date(2026, 7, 1), "QĐ 02 (dữ liệu mẫu)")
    listing.send_list(later, actor=hospital, today=TODAY)


def _answer_and_decide(assessor: str, hospital: str, today: dt.date) -> None:
    """Let the hospital accept some findings and contest others, and the assessor lift or keep a few."""
    for at in range(3):
        period = QUARTER.plus(at).first_day
        for place, one in enumerate(worklist.waiting(period, facilities=[HOUSE], limit=12)):
            said = Answer("contest", "Có hồ sơ bệnh án kèm theo (dữ liệu mẫu)") if place % 3 else Answer("accept")
            answering.answer(period, one.id, said, actor=hospital, facility=HOUSE, today=today)
            if place % 4 == 1:
                step = deciding.LIFT if place % 8 == 1 else deciding.KEEP
                deciding.decide(period, one.id, step, actor=assessor, reason="Đã đối chiếu hồ sơ (dữ liệu mẫu)")


def _settle(today: dt.date) -> None:
    """Tell the year's budget, pay an advance, settle a month and the quarter, sign, propose what is left."""
    if HOUSE not in payments.budgets([HOUSE], 2026):
        paying.tell_budget(HOUSE, 2026, 2_000_000_000, "QĐ 7 (dữ liệu mẫu)", actor=ACCOUNTING)
    if payments.account_on(HOUSE, today) is None:
        told = Account(0, HOUSE, "970415", "VietinBank", "113000000001", "BENH VIEN DU LIEU MAU", dt.date(2020, 1, 1),
                       "CV 3 (dữ liệu mẫu)", ACCOUNTING, "")  # fmt: skip
        paying.approve_account(paying.enter_account(told, actor=ACCOUNTING), actor=LEADER)
    if not payments.payments_of([HOUSE]):
        _advance(today)
    settling.settle(HOUSE, OLDER_QUARTER, 3, actor=ACCOUNTING, today=today)
    settling.agree(HOUSE, OLDER_QUARTER, 3, actor="benhvien")
    settling.settle(HOUSE, QUARTER, 1, actor=ACCOUNTING, today=today)
    settling.settle(HOUSE, QUARTER, 3, actor=ACCOUNTING, today=today)
    settling.agree(HOUSE, QUARTER, 3, actor="benhvien")
    if statements.owed(facility_by_code(HOUSE).id) > 0:
        paying.propose_settlement(HOUSE, QUARTER, 3, actor=ACCOUNTING)


def _advance(today: dt.date) -> None:
    """Propose, approve and pay the advance of the quarter, whole or not at all."""

    def work() -> None:
        advance = paying.propose_advance(HOUSE, QUARTER, actor=ACCOUNTING)
        paid = paying.approve(advance, actor=LEADER, today=today)
        paying.post_paid(paid, today, today)

    perform(Act("claims.payment.answers", SYSTEM, "claim_payment", HOUSE), work)
