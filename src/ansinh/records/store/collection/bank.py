"""The door to bank accounts, statements and their lines."""

import datetime as dt
import uuid
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from django.db import connection

from ansinh.core.money import Dong
from ansinh.records.models import BankAccount, BankLine, BankStatement
from ansinh.records.store.collection.scope import OfficeFacts, offices


class BankAccountFacts(NamedTuple):
    """A collection account and the office it belongs to."""

    id: int
    number: str
    profile: str
    office: OfficeFacts


class StatementFacts(NamedTuple):
    """A statement to be kept: opening + lines = closing (dong) was checked before."""

    bank_account: int
    file_name: str
    sha256: str
    opening: Dong
    closing: Dong
    first_day: dt.date
    last_day: dt.date
    lines: int
    imported_by: str


class LineRow(NamedTuple):
    """One line to be kept, in the order of the table's columns."""

    id: uuid.UUID
    statement_id: uuid.UUID
    office_id: int
    position: int
    fingerprint: str
    reference: str
    value_date: dt.date
    amount: Dong
    payer_name: str
    payer_account: str
    text: str
    state: str


def bank_account(number: str, path: str) -> BankAccountFacts | None:
    """Return the collection account with this number (signs and spaces do not count), None if there is no such account.

    A file that names no account is of the only one under `path`, where there is but one.
    """
    known = BankAccount.objects.select_related("office")
    plain = "".join(sign for sign in number if sign.isalnum())
    found = list(known.filter(number=plain)[:1] if plain else known.filter(office_id__in=offices(path))[:2])
    if len(found) != 1:
        return None
    row = found[0]
    home = OfficeFacts(row.office.pk, row.office.code, row.office.name, row.office.path)
    return BankAccountFacts(row.pk, row.number, row.profile, home)


def lock_bank_account(account: int) -> None:
    """Let one import at a time write to this bank account, until the transaction ends."""
    BankAccount.objects.select_for_update().get(pk=account)


def ends_at(account: int, opening: Dong, first_day: dt.date) -> bool:
    """Return whether a statement of a bank account ended with this balance by this day, and none goes on from there."""
    own = BankStatement.objects.filter(bank_account_id=account)
    ended = own.filter(closing=opening, last_day__lte=first_day).exists()
    return ended and not own.filter(opening=opening, first_day__gte=first_day).exists()


def known_files(digests: Sequence[str]) -> set[str]:
    """Return which of these statements were taken in before."""
    return set(BankStatement.objects.filter(sha256__in=digests).values_list("sha256", flat=True))


def known_lines(fingerprints: Sequence[str]) -> set[str]:
    """Return which of these lines are already kept."""
    return set(BankLine.objects.filter(fingerprint__in=fingerprints).values_list("fingerprint", flat=True))


def keep_statement(facts: StatementFacts) -> uuid.UUID:
    """Keep one statement and return its id."""
    return BankStatement.objects.create(
        bank_account_id=facts.bank_account, **{k: v for k, v in facts._asdict().items() if k != "bank_account"}
    ).pk


def keep_lines(rows: Iterable[LineRow]) -> None:
    """Append lines in one COPY."""
    columns = ", ".join(LineRow._fields)
    with connection.cursor() as cursor, cursor.copy(f"COPY records_bankline ({columns}) FROM STDIN") as copy:
        for row in rows:
            copy.write_row(row)


def open_reversals(office: int, reference: str, amount: Dong) -> list[uuid.UUID]:
    """Return, locked, the lines in suspense that an outgoing line with the same reference and amount takes back."""
    if not reference:
        return []
    found = BankLine.objects.filter(office_id=office, state="suspense", reference=reference, amount=amount)
    found = found.select_for_update(of=("self",))
    return list(found.order_by("value_date", "position").values_list("id", flat=True))


def set_state(lines: Iterable[uuid.UUID], state: str) -> None:
    """Set the state of lines."""
    BankLine.objects.filter(pk__in=list(lines)).update(state=state)


def give_to_agent(line: uuid.UUID, agent: str) -> None:
    """Keep a line as the remittance of an agent, or ("") as money nobody has been found for."""
    BankLine.objects.filter(pk=line).update(state="agent" if agent else "suspense", agent=agent)
