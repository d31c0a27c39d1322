"""Bank statements: camt.053 and MT940 by content, CSV or workbook by headings; refused whole if they do not add up."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import accumulate

from ansinh.core.finding import Finding, Place
from ansinh.core.money import format_dong
from ansinh.formats.bank_csv import Profile, profiles, read_bank_grids, write_bank_csv
from ansinh.formats.bank_values import BankFile, Entry, Statement
from ansinh.formats.camt import read_camt
from ansinh.formats.camt_write import write_camt053
from ansinh.formats.faults import RefusedFileError, fault
from ansinh.formats.mt940 import is_mt940, read_mt940
from ansinh.formats.sheet.grid import Limits
from ansinh.formats.sheet.read import check_size, read_grids

__all__ = ["Profile", "empty_bank", "profiles", "read_bank", "write_bank_csv", "write_camt053"]


def read_bank(data: bytes, *, name: str = "", profile: Profile | None = None) -> BankFile:
    """Return the statements in `data`; with any error there are findings and no statement at all.

    Never raises for what a sender may send. `profile` names the bank of a CSV; without it, its headings tell.
    """
    try:
        return _whole(_read(data, name, profile))
    except RefusedFileError as refused:
        return empty_bank([refused.finding])


def empty_bank(findings: list[Finding]) -> BankFile:
    """Return a file of which nothing was read, for the reasons given."""
    return BankFile("", "", [], findings)


def _read(data: bytes, name: str, profile: Profile | None) -> BankFile:
    """Return what the file says, before it is checked."""
    limits = Limits(columns=60)
    check_size(data, limits)
    if data.lstrip(b"\xef\xbb\xbf \t\r\n")[:1] == b"<":
        return read_camt(data)
    if is_mt940(data):
        return read_mt940(data)
    return read_bank_grids(read_grids(data, limits, name), profile)


def _whole(read: BankFile) -> BankFile:
    """Return `read` if everything in it stands and adds up; else only its findings."""
    statements = [_oldest_first(statement) for statement in read.statements]
    findings = [*read.findings, *(found for statement in statements for found in _check(statement))]
    stopped = any(finding.stops for finding in findings)
    return BankFile(read.layout, read.message, [] if stopped else statements, findings)


def _oldest_first(statement: Statement) -> Statement:
    """Return a statement whose lines follow the account: some banks print the newest line first."""
    told = [entry.balance for entry in statement.entries]
    turned = statement.entries[::-1]
    if None in told or told == _running(statement.opening, statement.entries):
        return statement
    if told[::-1] != _running(statement.opening, turned):
        return statement
    return replace(statement, entries=tuple(replace(entry, line=place) for place, entry in enumerate(turned, 1)))


def _running(opening: int, entries: Sequence[Entry]) -> list[int]:
    """Return the balance after each line."""
    return list(accumulate((entry.amount for entry in entries), initial=opening))[1:]


def _check(statement: Statement) -> list[Finding]:
    """Return findings where a statement is not in dong or does not add up, as a whole or from line to line."""
    where = Place(statement.number or statement.account)
    findings = []
    if statement.currency != "VND":
        findings.append(fault("B-CURRENCY", where, statement.currency))
    total = statement.opening
    for entry in statement.entries:
        total += entry.amount
        if entry.balance is not None and entry.balance != total:
            place = Place(where.sheet, entry.line, "số dư / balance")
            findings.append(_off(place, total, entry.balance))
            return findings
    if total != statement.closing:
        findings.append(_off(where, total, statement.closing))
    return findings


def _off(where: Place, total: int, closing: int) -> Finding:
    """Return the finding that balances do not add up."""
    return fault("B-BALANCE", where, format_dong(closing - total), sum=format_dong(total), closing=format_dong(closing))
