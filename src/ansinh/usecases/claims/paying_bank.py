"""The bank's side of payments to facilities: one file of orders, and what the bank answered."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Final

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.finding import Finding, Place
from ansinh.core.text import Text
from ansinh.formats.faults import fault
from ansinh.formats.limits import read_limited
from ansinh.formats.pain001 import Order, Payer, Transfers, check_pain001, write_pain001
from ansinh.formats.vietqr import ascii_text
from ansinh.records.store.claims import payments
from ansinh.records.store.claims.payments import Payment
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.claims.paying import NO_PAYMENT, STATE, post_paid, post_returned

NO_PAYER: Final = Text("Cơ quan chưa khai tài khoản chi.", "The office has no account to pay from.")
NOTHING: Final = Text("Không có khoản chi nào đã duyệt.", "No payment is approved.")
REFUSED: Final = frozenset({"rejected", "not_collected", "returned"})
_PURPOSE: Final = {"advance": "TAM UNG KCB BHYT", "settlement": "THANH TOAN KCB BHYT"}


@dataclass(frozen=True, slots=True)
class Answered:
    """What came of a file of answers: how many payments were paid, came back or were known, and what was wrong."""

    paid: int
    returned: int
    known: int
    findings: list[Finding]


def order(facilities: list[str], office_path: str, *, actor: str, pay_on: dt.date) -> list[tuple[str, bytes]]:
    """Put every approved payment of `facilities` into files, one for a bank: (name, bytes) of each.

    RefusedError without an account to pay from or anything to pay. The same file can be had again (`file_of`).
    """
    payer = payments.payer(office_path, pay_on)
    if payer is None:
        raise RefusedError(NO_PAYER)
    act = Act("claims.payment.order", actor, "office", office_path, body={"pay_on": pay_on.isoformat()})

    def work() -> list[str]:
        chosen = payments.approved(facilities)
        if not chosen:
            raise RefusedError(NOTHING)
        messages = {bank: f"KCB{uuid.uuid4().hex[:28]}" for bank in sorted({one.bank for one in chosen})}
        for one in chosen:
            payments.change(one.id, state="ordered", message=messages[one.bank], pay_on=pay_on)
        return list(messages.values())

    return [file_of(message, office_path) for message in perform(act, work)]


def file_of(message: str, office_path: str) -> tuple[str, bytes]:
    """Return (name, bytes) of the file of a message, the same whenever it is asked for."""
    rows = payments.in_message(message)
    if not rows or rows[0].pay_on is None:
        raise MissingError(NO_PAYMENT)
    payer = payments.payer(office_path, rows[0].pay_on)
    if payer is None:
        raise RefusedError(NO_PAYER)
    created = dt.datetime.combine(rows[0].pay_on, dt.time(), dt.UTC)
    written = Order(message, created, rows[0].pay_on, Payer(*payer), rows[0].bank, _purpose(rows[0]))
    data = write_pain001(
        written,
        Transfers(
            [one.reference for one in rows], [one.amount for one in rows], [ascii_text(one.holder) for one in rows],
            [one.account for one in rows],
        ),
    )  # fmt: skip
    found = check_pain001(data)
    if found:
        raise RefusedError(found[0].message)
    return f"{message}.xml", data


def _purpose(one: Payment) -> str:
    """Return what a facility finds on its statement."""
    place = facility_by_code(one.facility)
    return f"BHXH {place.office_path.rsplit('.', maxsplit=1)[-1]} {_PURPOSE[one.kind]} {one.first_month:%m/%Y}"


def take_answers(data: bytes, name: str, facilities: list[str], *, actor: str, today: dt.date) -> Answered:
    """Take in what a bank answered (camt.054 or a list): all lines that are right, or none where one is wrong."""
    read = read_limited("answers", data, name=name)
    if read.findings:
        return Answered(0, 0, 0, list(read.findings))
    act = Act("claims.payment.answers", actor, "claim_payment", read.message or name)

    def work() -> Answered:
        known = {
            reference: one
            for reference, one in payments.by_reference([one.reference for one in read.answers]).items()
            if one.facility in facilities
        }
        findings = [found for one in read.answers if (found := _wrong(one.reference, one.amount, known, one.row))]
        counts = {"paid": 0, "returned": 0, "known": 0}
        if not findings:
            for one in read.answers:
                counts[_answer(known, one.reference, one.outcome, (one.day, one.reason), today)] += 1
        return Answered(counts["paid"], counts["returned"], counts["known"], findings)

    return perform(act, work)


def _wrong(reference: str, amount: int, known: dict[str, Payment], row: int) -> Finding | None:
    """Return what is wrong with an answer, if anything."""
    where = Place("", row or None, reference)
    one = known.get(reference)
    if one is None:
        return fault("P-UNKNOWN", where, reference)
    if one.amount != amount:
        return fault("P-AMOUNT", where, amount, ordered=one.amount)
    if one.state not in {"ordered", "paid", "returned"}:
        return fault("P-ANSWERED", where, reference, known=STATE.vi)
    return None


def _answer(known: dict[str, Payment], reference: str, outcome: str, said: tuple[dt.date, str], today: dt.date) -> str:
    """Do what one answer says; paid, returned, or known where it was said before."""
    one = known[reference]
    if outcome == "paid" and one.state == "ordered":
        post_paid(one, said[0], today)
        known[reference] = payments.payment_by_id(one.id) or one
        return "paid"
    if outcome in REFUSED and one.state != "returned":
        post_returned(one, said[1], today)
        known[reference] = payments.payment_by_id(one.id) or one
        return "returned"
    return "known"
