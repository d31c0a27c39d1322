"""The door from approved monthly benefits to the payroll: a grant becomes a pension, a later decision its new terms."""

import datetime as dt
from collections.abc import Sequence

from django.db import connection

from ansinh.domain.benefits.payments import MONTHLY_KINDS, NEVER_RAISED
from ansinh.records.store.benefits import payroll_load
from ansinh.records.store.benefits.payables import Payable
from ansinh.records.store.benefits.payroll_load import NewPensions


def grant(lines: Sequence[Payable], actor: str) -> int:
    """Make a pension of each of `lines` (monthly, first decisions, payees of the register); return how many."""
    given = [line for line in lines if line.person is not None]
    if not given:
        return 0
    codes, names = _channels(given)
    payroll_load.load(
        NewPensions(
            {
                "file_no": [f"{line.number}/{line.id[:8]}" for line in given],
                "person": [line.person for line in given],
                "regime": [MONTHLY_KINDS.get(line.kind, 0) for line in given],
                "fund": [line.fund for line in given],
                "started": [line.first for line in given],
                "pay_from": [line.first.replace(day=1) for line in given],
                "pay_until": [line.end and line.end.replace(day=1) for line in given],
                "basis": [_basis(line) for line in given],
                "basis_day": [line.first for line in given],
                "extra": [line.amount - _basis(line) for line in given],
                "office": [line.office for line in given],
                "form": [line.channel for line in given],
                "channel": codes,
                "channel_name": names,
                "number": [line.bank_account for line in given],
                "holder": [line.account_holder or line.payee for line in given],
                "decision": [line.decision for line in given],
                "origin": [line.id for line in given],
            }
        ),
        actor,
    )
    return len(given)


def _basis(line: Payable) -> int:
    """Return what of a monthly amount (dong) the decrees raise."""
    return 0 if line.kind in NEVER_RAISED else line.amount


def _channels(lines: Sequence[Payable]) -> tuple[list[str], list[str]]:
    """Return code and name of the channel of each line."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, code, name FROM records_employeraccount WHERE id = ANY(%s)", [[line.account for line in lines]]
        )
        units = {number: (code, name) for number, code, name in cursor.fetchall()}
        cursor.execute(
            "SELECT id, code, name FROM records_office WHERE id = ANY(%s)", [[line.office for line in lines]]
        )
        offices = {number: (code, name) for number, code, name in cursor.fetchall()}
    told = {
        "bank": lambda line: (line.bank_bin, line.bank_name),
        "post": lambda line: (line.post_point, line.post_point),
        "unit": lambda line: units[line.account],
        "cash": lambda line: offices[line.office],
    }
    found = [told[line.channel](line) for line in lines]
    return [code for code, _ in found], [name for _, name in found]


def revise(line: Payable, actor: str) -> bool:
    """Give a pension the terms of a later decision from the line's start on; False where its grant is not known here.

    What differs in months already paid comes out as arrears or as over-payment.
    """
    first = line.first.replace(day=1)
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_pension WHERE origin = %s FOR UPDATE", [line.replaces])
        found = cursor.fetchone()
        if found is None:
            return False
        cursor.execute("UPDATE records_pension SET origin = %s WHERE id = %s", [line.id, found[0]])
    upper, basis = line.end and line.end.replace(day=1), _basis(line)
    new = (first, upper, basis, first, line.amount - basis, line.decision)
    _renew(found[0], first, [new] if upper is None or upper > first else [], actor)
    return True


Term = tuple[dt.date, dt.date | None, int, dt.date, int, str]  # first, end, basis, its day, extra, document


def _renew(pension: int, first: dt.date, new: list[Term], actor: str) -> None:
    """Cut the terms of a pension at a month and put new ones in their place."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_pensionterm SET superseded_at = clock_timestamp() WHERE pension_id = %s "
            "AND superseded_at IS NULL AND (upper_inf(validity) OR upper(validity) > %s) "
            "RETURNING lower(validity), basis, basis_day, extra, document",
            [pension, first],
        )
        kept: list[Term] = [(lower, first, *rest) for lower, *rest in cursor.fetchall() if lower < first]
        for lower, upper, basis, day, extra, document in [*kept, *new]:
            cursor.execute(
                "INSERT INTO records_pensionterm (pension_id, validity, basis, basis_day, extra, document, "
                "recorded_at, recorded_by) VALUES (%s, daterange(%s, %s), %s, %s, %s, %s, clock_timestamp(), %s)",
                [pension, lower, upper, basis, day, extra, document, actor],
            )


def end(pension: int, since: dt.date, actor: str) -> None:
    """End a pension before the month that begins on `since`; months paid from then on come out as over-payment."""
    _renew(pension, since.replace(day=1), [], actor)


def end_line(line: str, since: dt.date | None, actor: str) -> bool:
    """End the pension a payable line became, from `since` or (None) from its start; False where it is none yet."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, pay_from FROM records_pension WHERE origin = %s FOR UPDATE", [line])
        found = cursor.fetchone()
    if found is not None:
        end(found[0], since or found[1], actor)
    return found is not None


def origins(pensions: Sequence[int]) -> list[str]:
    """Return the payable lines that pensions came from."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT origin::text FROM records_pension WHERE id = ANY(%s) AND origin IS NOT NULL", [list(pensions)]
        )
        return [row[0] for row in cursor.fetchall()]
