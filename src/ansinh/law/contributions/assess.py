"""The assessment of a month: what each person, account and fund owes. One case is a column of length one."""

from dataclasses import dataclass, fields
from itertools import pairwise
from typing import cast

import numpy as np
from numpy.typing import NDArray

from ansinh.core import segments
from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column, largest_remainder
from ansinh.core.terms import ALL_FUNDS, PersonGroup
from ansinh.law.contributions.columns import (
    NO_BASE,
    AccountTotals,
    Assessment,
    AssessmentSteps,
    EmployerColumns,
    PeopleColumns,
    Result,
    Treatment,
)
from ansinh.law.contributions.tables import MonthTables, Table, month_tables, number_profiles
from ansinh.law.contributions.treatment import absence_rules, treat
from ansinh.law.values import Values

BLOCK = 16_384  # rows worked on at a time: what fits the processor's own memory is several times faster
PERSON_COLUMNS = (
    "si_base", "ui_base", "hi_base", "rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee",
    "hi_by_sm", "relief68_forgone", "relief116_forgone", "rs_deferred",
)  # fmt: skip


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
    out = {name: np.zeros(declared.size, dtype=np.int64) for name in PERSON_COLUMNS}
    totals = {field.name: np.zeros(employers.starts.size, dtype=np.int64) for field in fields(AccountTotals)}
    answers = np.empty(declared.size, dtype=np.int16)
    for accounts, rows in _blocks(employers.starts, declared.size):
        block = _Block(
            declared[rows], number[rows], employers.starts[accounts] - rows.start, tables, people.funds[rows]
        )
        block.charge({name: column[rows] for name, column in out.items()}, {k: v[accounts] for k, v in totals.items()})
        answers[rows] = block.answers()
    steps = _steps(declared, number, tables) if keep_steps else None
    return Assessment(**out, treatment=treatment, result=answers, totals=AccountTotals(**totals), steps=steps)


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


def _blocks(starts: NDArray[np.intp], rows: int) -> list[tuple[slice, slice]]:
    """Return slices of accounts and of their rows, about BLOCK rows each; an account is never cut."""
    bounds = [0]
    while bounds[-1] < starts.size:
        reach = int(np.searchsorted(starts, starts[bounds[-1]] + BLOCK, side="right")) - 1
        bounds.append(max(bounds[-1] + 1, reach) if reach < starts.size - 1 else starts.size)
    edges = [*(int(starts[b]) for b in bounds[:-1]), rows]
    accounts, people = pairwise(bounds), pairwise(edges)
    return [(slice(*own), slice(*its_people)) for own, its_people in zip(accounts, people, strict=True)]


@dataclass(slots=True)
class _Block:
    """Some whole accounts of the month, small enough to stay near the processor."""

    declared: DongColumn
    number: NDArray[np.int32]
    starts: NDArray[np.intp]
    tables: MonthTables
    funds: NDArray[np.int16]

    def charge(self, out: dict[str, DongColumn], totals: dict[str, DongColumn]) -> None:
        """Fill the columns of persons and accounts of this block, fund by fund."""
        tables = self.tables
        si = np.minimum(self.declared, self._take(tables.si_ceiling))
        ui = np.minimum(self.declared, self._take(tables.ui_ceiling))
        same = bool((tables.hi_ceiling == tables.si_ceiling).all())
        hi = si if same else np.minimum(self.declared, self._take(tables.hi_ceiling))
        si_rs, si_sm, si_oad = self._joined(si, Fund.RS), self._joined(si, Fund.SM), self._joined(si, Fund.OAD)
        ui, hi = self._joined(ui, Fund.UI), self._joined(hi, Fund.HI)
        self._shared(si_rs, ("rs_er", "rs_ee"), out, totals, "rs")
        self._shared(ui, ("ui_er", "ui_ee"), out, totals, "ui")
        self._shared(hi, ("hi_er", "hi_ee"), out, totals, "hi")
        for base, rate, name, total in (
            (si_sm, "sm_er", "sm_er", "sm"),
            (si_oad, "oad_er", "oad_er", "oad"),
            (hi, "hi_by_sm", "hi_by_sm", "hi_by_sm"),
            (si_oad, "relief68", "relief68_forgone", "relief68_forgone"),
            (ui, "relief116", "relief116_forgone", "relief116_forgone"),
            (si_rs, "rs_deferred", "rs_deferred", "rs_deferred"),
        ):
            self._whole(base, rate, (out[name], totals[total]))
        answers = self._take(tables.answers)
        out["si_base"][:] = si * ((answers & Result.IN_SI) != 0)
        out["ui_base"][:] = ui * ((answers & Result.IN_UI) != 0)
        out["hi_base"][:] = hi * ((answers & Result.IN_HI) != 0)

    def answers(self) -> NDArray[np.int16]:
        """Return the Result bits of each person: those of the profile, those of the funds, those of the pay."""
        answers = np.array(np.broadcast_to(self._take(self.tables.answers), self.declared.shape), dtype=np.int16)
        pays = (answers & (Result.IN_SI | Result.IN_UI | Result.IN_HI)) != 0
        answers |= np.where(pays & (self.declared < self._take(self.tables.floor)), Result.BELOW_FLOOR, 0).astype(
            np.int16
        )
        poor = pays & (self.declared < self._take(self.tables.minimum_wage))
        answers |= np.where(poor, Result.LABOUR_WARNING, 0).astype(np.int16)
        if (self.funds != ALL_FUNDS).any():
            for bit, lost in (
                (Fund.UI, Result.IN_UI | Result.COUNTS_UI),
                (Fund.HI, Result.IN_HI | Result.CARD_ACTIVE),
            ):
                answers &= np.where(self.funds >> bit & 1, -1, ~int(lost)).astype(np.int16)
            out_of_time = (self.funds & (1 << Fund.RS | 1 << Fund.SM)) == 0  # the accident fund alone is no time
            answers &= np.where(out_of_time, ~int(Result.COUNTS_SI), -1).astype(np.int16)
            out_of_si = out_of_time & ((self.funds >> Fund.OAD & 1) == 0)
            answers &= np.where(out_of_si, ~int(Result.IN_SI), -1).astype(np.int16)
        return answers

    def _take(self, table: Table | NDArray[np.int16]) -> NDArray[np.int64]:
        """Return each person's entry of a table; one number where all entries are alike."""
        if (table == table[0]).all():
            return cast("Table", table[0])  # a single number stands for the whole column
        return cast("Table", table[self.number])

    def _joined(self, base: DongColumn, fund: Fund) -> DongColumn:
        """Return `base`, 0 where the person takes no part in `fund`."""
        bit = self.funds >> fund & 1
        return base if bit.all() else base * bit

    def _shared(
        self,
        base: DongColumn,
        names: tuple[str, str],
        out: dict[str, DongColumn],
        totals: dict[str, DongColumn],
        total: str,
    ) -> None:
        """Charge a fund with two parts: the employee's rounded per person, the employer's the rest of the total."""
        employer, employee = self.tables.rates[names[0]], self.tables.rates[names[1]]
        if not employee.any():
            self._whole(base, names[0], (out[names[0]], totals[total]))
            return
        over = self.tables.denominator
        employee_exact = base * self._take(employee)
        employer_exact = base * self._take(employer)
        half_up_column(employee_exact, over, out=out[names[1]])
        exact = segments.sums(employer_exact, self.starts) + segments.sums(employee_exact, self.starts)
        half_up_column(exact, over, out=totals[total])
        rest = totals[total] - segments.sums(out[names[1]], self.starts)
        out[names[0]][:] = largest_remainder(employer_exact, over, self.starts, rest)

    def _whole(self, base: DongColumn, rate: str, to: tuple[DongColumn, DongColumn]) -> None:
        """Charge a fund with one part: the account's total is rounded, and spread over its persons."""
        table = self.tables.rates[rate]
        if not table.any():
            return
        person, account = to
        exact = base * self._take(table)
        half_up_column(segments.sums(exact, self.starts), self.tables.denominator, out=account)
        person[:] = largest_remainder(exact, self.tables.denominator, self.starts, account)


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
