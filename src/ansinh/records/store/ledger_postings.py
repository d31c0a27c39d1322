"""The door to postings: write a few by COPY, find the month that is still open, read balances of holders."""

import datetime as dt
import uuid
from collections.abc import Iterable
from typing import NamedTuple

from django.db import connection

from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.models import EmployerAccount, MonthState, Office

COLUMNS = "period, office_id, holder, fund, kind, concerns, debit, credit, amount, cause"


class Entry(NamedTuple):
    """One posting: `amount` (dong, > 0) from `credit` to `debit` inside `fund`, in the accounting month `period`."""

    period: dt.date
    office: int
    holder: int
    fund: int
    kind: Kind
    concerns: dt.date
    debit: Chart
    credit: Chart
    amount: Dong
    cause: uuid.UUID

    def reversed(self, period: dt.date) -> "Entry":
        """Return the equal and opposite posting, in the accounting month `period`."""
        return self._replace(period=period, debit=self.credit, credit=self.debit)


def post(entries: Iterable[Entry]) -> int:
    """Append `entries` in one COPY and return how many; the database refuses a closed month."""
    count = 0
    with connection.cursor() as cursor, cursor.copy(f"COPY records_posting ({COLUMNS}) FROM STDIN") as copy:
        for entry in entries:
            copy.write_row(tuple(int(part) if isinstance(part, Chart | Kind) else part for part in entry))
            count += 1
    return count


def first_open(office_path: str, month: Month) -> Month:
    """Return `month`, or the first later month that neither the office at `office_path` nor one above it has shut.

    The states that are open are locked against being shut until the transaction ends, so that nothing is posted
    behind the back of a close.
    """
    codes = office_path.split(".")
    above = [".".join(codes[: length + 1]) for length in range(len(codes))]
    offices = Office.objects.filter(path__in=above).values("id")
    states = MonthState.objects.filter(office_id__in=offices, period__gte=month.first_day)
    list(states.filter(state="open").order_by("id").select_for_update(of=("self",)))
    last_shut = states.exclude(state="open").order_by("-period").values_list("period", flat=True).first()
    return Month.containing(last_shut).plus(1) if last_shut else month


def lock_holder(account: int) -> None:
    """Lock the row of an employer account, so that its balances stand still until the transaction ends."""
    EmployerAccount.objects.select_for_update().get(pk=account)


def balance(chart: Chart, holder: int, fund: int = 0) -> Dong:
    """Return what `holder` has on `chart` in `fund` (dong): debits less credits over all months."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT coalesce(sum(CASE WHEN debit = %(chart)s THEN amount ELSE -amount END), 0)::bigint "
            "FROM records_posting WHERE holder = %(holder)s AND fund = %(fund)s AND %(chart)s IN (debit, credit)",
            {"chart": int(chart), "holder": holder, "fund": fund},
        )
        return int(cursor.fetchone()[0])


def of_holder(holder: int, kinds: Iterable[Kind]) -> list[Entry]:
    """Return the postings of `holder` of these kinds, the latest first."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM records_posting WHERE holder = %s AND kind = ANY(%s) "  # noqa: S608 - a constant list of columns
            "ORDER BY period DESC, concerns DESC, id DESC",
            [holder, [int(kind) for kind in kinds]],
        )
        return [entry_of(row) for row in cursor.fetchall()]


def of_cause(cause: uuid.UUID, kind: Kind, since: Month) -> list[Entry]:
    """Return the postings of a kind that one cause made in the accounting months from `since` on, of no holder."""
    with connection.cursor() as cursor:
        cursor.execute(
            f"SELECT {COLUMNS} FROM records_posting WHERE holder = 0 AND period >= %s AND cause = %s AND kind = %s "  # noqa: S608 - a constant list of columns
            "ORDER BY period, id",
            [since.first_day, cause, int(kind)],
        )
        return [entry_of(row) for row in cursor.fetchall()]


def entry_of(row: tuple[object, ...]) -> Entry:
    """Return the posting of a row read in the order of COLUMNS."""
    entry = Entry(*row)  # type: ignore[arg-type] # the columns come back with the types they were written with
    return entry._replace(kind=Kind(entry.kind), debit=Chart(entry.debit), credit=Chart(entry.credit))
