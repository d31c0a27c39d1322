"""The assessment of a month: what each person, account and fund owes. One case is a column of length one."""

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import MOST_COUNTED, half_up_column
from ansinh.core.terms import PersonGroup
from ansinh.law.contributions.charge import (
    NOBODY,
    PARTS,
    PERSON_COLUMNS,
    RATES,
    TOTALS,
    Accounts,
    Law,
    People,
    Room,
    charge,
)
from ansinh.law.contributions.columns import (
    NO_BASE,
    AccountTotals,
    Assessment,
    AssessmentSteps,
    EmployerColumns,
    PeopleColumns,
    Treatment,
)
from ansinh.law.contributions.numbering import number_profiles
from ansinh.law.contributions.tables import MonthTables, month_tables
from ansinh.law.contributions.treatment import absence_rules, treat
from ansinh.law.values import Values


def assess_month(
    month: Month, people: PeopleColumns, employers: EmployerColumns, values: Values, *, keep_steps: bool = False
) -> Assessment:
    """Art. 85-86, Law 58/2014/QH13; Art. 33-34, Law 41/2024/QH15; Art. 57, Law 38/2013/QH13; Art. 13, Law 25/2008/QH12.

    The base of each person is bounded, each fund takes its share, absence frees months, relief and suspension are
    taken off. An account's fund total is rounded half-up once; employee parts are rounded per person; the employer's
    part is spread by largest remainder, so that persons sum exactly (settings `rounding.*`, tag unsure). Shapes and
    units as in columns.py. UnknownValueError where a value is not established; ValueError for unknown codes.
    """
    treatment = treat(people, absence_rules(month, values))
    number, codes = number_profiles(people, employers, treatment, month, values)
    tables = month_tables(codes, month, values)
    declared = _declared(people, treatment, tables)
    asked = People(
        declared, number, people.funds, np.zeros((len(PERSON_COLUMNS), declared.size), dtype=np.int64),
        np.empty(declared.size, dtype=np.int16),
    )  # fmt: skip
    accounts = Accounts(
        np.append(employers.starts, declared.size), np.zeros((len(TOTALS), employers.starts.size), dtype=np.int64)
    )
    law = _law(tables)
    charge(asked, accounts, law, _room(accounts, law))
    steps = _steps(declared, number, tables) if keep_steps else None
    return Assessment(
        **dict(zip(PERSON_COLUMNS, asked.amounts, strict=True)),
        treatment=treatment,
        result=asked.answers,
        totals=AccountTotals(**dict(zip(TOTALS, accounts.totals, strict=True))),
        steps=steps,
    )


def _declared(people: PeopleColumns, treatment: NDArray[np.int8], tables: MonthTables) -> DongColumn:
    """Return the base before bounds: declared, or coefficient x base salary, or set by the law; (n,) dong."""
    declared = people.base
    if (declared == NO_BASE).any():
        scale = half_up_column(people.coefficient.astype(np.int64) * tables.base_salary, 10_000)
        declared = np.where(declared == NO_BASE, scale, declared)
    legal = people.group == PersonGroup.COMMUNE_PART_TIME
    if legal.any():
        declared = np.where(legal, tables.level, declared)
    agreed = treatment == Treatment.PAY_AGREEMENT
    if people.last_base is not None and agreed.any():
        declared = np.where(agreed, people.last_base, declared)
    return declared


def _law(tables: MonthTables) -> Law:
    """Return the tables of the month as the loops read them; the rates also in the lowest terms of their row."""
    rates = np.stack([tables.rates[name] for name in RATES])
    common = np.gcd.reduce(rates, axis=1, initial=tables.denominator)
    return Law(
        ceilings=np.stack((tables.si_ceiling, tables.ui_ceiling, tables.hi_ceiling)),
        lowest=np.stack((tables.floor, tables.minimum_wage)),
        answers=tables.answers.astype(np.int64),
        charged=_charged(rates),
        rates=rates,
        spread=rates // common[:, None],
        over=tables.denominator // common,
        denominator=tables.denominator,
    )


def _charged(rates: NDArray[np.int64]) -> NDArray[np.int64]:
    """Return a bit for each of PARTS with a rate above nothing, (p,); rates (12, p)."""
    charged = np.zeros(rates.shape[1], dtype=np.int64)
    for place, (employer, employee, _, _) in enumerate(PARTS):
        owed = rates[employer] > 0
        if employee != NOBODY:
            owed |= rates[employee] > 0
        charged |= owed.astype(np.int64) << place
    return charged


def _room(accounts: Accounts, law: Law) -> Room:
    """Return room for the largest account and the largest denominator."""
    most = int(np.diff(accounts.edges).max(initial=0))
    remainders = min(int(law.over.max(initial=1)), MOST_COUNTED)
    return Room(
        np.empty((3, most), dtype=np.int64), np.empty(most, dtype=np.int64), np.zeros(remainders, dtype=np.int32)
    )


def _steps(declared: DongColumn, number: NDArray[np.int32], tables: MonthTables) -> AssessmentSteps:
    """Return the intermediate columns for an explanation."""
    return AssessmentSteps(
        declared=declared,
        si_ceiling=tables.si_ceiling[number],
        ui_ceiling=tables.ui_ceiling[number],
        hi_ceiling=tables.hi_ceiling[number],
        floor=tables.floor[number],
        profile=number.astype(np.int64),
        profiles=tables.profiles,
    )
