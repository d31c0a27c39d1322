"""What the synthetic payer looks at, as a real one looks at its statement C12 and its bank: dues and balances."""

from dataclasses import dataclass

from django.db import connection

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.records.models import BankStatement

FUNDS = ("rs", "sm", "oad", "ui", "hi")


@dataclass(frozen=True, slots=True)
class Statement:
    """The foot of a closing sheet, in dong: due of the month, principal and interest owed, money not spread."""

    code: str
    due: Dong
    owed: Dong
    interest: Dong
    overpaid: Dong


def statements(office_path: str, period: Month) -> list[Statement]:
    """Return the closing figures of every account of a subtree for `period`, by code."""
    due, owed, interest = ("+".join(f"m.{fund}{end}" for fund in FUNDS) for end in ("_due", "_owed", "_interest_owed"))
    sql = (
        f"SELECT a.code, {due}, {owed}, {interest}, m.overpaid FROM records_accountmonth m "
        "JOIN records_employeraccount a ON a.id = m.account_id JOIN records_office o ON o.id = a.office_id "
        "WHERE m.period = %s AND (o.path = %s OR o.path LIKE %s) ORDER BY a.code"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [period.first_day, office_path, f"{office_path}.%"])
        return [Statement(*row) for row in cursor.fetchall()]


def has_statement(bank_account: str, name: str) -> bool:
    """Return whether a statement of a collection account was taken in under this file name."""
    return BankStatement.objects.filter(bank_account__number=bank_account, file_name=name).exists()


def last_closing(bank_account: str) -> Dong:
    """Return the closing balance of the newest statement of a collection account; 0 before the first."""
    newest = BankStatement.objects.filter(bank_account__number=bank_account).order_by("-last_day").first()
    return newest.closing if newest else 0
