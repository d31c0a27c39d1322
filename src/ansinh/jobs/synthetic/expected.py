"""What the law makes of a synthetic province in a month: the truth its books are compared with."""

from dataclasses import dataclass

import numpy as np

from ansinh.core.period import Month
from ansinh.core.terms import Absence, PayRegime
from ansinh.jobs.synthetic.province import Province
from ansinh.law.contributions import Assessment, EmployerColumns, PeopleColumns, assess_month
from ansinh.law.contributions.columns import NO_BASE, NO_TERM, NOT_ASKED
from ansinh.law.values import Values

ABSENT_DAYS = 26


@dataclass(frozen=True, slots=True)
class Expected:
    """The assessment of a month, the job of each of its rows, and the account of each of its segments."""

    job: np.ndarray[tuple[int], np.dtype[np.int64]]
    account: np.ndarray[tuple[int], np.dtype[np.int64]]
    assessment: Assessment


def expected(province: Province, month: Month, values: Values) -> Expected:
    """Return the assessment of `month` as reported by its own end; suspensions and reduced rates are left out."""
    careers, staff = province.careers, province.careers.staff
    number = month.number
    there = (careers.start <= number) & (careers.start_filed <= number)
    there &= (careers.end == 0) | (careers.end > number) | (careers.end_filed > number)
    job = np.flatnonzero(there)
    job = job[np.argsort(staff.account[job], kind="stable")]
    away = (careers.absent_from[job] <= number) & (careers.absent_to[job] >= number)
    state = staff.pay_regime[job] == PayRegime.STATE
    waiting = (careers.raised[job] > number) | (careers.raised_filed[job] > number)
    paid = np.where(waiting, careers.base_before[job], staff.base[job])
    small = np.int16
    people = PeopleColumns(
        base=np.where(state, NO_BASE, paid),
        coefficient=staff.coefficient[job],
        group=staff.group[job],
        pay_regime=staff.pay_regime[job],
        contract_months=np.where(staff.contract_months[job] == 0, NO_TERM, staff.contract_months[job]).astype(small),
        foreign=staff.foreign[job],
        work=staff.work[job],
        absence=np.where(away, careers.absence[job], Absence.NONE).astype(small),
        absence_days=np.where(away, ABSENT_DAYS, 0).astype(small),
        funds=staff.funds[job],
    )
    account, starts = np.unique(staff.account[job], return_index=True)
    return Expected(job, account, assess_month(month, people, _employers(province, account, starts), values))


def _employers(
    province: Province,
    account: np.ndarray[tuple[int], np.dtype[np.int64]],
    starts: np.ndarray[tuple[int], np.dtype[np.intp]],
) -> EmployerColumns:
    """Return the facts of the accounts that have staff."""
    employers = province.employers
    zeros = np.zeros(account.size, dtype=np.int32)
    return EmployerColumns(
        starts=starts,
        region=employers.region[account],
        kind=employers.kind[account],
        workers=np.full(account.size, NOT_ASKED, dtype=np.int32),
        ui_from=np.where(employers.ui[account], employers.opened[account], 0).astype(np.int32),
        oad_reduced_from=zeros,
        oad_reduced_to=zeros,
        rs_suspended=np.zeros(account.size, dtype=np.bool_),
    )
