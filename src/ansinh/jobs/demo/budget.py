"""The finance department: billed for a quarter when it is over, pays the month after, the last quarter in advance.

Transfers reach the fund by 31 December of the year (Decree 146/2018/ND-CP art. 9): a third of the fourth quarter in
October, two thirds in December, at the level of the third; the difference follows in January.
"""

from fractions import Fraction
from typing import Final

from ansinh.core.period import Month
from ansinh.jobs.demo.cast import COLLECTION
from ansinh.jobs.demo.setting import Setting
from ansinh.jobs.synthetic.bank import Transfer
from ansinh.records.store.collection import budgets
from ansinh.records.store.ledger.months import office
from ansinh.usecases import collection

ADVANCES: Final = {10: Fraction(1, 3), 12: Fraction(2, 3)}  # month of the year: share of the third quarter's bill
Key = tuple[str, str, str]  # budget, scheme, group


def bill(setting: Setting, month: Month) -> None:
    """Bill the quarter that ends with `month`, if one does."""
    if month.month % 3 == 0 and month.minus(setting.province.profile.first) >= 2:
        collection.bill_quarter(setting.top, month.plus(-2), actor=COLLECTION)


def transfers(setting: Setting, month: Month) -> list[Transfer]:
    """Return what the finance department transfers in `month`: what bills leave open, and advances."""
    before = quarter_of(month).plus(-3)
    made = []
    if month.month % 3 == 1:
        made += [Transfer(*key, before, amount) for key, amount in _open(setting, before).items() if amount > 0]
    if month.month in ADVANCES:
        billed = _billed(setting, Month.of(month.year, 7))
        share = ADVANCES[month.month]
        made += [Transfer(*key, quarter_of(month), int(amount * share)) for key, amount in billed.items() if amount > 3]
    return made


def quarter_of(month: Month) -> Month:
    """Return the first month of the quarter of `month`."""
    return Month.of(month.year, (month.month - 1) // 3 * 3 + 1)


def _open(setting: Setting, quarter: Month) -> dict[Key, int]:
    """Return what bills up to `quarter` leave unpaid."""
    told = budgets.balances(office(setting.top).path, quarter)
    return {(line.payer, line.scheme, line.group): line.billed - line.received for line in told}


def _billed(setting: Setting, quarter: Month) -> dict[Key, int]:
    """Return the bills of one quarter."""
    path = office(setting.top).path
    now, before = (budgets.balances(path, month) for month in (quarter, quarter.plus(-3)))
    earlier = {(line.payer, line.scheme, line.group): line.billed for line in before}
    return {
        (line.payer, line.scheme, line.group): line.billed - earlier.get((line.payer, line.scheme, line.group), 0)
        for line in now
    }
