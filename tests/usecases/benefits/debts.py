"""Closing sheets and open items of an account, written as a close writes them."""

import datetime as dt

from django.db import connection

from ansinh.records import models as m


def closed(account: m.EmployerAccount, period: dt.date, owed: list[tuple[int, dt.date]]) -> None:
    """Write the sheet of a closed month (nothing but zeros) and what is still owed at its end: (fund, month)."""
    names = [field.column for field in m.AccountMonth._meta.concrete_fields]
    said = {"period": period, "account_id": account.id, "office_id": account.office_id, "oldest_owed": None}
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO records_accountmonth ({', '.join(names)}) VALUES ({', '.join(['%s'] * len(names))})",
            [said.get(name, 0) for name in names],
        )
        cursor.executemany(
            "INSERT INTO records_openitem (period, account, fund, concerns, amount) VALUES (%s, %s, %s, %s, 1000)",
            [(period, account.id, fund, month) for fund, month in owed],
        )
