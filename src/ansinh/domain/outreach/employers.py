"""Employers in the tax authority's list who insure nobody, too few people, or at too low a wage."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.domain.outreach.found import Found, Ints, due_days, pick
from ansinh.domain.outreach.reasons import Settings
from ansinh.domain.outreach.worth import of_wages
from ansinh.law.values import Values

CLOSED = ("da dong", "closed", "ngung hoat dong", "giai the", "dung hoat dong")  # in plain letters


@dataclass(frozen=True, slots=True)
class Taxpayers:
    """Taxpayers who pay wages (n,) beside what the register knows: insured people and yearly insured wages (dong).

    `employer` is the register's (0: not found), `matched` how: tax_code, likeness or "" with its probability in
    per mille; `active` whether an account of it goes on; `closed` whether the tax code is.
    """

    tax_code: Sequence[str]
    name: Sequence[str]
    office: Ints
    row: Ints
    people: Ints
    wages: DongColumn
    closed: NDArray[np.bool_]
    employer: Ints
    account: Ints
    active: NDArray[np.bool_]
    insured: Ints
    insured_wages: DongColumn
    matched: Sequence[str]
    likeness: Ints


def find_employers(tax: Taxpayers, day: dt.date, asked: Settings, values: Values) -> list[Found]:
    """Return the prospects among the taxpayers on `day`: each employer once, under its heaviest reason.

    Tax wages are never the base of contributions without a check decision (art. 17.3, Law 41/2024/QH15): the amounts
    say what a gap may be worth, nothing is assessed from them.
    """
    missing_people = tax.people - tax.insured
    bound = np.maximum(asked.headcount_tolerance, tax.people * asked.headcount_tolerance_percent // 100)
    known = (tax.employer > 0) & tax.active
    nobody = ~tax.closed & (tax.people > 0) & (~known | (tax.insured == 0))
    few = ~tax.closed & ~nobody & known & (missing_people > bound)
    gap = wage_gap(tax)
    low = ~tax.closed & ~nobody & ~few & known & (gap * 100 > tax.wages * asked.wage_tolerance_percent)
    still = tax.closed & known & (tax.insured > 0)
    mean = tax.wages // np.maximum(tax.people, 1)
    return [
        _found(tax, "employer_missing", np.flatnonzero(nobody), (tax.people, tax.wages), (day, values)),
        _found(tax, "employer_people", np.flatnonzero(few), (missing_people, missing_people * mean), (day, values)),
        _found(tax, "employer_wages", np.flatnonzero(low), (np.zeros_like(gap), gap), (day, values)),
        _found(tax, "employer_closed", np.flatnonzero(still), (tax.insured, np.zeros_like(gap)), (day, values)),
    ]


def wage_gap(tax: Taxpayers) -> DongColumn:
    """Return yearly wages paid above those insured for the same number of people (dong, (n,))."""
    insured_each = tax.insured_wages // np.maximum(tax.insured, 1)
    gap: DongColumn = tax.wages - insured_each * tax.people
    return gap


def _found(
    tax: Taxpayers,
    kind: str,
    rows: NDArray[np.intp],
    worth: tuple[Ints, DongColumn],
    at: tuple[dt.date, Values],
) -> Found:
    """Return the taxpayers at `rows` as prospects of `kind`; `worth` is people and yearly wages that are missing."""
    people, wages = worth
    day, values = at
    evidence: dict[str, Any] = {
        "tax_people": tax.people[rows],
        "tax_wages": tax.wages[rows],
        "insured": tax.insured[rows],
        "insured_wages": tax.insured_wages[rows],
        "row": tax.row[rows],
        "matched": pick(tax.matched, rows),
        "likeness": tax.likeness[rows],
    }
    worth_a_year = of_wages(np.maximum(wages[rows], 0), day, values)
    return Found(
        kind, tax.office[rows], pick(tax.tax_code, rows), people[rows], worth_a_year,
        due_days(kind, day, len(rows)), name=pick(tax.name, rows), account=tax.account[rows], evidence=evidence,
    )  # fmt: skip
