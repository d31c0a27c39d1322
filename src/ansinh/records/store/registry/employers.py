"""Employers and their accounts: registered, changed, and the states they go through."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection
from django.db.backends.postgresql.psycopg_any import DateRange

from ansinh.records.models import Employer, EmployerAccount, EmployerStatus


@dataclass(frozen=True, slots=True)
class NewAccount:
    """An employer account to be opened."""

    code: str
    name: str
    name_search: str
    tax_code: str
    unit_kind: str
    region: int
    pay_every: int
    office_id: int
    opened: dt.date
    address: str
    phone: str
    email: str


def account_of_tax_code(tax_code: str) -> str:
    """Return the code of an open account of the employer with this tax code; "" if there is none."""
    accounts = EmployerAccount.objects.filter(employer__tax_code=tax_code).exclude(status="closed")
    return accounts.order_by("id").values_list("code", flat=True).first() or ""


def code_taken(code: str) -> bool:
    """Return whether an account has this code, or had it."""
    return EmployerAccount.objects.filter(code=code).exists()


def region_of_office(office: int) -> int:
    """Return the wage region most accounts of an office have; 4 where it has none."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT region FROM records_employeraccount WHERE office_id = %s "
            "GROUP BY region ORDER BY count(*) DESC LIMIT 1",
            [office],
        )
        row = cursor.fetchone()
    return int(row[0]) if row else 4


def open_account(new: NewAccount, *, document: str, actor: str) -> int:
    """Register the employer (unless its tax code is known) and open the account, active from its first day."""
    details = {"name": new.name, "name_search": new.name_search, "address": new.address}
    contact = {"phone": new.phone, "email": new.email}
    if new.tax_code:
        employer, _ = Employer.objects.get_or_create(tax_code=new.tax_code, defaults={**details, **contact})
    else:
        employer = Employer.objects.create(**details, **contact)
    account = EmployerAccount.objects.create(
        code=new.code, employer=employer, office_id=new.office_id, name=new.name, name_search=new.name_search,
        unit_kind=new.unit_kind, region=new.region, pay_every_months=new.pay_every, opened=new.opened,
    )  # fmt: skip
    EmployerStatus.objects.create(
        account=account, status="active", validity=DateRange(new.opened, None), document=document, recorded_by=actor
    )
    return account.id


def change_account(account: int, wanted: dict[str, str]) -> None:
    """Change name, address and contact of an account and its employer; keys as in models, absent ones stay."""
    row = EmployerAccount.objects.select_for_update(of=("self",)).select_related("employer").get(id=account)
    employer = row.employer
    for name in ("name", "name_search"):
        if name in wanted:
            setattr(row, name, wanted[name])
    if "pay_every_months" in wanted:
        row.pay_every_months = int(wanted["pay_every_months"])
    for name in ("name", "name_search", "address", "phone", "email", "tax_code"):
        if name in wanted:
            setattr(employer, name, wanted[name])
    row.save()
    employer.save()


def set_status(account: int, status: str, day: dt.date, *, document: str, actor: str) -> None:
    """Record that the account is in `status` from `day`; what was believed about later days is superseded."""
    now = dt.datetime.now(dt.UTC)
    standing = list(EmployerStatus.objects.filter(account_id=account, superseded_at__isnull=True))
    for old in (each for each in standing if each.validity.upper is None or each.validity.upper > day):
        EmployerStatus.objects.filter(pk=old.pk).update(superseded_at=now)
        if old.validity.lower < day:
            EmployerStatus.objects.create(
                account_id=account, status=old.status, validity=DateRange(old.validity.lower, day),
                document=old.document, recorded_by=actor,
            )  # fmt: skip
    EmployerStatus.objects.create(
        account_id=account, status=status, validity=DateRange(day, None), document=document, recorded_by=actor
    )
    EmployerAccount.objects.filter(id=account).update(status=status, closed=day if status == "closed" else None)
