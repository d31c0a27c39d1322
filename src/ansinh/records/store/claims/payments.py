"""Money for facilities: their accounts, budgets, advances and settlements, and the file of a bank they are in."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Final

from django.db import connection
from django.utils import timezone

from ansinh.core.period import Month
from ansinh.records.models import ClaimBudget, ClaimPayment, FacilityAccount


@dataclass(frozen=True, slots=True)
class Account:
    """The bank account a facility is paid on; two people stand behind it once `approved_by` is there."""

    id: int
    facility: str
    bank: str
    bank_name: str
    number: str
    holder: str
    valid_from: dt.date
    document: str
    entered_by: str
    approved_by: str


_ACCOUNT: Final = ("id", "facility", "bank", "bank_name", "number", "holder", "valid_from", "document", "entered_by",
                   "approved_by")  # fmt: skip


def add_account(told: Account) -> int:
    """Enter an account; it serves once another person approved it."""
    row = FacilityAccount.objects.create(**{name: getattr(told, name) for name in _ACCOUNT[1:-1]})
    return int(row.pk)


def account_by_id(number: int, *, lock: bool = False) -> Account | None:
    """Return an account, its row locked where asked."""
    rows = FacilityAccount.objects.filter(pk=number)
    rows = rows.select_for_update() if lock else rows
    return next((Account(*values) for values in rows.values_list(*_ACCOUNT)), None)


def approve_account(number: int, actor: str) -> None:
    """Write down who approved an account."""
    FacilityAccount.objects.filter(pk=number).update(approved_by=actor)


def accounts_of(facility: str) -> list[Account]:
    """Return the accounts of a facility, the newest first."""
    rows = FacilityAccount.objects.filter(facility=facility).order_by("-valid_from", "-id")
    return [Account(*values) for values in rows.values_list(*_ACCOUNT)]


def accounts_waiting(facilities: Sequence[str]) -> list[Account]:
    """Return the accounts of `facilities` that wait for a second person."""
    rows = FacilityAccount.objects.filter(facility__in=list(facilities), approved_by="").order_by("id")
    return [Account(*values) for values in rows.values_list(*_ACCOUNT)]


def account_on(facility: str, day: dt.date) -> Account | None:
    """Return the approved account a facility is paid on on a day."""
    return next((one for one in accounts_of(facility) if one.approved_by and one.valid_from <= day), None)


@dataclass(frozen=True, slots=True)
class Budget:
    """The expected spending of a facility's year, dong, and the document that says it."""

    facility: str
    year: int
    expected: int
    document: str
    entered_by: str
    entered_at: dt.datetime


def add_budget(facility: str, year: int, expected: int, document: str, actor: str) -> None:
    """Write the expected spending of a year; the newest row stands, earlier ones are its history."""
    ClaimBudget.objects.create(facility=facility, year=year, expected=expected, document=document, entered_by=actor)


def budgets(facilities: Sequence[str], year: int) -> dict[str, Budget]:
    """Return the standing budgets of facilities for a year."""
    rows = ClaimBudget.objects.filter(facility__in=list(facilities), year=year)
    rows = rows.order_by("facility", "-id").distinct("facility")
    fields = ("facility", "year", "expected", "document", "entered_by", "entered_at")
    return {values[0]: Budget(*values) for values in rows.values_list(*fields)}


def spent(facilities: Sequence[str], year: int) -> dict[str, int]:
    """Return what stands as accepted of facilities in a year, dong."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT facility, round(sum(accepted) / 100.0)::bigint FROM records_claimvisit WHERE facility = ANY(%s)"
            " AND period >= make_date(%s, 1, 1) AND period < make_date(%s, 1, 1) AND superseded_at IS NULL GROUP BY 1",
            [list(facilities), year, year + 1],
        )
        return dict(cursor.fetchall())


@dataclass(frozen=True, slots=True)
class Payment:
    """One advance or settlement on its way from proposal to bank; dong."""

    id: int
    kind: str
    facility: str
    office: int
    first_month: dt.date
    months: int
    base: int
    amount: int
    state: str
    bank: str
    account: str
    holder: str
    reference: str
    message: str
    pay_on: dt.date | None
    paid_on: dt.date | None
    proposed_by: str
    proposed_at: dt.datetime
    approved_by: str
    note: str

    @property
    def month(self) -> Month:
        """The first month it is about."""
        return Month.containing(self.first_month)


_PAYMENT: Final = (
    "id", "kind", "facility", "office_id", "first_month", "months", "base", "amount", "state", "bank", "account",
    "holder", "reference", "message", "pay_on", "paid_on", "proposed_by", "proposed_at", "approved_by", "note",
)  # fmt: skip


def propose(**told: Any) -> int:  # noqa: ANN401 the columns of the table
    """Write a proposed payment; its id. IntegrityError for a second advance of a quarter."""
    return int(ClaimPayment.objects.create(**told).pk)


def payment_by_id(number: int, *, lock: bool = False) -> Payment | None:
    """Return a payment, its row locked where asked."""
    rows = ClaimPayment.objects.filter(pk=number)
    rows = rows.select_for_update(of=("self",)) if lock else rows
    return next((Payment(*values) for values in rows.values_list(*_PAYMENT)), None)


def change(number: int, **told: Any) -> None:  # noqa: ANN401 the columns of the table
    """Write columns of a payment."""
    ClaimPayment.objects.filter(pk=number).update(**told)


def approve(number: int, actor: str) -> None:
    """Write down who approved a payment."""
    change(number, state="approved", approved_by=actor, approved_at=timezone.now())


def payments_of(facilities: Sequence[str], *, state: str = "", before: int = 0, limit: int = 100) -> list[Payment]:
    """Return payments of facilities, newest first, of one state where it is given, below id `before`."""
    rows = ClaimPayment.objects.filter(facility__in=list(facilities))
    rows = rows.filter(state=state) if state else rows
    rows = rows.filter(pk__lt=before) if before else rows
    return [Payment(*values) for values in rows.order_by("-id").values_list(*_PAYMENT)[:limit]]


def approved(facilities: Sequence[str]) -> list[Payment]:
    """Return the approved payments of `facilities`, locked until the transaction ends: each goes into one file."""
    rows = ClaimPayment.objects.select_for_update(of=("self",)).filter(facility__in=list(facilities), state="approved")
    return [Payment(*values) for values in rows.order_by("id").values_list(*_PAYMENT)]


def in_message(message: str) -> list[Payment]:
    """Return the payments of a bank's file in the order of their ids."""
    return [Payment(*row) for row in ClaimPayment.objects.filter(message=message).order_by("id").values_list(*_PAYMENT)]


def by_reference(references: Sequence[str]) -> dict[str, Payment]:
    """Return the payments with these references, locked until the transaction ends."""
    rows = ClaimPayment.objects.select_for_update(of=("self",)).filter(reference__in=list(references)).order_by("id")
    return {one.reference: one for one in (Payment(*values) for values in rows.values_list(*_PAYMENT))}


def on_the_way(facility: str) -> int:
    """Return what is proposed, approved or ordered as settlement of a facility and not paid yet; dong."""
    rows = ClaimPayment.objects.filter(
        facility=facility, kind="settlement", state__in=("proposed", "approved", "ordered")
    )
    return sum(rows.values_list("amount", flat=True))


def payer(office_path: str, day: dt.date) -> tuple[str, str, str] | None:
    """Return (holder, number, bank) of the account that pays for an office: its own, or the nearest above it."""
    codes = office_path.split(".")
    paths = [".".join(codes[: length + 1]) for length in range(len(codes))]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT a.holder, a.number, a.bank_bin FROM records_payingaccount a JOIN records_office o"
            " ON o.id = a.office_id WHERE o.path = ANY(%s) AND a.valid_from <= %s"
            " AND (a.valid_to IS NULL OR a.valid_to > %s) ORDER BY length(o.path) DESC, a.valid_from DESC LIMIT 1",
            [paths, day, day],
        )
        row = cursor.fetchone()
    return None if row is None else (row[0], row[1], row[2])
