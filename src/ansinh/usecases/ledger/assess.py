"""From spells to assessed people of one month: the law's kernel over the columns of a partition."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.period import Month
from ansinh.core.terms import Foreign
from ansinh.law import contributions
from ansinh.law.contributions import Assessment, PeopleColumns
from ansinh.law.values import Values
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.blocks import AMOUNTS, FOREIGNER, PackedPeople
from ansinh.records.store.ledger.facts import AccountFacts
from ansinh.records.store.ledger.people import AssessedAccounts

LOW_BITS = 0xFF
TOTALS = ("rs", "sm", "oad", "ui", "hi", "hi_by_sm", "rs_deferred", "relief68_forgone", "relief116_forgone")


@dataclass(frozen=True, slots=True)
class AssessedMonth:
    """One month of a partition: packed people, and sums by account, `totals` (9, s) in the order of TOTALS."""

    packed: AssessedAccounts
    totals: DongColumn

    def total(self, name: str) -> DongColumn:
        """Return one sum of each account, (s,) dong."""
        column: DongColumn = self.totals[TOTALS.index(name)]
        return column


def assess(month: Month, spells: dict[str, Column], facts: AccountFacts, values: Values) -> AssessedMonth:
    """Assess everyone declared for `month`: spells in the order of account and person, all terms in force that month.

    Accounts that are stopped on the first of the month are left out: their principal stands still.
    """
    keep = facts.holds(spells["account"])
    if keep.any():
        keep[keep] = ~facts.stopped(month.first_day)[facts.at(spells["account"][keep])]
    if not keep.all():
        spells = {name: column[keep] for name, column in spells.items()}
    account = spells["account"]
    starts = np.flatnonzero(np.append(True, account[1:] != account[:-1]))[: account.size]
    if account.size == 0:
        return _nobody(month)
    workers = np.diff(np.append(starts, account.size)).astype(np.int32)
    employers = facts.columns(month, account[starts], starts, workers)
    assessment = contributions.assess_month(month, people_columns(spells), employers, values)
    packed = pack_people(assessment, spells)
    totals = np.stack([getattr(assessment.totals, name) for name in TOTALS])
    return AssessedMonth(AssessedAccounts(month, account[starts], starts, packed), totals)


def people_columns(spells: dict[str, Column]) -> PeopleColumns:
    """Return spells as the law reads them."""
    return PeopleColumns(
        base=spells["base"],
        coefficient=spells["coefficient"],
        group=spells["group"],
        pay_regime=spells["pay_regime"],
        contract_months=spells["contract_months"],
        foreign=spells["foreign"],
        work=spells["work"],
        absence=spells["absence"],
        absence_days=spells["absence_days"],
        funds=spells["funds"],
        month_flags=spells.get("month_flags"),
    )


def pack_people(assessment: Assessment, spells: dict[str, Column]) -> PackedPeople:
    """Return an assessment in the narrow columns that are kept; OverflowError if an amount of a person leaves int32."""
    amounts = np.empty((len(AMOUNTS), spells["person"].size), dtype=np.int32)
    for row, name in enumerate(AMOUNTS):
        column = getattr(assessment, name)
        if column.size and (column.max() > np.iinfo(np.int32).max or column.min() < 0):
            message = f"an amount of one person does not fit: {name}"
            raise OverflowError(message)
        amounts[row] = column
    foreigner = np.where(spells["foreign"] & int(Foreign.FOREIGNER), FOREIGNER, 0)
    return PackedPeople(
        person=spells["person"],
        result=(assessment.result & LOW_BITS).astype(np.uint8),
        treatment=(assessment.treatment | foreigner).astype(np.uint8),
        amounts=amounts,
    )


def _nobody(month: Month) -> AssessedMonth:
    """Return a month without people."""
    none: NDArray[np.int64] = np.zeros(0, dtype=np.int64)
    people = PackedPeople(
        none, none.astype(np.uint8), none.astype(np.uint8), np.zeros((len(AMOUNTS), 0), dtype=np.int32)
    )
    return AssessedMonth(
        AssessedAccounts(month, none, none.astype(np.intp), people), np.zeros((len(TOTALS), 0), dtype=np.int64)
    )
