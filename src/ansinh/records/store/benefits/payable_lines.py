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
    """A line of a decision (id), its place in it, the day by which it is paid, the monthly line it takes over ("")."""

    dossier: DossierFacts
    decision: str
    position: int
    line: Line
    due: dt.date
    replaces: str = ""


_COLUMNS = (
    "id, decision_id, dossier_id, position, office_id, person_id, payee, fund, kind, rhythm, amount, days, due, "
    "channel, account_id, bank_bin, bank_name, bank_account, account_holder, post_point, replaces_id"
)


def write(new: Sequence[NewLine]) -> None:
    """Write lines by COPY. A payee who is told with an SI number is that person of the register."""
    names, others = _names(new), _others(new)
    with connection.cursor() as cursor, cursor.copy(f"COPY records_payableline ({_COLUMNS}) FROM STDIN") as copy:
        for each in new:
            one, line = each.dossier, each.line
            person = others.get(line.payee[-10:]) if line.payee else one.person
            end = line.end.isoformat() if line.end else ""
            copy.write_row(
                (
                    uuid.uuid4(), each.decision, one.id, each.position, one.office, person,
                    line.payee or names[one.person], line.fund, line.kind, line.rhythm, line.amount,
                    f"[{line.first.isoformat()},{end})", each.due, one.pay.channel, one.account, one.pay.bank_bin,
                    one.pay.bank_name, one.pay.bank_account, one.pay.account_holder, one.pay.post_point,
                    each.replaces or None,
                )
            )  # fmt: skip


def _others(new: Sequence[NewLine]) -> dict[str, int]:
    """Return the people whose SI number ends the name of a payee, by number."""
    numbers = {each.line.payee[-10:] for each in new if each.line.payee}
    with connection.cursor() as cursor:
        cursor.execute("SELECT si_number, id FROM records_person WHERE si_number = ANY(%s)", [sorted(numbers)])
        return dict(cursor.fetchall())


def _names(new: Sequence[NewLine]) -> dict[int, str]:
    """Return the names of the claimants."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, full_name FROM records_person WHERE id = ANY(%s)", [list({one.dossier.person for one in new})]
        )
        return dict(cursor.fetchall())
