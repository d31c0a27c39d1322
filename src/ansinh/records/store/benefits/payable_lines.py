"""Payable lines written by the act that approves: to the claimant, through the way of payment of the dossier."""

import datetime as dt
import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from django.db import connection

from ansinh.domain.benefits.payable import Line
from ansinh.records.store.benefits.dossiers import DossierFacts


@dataclass(frozen=True, slots=True)
class NewLine:
    """A line of a decision (id), its place in it, and the day by which it is paid."""

    dossier: DossierFacts
    decision: str
    position: int
    line: Line
    due: dt.date


_COLUMNS = (
    "id, decision_id, dossier_id, position, office_id, person_id, payee, fund, kind, rhythm, amount, days, due, "
    "channel, account_id, bank_bin, bank_name, bank_account, account_holder, post_point, replaces_id"
)
_REPLACED = """
SELECT DISTINCT ON (l.dossier_id) l.dossier_id::text, l.id::text FROM records_payableline l
WHERE l.dossier_id = ANY(%s::uuid[]) AND l.rhythm = 'month'
    AND NOT EXISTS (SELECT 1 FROM records_payableline r WHERE r.replaces_id = l.id)
ORDER BY l.dossier_id, l.id
"""


def write(new: Sequence[NewLine]) -> None:
    """Write lines by COPY; a month line that replaces another names it."""
    replaced, names = _replaced(new), _names(new)
    with connection.cursor() as cursor, cursor.copy(f"COPY records_payableline ({_COLUMNS}) FROM STDIN") as copy:
        for each in new:
            one, line = each.dossier, each.line
            other = bool(line.payee)
            end = line.end.isoformat() if line.end else ""
            copy.write_row(
                (
                    uuid.uuid4(), each.decision, one.id, each.position, one.office, None if other else one.person,
                    line.payee or names[one.person], line.fund, line.kind, line.rhythm, line.amount,
                    f"[{line.first.isoformat()},{end})", each.due, one.pay.channel, one.account, one.pay.bank_bin,
                    one.pay.bank_name, one.pay.bank_account, one.pay.account_holder, one.pay.post_point,
                    replaced.get(one.id) if line.replaces else None,
                )
            )  # fmt: skip


def _replaced(new: Sequence[NewLine]) -> dict[str, str]:
    """Return the month line in force of each dossier whose new line takes over."""
    wanted = [each.dossier.id for each in new if each.line.replaces]
    if not wanted:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_REPLACED, [wanted])
        return dict(cursor.fetchall())


def _names(new: Sequence[NewLine]) -> dict[int, str]:
    """Return the names of the claimants."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, full_name FROM records_person WHERE id = ANY(%s)", [list({one.dossier.person for one in new})]
        )
        return dict(cursor.fetchall())
