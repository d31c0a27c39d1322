"""The closing sheet of an account and month, as a partner's system asks for it."""

import datetime as dt
from typing import Any

from django.db import connection


def sheet(account: int, period: dt.date) -> dict[str, Any] | None:
    """Return the figures of the sheet by column name (dong and people); None before the month is closed."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT * FROM records_accountmonth WHERE account_id = %s AND period = %s", [account, period])
        row = cursor.fetchone()
        names = [column.name for column in cursor.description]
    return dict(zip(names, row, strict=True)) if row else None
