"""The monthly statement C12-TS as a plain value."""

import datetime as dt
from dataclasses import dataclass

from ansinh.core.money import Dong
from ansinh.core.period import Month


@dataclass(frozen=True, slots=True)
class FundAmounts:
    """One line over the funds, in dong (or a count of people); SI is retirement and sickness together."""

    si: Dong = 0
    hi: Dong = 0
    ui: Dong = 0
    oad: Dong = 0

    @property
    def total(self) -> Dong:
        """The sum over the funds."""
        return self.si + self.hi + self.ui + self.oad


@dataclass(frozen=True, slots=True)
class C12Receipt:
    """Money received in the month: the bank's order."""

    number: str
    day: dt.date
    amount: Dong


@dataclass(frozen=True, slots=True)
class C12Interest:
    """How the late interest of one fund came about: base x rate, for which stretch."""

    fund: str  # si, hi, ui, oad
    base: Dong
    rate: str  # as printed: "0.8333 %/tháng"
    stretch: str  # "tháng 9/2021"
    amount: Dong


@dataclass(frozen=True, slots=True)
class C12Person:
    """One insured person in the annex: base and amount due of the month per fund."""

    si_number: str
    full_name: str
    base: Dong
    amounts: FundAmounts
    note: str = ""


@dataclass(frozen=True, slots=True)
class C12Pay:
    """Where to pay what is due: shown in a box with a VietQR code. `amount` 0 prints no code."""

    amount: Dong
    due_on: dt.date | None
    bank_bin: str
    bank_name: str
    account: str
    account_name: str
    purpose: str  # ASCII: BHXH <employer code> <MMYYYY>


@dataclass(frozen=True, slots=True)
class C12:
    """Form C12-TS of one employer account and month. Source: QD 595/2017; portal lines of 2026.

    `lines` holds code -> amounts for A.2, A.2.1, A.2.2, A.3, B.2 (wage fund), B.2.1, B.2.2, B.3, B.3.1, B.3.2, B.4,
    B.4.1, B.4.1.1, B.4.2, B.4.2.1, B.4.3, B.5.1, B.5.3, B.6, C, D.1, D.2, Đ.2, Đ.2.1, Đ.2.2, Đ.2.3; people lines A.1,
    B.1, B.1.1, B.1.2, Đ.1. A line not given prints as zero. Positive is owed. `rates` prints B.5.2.
    """

    office_code: str
    office_name: str
    office_parent: str  # the province's office, "" for itself
    unit_code: str
    unit_name: str
    unit_address: str
    tax_code: str
    month: Month
    lines: dict[str, FundAmounts]
    rates: dict[str, str]  # fund -> rate per cent a month, as printed
    receipts: tuple[C12Receipt, ...]
    paid_to: dict[str, Month | None]  # fund si, hi, ui, oad -> last month fully paid
    pay: C12Pay
    interest: tuple[C12Interest, ...] = ()
    people: tuple[C12Person, ...] = ()
    issued_on: dt.date | None = None
    number: str = ""
