"""A profile: the facts of a person and an employer account that decide ceilings and rates, without any amount.

A province has a million people and a few hundred profiles. Each profile is read in the law once; the people then
only take numbers from small tables.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.terms import Foreign, PayRegime, PersonGroup, UnitKind, Work
from ansinh.law.contributions.columns import NO_BASE, NO_TERM, NOT_ASKED, EmployerColumns, PeopleColumns, Treatment
from ansinh.law.values import Values

CONTRACT_STEPS = (0, 1, 3, 12)  # months at which the texts change their answer; the last class is without term
WITHOUT_TERM = len(CONTRACT_STEPS)
CONTRACT_CLASSES = np.digitize(np.arange(CONTRACT_STEPS[-1] + 1), CONTRACT_STEPS[1:]).astype(np.int32)  # by months
PERSON_CODES, ACCOUNT_CODES = 1 << 20, 1 << 9  # how many packed numbers there can be
UNDER_LOWEST_PAY = 8  # the bit above the class of the contract


@dataclass(frozen=True, slots=True)
class Profile:
    """One combination of facts. `contract` is the class of the contract; `reduced`, `in_ui` ... are of the account."""

    group: PersonGroup
    regime: PayRegime
    foreign: Foreign
    contract: int
    work: Work
    treatment: Treatment
    region: int
    kind: UnitKind
    reduced: bool
    large_enough: bool
    in_ui_before_relief: bool
    suspended: bool
    under_lowest_pay: bool = False  # part-time work whose pay does not reach the lowest base


def person_codes(people: PeopleColumns, treatment: NDArray[np.int8], month: Month, values: Values) -> NDArray[np.int32]:
    """Section 3.3, contributions: pack what the law asks about a person into one number; (n,) int32 under 2**20."""
    codes = CONTRACT_CLASSES.take(people.contract_months, mode="clip")
    codes[people.contract_months == NO_TERM] = WITHOUT_TERM
    codes[_under_lowest_pay(people, month, values)] |= UNDER_LOWEST_PAY
    for column, bits in (
        (people.group, 3),
        (people.pay_regime, 2),
        (people.foreign, 4),
        (people.work, 4),
        (treatment, 3),
    ):
        codes <<= bits
        codes |= column
    return codes


def _under_lowest_pay(people: PeopleColumns, month: Month, values: Values) -> NDArray[np.intp]:
    """Return the rows of part-time employees whose declared pay does not reach the lowest base of the month."""
    asked = (people.work & np.int16(Work.PART_TIME)) != 0
    part_time = np.flatnonzero(asked & (people.group == PersonGroup.EMPLOYEE))
    lowest = lowest_part_time_pay(month, values) if part_time.size else 0
    pay = people.base[part_time]
    rows: NDArray[np.intp] = part_time[(pay < lowest) & (pay != NO_BASE)]
    return rows


def lowest_part_time_pay(month: Month, values: Values) -> int:
    """Art. 2.1.l, Law 41/2024/QH15: the pay (dong a month) from which part-time work is insured; 0 until 2025-06."""
    rule = values.get("si.floor.employer_salary_regime", month.first_day).text
    return values.whole("reference_level", month.first_day) if rule == "reference_level" else 0


def account_codes(employers: EmployerColumns, month: Month, values: Values) -> NDArray[np.int32]:
    """Section 3.3, contributions: pack what the law asks about an account into one number; (s,) int32 under 2**9."""
    day = month.first_day
    ordinal = day.toordinal()
    begun = (employers.oad_reduced_from > 0) & (employers.oad_reduced_from <= ordinal)
    reduced = begun & ((employers.oad_reduced_to == 0) | (employers.oad_reduced_to >= ordinal))
    smallest = _smallest_employer(month, values)
    large = (employers.workers == NOT_ASKED) | (employers.workers >= smallest)
    codes = employers.region.astype(np.int32)
    for column, bits in (
        (employers.kind, 2),
        (reduced, 1),
        (large, 1),
        (_insured_before_relief(employers, month, values), 1),
        (employers.rs_suspended, 1),
    ):
        codes <<= bits
        codes |= column
    return codes


def _smallest_employer(month: Month, values: Values) -> int:
    """Return the number of workers from which an employer is in unemployment insurance; 0 before it existed."""
    line = values.parameters["ui.min_employees_of_employer"].on(month.first_day)
    return 0 if line is None else values.whole("ui.min_employees_of_employer", month.first_day)


def _insured_before_relief(employers: EmployerColumns, month: Month, values: Values) -> NDArray[np.bool_]:
    """Return which accounts paid unemployment insurance before the day of Resolution 116; all where it is not asked."""
    line = values.parameters["ui.covid_relief.insured_before"].on(month.first_day)
    if line is None:
        return np.ones(employers.ui_from.size, dtype=np.bool_)
    before = values.get("ui.covid_relief.insured_before", month.first_day).day
    return employers.ui_from < Month.containing(before).number


def unpack(person: int, account: int) -> Profile:
    """Section 3.3, contributions: the facts behind a pair of packed numbers."""
    return Profile(
        treatment=Treatment(person & 7),
        work=Work(person >> 3 & 15),
        foreign=Foreign(person >> 7 & 15),
        regime=PayRegime(person >> 11 & 3),
        group=PersonGroup(person >> 13 & 7),
        contract=person >> 16 & 7,
        under_lowest_pay=bool(person >> 19),
        suspended=bool(account & 1),
        in_ui_before_relief=bool(account >> 1 & 1),
        large_enough=bool(account >> 2 & 1),
        reduced=bool(account >> 3 & 1),
        kind=UnitKind(account >> 4 & 3),
        region=account >> 6,
    )
