"""What a snapshot measures: one set-based query for each kind of source, grouped by office. No person in Python.

Queries are built from indicators.yaml; every name in it is checked against the tables before it becomes SQL.
"""

import datetime as dt
from collections import defaultdict
from collections.abc import Mapping, Sequence

from django.db import connection
from psycopg import sql

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.domain.planning.indicators import Indicator
from ansinh.records.models import AccountMonth

_OPEN = "a.opened <= {end} AND (a.closed IS NULL OR a.closed > {end})"

Amounts = dict[str, dict[int, int]]
"""Whole numbers by indicator and office id."""

_COLUMNS = {field.column for field in AccountMonth._meta.concrete_fields}  # noqa: SLF001 - Django's documented API
_MOVES = {
    "receipts": ((Kind.BUDGET_RECEIVED, Kind.PARTICIPANT_PAID), "credit", "debit"),
    "billed": ((Kind.BUDGET_BILLED, Kind.PARTICIPANT_DUE), "debit", "credit"),
}
_OWED_BY_OTHERS = [Chart.RECEIVABLE_BUDGET, Chart.RECEIVABLE_PARTICIPANTS]
_FUNDS = {"vsi": Fund.VSI, "hi": Fund.HI}

_STATUS = sql.SQL(
    "LEFT JOIN records_employerstatus s ON s.account_id = a.{key} AND s.superseded_at IS NULL AND s.validity @> {day}"
)


def window(indicator: Indicator, month: Month) -> tuple[Month, Month]:
    """Return the months an indicator looks at: the month, last December, or from the start of its sum."""
    if indicator.source is not None and indicator.source.at_december:
        december = Month.of(month.year, 1).plus(-1)
        return december, december
    if indicator.kind != "flow":
        return month, month
    return (Month.containing(indicator.since) if indicator.since else Month.of(month.year, 1)), month


def sheets(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return the sums and counts over closing sheets: one pass for each window that the indicators look at."""
    windows: dict[tuple[Month, Month], list[Indicator]] = defaultdict(list)
    for one in indicators:
        windows[window(one, month)].append(one)
    amounts: Amounts = {}
    for (first, last), wanted in windows.items():
        if first <= last:
            amounts |= _sheets(wanted, (first, last), month.last_day, offices)
    return amounts


def _sheets(
    indicators: Sequence[Indicator], span: tuple[Month, Month], day: dt.date, offices: Sequence[int]
) -> Amounts:
    """Return the sums and counts over the closing sheets of `span`; states of employers are those on `day`."""
    names = [sql.Identifier(one.code) for one in indicators]
    per_account = span[0] < span[1] and any(_is_count(one) for one in indicators)  # in one month each has one sheet
    amounts = [
        sql.SQL("least({}, 1)").format(_aggregate(one)) if per_account and _is_count(one) else _aggregate(one)
        for one in indicators
    ]
    query = sql.SQL(
        "SELECT office_id, {totals} FROM (SELECT a.office_id, {amounts} FROM records_accountmonth a {status} "
        "WHERE a.period BETWEEN {first} AND {last} AND a.office_id = ANY({offices}) GROUP BY {groups}) g "
        "GROUP BY office_id"
    ).format(
        totals=sql.SQL(", ").join([sql.SQL("sum({})").format(name) for name in names]),
        amounts=sql.SQL(", ").join(
            [sql.SQL("{} AS {}").format(amount, name) for amount, name in zip(amounts, names, strict=True)]
        ),
        status=_status(indicators, day),
        first=sql.Literal(span[0].first_day),
        last=sql.Literal(span[1].first_day),
        offices=sql.Literal(list(offices)),
        groups=sql.SQL("a.office_id, a.account_id" if per_account else "a.office_id"),
    )
    return _columns([one.code for one in indicators], query)


def _is_count(indicator: Indicator) -> bool:
    """Return whether an indicator counts accounts, each once however many months it looks at."""
    return indicator.source is not None and indicator.source.way == "count"


def _status(indicators: Sequence[Indicator], day: dt.date) -> sql.Composable:
    """Return the join to the states of employers on `day`, or nothing where no indicator asks for them."""
    if not any(one.source is not None and one.source.statuses for one in indicators):
        return sql.SQL("")
    return _STATUS.format(key=sql.Identifier("account_id"), day=sql.Literal(day))


def accounts(indicators: Sequence[Indicator], month: Month, offices: Sequence[int]) -> Amounts:
    """Return how many accounts are in a state on the last day, and how many opened or closed since January."""
    if not indicators:
        return {}
    query = sql.SQL(
        "SELECT a.office_id, {amounts} FROM records_employeraccount a {status} "
        "WHERE a.office_id = ANY({offices}) GROUP BY a.office_id"
    ).format(
        amounts=sql.SQL(", ").join([_counted(one, month) for one in indicators]),
        status=_STATUS.format(key=sql.Identifier("id"), day=sql.Literal(month.last_day)),
        offices=sql.Literal(list(offices)),
    )
    return _columns([one.code for one in indicators], query)


def people(table: str, code: str, day: dt.date, offices: Sequence[int]) -> Amounts:
    """Return how many people a table of spells (voluntary, health) holds insured on `day`, under `code`."""
    query = sql.SQL(
        "SELECT office_id, count(*) FROM {table} "
        "WHERE superseded_at IS NULL AND validity @> {day} AND office_id = ANY({offices}) GROUP BY office_id"
    ).format(table=sql.Identifier(f"records_{table}spell"), day=sql.Literal(day), offices=sql.Literal(list(offices)))
    return _columns([code], query)


def distinct_people(day: dt.date, groups: Mapping[int, Sequence[int]]) -> dict[int, int]:
    """Return how many different people are insured on `day` in each group of offices, whatever the scheme.

    `groups` gives for an office the offices it takes in. Few people are insured twice, so all are counted once and only
    those found twice are told apart. Runs in a transaction (it raises work_mem until the end of it).
    """
    everywhere = sorted({office for offices in groups.values() for office in offices})
    pairs = [(group, office) for group, offices in groups.items() for office in offices]
    query = sql.SQL(
        "WITH insured AS MATERIALIZED ("
        "SELECT a.office_id, s.person_id FROM records_spell s JOIN records_employeraccount a ON a.id = s.account_id "
        "WHERE s.superseded_at IS NULL AND s.validity @> {day} AND a.office_id = ANY({offices}) "
        "UNION ALL SELECT office_id, person_id FROM records_healthspell "
        "WHERE superseded_at IS NULL AND validity @> {day} AND office_id = ANY({offices}) "
        "UNION ALL SELECT office_id, person_id FROM records_voluntaryspell "
        "WHERE superseded_at IS NULL AND validity @> {day} AND office_id = ANY({offices})), "
        "groups AS (SELECT * FROM unnest({wholes}::bigint[], {parts}::bigint[]) AS g (whole, part)), "
        "twice AS (SELECT person_id FROM insured GROUP BY person_id HAVING count(*) > 1), "
        "rows AS (SELECT office_id, count(*) AS number FROM insured GROUP BY office_id), "
        "surplus AS (SELECT whole, count(*) - count(DISTINCT person_id) AS number "
        "FROM insured JOIN twice USING (person_id) JOIN groups ON part = office_id GROUP BY whole) "
        "SELECT g.whole, sum(r.number) - coalesce(max(s.number), 0) FROM groups g JOIN rows r ON r.office_id = g.part "
        "LEFT JOIN surplus s ON s.whole = g.whole GROUP BY g.whole"
    ).format(
        day=sql.Literal(day),
        offices=sql.Literal(everywhere),
        wholes=sql.Literal([group for group, _ in pairs]),
        parts=sql.Literal([office for _, office in pairs]),
    )
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL work_mem = '256MB'")
    counted = _columns(["people"], query)["people"]
    return {group: counted.get(group, 0) for group in groups}


def moves(indicator: Indicator, month: Month, offices: Sequence[int]) -> Amounts:
    """Return what participants and budgets paid (or were billed) in the window; reversals count against it."""
    if indicator.source is None:
        return {}
    kinds, gain, loss = _MOVES[indicator.source.way]
    first, last = window(indicator, month)
    query = sql.SQL(
        "SELECT office_id, sum(amount * ((({gain} = ANY({owed}))::int) - (({loss} = ANY({owed}))::int))) "
        "FROM records_posting WHERE period BETWEEN {first} AND {last} AND kind = ANY({kinds}) AND fund = ANY({funds}) "
        "AND office_id = ANY({offices}) GROUP BY office_id"
    ).format(
        gain=sql.Identifier(gain),
        loss=sql.Identifier(loss),
        owed=sql.Literal([int(chart) for chart in _OWED_BY_OTHERS]),
        first=sql.Literal(first.first_day),
        last=sql.Literal(last.first_day),
        kinds=sql.Literal([int(kind) for kind in kinds]),
        funds=sql.Literal([int(_FUNDS[name]) for name in indicator.source.names]),
        offices=sql.Literal(list(offices)),
    )
    return _columns([indicator.code], query)


def _aggregate(indicator: Indicator) -> sql.Composable:
    """Return the sum over closing sheets of one indicator, or how many of them it counts."""
    source = indicator.source
    if source is None or not set(source.names) <= _COLUMNS:
        message = f"{indicator.code} names columns that closing sheets do not have"
        raise ValueError(message)
    amount = sql.SQL(" + ").join([sql.Identifier("a", name) for name in source.names])
    kept: list[sql.Composable] = [sql.SQL("true")]
    if source.debt_classes:
        kept.append(sql.SQL("a.debt_class = ANY({})").format(sql.Literal(list(source.debt_classes))))
    if source.statuses:
        kept.append(sql.SQL("coalesce(s.status, 'active') = ANY({})").format(sql.Literal(list(source.statuses))))
    if source.way == "count":
        kept.append(sql.SQL("{} > 0").format(amount))
    shape = "count(*)" if source.way == "count" else "sum(({amount})::bigint)"
    whole = sql.SQL(shape).format(amount=amount)
    return sql.SQL("({} FILTER (WHERE {}))::bigint").format(whole, sql.SQL(" AND ").join(kept))


def _counted(indicator: Indicator, month: Month) -> sql.Composable:
    """Return the count of one indicator over accounts."""
    source = indicator.source
    january, end = sql.Literal(dt.date(month.year, 1, 1)), sql.Literal(month.last_day)
    if source is None or source.way in {"opened", "closed"}:
        shape = "count(*) FILTER (WHERE {} BETWEEN {} AND {})"
        column = "opened" if source is None else source.way
        return sql.SQL(shape).format(sql.Identifier("a", column), january, end)
    kept = "a.electronic AND " if source.electronic else ""
    shape = "count(*) FILTER (WHERE " + kept + _OPEN + " AND coalesce(s.status, 'active') = ANY({names}))"
    return sql.SQL(shape).format(names=sql.Literal(list(source.names)), end=end)


def _columns(codes: Sequence[str], query: sql.Composed) -> Amounts:
    """Run a query of (office, amount of each code ...) and return the amounts by code and office."""
    amounts: Amounts = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(query.as_string(None))
        for office, *row in cursor.fetchall():
            for code, amount in zip(codes, row, strict=True):
                amounts[code][office] = int(amount or 0)
    return amounts
