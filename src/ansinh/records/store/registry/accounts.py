"""Employer accounts as declarations need them."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import EmployerAccount, EmployerStatus


@dataclass(frozen=True, slots=True)
class AccountFacts:
    """One employer account and where it belongs."""

    id: int
    code: str
    name: str
    tax_code: str
    unit_kind: str
    region: int
    opened: dt.date
    status: str
    office_id: int
    office_code: str
    office_path: str
    every: int  # pays every so many months

    @property
    def province(self) -> str:
        """Code of the province of its office."""
        return self.office_path.split(".")[1] if "." in self.office_path else self.office_code


_FACTS = """
SELECT a.id, a.code, a.name, coalesce(e.tax_code, ''), a.unit_kind, a.region, a.opened, a.status, o.id, o.code, o.path,
    a.pay_every_months
FROM records_employeraccount a
JOIN records_employer e ON e.id = a.employer_id JOIN records_office o ON o.id = a.office_id
WHERE """


def account_by_code(code: str) -> AccountFacts:
    """Return the account `code`; MissingError where there is none."""
    found = _facts("a.code = %s", code)
    if found is None:
        raise MissingError(Text(f"Không có đơn vị {code}.", f"There is no employer account {code}."))
    return found


def account_by_id(account: int, *, lock: bool = False) -> AccountFacts:
    """Return the account; with `lock` nobody else changes its spells until the transaction ends."""
    if lock:
        EmployerAccount.objects.select_for_update(no_key=True).filter(id=account).values_list("id").first()
    found = _facts("a.id = %s", account)
    if found is None:
        raise MissingError(Text("Không có đơn vị này.", "There is no such employer account."))
    return found


def _facts(condition: str, value: str | int) -> AccountFacts | None:
    """Return the facts of one account; `condition` is one of the two above."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + condition, [value])
        row = cursor.fetchone()
    return AccountFacts(*row) if row else None


def status_on(account: int, day: dt.date) -> str:
    """Return the status of the account on `day`; "active" where none is recorded."""
    row = (
        EmployerStatus.objects.filter(account_id=account, superseded_at__isnull=True, validity__contains=day)
        .values_list("status", flat=True)
        .first()
    )
    return row or "active"
