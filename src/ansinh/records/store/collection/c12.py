"""The door to what statements C12-TS are made of, for many employer accounts of one closed month at once."""

import datetime as dt
from collections import defaultdict
from collections.abc import Iterable
from typing import Any, NamedTuple

from django.db import connection

from ansinh.core.fund import Fund
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.collection.c12 import COLUMNS, Figures, Movement, Row
from ansinh.domain.ledger.chart import Kind
from ansinh.records.models import Person
from ansinh.records.store.collection.scope import offices
from ansinh.records.store.ledger.reading import account_people

PLACE = {Fund[name.upper()]: place for place, names in enumerate(COLUMNS.values()) for name in names}


class Unit(NamedTuple):
    """Whose statement it is, and where the money goes; bank fields are "" where the office has no account."""

    account: int
    code: str
    name: str
    address: str
    tax_code: str
    office_code: str
    office_name: str
    office_parent: str
    pay_every_months: int
    bank_bin: str
    bank_name: str
    bank_account: str


class Receipt(NamedTuple):
    """Money that came (or, negative, went back) in the month: the bank's reference, day, dong."""

    reference: str
    day: dt.date
    amount: Dong


class Insured(NamedTuple):
    """One insured person of a statement's annex: base and due of the month (dong)."""

    si_number: str
    full_name: str
    base: Dong
    amounts: Row


class Source(NamedTuple):
    """Everything one statement is made of; `oldest` is the oldest open month of each column that has one."""

    unit: Unit
    figures: Figures
    receipts: tuple[Receipt, ...]
    oldest: dict[str, Month]


UNITS = """
    SELECT a.id, a.code, a.name, e.address, coalesce(e.tax_code, ''), o.code, o.name, coalesce(u.name, ''),
           a.pay_every_months, coalesce(b.bank_bin, ''), coalesce(b.bank_name, ''), coalesce(b.number, '')
    FROM records_employeraccount a
    JOIN records_employer e ON e.id = a.employer_id
    JOIN records_office o ON o.id = a.office_id
    LEFT JOIN records_office u ON u.id = o.parent_id
    LEFT JOIN LATERAL (
        SELECT b.bank_bin, b.bank_name, b.number FROM records_bankaccount b JOIN records_office f ON f.id = b.office_id
        WHERE (o.path = f.path OR o.path LIKE f.path || '.%%') AND b.valid_from <= %(day)s
          AND (b.valid_to IS NULL OR b.valid_to > %(day)s)
        ORDER BY length(f.path) DESC, b.id LIMIT 1
    ) b ON true
    WHERE a.id = ANY(%(accounts)s) ORDER BY o.path, a.code
"""
MOVED = """
    SELECT holder, fund, debit = 131, concerns < %(january)s, sum(amount)::bigint FROM records_posting
    WHERE period = %(period)s AND holder = ANY(%(accounts)s) AND kind = %(adjusted)s AND 131 IN (debit, credit)
    GROUP BY 1, 2, 3, 4
"""
CAME = """
    SELECT p.holder, coalesce(l.reference, ''),
           coalesce(l.value_date, (p.posted_at AT TIME ZONE 'Asia/Ho_Chi_Minh')::date),
           CASE WHEN p.credit = 338 THEN p.amount ELSE -p.amount END
    FROM records_posting p
    LEFT JOIN records_bankmatch m ON m.id = p.cause
    LEFT JOIN records_bankline l ON l.id = m.line_id
    WHERE p.period = %(period)s AND p.holder = ANY(%(accounts)s) AND p.fund = 0 AND p.kind IN (%(matched)s, %(refund)s)
    ORDER BY 3, p.id
"""
OPEN = """
    SELECT account, fund, concerns, amount FROM records_openitem
    WHERE period = %(period)s AND account = ANY(%(accounts)s)
"""

OWED = """
    SELECT account, fund, sum(amount)::bigint FROM records_openitem
    WHERE period = %(period)s AND account = ANY(%(accounts)s) GROUP BY 1, 2
"""
ARISEN = """
    SELECT holder, fund, period, sum(amount)::bigint FROM records_posting
    WHERE period BETWEEN %(first)s AND %(last)s AND holder = ANY(%(accounts)s) AND debit = 131 AND kind IN (1, 2, 12)
    GROUP BY 1, 2, 3
"""
RHYTHMS = (1, 3, 6)
EVERYONE = 10_000_000


def accounts_with_sheets(path: str, period: Month) -> list[tuple[int, str, str]]:
    """Return (account, its code, its office's code) of all with a closing sheet of `period` under `path`, by office."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT m.account_id, a.code, o.code FROM records_accountmonth m "
            "JOIN records_employeraccount a ON a.id = m.account_id JOIN records_office o ON o.id = a.office_id "
            "WHERE m.period = %s AND m.office_id = ANY(%s) ORDER BY o.path, a.code",
            [period.first_day, offices(path)],
        )
        return list(cursor.fetchall())


def sources(accounts: Iterable[int], period: Month) -> list[Source]:
    """Return what the statements of `accounts` for `period` are made of, by office and code; seven queries in all.

    An account without a closing sheet of the month has none.
    """
    asked = {
        "accounts": list(accounts), "period": period.first_day, "january": dt.date(period.year, 1, 1),
        "day": period.last_day, "adjusted": int(Kind.ADJUSTED), "matched": int(Kind.MATCHED),
        "refund": int(Kind.REFUND),
    }  # fmt: skip
    sheets, before = _sheets(asked), _sheets({**asked, "period": period.plus(-1).first_day})
    moved, came, oldest = _moved(asked), _came(asked), _oldest(asked)
    bases = _interest_bases(asked, period)
    answer = []
    for row in _rows(UNITS, asked):
        unit = Unit(*row)
        if unit.account in sheets:
            base = bases[unit.account][unit.pay_every_months]
            figures = Figures(sheets[unit.account], before.get(unit.account, {}), _movement(moved[unit.account]), base)
            answer.append(Source(unit, figures, tuple(came[unit.account]), oldest[unit.account]))
    return answer


def people(account: int, period: Month) -> list[Insured]:
    """Return the people assessed for an account and month as its close believed it, by name the Vietnamese way."""
    assessed = {each.person: each for each in account_people(account, period, limit=EVERYONE, until=period)}
    rows = (
        Person.objects.filter(pk__in=assessed).order_by("name_sort", "id").values_list("id", "si_number", "full_name")
    )
    answer = []
    for person, number, name in rows:
        month = assessed[person]
        amounts = Row(*(sum(month.fund(fund) for fund in funds) for funds in COLUMNS.values()))
        answer.append(Insured(number or "", name, max(0, month.amounts["si_base"]), amounts))
    return answer


def _rows(sql: str, asked: dict[str, Any]) -> list[tuple[Any, ...]]:
    """Return the rows of a query of this module."""
    with connection.cursor() as cursor:
        cursor.execute(sql, asked)
        return list(cursor.fetchall())


def _sheets(asked: dict[str, Any]) -> dict[int, dict[str, int]]:
    """Return the closing sheets of a month by account, as named figures."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM records_accountmonth WHERE period = %(period)s AND account_id = ANY(%(accounts)s)", asked
        )
        names = [column.name for column in cursor.description]
        return {sheet["account_id"]: sheet for sheet in (dict(zip(names, row, strict=True)) for row in cursor)}


def _moved(asked: dict[str, Any]) -> defaultdict[int, dict[tuple[bool, bool], list[int]]]:
    """Return the differences of each account by (up?, for earlier years?), a list over the columns."""
    found: defaultdict[int, dict[tuple[bool, bool], list[int]]] = defaultdict(dict)
    for account, fund, up, earlier, amount in _rows(MOVED, asked):
        found[account].setdefault((up, earlier), [0] * len(COLUMNS))[PLACE[Fund(fund)]] += amount
    return found


def _movement(moved: dict[tuple[bool, bool], list[int]]) -> Movement:
    """Return the differences of one account as lines of the form."""
    row = {key: Row(*amounts) for key, amounts in moved.items()}
    up_earlier, down_earlier = row.get((True, True), Row()), row.get((False, True), Row())
    return Movement(
        row.get((True, False), Row()).plus(up_earlier), up_earlier,
        row.get((False, False), Row()).plus(down_earlier), down_earlier,
    )  # fmt: skip


def _came(asked: dict[str, Any]) -> defaultdict[int, list[Receipt]]:
    """Return the receipts of each account in the order of their days."""
    found: defaultdict[int, list[Receipt]] = defaultdict(list)
    for account, *receipt in _rows(CAME, asked):
        found[account].append(Receipt(*receipt))
    return found


def _oldest(asked: dict[str, Any]) -> defaultdict[int, dict[str, Month]]:
    """Return the oldest open month of each account by column (si, hi, ui, oad)."""
    names, found = list(COLUMNS), defaultdict[int, dict[str, Month]](dict)
    for account, fund, concerns, _ in _rows(OPEN, asked):
        name, month = names[PLACE[Fund(fund)]], Month.containing(concerns)
        found[account][name] = min(month, found[account].get(name, month))
    return found


def _interest_bases(asked: dict[str, Any], period: Month) -> defaultdict[int, dict[int, Row]]:
    """Return what bears the interest of `period` by account and rhythm of paying (1, 3, 6 months), over the columns.

    Owed at the end of the month before, fund by fund, without what arose in the running month, quarter or half-year
    (SPS of contributions.md 10.2).
    """
    last = period.plus(-1)
    starts = {every: last.plus(-((last.month - 1) % every)) for every in RHYTHMS}
    owed = {(account, fund): amount for account, fund, amount in _rows(OWED, {**asked, "period": last.first_day})}
    first = min(starts.values())
    arisen = defaultdict[tuple[int, int], list[tuple[dt.date, int]]](list)
    for account, fund, month, amount in _rows(ARISEN, {**asked, "first": first.first_day, "last": last.first_day}):
        arisen[account, fund].append((month, amount))
    found: defaultdict[int, dict[int, Row]] = defaultdict(lambda: dict.fromkeys(RHYTHMS, Row()))
    for (account, fund), amount in owed.items():
        for every, start in starts.items():
            new = sum(part for month, part in arisen[account, fund] if month >= start.first_day)
            cells = [0] * len(COLUMNS)
            cells[PLACE[Fund(fund)]] = max(0, amount - new)
            found[account][every] = found[account][every].plus(Row(*cells))
    return found
