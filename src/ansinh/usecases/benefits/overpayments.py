"""A claim on months overpaid is made good at the desk: heirs pay it in, whole or in parts, each with its receipt."""

import datetime as dt
import uuid

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong, format_dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import overpayments
from ansinh.records.store.benefits.overpayments import Claim, Receipt
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today

TOO_MUCH = Text(
    "Khoản này chỉ còn phải thu {left} đồng; hãy ghi số tiền từ 1 đến {left}.",
    "Only {left} dong are left of this claim; write an amount from 1 to {left}.",
)
WHO = Text("Hãy ghi người nộp và số phiếu thu.", "Write who paid and the number of the receipt.")
AHEAD = Text("Ngày {day} chưa đến.", "The day {day} has not come yet.")


def take_in(receipt: Receipt) -> uuid.UUID:
    """Record money paid in at the desk on a claim and post it; the claim is settled when nothing is left of it.

    RefusedError for more than is left, a day ahead, or without payer and receipt; ConflictError for a receipt recorded
    before and for a claim that was withdrawn.
    """
    if not receipt.payer.strip() or not receipt.document.strip():
        raise RefusedError(WHO)
    if receipt.day > today():
        raise RefusedError(AHEAD.fill(day=f"{receipt.day:%d/%m/%Y}"))
    found = overpayments.one(receipt.claim)
    body: dict[str, object] = {"amount": receipt.amount, "payer": receipt.payer, "day": str(receipt.day)}
    act = Act(
        "overpayment.paid_in", receipt.recorded_by, "overpayment", str(receipt.claim), office=found.office_path,
        reason=receipt.document, body=body,
    )  # fmt: skip
    return perform(act, lambda: _take_in(receipt))


def _take_in(receipt: Receipt) -> uuid.UUID:
    """Do it inside the transaction, the claim locked."""
    claim = overpayments.one(receipt.claim, lock=True)
    if not 0 < receipt.amount <= claim.left:
        raise RefusedError(TOO_MUCH.fill(left=format_dong(claim.left)))
    made = overpayments.receive(receipt)
    ledger_postings.post([_posting(claim, receipt.amount, receipt.day, made)])
    return made


def _posting(claim: Claim, amount: Dong, day: dt.date, cause: uuid.UUID) -> ledger_postings.Entry:
    """Return what the money moves: it is in the bank, and no longer to be recovered."""
    period = ledger_postings.first_open(claim.office_path, Month.containing(day))
    return ledger_postings.Entry(
        period=period.first_day, office=claim.office, holder=0, fund=claim.fund, kind=Kind.BENEFIT_RECOVERED,
        concerns=claim.month, debit=Chart.BANK, credit=Chart.OVERPAID, amount=amount, cause=cause,
    )  # fmt: skip
