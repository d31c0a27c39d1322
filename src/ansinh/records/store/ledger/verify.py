"""One function an invariant (M1, M5, M7, M8, M9, M11, M12, M14, C1): rows that violate it in a closed month.

Each answers (where, found, expected) rows, empty if all is well; the same functions serve tests, the nightly check
and the command. They read the books by another road than the one that wrote them.
"""

import datetime as dt
from itertools import pairwise
from typing import TypeAlias

from django.db import connection

from ansinh.core.period import Month
from ansinh.records.bulk.arrow import database_url, door_to
from ansinh.records.store.ledger import control
from ansinh.records.store.ledger.books import FUND_NAMES
from ansinh.records.store.ledger.months import OfficeRow, states

Rows: TypeAlias = list[tuple[str, str, str]]
LIMIT = 1000  # enough to see what is wrong; the first is as bad as the last


def verify_m1(place: OfficeRow, period: Month) -> Rows:
    """M1: inside each fund every posting balances by its shape; between funds the clearing account ends at zero."""
    return _rows(
        "SELECT 'cause ' || cause, sum(CASE WHEN debit = 118 THEN amount ELSE -amount END), 0 FROM records_posting p "
        "JOIN records_office o ON o.id = p.office_id WHERE period = %(period)s AND {subtree} "
        "AND 118 IN (debit, credit) "
        "AND p.kind IN (6, 7, 8, 10) GROUP BY cause HAVING sum(CASE WHEN debit = 118 THEN "
        "amount ELSE -amount END) <> 0",
        place,
        period,
    )


def verify_m5(place: OfficeRow, period: Month) -> Rows:
    """M5: the triggers that forbid changing or removing what was posted stand on every table of the ledger."""
    return _rows(
        "SELECT c.relname, count(t.oid), 2 FROM pg_class c JOIN pg_inherits i ON i.inhrelid = c.oid "
        "LEFT JOIN pg_trigger t ON t.tgrelid = c.oid AND t.tgname IN ('append_only', "
        "'never_truncated') AND t.tgenabled <> 'D' "
        "WHERE i.inhparent::regclass::text IN ('records_posting', 'records_assessmentblock', 'records_openitem', "
        "'records_accountmonth') AND %(period)s::date IS NOT NULL AND %(path)s::text IS NOT NULL "
        "GROUP BY c.relname HAVING count(t.oid) <> 2",
        place,
        period,
    )


def verify_m7(place: OfficeRow, period: Month) -> Rows:
    """M7: the sheets of a closed month hash to what was written down when it was closed."""
    told = {row["period"]: row["sheet_hash"] for row in states(place, limit=600) if row["state"] == "closed"}
    if period.first_day not in told:
        return [(str(period), "not closed", "closed")]
    found = control.sheet_hash(door_to(database_url()), place.path, period)
    return [] if found == told[period.first_day] else [(str(period), found, told[period.first_day])]


def verify_m8(place: OfficeRow, period: Month) -> Rows:
    """M8: months up to `period` are closed in order, without a gap."""
    told = [row["period"] for row in states(place, limit=600) if row["state"] == "closed"]
    closed = sorted(day for day in told if day <= period.first_day)
    return [
        (str(later), str(Month.containing(earlier)), str(Month.containing(later).plus(-1)))
        for earlier, later in pairwise(closed)
        if Month.containing(earlier).plus(1) != Month.containing(later)
    ]


def verify_m9(place: OfficeRow, period: Month) -> Rows:
    """M9: brought forward + due + adjusted - paid = carried forward, for every account and fund, and for its pool."""
    figures = [
        (fund, f"{fund}_owed", f"coalesce(b.{fund}_owed, 0) + s.{fund}_due + s.{fund}_adjusted - s.{fund}_paid")
        for fund in FUND_NAMES
    ]
    figures += [
        (
            f"{fund} interest",
            f"{fund}_interest_owed",
            f"coalesce(b.{fund}_interest_owed, 0) + s.{fund}_interest - s.{fund}_interest_paid",
        )
        for fund in FUND_NAMES
    ]
    spent = " - ".join(f"s.{fund}_paid - s.{fund}_interest_paid" for fund in FUND_NAMES)
    figures.append(("pool", "overpaid", f"coalesce(b.overpaid, 0) + s.received - {spent}"))
    tests = " UNION ALL ".join(
        f"SELECT account || ' {name}', {column}, expected_{column} FROM sheets WHERE {column} <> expected_{column}"
        for name, column, _ in figures
    )
    wanted = ", ".join(f"s.{column}, {expected} AS expected_{column}" for _, column, expected in figures)
    return _rows(
        f"WITH sheets AS (SELECT s.account_id AS account, {wanted} FROM records_accountmonth s "
        "JOIN records_office o ON o.id = s.office_id LEFT JOIN records_accountmonth b ON b.account_id = s.account_id "
        f"AND b.period = %(before)s WHERE s.period = %(period)s AND {{subtree}}) {tests}",
        place,
        period,
    )


def verify_m11(place: OfficeRow, period: Month) -> Rows:
    """M11: nobody's receivable is below zero, and no pool of money is."""
    return _rows(
        "SELECT holder || ' fund ' || fund || ' account ' || chart, balance, 0 FROM ("
        "SELECT holder, fund, chart, CASE WHEN chart = 338 THEN sum(credit_amount - debit_amount) "
        "ELSE sum(debit_amount - credit_amount) END AS balance FROM records_ledgerline l "
        "JOIN records_office o ON o.id = l.office_id WHERE period <= %(period)s AND {subtree} "
        "AND chart IN (131, 132, 137, 338) GROUP BY 1, 2, 3) b WHERE balance < 0",
        place,
        period,
    )


def verify_m12(place: OfficeRow, period: Month) -> Rows:
    """M12: what sheets and open items say is owed equals the sum of all postings up to the month, for every account."""
    owed = ", ".join(f"({fund}, s.{name}_owed, s.{name}_interest_owed)" for fund, name in enumerate(FUND_NAMES, 1))
    return _rows(
        "WITH ledger AS (SELECT holder, fund, sum(CASE WHEN debit = 131 THEN amount WHEN credit "
        "= 131 THEN -amount ELSE 0 END) AS owed, "
        "sum(CASE WHEN debit = 132 THEN amount WHEN credit = 132 THEN -amount ELSE 0 END) AS interest "
        "FROM records_posting p JOIN records_office o ON o.id = p.office_id WHERE period <= "
        "%(period)s AND {subtree} AND holder > 0 AND fund BETWEEN 1 AND 5 "
        "GROUP BY 1, 2), sheet AS (SELECT s.account_id AS holder, f.fund, f.owed, f.interest "
        "FROM records_accountmonth s "
        f"JOIN records_office o ON o.id = s.office_id CROSS JOIN LATERAL (VALUES {owed}) f (fund, owed, interest) "
        "WHERE s.period = %(period)s AND {subtree}), items AS (SELECT account AS holder, fund, sum(amount) AS owed "
        "FROM records_openitem i JOIN records_employeraccount a ON a.id = i.account JOIN "
        "records_office o ON o.id = a.office_id "
        "WHERE i.period = %(period)s AND {subtree} GROUP BY 1, 2) "
        "SELECT coalesce(l.holder, s.holder, i.holder) || ' fund ' || coalesce(l.fund, s.fund, i.fund), "
        "coalesce(s.owed, 0) || ' / ' || coalesce(i.owed, 0) || ' / ' || coalesce(s.interest, 0), "
        "coalesce(l.owed, 0) || ' / ' || coalesce(l.owed, 0) || ' / ' || coalesce(l.interest, 0) "
        "FROM ledger l FULL JOIN sheet s USING (holder, fund) FULL JOIN items i USING (holder, fund) "
        "WHERE coalesce(l.owed, 0) <> coalesce(s.owed, 0) OR coalesce(i.owed, 0) <> coalesce(s.owed, 0) "
        "OR coalesce(l.interest, 0) <> coalesce(s.interest, 0)",
        place,
        period,
    )


def verify_m14(place: OfficeRow, period: Month) -> Rows:
    """M14: what the sheets say was deferred in the month is what was posted as deferred for it."""
    return _rows(
        "SELECT 'deferred', (SELECT coalesce(sum(s.rs_deferred), 0) FROM records_accountmonth s JOIN records_office o "
        "ON o.id = s.office_id WHERE s.period = %(period)s AND {subtree}) AS told, coalesce(sum(amount), 0) AS posted "
        "FROM records_posting p JOIN records_office o ON o.id = p.office_id WHERE period = %(period)s AND p.kind = 11 "
        "AND concerns = %(period)s AND {subtree} HAVING (SELECT coalesce(sum(s.rs_deferred), 0) "
        "FROM records_accountmonth s "
        "JOIN records_office o ON o.id = s.office_id WHERE s.period = %(period)s AND {subtree}) "
        "<> coalesce(sum(amount), 0)",
        place,
        period,
    )


def verify_c1(place: OfficeRow, period: Month) -> Rows:
    """C1: people per account sum to those of the offices; each office counts nobody twice beyond its listed doubles."""
    door = door_to(database_url())
    whole = control.distinct_people(door, place.path, period)
    by_office = control.distinct_by_office(door, place.path, period)
    sheets = control.sheets(door, place.path, period)
    found: Rows = []
    if sheets["people"] != whole["turns"]:
        found.append((place.code, str(sheets["people"]), str(whole["turns"])))
    if sum(each["turns"] for each in by_office.values()) != whole["turns"]:
        found.append((place.code, "offices", str(whole["turns"])))
    for name in ("si", "ui", "hi"):
        doubles = sum(each[name] for each in by_office.values()) - whole[name]
        if doubles < 0 or whole[name] > sheets[f"people_{name}"]:
            found.append((f"{place.code} {name}", str(whole[name]), str(sheets[f"people_{name}"])))
    return found


VERIFIERS = (
    verify_m1,
    verify_m5,
    verify_m7,
    verify_m8,
    verify_m9,
    verify_m11,
    verify_m12,
    verify_m14,
    verify_c1,
)


def _rows(query: str, place: OfficeRow, period: Month) -> Rows:
    """Return the rows of a query over the subtree of an office as texts."""
    subtree = "(o.path = %(path)s OR o.path LIKE %(below)s)"
    values: dict[str, str | dt.date] = {
        "path": place.path,
        "below": f"{place.path}.%",
        "period": period.first_day,
        "before": period.plus(-1).first_day,
    }
    with connection.cursor() as cursor:
        cursor.execute(query.replace("{subtree}", subtree) + f" LIMIT {LIMIT}", values)
        return [(str(where), str(found), str(expected)) for where, found, expected in cursor.fetchall()]
