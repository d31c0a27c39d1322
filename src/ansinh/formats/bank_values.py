"""A bank statement as values."""

import datetime as dt
from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.core.money import Dong


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the account; `amount` is signed: positive is money in."""

    line: int  # running number within the statement, from 1: tells two equal payments apart
    reference: str  # of the bank
    booked: dt.date
    value: dt.date
    amount: Dong
    payer_name: str = ""
    payer_account: str = ""
    text: str = ""
    balance: Dong | None = None  # after the line, where the bank says so


@dataclass(frozen=True, slots=True)
class Statement:
    """One account over some days: opening + entries = closing, always (else it is refused as a whole)."""

    bank: str  # BIN or BIC, "" where the file does not say
    account: str
    number: str  # of the statement
    currency: str
    opening: Dong
    closing: Dong
    first_day: dt.date
    last_day: dt.date
    entries: tuple[Entry, ...]


@dataclass(frozen=True, slots=True)
class BankFile:
    """What a file held: its statements, or findings and no statement at all."""

    layout: str  # camt.053, mt940, csv:<profile>
    message: str  # identification of the message, "" where there is none
    statements: list[Statement]
    findings: list[Finding] = field(default_factory=list)
