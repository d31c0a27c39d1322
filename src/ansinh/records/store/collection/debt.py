"""The door to debts at the end of a closed month: by class, state of the employer and age; the debtors by key."""

import datetime as dt
from typing import NamedTuple

import numpy as np
from django.db import connection

from ansinh.core.fund import EMPLOYER_FUNDS, Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.ageing import amounts_by_band
from ansinh.records.models import AccountMonth, OpenItem
from ansinh.records.store.collection.scope import offices

PARTS = tuple(fund.name.lower() for fund in EMPLOYER_FUNDS)
PRINCIPAL = " + ".join(f"m.{part}_owed" for part in PARTS)
INTEREST = " + ".join(f"m.{part}_interest_owed" for part in PARTS)
ARISEN = " + ".join(f"m.{part}_due + m.{part}_adjusted + m.{part}_interest" for part in PARTS)


DEBTORS = f"""
    SELECT m.account_id, a.code, a.name, a.status, o.code, {PRINCIPAL}, {INTEREST}, m.debt_class,
           m.oldest_owed, m.people
    FROM records_accountmonth m
    JOIN records_employeraccount a ON a.id = m.account_id
    JOIN records_office o ON o.id = m.office_id
    WHERE m.period = %(period)s AND m.office_id = ANY(%(offices)s) AND ({PRINCIPAL}) > 0
      AND (%(class)s = 0 OR m.debt_class = %(class)s) AND (%(status)s = '' OR a.status = %(status)s)
      AND (%(debt)s::bigint IS NULL OR (-({PRINCIPAL}), m.account_id) > (-%(debt)s::bigint, %(account)s))
    ORDER BY -({PRINCIPAL}), m.account_id LIMIT %(limit)s
"""  # noqa: S608 - names of our own columns


class DebtGroup(NamedTuple):
    """Debts of one kind: how many employer accounts, principal and unpaid interest (dong)."""

    key: str
    accounts: int
    principal: Dong
    interest: Dong


class Debtor(NamedTuple):
    """One employer account in debt at the end of a month (dong)."""

    account: int
    code: str
    name: str
    status: str
    office: str
    principal: Dong
    interest: Dong
    debt_class: int
    oldest: dt.date | None
    people: int


class DebtorFilter(NamedTuple):
    """Which debtors: by class (1..4, 0 all) and by state of the employer ("" all)."""

    debt_class: int = 0
    status: str = ""


def by_class(path: str, period: Month) -> list[DebtGroup]:
    """Return the debts under `path` by class: 1 late, 2 outstanding, 3 prolonged, 4 hard to collect."""
    return _grouped("m.debt_class::text", path, period)


def by_status(path: str, period: Month) -> list[DebtGroup]:
    """Return the debts under `path` by the state of the employer account."""
    return _grouped("a.status", path, period)


def by_office(path: str, period: Month) -> list[DebtGroup]:
    """Return the debts under `path` by base office (its code)."""
    return _grouped("o.code", path, period)


def _grouped(key: str, path: str, period: Month) -> list[DebtGroup]:
    """Return the debts under `path` summed by the SQL expression `key`, which is one of the constants above."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {key}, count(*), sum({PRINCIPAL})::bigint, sum({INTEREST})::bigint "  # noqa: S608 - constants of this module
            "FROM records_accountmonth m JOIN records_employeraccount a ON a.id = m.account_id "
            "JOIN records_office o ON o.id = m.office_id "
            f"WHERE m.period = %s AND m.office_id = ANY(%s) AND ({PRINCIPAL} + {INTEREST}) > 0 GROUP BY 1 ORDER BY 1",
            [period.first_day, offices(path)],
        )
        return [DebtGroup(*row) for row in cursor.fetchall()]


def by_age(path: str, period: Month) -> dict[str, Dong]:
    """Return the principal owed under `path` by the age of each open item (codes of bands.yaml), in dong."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (extract(year FROM i.concerns) * 12 + extract(month FROM i.concerns) - 1)::bigint, "
            "sum(i.amount)::bigint FROM records_openitem i JOIN records_employeraccount a ON a.id = i.account "
            "WHERE i.period = %s AND a.office_id = ANY(%s) GROUP BY 1",
            [period.first_day, offices(path)],
        )
        rows = np.array(cursor.fetchall(), dtype=np.int64).reshape(-1, 2)
    return amounts_by_band(rows[:, 0], rows[:, 1], period)


def by_fund(path: str, period: Month) -> dict[Fund, tuple[Dong, Dong]]:
    """Return principal and unpaid interest (dong) owed under `path`, by fund."""
    sums = ", ".join(f"sum({part}_owed)::bigint, sum({part}_interest_owed)::bigint" for part in PARTS)
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {sums} FROM records_accountmonth WHERE period = %s AND office_id = ANY(%s)",  # noqa: S608 - names of our columns
            [period.first_day, offices(path)],
        )
        row = [int(cell or 0) for cell in cursor.fetchone()]
    return {fund: (row[2 * n], row[2 * n + 1]) for n, fund in enumerate(EMPLOYER_FUNDS)}


def receivable(path: str, period: Month) -> Dong:
    """Return what was to be collected in the year to the end of `period` (dong): last December's debt and all since."""
    december, january = Month.of(period.year - 1, 12), Month.of(period.year, 1)
    carried = _total(f"{PRINCIPAL} + {INTEREST}", path, (december, december))
    return carried + _total(ARISEN, path, (january, period))


def _total(expression: str, path: str, span: tuple[Month, Month]) -> Dong:
    """Return the sum (dong) of `expression`, a constant of this module, over the months `span` (both included)."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT coalesce(sum({expression}), 0)::bigint FROM records_accountmonth m "  # noqa: S608 - as said above
            "WHERE m.office_id = ANY(%s) AND m.period BETWEEN %s AND %s",
            [offices(path), span[0].first_day, span[1].first_day],
        )
        return int(cursor.fetchone()[0])


def debtors(
    path: str, period: Month, *, chosen: DebtorFilter, after: tuple[Dong, int] | None = None, limit: int = 50
) -> list[Debtor]:
    """Return a page of debtors under `path`, the largest principal first; `after` = last one's (principal, account)."""
    debt, account = after if after is not None else (None, 0)
    with connection.cursor() as cursor:
        cursor.execute(
            DEBTORS,
            {
                "period": period.first_day,
                "offices": offices(path),
                "class": chosen.debt_class,
                "status": chosen.status,
                "debt": debt,
                "account": account,
                "limit": limit,
            },
        )
        return [Debtor(*row) for row in cursor.fetchall()]


def oldest_open(account: int, period: Month) -> dict[int, Month]:
    """Return the oldest open contribution month of an account by fund, at the end of `period`."""
    rows = OpenItem.objects.filter(period=period.first_day, account=account).order_by("-concerns")
    return {fund: Month.containing(concerns) for fund, concerns in rows.values_list("fund", "concerns")}


def last_closed(path: str) -> Month | None:
    """Return the last month with closing sheets under `path`, None before the first close."""
    found = (
        AccountMonth.objects.filter(office_id__in=offices(path)).order_by("-period").values_list("period", flat=True)
    )
    last = found.first()
    return Month.containing(last) if last else None


def first_closed(office_ids: list[int]) -> Month | None:
    """Return the first month with closing sheets of the offices: where these books begin. None before the first."""
    first = AccountMonth.objects.filter(office_id__in=office_ids).order_by("period").values_list("period", flat=True)
    day = first.first()
    return Month.containing(day) if day else None
