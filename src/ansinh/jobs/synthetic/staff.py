"""Who works where at the end of the last month, and on which terms: the state the history must lead to."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.fund import Fund
from ansinh.core.terms import ALL_FUNDS, Absence, Foreign, PayRegime, PersonGroup, UnitKind, Work
from ansinh.jobs.synthetic.chance import Rng, chance, choose, dealt, pick
from ansinh.jobs.synthetic.employers import Employers
from ansinh.jobs.synthetic.law_figures import base_salary
from ansinh.jobs.synthetic.profile import Profile
from ansinh.jobs.synthetic.wages import dong, enterprise_wages, floors, state_coefficients
from ansinh.jobs.synthetic.words import data

WITHOUT_UI: Final = ALL_FUNDS & ~(1 << Fund.UI)
ACCIDENTS_ONLY: Final = 1 << Fund.OAD
TERMS: Final = np.array([0, 12, 24, 36])  # months; 0 is without term
TITLES: Final = {
    PersonGroup.EMPLOYEE: ("Công nhân", "Kỹ thuật viên", "Nhân viên văn phòng", "Công nhân vận hành máy"),
    PersonGroup.CIVIL_SERVANT: ("Chuyên viên", "Cán sự"),
    PersonGroup.PUBLIC_EMPLOYEE: ("Giáo viên", "Viên chức", "Điều dưỡng"),
    PersonGroup.COMMUNE_PART_TIME: ("Người hoạt động không chuyên trách",),
}


@dataclass(slots=True)
class Staff:
    """Jobs (n,): the account, the person (a number of people yet to be named) and the terms; codes of core/terms.py.

    anchor marks the one person of each account to whom nothing happens; away is why somebody is absent in the last
    month (Absence), main is false for second contracts.
    """

    account: NDArray[np.int64]
    person: NDArray[np.int64]
    female: NDArray[np.bool_]
    group: NDArray[np.int16]
    pay_regime: NDArray[np.int16]
    base: NDArray[np.int64]
    coefficient: NDArray[np.int32]
    contract_months: NDArray[np.int16]
    foreign: NDArray[np.int16]
    work: NDArray[np.int16]
    funds: NDArray[np.int16]
    away: NDArray[np.int16]
    anchor: NDArray[np.bool_]
    main: NDArray[np.bool_]

    def __len__(self) -> int:
        """Return the number of jobs."""
        return int(self.account.size)


def make_staff(profile: Profile, employers: Employers, seed: int) -> Staff:
    """Return the staff at the end of the last month: insured people as published, then absent ones and second jobs."""
    rng = chance(seed, "staff")
    going = np.where(employers.stops == 0, employers.size, 0)
    insured = dealt(going)
    extra = _enterprise_jobs(rng, employers, profile.away)
    second = _enterprise_jobs(rng, employers, profile.second)
    account = np.concatenate([insured, extra, second])
    staff = _blank(account)
    staff.person[:] = np.arange(account.size)
    staff.main[insured.size + extra.size :] = False
    staff.anchor[: insured.size] = np.diff(insured, prepend=-1) != 0
    staff.female[:] = rng.random(account.size) * 100 < _women(employers)[account]
    _groups(rng, staff, employers, profile)
    _without_unemployment_insurance(rng, staff, employers, profile)
    _pay(rng, staff, employers, profile)
    staff.away[insured.size : insured.size + extra.size] = np.where(
        rng.random(extra.size) < 0.65, Absence.UNPAID, Absence.SICK
    )
    staff.funds[insured.size + extra.size :] = ACCIDENTS_ONLY
    _second_contracts(rng, staff, employers, np.arange(insured.size + extra.size, len(staff)))
    return staff


def _second_contracts(rng: Rng, staff: Staff, employers: Employers, rows: NDArray[np.int64]) -> None:
    """Let the jobs in `rows` be second contracts of people employed elsewhere."""
    plain = _plain(staff, employers)
    if plain.size == 0:
        return
    for _ in range(20):
        again = rows[staff.account[staff.person[rows]] == staff.account[rows]]
        if again.size == 0:
            return
        staff.person[again] = rng.choice(plain, again.size)


def _blank(account: NDArray[np.int64]) -> Staff:
    """Return ordinary jobs in `account` (n,)."""
    size = account.size
    small = np.zeros(size, dtype=np.int16)
    return Staff(
        account=account,
        person=np.zeros(size, dtype=np.int64),
        female=np.zeros(size, dtype=np.bool_),
        group=small + np.int16(PersonGroup.EMPLOYEE),
        pay_regime=small + np.int16(PayRegime.EMPLOYER),
        base=np.zeros(size, dtype=np.int64),
        coefficient=np.zeros(size, dtype=np.int32),
        contract_months=small.copy(),
        foreign=small.copy(),
        work=small.copy(),
        funds=small + np.int16(ALL_FUNDS),
        away=small.copy(),
        anchor=np.zeros(size, dtype=np.bool_),
        main=np.ones(size, dtype=np.bool_),
    )


def _enterprise_jobs(rng: Rng, employers: Employers, count: int) -> NDArray[np.int64]:
    """Return accounts of `count` further jobs in enterprises with unemployment insurance, by size."""
    weight = np.where(_old_enterprise(employers), employers.size, 0)
    return pick(rng, count, weight.astype(np.float64))


def _women(employers: Employers) -> NDArray[np.int64]:
    """Return the share of women of each account, per cent."""
    return np.array([*(line["women"] for line in data("employers.yaml")["trades"]), 62])[employers.trade]


def _old_enterprise(employers: Employers) -> NDArray[np.bool_]:
    """Return which accounts are enterprises in all funds that were there before the history and go on (u,)."""
    enterprise = (employers.kind == UnitKind.ENTERPRISE) & (employers.stops == 0)
    return np.asarray(enterprise & employers.ui & (employers.opened == employers.opened.min()))


def _plain(staff: Staff, employers: Employers) -> NDArray[np.intp]:
    """Return enterprise jobs nothing special has been said of yet."""
    enterprise = _old_enterprise(employers)[staff.account]
    return np.flatnonzero(
        enterprise & ~staff.anchor & staff.main & (staff.away == 0) & (staff.foreign == 0) & (staff.funds == ALL_FUNDS)
    )


def _groups(rng: Rng, staff: Staff, employers: Employers, profile: Profile) -> None:
    """Set groups, pay regimes and contracts by kind of employer."""
    kind = employers.kind[staff.account]
    state, public = kind == UnitKind.STATE_AGENCY, kind == UnitKind.PUBLIC_UNIT_STATE_PAID
    staff.group[state], staff.group[public] = PersonGroup.CIVIL_SERVANT, PersonGroup.PUBLIC_EMPLOYEE
    staff.group[choose(rng, np.flatnonzero(state), profile.commune)] = PersonGroup.COMMUNE_PART_TIME
    staff.pay_regime[state | public] = PayRegime.STATE
    staff.contract_months[:] = np.where(state | public, 0, TERMS[pick(rng, len(staff), (70, 14, 5, 11))])
    staff.work[:] = np.where(rng.random(len(staff)) < 0.93, Work.TRAINED, 0) | np.where(
        rng.random(len(staff)) < 0.05, Work.HEAVY, 0
    )


def _without_unemployment_insurance(rng: Rng, staff: Staff, employers: Employers, profile: Profile) -> None:
    """Make exactly so many foreigners, mothers on leave and managers that the unemployment insured come out right."""
    outside = ~employers.ui[staff.account]
    staff.funds[outside] = WITHOUT_UI
    insured = len(staff) - profile.away - profile.second
    abroad = employers.foreign_invested[staff.account]
    plain = _plain(staff, employers)
    plain = plain[plain < insured]
    near = plain[abroad[plain]]
    foreigners = choose(rng, near if near.size >= profile.foreigners else plain, profile.foreigners)
    staff.foreign[foreigners] = Foreign.FOREIGNER
    staff.contract_months[foreigners] = 24
    plain = np.setdiff1d(plain, foreigners)
    mothers = choose(rng, plain[staff.female[plain]], profile.maternity)
    staff.away[mothers] = Absence.MATERNITY
    managers = choose(rng, np.setdiff1d(plain, mothers), max(0, profile.other_without_ui - int(outside.sum())))
    staff.funds[managers] = WITHOUT_UI


def _pay(rng: Rng, staff: Staff, employers: Employers, profile: Profile) -> None:
    """Set bases and coefficients so that the mean base of social insurance is the profile's."""
    state = staff.pay_regime == PayRegime.STATE
    staff.coefficient[state] = state_coefficients(rng, int(state.sum()))
    commune = staff.group == PersonGroup.COMMUNE_PART_TIME
    staff.coefficient[commune] = 10_000
    jobs = np.flatnonzero(~state)
    wage = enterprise_wages(rng, employers, staff.account[jobs], profile.top_share)
    wage[staff.foreign[jobs] > 0] *= 4
    floor = floors(employers, staff.account[jobs], staff.work[jobs], profile.month.number)
    month = profile.month.number
    paid_by_state = int(staff.coefficient.astype(np.int64).sum()) * base_salary(month) // 10_000
    whole = profile.wage * 1000 * (len(staff) - profile.second)
    staff.base[jobs] = dong(rng, wage, floor, (whole - paid_by_state) // jobs.size, month)


def job_titles(staff: Staff, rows: NDArray[np.int64]) -> list[str]:
    """Return the job titles of `rows`."""
    groups = staff.group[rows].tolist()
    return [TITLES[group][row % len(TITLES[group])] for group, row in zip(groups, rows.tolist(), strict=True)]
