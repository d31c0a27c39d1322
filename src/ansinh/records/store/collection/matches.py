"""The door to matching: lines in suspense, the directory of those who may have paid, matches and what they teach."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np
from django.db import connection
from django.db.models import F, Sum

from ansinh.core.errors import MissingError
from ansinh.core.money import Dong
from ansinh.core.text import Text
from ansinh.domain.collection.match_columns import Directory, Lines, Payers
from ansinh.records.models import BankLine, BankMatch, PayerAccount
from ansinh.records.store.collection.scope import offices

Cell = TypeVar("Cell")


def _at(places: list[int], column: list[Cell]) -> list[Cell]:
    """Return the cells of `column` at `places`."""
    return [column[place] for place in places]


class LineFacts(NamedTuple):
    """A bank line as acts need it; `open` is the part nobody has been found for (dong)."""

    id: uuid.UUID
    office_path: str
    office: int
    value_date: dt.date
    amount: Dong
    state: str
    payer_account: str
    open: Dong


class Suspense(NamedTuple):
    """The lines in suspense with the columns the matcher reads, row for row."""

    ids: list[uuid.UUID]
    value_dates: list[dt.date]
    offices: list[int]
    office_paths: list[str]
    lines: Lines

    def without(self, taken: set[uuid.UUID]) -> "Suspense":
        """Return the lines that are not among `taken`."""
        kept = [place for place, line in enumerate(self.ids) if line not in taken]
        lines = self.lines
        return Suspense(
            _at(kept, self.ids), _at(kept, self.value_dates), _at(kept, self.offices), _at(kept, self.office_paths),
            Lines(
                lines.amount[kept], _at(kept, lines.text), _at(kept, lines.payer_name), _at(kept, lines.payer_account)
            ),
        )  # fmt: skip


class MatchRow(NamedTuple):
    """One match to be kept, in the order of the table's columns."""

    id: uuid.UUID
    line_id: uuid.UUID
    account_id: int
    amount: Dong
    rule: str
    score: int
    period: dt.date
    matched_by: str
    undone_by: str = ""


def suspense(path: str) -> Suspense:
    """Lock and return the lines in suspense of which nothing is matched, of the offices under `path`, oldest first.

    What is matched is asked once they are ours: a part given away while we waited leaves its line as it was.
    """
    locked = list(
        BankLine.objects.filter(office_id__in=offices(path), state="suspense")
        .order_by("value_date", "statement_id", "position")
        .select_for_update(of=("self",))
        .values_list("id", "value_date", "office_id", "office__path", "amount", "text", "payer_name", "payer_account")
    )
    standing = BankMatch.objects.filter(line__state="suspense", line__office_id__in=offices(path), undone_at=None)
    begun = set(standing.values_list("line_id", flat=True))
    columns = list(zip(*(row for row in locked if row[0] not in begun), strict=True)) or [()] * 8
    lines = Lines(np.array(columns[4], dtype=np.int64), list(columns[5]), list(columns[6]), list(columns[7]))
    return Suspense(list(columns[0]), list(columns[1]), list(columns[2]), list(columns[3]), lines)


DIRECTORY = """
    SELECT a.id, a.employer_id, a.code, a.payment_reference, coalesce(e.tax_code, ''), a.name,
           coalesce(m.rs_owed + m.sm_owed + m.oad_owed + m.ui_owed + m.hi_owed + m.rs_interest_owed
                    + m.sm_interest_owed + m.oad_interest_owed + m.ui_interest_owed + m.hi_interest_owed
                    - m.overpaid, 0), o.path
    FROM records_employeraccount a
    JOIN records_employer e ON e.id = a.employer_id
    JOIN records_office o ON o.id = a.office_id
    LEFT JOIN records_accountmonth m ON m.account_id = a.id AND m.period = %(period)s
    WHERE a.office_id = ANY(%(offices)s)
    ORDER BY a.id
"""


def directory(path: str) -> tuple[Directory, dict[int, str]]:
    """Return the employer accounts under `path` with the dues of the last closed month, and the office path of each."""
    under = offices(path)
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(period) FROM records_accountmonth WHERE office_id = ANY(%s)", [under])
        cursor.execute(DIRECTORY, {"period": cursor.fetchone()[0], "offices": under})
        rows = cursor.fetchall()
    ids, employers, codes, references, taxes, names, dues, paths = list(zip(*rows, strict=True)) or [()] * 8
    found = Directory(
        np.array(ids, dtype=np.int64), np.array(employers, dtype=np.int64), list(codes), list(references),
        list(taxes), list(names), np.array(dues, dtype=np.int64),
    )  # fmt: skip
    return found, dict(zip(ids, paths, strict=True))


def payers(path: str) -> Payers:
    """Return which bank accounts have paid for which employer accounts under `path` before."""
    mine = PayerAccount.objects.filter(account__office_id__in=offices(path))
    rows = list(mine.order_by("payer_account", "account_id").values_list("payer_account", "account_id"))
    return Payers([row[0] for row in rows], np.array([row[1] for row in rows], dtype=np.int64))


def keep(rows: Sequence[MatchRow]) -> None:
    """Append matches in one COPY."""
    columns = ", ".join(MatchRow._fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY records_bankmatch ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


LEARN = """
    INSERT INTO records_payeraccount (payer_account, account_id, seen)
    SELECT l.payer_account, m.account_id, count(*) FROM records_bankmatch m JOIN records_bankline l ON l.id = m.line_id
    WHERE m.id = ANY(%s) AND l.payer_account <> '' GROUP BY 1, 2
    ON CONFLICT (payer_account, account_id) DO UPDATE SET seen = records_payeraccount.seen + excluded.seen
"""


def learn(matches: Iterable[uuid.UUID]) -> None:
    """Remember for whom the payers of these matches have paid."""
    with connection.cursor() as cursor:
        cursor.execute(LEARN, [list(matches)])


def unlearn(match: MatchRow) -> None:
    """Forget one payment of the payer of an undone match."""
    payer = BankLine.objects.filter(pk=match.line_id).values("payer_account")
    seen = PayerAccount.objects.filter(payer_account__in=payer, account_id=match.account_id)
    seen.update(seen=F("seen") - 1)
    seen.filter(seen__lte=0).delete()


CANDIDATES = """
    UPDATE records_bankline l SET candidates = n.found::jsonb
    FROM (SELECT unnest(%s::uuid[]) AS id, unnest(%s::text[]) AS found) n WHERE l.id = n.id
"""


def keep_candidates(lines: list[uuid.UUID], found: list[str]) -> None:
    """Keep with each line who may have paid it (JSON: account, score, reasons; ranked)."""
    with connection.cursor() as cursor:
        cursor.execute(CANDIDATES, [lines, found])


def locked_line(line: uuid.UUID) -> LineFacts:
    """Return a line, its row locked until the transaction ends; MissingError if there is none."""
    row = BankLine.objects.select_for_update(of=("self",)).select_related("office").filter(pk=line).first()
    if row is None:
        raise MissingError(Text("Không có dòng sao kê này.", "There is no such bank line."))
    matched = BankMatch.objects.filter(line_id=line, undone_at__isnull=True).aggregate(sum=Sum("amount"))["sum"] or 0
    return LineFacts(
        row.pk, row.office.path, row.office.pk, row.value_date, row.amount, row.state, row.payer_account,
        row.amount - int(matched),
    )  # fmt: skip


def locked_match(match: uuid.UUID) -> MatchRow:
    """Return a match that stands, its row locked until the transaction ends; MissingError if none or undone."""
    row = (
        BankMatch.objects.select_for_update(of=("self",))
        .filter(pk=match, undone_at__isnull=True)
        .values_list(*MatchRow._fields)
        .first()
    )
    if row is None:
        raise MissingError(Text("Không có kết quả đối chiếu này, hoặc đã hủy.", "No such match, or undone already."))
    return MatchRow(*row)


def undo(match: uuid.UUID, actor: str, at: dt.datetime) -> None:
    """Write down that a match no longer stands."""
    BankMatch.objects.filter(pk=match).update(undone_at=at, undone_by=actor)


def set_returned(line: uuid.UUID) -> None:
    """Write down that a line in suspense is sent back to its payer."""
    BankLine.objects.filter(pk=line).update(state="returned")
