"""Advances and settlements of facilities: proposed, approved by another person, posted when the bank has paid."""

import datetime as dt
from typing import Final

from django.db import IntegrityError

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.settlement import advance_of
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.law.claims.days import QUARTER, advance_share
from ansinh.law.value_files import load
from ansinh.records.store.claims import payments, statements
from ansinh.records.store.claims.payments import Account, Payment
from ansinh.records.store.registry.facilities import FacilityFacts, facility_by_code
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.settling import move, preview_advance

NOTHING_BEFORE: Final = Text(
    "Không có số tạm ứng: quý trước chưa có chi phí được chấp nhận, chưa giao dự kiến chi, hoặc còn tạm ứng cũ.",
    "Nothing to advance: the quarter before has nothing accepted and no budget is told, or an earlier advance is left.",
)
NOTHING_OWED: Final = Text("Không còn số phải trả cho cơ sở.", "Nothing is owed to the facility.")
TWICE: Final = Text("Quý này đã có đề nghị tạm ứng.", "This quarter has its advance already.")
NO_PAYMENT: Final = Text("Không có khoản chi này.", "There is no such payment.")
STATE: Final = Text("Khoản chi đang ở trạng thái khác.", "The payment is in another state.")
SAME_PERSON: Final = Text("Người đề xuất không được tự duyệt.", "The proposer does not approve.")
NO_ACCOUNT: Final = Text(
    "Cơ sở {facility} chưa có tài khoản nhận tiền được duyệt.", "The facility {facility} has no approved account."
)
NO_NUMBER: Final = Text(
    "Số tài khoản chỉ gồm chữ và số; mã ngân hàng gồm 6 chữ số.",
    "An account number is letters and digits, the number of a bank is 6 digits.",
)
BANK_DIGITS: Final = 6


def propose_advance(facility: str, quarter: Month, *, actor: str) -> int:
    """Art. 32, Law 25/2008/QH12 as amended: propose the advance of a quarter; the id of the payment.

    A share of the cost accepted in the quarter before, or of a quarter of the year's expected spending for a new
    contract, less what is left of an earlier advance. RefusedError where that is nothing, ConflictError a second time.
    """
    act = Act("claims.advance.propose", actor, "facility", facility, body={"quarter": str(quarter)})

    def work() -> int:
        place = facility_by_code(facility)
        base = cost_before(facility, quarter)
        amount = advance_of(base, advance_share(quarter, load()), preview_advance(place))
        if amount <= 0:
            raise RefusedError(NOTHING_BEFORE)
        told = _row(place, quarter, (base, amount), actor)
        try:
            return payments.propose(kind="advance", **told)
        except IntegrityError as error:
            raise ConflictError(TWICE) from error

    return perform(act, work)


def cost_before(facility: str, quarter: Month) -> int:
    """Return what an advance is reckoned from: accepted in the quarter before, else a quarter of the year's budget."""
    accepted = statements.figures(facility, quarter.plus(-QUARTER), QUARTER).accepted
    if accepted:
        return accepted
    told = payments.budgets([facility], quarter.year).get(facility)
    return told.expected // 4 if told else 0


def propose_settlement(facility: str, first: Month, months: int, *, actor: str) -> int:
    """Propose to pay what the books owe a facility and no other payment is under way for; the id of the payment."""
    act = Act("claims.settlement.propose", actor, "facility", facility, body={"period": str(first), "months": months})

    def work() -> int:
        take_turn("claims money", facility)  # two would both find the whole of it owed
        place = facility_by_code(facility)
        owed = statements.owed(place.id)
        amount = owed - payments.on_the_way(facility)
        if amount <= 0:
            raise RefusedError(NOTHING_OWED)
        return payments.propose(kind="settlement", **(_row(place, first, (owed, amount), actor) | {"months": months}))

    return perform(act, work)


def _row(place: FacilityFacts, first: Month, money: tuple[int, int], actor: str) -> dict[str, object]:
    """Return the columns of a proposed payment."""
    return {
        "facility": place.code, "office_id": place.office_id, "first_month": first.first_day, "months": QUARTER,
        "base": money[0], "amount": money[1], "proposed_by": actor,
    }  # fmt: skip


def approve(number: int, *, actor: str, today: dt.date) -> Payment:
    """Approve a proposed payment to the facility's account of today. RefusedError for its proposer or without one."""

    def work() -> Payment:
        one = _in(number, "proposed")
        if one.proposed_by == actor:
            raise RefusedError(SAME_PERSON)
        account = payments.account_on(one.facility, today)
        if account is None:
            raise RefusedError(NO_ACCOUNT.fill(facility=one.facility))
        payments.change(
            number, bank=account.bank, account=account.number, holder=account.holder,
            reference=f"KCB{one.facility}-{one.first_month:%Y%m}-{number}",
        )  # fmt: skip
        payments.approve(number, actor)
        return one

    return perform(Act("claims.payment.approve", actor, "claim_payment", str(number)), work)


def cancel(number: int, reason: str, *, actor: str) -> None:
    """Cancel a payment that is not in a bank's file yet."""

    def work() -> None:
        _in(number, "proposed", "approved")
        payments.change(number, state="cancelled", note=reason[:500])

    perform(Act("claims.payment.cancel", actor, "claim_payment", str(number), reason=reason), work)


def _in(number: int, *states: str) -> Payment:
    """Return a payment in one of `states`, locked. MissingError, or ConflictError in another state."""
    one = payments.payment_by_id(number, lock=True)
    if one is None:
        raise MissingError(NO_PAYMENT)
    if one.state not in states:
        raise ConflictError(STATE)
    return one


def post_paid(one: Payment, day: dt.date, today: dt.date) -> None:
    """Post that the bank paid: an advance is held by the facility, a settlement is no longer owed."""
    place = facility_by_code(one.facility)
    advance = one.kind == "advance"
    legs = (Chart.ADVANCED if advance else Chart.PAYABLE_CARE, Chart.BANK, one.amount)
    move(place, Kind.CARE_ADVANCED if advance else Kind.CARE_PAID, one.month, today, legs)
    payments.change(one.id, state="paid", paid_on=day)


def post_returned(one: Payment, reason: str, today: dt.date) -> None:
    """Post that money came back (where it had left), and let the payment be proposed again."""
    if one.state == "paid":
        place = facility_by_code(one.facility)
        advance = one.kind == "advance"
        legs = (Chart.BANK, Chart.ADVANCED if advance else Chart.PAYABLE_CARE, one.amount)
        move(place, Kind.CARE_ADVANCED if advance else Kind.CARE_PAID, one.month, today, legs)
    payments.change(one.id, state="returned", note=reason[:500])


def enter_account(told: Account, *, actor: str) -> int:
    """Enter the account of a facility; it serves once another person approved it."""
    if not (
        told.number.isalnum() and told.number.isascii() and told.bank.isdecimal() and len(told.bank) == BANK_DIGITS
    ):
        raise RefusedError(NO_NUMBER)
    act = Act("claims.account.enter", actor, "facility", told.facility, body={"bank": told.bank})
    return perform(act, lambda: payments.add_account(told))


def approve_account(number: int, *, actor: str) -> None:
    """Approve an account another person entered."""

    def work() -> None:
        one = payments.account_by_id(number, lock=True)
        if one is None:
            raise MissingError(NO_PAYMENT)
        if one.entered_by == actor:
            raise RefusedError(SAME_PERSON)
        payments.approve_account(number, actor)

    perform(Act("claims.account.approve", actor, "facility_account", str(number)), work)


def tell_budget(facility: str, year: int, expected: int, document: str, *, actor: str) -> None:
    """Art. 65, Decree 188/2025/ND-CP: tell a facility the expected spending of a year, or revise it."""
    if expected <= 0 or not document.strip():
        raise RefusedError(Text("Cần số tiền và văn bản giao dự kiến chi.", "Say the amount and the document."))
    act = Act("claims.budget", actor, "facility", facility, body={"year": year, "expected": expected})
    perform(act, lambda: payments.add_budget(facility, year, expected, document, actor))
