"""The assessment of a month: what each person, account and fund owes. One case is a column of length one."""

from dataclasses import dataclass, fields
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import Fund
from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.rounding import half_up_column, largest_remainder
from ansinh.core.segments import Segments
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

BLOCK = 32_768  # rows worked on at a time: what fits the processor's own memory is several times faster
PERSON_COLUMNS = (
    "si_base", "ui_base", "hi_base", "rs_er", "rs_ee", "sm_er", "oad_er", "ui_er", "ui_ee", "hi_er", "hi_ee",
    "hi_by_sm", "relief68_forgone", "relief116_forgone", "rs_deferred",
)  # fmt: skip


SHARED = ((Fund.RS, "rs_er", "rs_ee", "rs"), (Fund.UI, "ui_er", "ui_ee", "ui"), (Fund.HI, "hi_er", "hi_ee", "hi"))
WHOLE = (
    (Fund.SM, "sm_er", "sm_er", "sm"),
    (Fund.OAD, "oad_er", "oad_er", "oad"),
    (Fund.HI, "hi_by_sm", "hi_by_sm", "hi_by_sm"),
    (Fund.OAD, "relief68", "relief68_forgone", "relief68_forgone"),
    (Fund.UI, "relief116", "relief116_forgone", "relief116_forgone"),
    (Fund.RS, "rs_deferred", "rs_deferred", "rs_deferred"),
)


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
    law = _Columns.of(tables)
    out = {name: np.zeros(declared.size, dtype=np.int64) for name in PERSON_COLUMNS}
    totals = {field.name: np.zeros(employers.starts.size, dtype=np.int64) for field in fields(AccountTotals)}
    answers = np.empty(declared.size, dtype=np.int16)
    for accounts, rows in _blocks(employers.starts, declared.size):
        own = Segments.of(employers.starts[accounts] - rows.start, rows.stop - rows.start)
        block = _Block(declared[rows], number[rows].astype(np.intp), own, law, people.funds[rows])
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
    """Return slices of accounts and of their rows, about BLOCK rows each and alike; an account is never cut."""
    size = -(-rows // max(1, round(rows / BLOCK)))
    bounds = [0]
    while bounds[-1] < starts.size:
        reach = int(np.searchsorted(starts, starts[bounds[-1]] + size, side="left"))
        bounds.append(max(bounds[-1] + 1, reach))
    edges = [*(int(starts[b]) for b in bounds[:-1]), rows]
    accounts, people = pairwise(bounds), pairwise(edges)
    return [(slice(*own), slice(*its_people)) for own, its_people in zip(accounts, people, strict=True)]


Entry = Table | np.int64  # one number stands for the column where all profiles are alike


@dataclass(frozen=True, slots=True)
class _Share:
    """A rate of every profile in its lowest terms: numerators over `over`. Small remainders are spread fastest."""

    entry: Entry
    over: int

    @classmethod
    def of(cls, table: Table, denominator: int) -> "_Share | None":
        """Return the share of some numerators; None where nobody is charged."""
        if not table.any():
            return None
        common = int(np.gcd.reduce(table, initial=denominator))
        return cls(_entry(table // common), denominator // common)


@dataclass(frozen=True, slots=True)
class _Shared:
    """A fund with two parts. `alone` marks profiles whose employer pays nothing: their total is their own part."""

    employer: _Share | None
    employee: _Share | None
    both: _Share | None
    alone: Table | None

    @classmethod
    def of(cls, employer: Table, employee: Table, denominator: int) -> "_Shared":
        """Return the parts of a fund from the numerators of its two rates."""
        alone = (employer == 0) & (employee > 0)
        return cls(
            _Share.of(employer, denominator),
            _Share.of(employee, denominator),
            _Share.of(np.where(alone, 0, employer + employee), denominator),
            alone.astype(np.int64) if alone.any() else None,
        )


@dataclass(frozen=True, slots=True)
class _Columns:
    """The tables of the month with the columns that are alike for all profiles as one number."""

    whole: dict[str, _Share | None]
    shared: dict[str, _Shared]
    si_ceiling: Entry
    ui_ceiling: Entry
    hi_ceiling: Entry | None  # None: as si_ceiling
    floor: Entry
    minimum_wage: Entry
    answers: Entry

    @classmethod
    def of(cls, tables: MonthTables) -> "_Columns":
        """Return the columns of some tables."""
        same = bool((tables.hi_ceiling == tables.si_ceiling).all())
        over, rates = tables.denominator, tables.rates
        return cls(
            whole={rate: _Share.of(rates[rate], over) for _, rate, _, _ in WHOLE},
            shared={total: _Shared.of(rates[er], rates[ee], over) for _, er, ee, total in SHARED},
            si_ceiling=_entry(tables.si_ceiling),
            ui_ceiling=_entry(tables.ui_ceiling),
            hi_ceiling=None if same else _entry(tables.hi_ceiling),
            floor=_entry(tables.floor),
            minimum_wage=_entry(tables.minimum_wage),
            answers=_entry(tables.answers.astype(np.int64)),
        )


def _entry(table: Table) -> Entry:
    """Return a table, or its one number."""
    alike: bool = (table == table[0]).all()
    return np.int64(table[0]) if alike else table


@dataclass(slots=True)
class _Block:
    """Some whole accounts of the month, small enough to stay near the processor."""

    declared: DongColumn
    number: NDArray[np.intp]
    accounts: Segments
    law: _Columns
    funds: NDArray[np.int16]

    def charge(self, out: dict[str, DongColumn], totals: dict[str, DongColumn]) -> None:
        """Fill the columns of persons and accounts of this block, fund by fund."""
        si = np.minimum(self.declared, self._of(self.law.si_ceiling))
        ui = np.minimum(self.declared, self._of(self.law.ui_ceiling))
        hi = si if self.law.hi_ceiling is None else np.minimum(self.declared, self._of(self.law.hi_ceiling))
        answers = self._of(self.law.answers)
        for base, part, name in (
            (si, Result.IN_SI, "si_base"),
            (ui, Result.IN_UI, "ui_base"),
            (hi, Result.IN_HI, "hi_base"),
        ):
            np.multiply(base, (answers & part) != 0, out=out[name])
        everywhere = bool((self.funds == ALL_FUNDS).all())
        bases = {fund: base if everywhere else base * (self.funds >> fund & 1) for fund, base in (
            (Fund.RS, si), (Fund.SM, si), (Fund.OAD, si), (Fund.UI, ui), (Fund.HI, hi)
        )}  # fmt: skip
        for fund, employer, employee, total in SHARED:
            self._shared(bases[fund], self.law.shared[total], (out[employer], out[employee]), totals[total])
        for fund, rate, name, total in WHOLE:
            self._whole(bases[fund], self.law.whole[rate], out[name], totals[total])

    def answers(self) -> NDArray[np.int16]:
        """Return the Result bits of each person: those of the profile, those of the funds, those of the pay."""
        answers = np.empty(self.declared.size, dtype=np.int16)
        answers[:] = self._of(self.law.answers)
        pays = (answers & (Result.IN_SI | Result.IN_UI | Result.IN_HI)) != 0
        for bound, told in ((self.law.floor, Result.BELOW_FLOOR), (self.law.minimum_wage, Result.LABOUR_WARNING)):
            answers |= ((self.declared < self._of(bound)) & pays).astype(np.int16) * np.int16(told)
        if not (self.funds == ALL_FUNDS).all():
            self._leave_funds(answers)
        return answers

    def _leave_funds(self, answers: NDArray[np.int16]) -> None:
        """Take off the answers of funds a person takes no part in, in place.

        An accident-only second contract counts for nothing; without the health fund this account carries no card.
        """
        for funds, lost in (
            ((Fund.UI,), Result.IN_UI | Result.COUNTS_UI),
            ((Fund.HI,), Result.IN_HI | Result.CARD_ACTIVE),
            ((Fund.RS, Fund.SM), Result.COUNTS_SI),
            ((Fund.RS, Fund.SM, Fund.OAD), Result.IN_SI),
        ):
            mask = sum(1 << fund for fund in funds)
            answers[(self.funds & mask) == 0] &= np.int16(~int(lost))

    def _of(self, entry: Entry) -> Entry:
        """Return each person's entry of a table; the one number where all are alike."""
        return entry.take(self.number) if isinstance(entry, np.ndarray) else entry

    def _shared(
        self, base: DongColumn, rates: _Shared, persons: tuple[DongColumn, DongColumn], total: DongColumn
    ) -> None:
        """Charge a fund with two parts: the employee's rounded per person, the employer's the rest of the total.

        Who pays without an employer (relief) pays the rounded part and no more; it enters the total as it is.
        """
        if rates.employee is None:
            self._whole(base, rates.employer, persons[0], total)
            return
        half_up_column(base * self._of(rates.employee.entry), rates.employee.over, out=persons[1])
        shared, alone = persons[1], None
        if rates.alone is not None:
            alone = persons[1] * self._of(rates.alone)
            shared = shared - alone
        if rates.both is not None and rates.employer is not None:
            self._exact_total(base, rates.both, total)
            rest = total - self.accounts.sums(shared)
            exact = base * self._of(rates.employer.entry)
            persons[0][:] = largest_remainder(exact, rates.employer.over, self.accounts, rest)
        if alone is not None:
            total += self.accounts.sums(alone)

    def _whole(self, base: DongColumn, rate: _Share | None, person: DongColumn, total: DongColumn) -> None:
        """Charge a fund with one part: the account's total is rounded, and spread over its persons."""
        if rate is None:
            return
        exact = base * self._of(rate.entry)
        half_up_column(self.accounts.sums(exact), rate.over, out=total)
        person[:] = largest_remainder(exact, rate.over, self.accounts, total)

    def _exact_total(self, base: DongColumn, rate: _Share, total: DongColumn) -> None:
        """Round the exact sum of a rate over each account once, into `total`."""
        half_up_column(self.accounts.sums(base * self._of(rate.entry)), rate.over, out=total)


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
