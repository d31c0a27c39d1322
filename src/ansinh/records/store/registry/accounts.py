"""Employer accounts as declarations need them."""

import datetime as dt
from dataclasses import dataclass

from django.db import connection

from ansinh.core.errors import MissingError
from ansinh.core.text import Text


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
    found = _facts("a.id = %s FOR NO KEY UPDATE OF a" if lock else "a.id = %s", account)
    if found is None:
        raise MissingError(Text("Không có đơn vị này.", "There is no such employer account."))
    return found


def _facts(condition: str, value: str | int) -> AccountFacts | None:
    """Return the facts of one account; `condition` is one of those above."""
    with connection.cursor() as cursor:
        cursor.execute(_FACTS + condition, [value])
        row = cursor.fetchone()
    return AccountFacts(*row) if row else None


def status_on(account: int, day: dt.date) -> str:
    """Return the status of the account on `day`; "active" where none is recorded."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT status FROM records_employerstatus "
            "WHERE account_id = %s AND superseded_at IS NULL AND validity @> %s::date",
            [account, day],
        )
        row = cursor.fetchone()
    return str(row[0]) if row else "active"
