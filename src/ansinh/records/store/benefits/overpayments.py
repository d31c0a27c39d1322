"""The door to one claim on months overpaid: what is left of it, and what was paid in on it at the desk."""

import datetime as dt
import uuid
from dataclasses import dataclass

from django.db import IntegrityError, transaction
from django.db.models import F, Sum

from ansinh.core.errors import ConflictError, MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.records.models import Overpayment, OverpaymentReceipt
from ansinh.records.store.pages.rows import read

NONE = Text("Không có khoản phải thu hồi này.", "There is no such claim.")
TWICE = Text("Phiếu thu {document} đã ghi cho khoản này.", "Receipt {document} is recorded on this claim already.")
WITHDRAWN = Text(
    "Khoản này đã được rút lại vì báo tử nhầm; không thu nữa.",
    "This claim was withdrawn, for the death was none; nothing is taken on it.",
)


@dataclass(frozen=True, slots=True)
class Claim:
    """A claim on a file, dong; `fund` is whose money it is."""

    id: int
    pension: int
    file_no: str
    full_name: str
    person: int
    fund: int
    office: int
    office_path: str
    reason: str
    amount: Dong
    recovered: Dong
    month: dt.date
    withdrawn: bool

    @property
    def left(self) -> Dong:
        """What is still to come back."""
        return self.amount - self.recovered


@dataclass(frozen=True, slots=True)
class Receipt:
    """Money paid in on a claim (dong): by whom, under which receipt, who took it."""

    claim: int
    day: dt.date
    amount: Dong
    payer: str
    document: str
    recorded_by: str


_CLAIM = """
SELECT v.id, p.id AS pension, p.file_no, n.full_name, n.id AS person, p.fund, v.office_id AS office,
    o.path AS office_path, v.reason, v.amount, v.recovered, b.month, v.withdrawn_at IS NOT NULL AS withdrawn
FROM records_overpayment v JOIN records_pension p ON p.id = v.pension_id JOIN records_person n ON n.id = p.person_id
JOIN records_paymentbatch b ON b.run_id = v.batch_id JOIN records_office o ON o.id = v.office_id WHERE v.id = %(id)s
"""


def one(key: int, *, lock: bool = False) -> Claim:
    """Return a claim; MissingError where there is none, ConflictError to lock one that was withdrawn."""
    found = read(Claim, _CLAIM + (" FOR UPDATE OF v" if lock else ""), {"id": key})
    if not found:
        raise MissingError(NONE)
    if lock and found[0].withdrawn:
        raise ConflictError(WITHDRAWN)
    return found[0]


def receive(receipt: Receipt) -> uuid.UUID:
    """Keep money paid in on a locked claim; ConflictError for a receipt that is recorded already."""
    try:
        with transaction.atomic():
            made = OverpaymentReceipt.objects.create(
                overpayment_id=receipt.claim, day=receipt.day, amount=receipt.amount, payer=receipt.payer,
                document=receipt.document, recorded_by=receipt.recorded_by,
            )  # fmt: skip
    except IntegrityError as error:
        raise ConflictError(TWICE.fill(document=receipt.document)) from error
    Overpayment.objects.filter(pk=receipt.claim).update(recovered=F("recovered") + receipt.amount)
    return made.id


def receipts_of(pension: int) -> list[Receipt]:
    """Return what was paid in on the claims of a file, the latest first."""
    return read(
        Receipt,
        "SELECT r.overpayment_id AS claim, r.day, r.amount, r.payer, r.document, r.recorded_by "
        "FROM records_overpaymentreceipt r JOIN records_overpayment v ON v.id = r.overpayment_id "
        "WHERE v.pension_id = %(pension)s ORDER BY r.day DESC, r.recorded_at DESC",
        {"pension": pension},
    )


def claimed_for_death(person: int) -> Dong:
    """Return what stands claimed for the death of a person, dong."""
    held = Overpayment.objects.filter(pension__person_id=person, reason="death", withdrawn_at__isnull=True)
    return int(held.aggregate(amount=Sum("amount"))["amount"] or 0)
