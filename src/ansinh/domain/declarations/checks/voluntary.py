"""The checks of D05-TS: people with voluntary social insurance."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.domain.declarations.checks import standing
from ansinh.domain.declarations.checks.catalogue import RULES
from ansinh.domain.declarations.checks.health import LIST_RULES
from ansinh.domain.declarations.checks.hits import Hits, dong_texts, hits
from ansinh.domain.declarations.checks.person import day_texts
from ansinh.domain.declarations.checks.report import report, report_who
from ansinh.domain.declarations.checks.standing import Listed
from ansinh.domain.declarations.declared import Ints

PAYING: Final = ("TM", "DT", "DL", "DB")  # portal code list 101
ENDING: Final = ("GB", "GC", "GD", "GH", "GM", "GT", "SB")
CODES: Final = (*PAYING, *ENDING)


@dataclass(frozen=True, slots=True)
class VoluntaryCase:
    """A list of people with voluntary insurance, (n,)."""

    listed: Listed
    income: Ints
    lowest: Ints
    highest: Ints
    no_group: Ints  # hundredths of per cent no group of the month has; 0 where one has
    state_said: Ints
    state_due: Ints
    methods: tuple[int, ...]  # numbers of months that may be paid at once
    least_age: int  # years


def method(case: VoluntaryCase) -> Hits:
    """Refuse a length that is no method of payment (Art. 36.1, Law 41/2024/QH15)."""
    odd = case.listed.pays & ~np.isin(case.listed.months, case.methods)
    allowed = ", ".join(str(months) for months in case.methods)
    return hits(odd, case.listed.months.tolist(), allowed=[allowed] * odd.size)


def child(case: VoluntaryCase) -> Hits:
    """Refuse somebody who is too young to take part (Art. 2.4, Law 41/2024/QH15)."""
    birth = case.listed.who.birth.astype("datetime64[M]").astype(np.int64) + 1970 * 12
    young = ~np.isnat(case.listed.who.birth) & (case.listed.first - birth < 12 * case.least_age)
    return hits(case.listed.pays & young, day_texts(case.listed.who.birth), age=[case.least_age] * young.size)


def income_low(case: VoluntaryCase) -> Hits:
    """Refuse an income under the rural poverty line (Art. 31.2, Law 41/2024/QH15)."""
    low = case.listed.pays & (case.income < case.lowest)
    return hits(low, dong_texts(case.income), bound=dong_texts(case.lowest))


def income_high(case: VoluntaryCase) -> Hits:
    """Refuse an income above 20 reference levels (Art. 31.2, Law 41/2024/QH15)."""
    high = case.listed.pays & (case.income > case.highest)
    return hits(high, dong_texts(case.income), bound=dong_texts(case.highest))


def support_group(case: VoluntaryCase) -> Hits:
    """Refuse a share of support that no group has."""
    percents = [f"{number / 100:g}" for number in case.no_group.tolist()]
    return hits(case.listed.pays & (case.no_group > 0), percents)


def support_amount(case: VoluntaryCase) -> Hits:
    """Refuse an amount of support that is not the law's."""
    wrong = (case.state_said > 0) & (case.state_said != case.state_due) & (case.no_group == 0)
    return hits(case.listed.pays & wrong, dong_texts(case.state_said), due=dong_texts(case.state_due))


def _shared(check: Callable[[Listed], Hits]) -> Callable[[VoluntaryCase], Hits]:
    """Return a check of all lists as one of this list."""
    return lambda case: check(case.listed)


CHECKS: Final[dict[str, Callable[[VoluntaryCase], Hits]]] = {
    "MONTH-MISSING": _shared(standing.month_missing),
    "MONTH-FAR": _shared(standing.month_far),
    "METHOD": method,
    "RECEIPT": _shared(standing.receipt_missing),
    "INCOME-LOW": income_low,
    "INCOME-HIGH": income_high,
    "SUPPORT": support_group,
    "SUPPORT-AMOUNT": support_amount,
    "AMOUNT-SHORT": _shared(standing.amount_short),
    "AMOUNT-OVER": _shared(standing.amount_over),
    "COVERED": _shared(standing.covered),
    "NOT-COVERED": _shared(standing.not_covered),
    "EMPLOYED": _shared(standing.employed),
    "CHILD": child,
    "ROW-TWICE": _shared(standing.row_twice),
}


def check_voluntary(case: VoluntaryCase) -> list[Finding]:
    """Return all findings of the rows of a list."""
    rows = case.listed.who.row
    found = report_who(case.listed.who, RULES)
    return found + [f for code, check in CHECKS.items() for f in report(code, LIST_RULES[code], check(case), rows)]
