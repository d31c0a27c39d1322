"""The door to debt cases for the nightly build: the debts of a province as columns in, changes as columns out."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import polars as pl
from django.db import connection
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.domain.collection.debt import DebtClass
from ansinh.domain.collection.ladder_rules import Days, Past
from ansinh.records.bulk.cursor import CursorDoor
from ansinh.records.bulk.frames import copy_frame
from ansinh.records.store.collection.debt import INTEREST, PRINCIPAL
from ansinh.records.store.collection.scope import offices
from ansinh.records.store.turns import take_turn

Rows = Sequence[tuple[object, ...]]

_OWED = """
    SELECT m.account_id AS account, m.office_id AS office, a.pay_every_months::bigint AS every,
           m.people::bigint AS people,
           ({principal} - coalesce(r.amount, 0))::bigint AS principal, ({interest})::bigint AS interest,
           (extract(year FROM m.oldest_owed) * 12 + extract(month FROM m.oldest_owed) - 1)::bigint AS oldest,
           m.debt_class AS debt_class, coalesce(c.id, 0)::bigint AS case, coalesce(c.justified, '') <> '' AS justified,
           (SELECT max(p.settled_on) FROM records_debtpromise p
            WHERE p.case_id = c.id AND p.state = 'broken') AS broken,
           (SELECT min(s.done_on) FROM records_debtstep s WHERE s.case_id = c.id AND s.step = 'reminder'
              AND s.state = 'done' AND s.covers_to >= m.oldest_owed) AS reminder
    FROM records_accountmonth m
    JOIN records_employeraccount a ON a.id = m.account_id
    LEFT JOIN records_debtcase c ON c.account_id = m.account_id AND c.closed IS NULL
    LEFT JOIN (SELECT account_id, sum(amount) AS amount FROM records_bankmatch
               WHERE undone_at IS NULL AND period > '{period}' GROUP BY 1) r ON r.account_id = m.account_id
    WHERE m.period = '{period}' AND m.office_id = ANY('{{{offices}}}') AND {principal} > coalesce(r.amount, 0)
      AND m.oldest_owed IS NOT NULL
    ORDER BY m.account_id
"""
_PAST = """
    SELECT s.case_id, s.step, max(s.done_on) FILTER (WHERE s.state = 'done'), count(*) FILTER (WHERE s.state = 'done'),
           bool_or(s.state = 'due')
    FROM records_debtstep s JOIN records_debtcase c ON c.id = s.case_id
    WHERE c.closed IS NULL AND c.office_id = ANY(%s) AND s.state <> 'dropped' GROUP BY 1, 2
"""


@dataclass(frozen=True, slots=True)
class Owed:
    """Accounts that owe principal, as columns (n,): ids, dong, oldest month, their open case (0: none yet)."""

    account: NDArray[np.int64]
    office: NDArray[np.int64]
    every: NDArray[np.int64]
    people: NDArray[np.int64]
    principal: NDArray[np.int64]
    interest: NDArray[np.int64]
    oldest: NDArray[np.int64]
    debt_class: NDArray[np.int16]
    case: NDArray[np.int64]
    justified: NDArray[np.bool_]
    broken: Days
    reminder: Days

    @property
    def hard(self) -> NDArray[np.bool_]:
        """Which are hard to collect, by the state and proof of the closing sheet."""
        answer: NDArray[np.bool_] = self.debt_class == int(DebtClass.HARD_TO_COLLECT)
        return answer


def lock(path: str) -> None:
    """Let one build of the offices under `path` run at a time; the others wait."""
    take_turn("debt ladder", path)


def owed(path: str, period: Month) -> Owed:
    """Return who owes principal at the end of `period` after the receipts matched since, by account."""
    query = _OWED.format(
        principal=f"({PRINCIPAL})",
        interest=INTEREST,
        period=period.first_day,
        offices=",".join(map(str, offices(path))),
    )
    return Owed(**CursorDoor().columns(query))


def past(path: str, cases: NDArray[np.int64]) -> dict[str, Past]:
    """Return what was done in each of `cases` (n,) by step; case 0 has no past."""
    place = {int(case): at for at, case in enumerate(cases) if case}
    found: dict[str, Past] = {}
    with connection.cursor() as cursor:
        cursor.execute(_PAST, [offices(path)])
        for case, step, last, times, waiting in cursor.fetchall():
            if case in place:
                row = found.setdefault(step, _nothing(len(cases)))
                row.last[place[case]] = np.datetime64(last, "D")
                row.times[place[case]], row.waiting[place[case]] = times, waiting
    return found


def _nothing(n: int) -> Past:
    return Past(np.full(n, np.datetime64("NaT", "D")), np.zeros(n, np.int64), np.zeros(n, np.bool_))


def settle_promises(path: str, day: dt.date) -> int:
    """Settle open promises of cases whose books were closed after them: kept if the debt fell by as much, else broken.

    Money counts by the debt that stood when the promise was made less what is owed now. Returns how many were settled.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_debtpromise p SET settled_on = %(day)s, state = CASE WHEN p.owed_before - "
            "(CASE WHEN c.closed IS NULL THEN c.principal ELSE 0 END) >= p.amount THEN 'kept' ELSE 'broken' END "
            "FROM records_debtcase c WHERE c.id = p.case_id AND p.state = 'open' AND c.office_id = ANY(%(offices)s) "
            "AND (p.until < %(day)s OR p.owed_before - "
            "(CASE WHEN c.closed IS NULL THEN c.principal ELSE 0 END) >= p.amount)",
            {"day": day, "offices": offices(path)},
        )
        return int(cursor.rowcount)


def close_paid(path: str, still: Sequence[int], day: dt.date) -> int:
    """Close the open cases of accounts that are not among `still`, and drop what waited in them."""
    with connection.cursor() as cursor:
        cursor.execute(
            "WITH paid AS (UPDATE records_debtcase SET closed = greatest(%s, opened), principal = 0, built_on = %s "
            "WHERE closed IS NULL AND office_id = ANY(%s) AND NOT account_id = ANY(%s) RETURNING id), "
            "gone AS (UPDATE records_debtstep SET state = 'dropped' WHERE state = 'due' "
            "AND case_id IN (SELECT id FROM paid)) SELECT count(*) FROM paid",
            [day, day, offices(path), list(still)],
        )
        return int(cursor.fetchone()[0])


def open_cases(frame: pl.DataFrame) -> int:
    """Append new cases from columns named as the table's."""
    return copy_frame("records_debtcase", frame)


def refresh_cases(frame: pl.DataFrame) -> None:
    """Write the facts of the build into open cases: columns id, principal, interest, people, oldest, period ..."""
    names = [name for name in frame.columns if name != "id"]
    with connection.cursor() as cursor:
        cursor.execute("CREATE TEMP TABLE fresh_case ON COMMIT DROP AS SELECT * FROM records_debtcase LIMIT 0")
        copy_frame("fresh_case", frame)
        sets = ", ".join(f"{name} = f.{name}" for name in names)
        same = ", ".join(f"c.{name}" for name in names if name != "built_on")
        fresh = ", ".join(f"f.{name}" for name in names if name != "built_on")
        cursor.execute(
            f"UPDATE records_debtcase c SET {sets} FROM fresh_case f "  # noqa: S608 - names of our own columns
            f"WHERE f.id = c.id AND ({same}) IS DISTINCT FROM ({fresh})"
        )
        cursor.execute("DROP TABLE fresh_case")


def add_steps(frame: pl.DataFrame) -> int:
    """Append due (or done) steps from columns named as the table's; their round follows the ones before."""
    return copy_frame("records_debtstep", frame)


def drop_steps(cases: Sequence[int], steps: Sequence[str]) -> int:
    """Drop what waits in `cases` among `steps`: the kind of the debt has changed."""
    return _count(
        "UPDATE records_debtstep SET state = 'dropped' WHERE state = 'due' AND case_id = ANY(%s) AND step = ANY(%s)",
        [list(cases), list(steps)],
    )


def _count(statement: str, values: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)
        return int(cursor.rowcount)
