"""The door to bills of the budgets and transfers of the finance department."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db.models import F, Sum

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.collection.budget import BillFigures, BillKey, Share
from ansinh.records.models import BudgetBill, BudgetReceipt, BudgetTransfer
from ansinh.records.store.collection.scope import offices


class TransferFacts(NamedTuple):
    """Money of a budget for a quarter; `group` "" where the paper names none, `line` None where it came another way."""

    id: uuid.UUID
    office: int
    line: uuid.UUID | None
    payer: str
    scheme: str
    quarter: dt.date
    group: str
    received_on: dt.date
    amount: Dong
    document: str
    recorded_by: str


class BudgetBalance(NamedTuple):
    """What a budget owes for a group (dong): billed, received, and the difference (negative: paid in advance)."""

    payer: str
    scheme: str
    group: str
    billed: Dong
    received: Dong

    @property
    def owed(self) -> Dong:
        """What is still to come."""
        return self.billed - self.received


STANDING = BudgetReceipt.objects.filter(transfer__undone_at__isnull=True)
KEY = ("office_id", "payer", "scheme", "group")


def bills(path: str, quarter: Month) -> dict[BillKey, tuple[uuid.UUID, int, BillFigures]]:
    """Return the bills in force of a quarter under `path`, locked: id, version and figures by key."""
    rows = BudgetBill.objects.filter(
        office_id__in=offices(path), quarter=quarter.first_day, superseded_at__isnull=True
    ).select_for_update()
    return {
        BillKey(b.office_id, b.payer, b.scheme, b.group): (
            b.pk, b.version, BillFigures(b.people, b.person_months, b.amount),
        )
        for b in rows
    }  # fmt: skip


def replace_bill(
    old: tuple[uuid.UUID, int] | None, key: BillKey, quarter: Month, figures: BillFigures, at: dt.datetime
) -> uuid.UUID:
    """Put a new version of a bill in force and return its id; `old` is (id, version) of the one it replaces."""
    if old is not None:
        BudgetBill.objects.filter(pk=old[0]).update(superseded_at=at)
    return BudgetBill.objects.create(
        office_id=key.office, payer=key.payer, scheme=key.scheme, group=key.group, quarter=quarter.first_day,
        version=old[1] + 1 if old else 1, **figures._asdict(),
    ).pk  # fmt: skip


def keep_transfer(transfer: TransferFacts, shares: Iterable[Share]) -> None:
    """Keep a transfer and which bills its parts paid; a bank line is one transfer at most."""
    t = transfer
    BudgetTransfer.objects.create(
        id=t.id, office_id=t.office, line_id=t.line, payer=t.payer, scheme=t.scheme, quarter=t.quarter, group=t.group,
        received_on=t.received_on, amount=t.amount, document=t.document, recorded_by=t.recorded_by,
    )  # fmt: skip
    BudgetReceipt.objects.bulk_create(
        BudgetReceipt(transfer_id=t.id, office_id=s.office, group=s.group, amount=s.amount) for s in shares
    )


def open_bills(path: str, transfer: TransferFacts) -> list[Share]:
    """Return what is open (dong) of the bills under `path` that `transfer` may pay, locked, by office and group."""
    wanted = BudgetBill.objects.filter(
        office_id__in=offices(path), payer=transfer.payer, scheme=transfer.scheme, quarter=transfer.quarter,
        superseded_at__isnull=True,
    ).order_by("group", "office_id")  # fmt: skip
    if transfer.group:
        wanted = wanted.filter(group=transfer.group)
    bills = list(wanted.select_for_update(of=("self",)))  # before what is paid is asked: another transfer may have paid
    paid = (
        STANDING.filter(
            transfer__payer=transfer.payer, transfer__scheme=transfer.scheme, transfer__quarter=transfer.quarter
        )
        .values_list("office_id", "group")
        .annotate(sum=Sum("amount"))
    )
    received = {(office, group): amount for office, group, amount in paid}
    return [Share(b.office_id, b.group, b.amount - received.get((b.office_id, b.group), 0)) for b in bills]


def balances(path: str, upto: Month) -> list[BudgetBalance]:
    """Return what the budgets owe under `path` by budget, scheme and group, over all quarters to that of `upto`."""
    under = offices(path)
    billed = (
        BudgetBill.objects.filter(office_id__in=under, superseded_at__isnull=True, quarter__lte=upto.first_day)
        .values_list("payer", "scheme", "group")
        .annotate(sum=Sum("amount"))
    )
    received = (
        STANDING.filter(office_id__in=under, transfer__quarter__lte=upto.first_day)
        .values_list("transfer__payer", "transfer__scheme", "group")
        .annotate(sum=Sum("amount"))
    )
    asked, came = ({(row[0], row[1], row[2]): int(row[3]) for row in rows} for rows in (billed, received))
    return [BudgetBalance(*key, asked.get(key, 0), came.get(key, 0)) for key in sorted({*asked, *came})]


def transfers(path: str, quarter: Month) -> list[TransferFacts]:
    """Return the transfers received for a quarter under `path`, the first first."""
    fields = [name + "_id" if name in ("office", "line") else name for name in TransferFacts._fields]
    rows = BudgetTransfer.objects.filter(office_id__in=offices(path), quarter=quarter.first_day, undone_at__isnull=True)
    return [TransferFacts(*row) for row in rows.order_by("received_on", F("id")).values_list(*fields)]


def locked_transfer(transfer: uuid.UUID) -> tuple[TransferFacts, str, list[Share]]:
    """Return a transfer that stands, locked, with the path of its office and its parts; MissingError if none."""
    row = (
        BudgetTransfer.objects.select_for_update(of=("self",))
        .filter(pk=transfer, undone_at__isnull=True)
        .select_related("office")
        .first()
    )
    if row is None:
        raise MissingError(
            Text("Không có khoản chuyển này, hoặc đã gỡ.", "There is no such transfer, or it is undone.")
        )
    parts = [Share(p.office_id, p.group, p.amount) for p in row.parts.order_by("id")]
    facts = TransferFacts(
        row.pk, row.office_id, row.line_id, row.payer, row.scheme, row.quarter, row.group, row.received_on, row.amount,
        row.document, row.recorded_by,
    )  # fmt: skip
    return facts, row.office.path, parts


def undo(transfer: uuid.UUID, actor: str, reason: str, at: dt.datetime) -> None:
    """Write down that a transfer was none."""
    BudgetTransfer.objects.filter(pk=transfer).update(undone_at=at, undone_by=actor, undone_why=reason)


def once_undone(lines: Iterable[uuid.UUID]) -> set[uuid.UUID]:
    """Return which lines a person has said are no transfer: no rule takes them again."""
    rows = BudgetTransfer.objects.filter(line_id__in=list(lines), undone_at__isnull=False)
    return {line for line in rows.values_list("line_id", flat=True) if line is not None}
