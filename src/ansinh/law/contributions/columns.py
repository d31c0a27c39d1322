"""What the assessment of a month takes and gives: plain NumPy columns, one row a person, one segment an account.

Shapes: (n,) one value a person-month, (s,) one value an employer account. Rows of one account stand together;
`EmployerColumns.starts` says where each account begins. Everything pickles, so that a process pool can carry it.
"""

from dataclasses import dataclass
from enum import IntEnum, IntFlag

import numpy as np
from numpy.typing import NDArray

from ansinh.core.money import DongColumn
from ansinh.core.terms import ALL_FUNDS, PayRegime, PersonGroup, UnitKind

Codes = NDArray[np.int16]
Days = NDArray[np.int32]

NO_BASE = -1  # the base follows from the coefficient, or from the law
NO_TERM = -1  # a contract without term
NOT_ASKED = -1  # a fact that plays no part


class MonthFlag(IntFlag):
    """What else the law asks about one month of one person (Art. 33.5 and 33.6, Law 41/2024/QH15)."""

    FIRST_OR_RETURN = 1  # first month of work, or first month back
    PAY_AGREEMENT = 2  # employer and worker agreed to go on paying for a month without pay


class Treatment(IntEnum):
    """The rule that decided what a month owes and counts for; names are those of the cases."""

    FULL_MONTH = 0
    UNPAID_14_DAYS = 1
    SICK_14_DAYS = 2
    MATERNITY_14_DAYS = 3
    DETAINED = 4
    FIRST_MONTH_SICK = 5
    PAY_AGREEMENT = 6


class Result(IntFlag):
    """Yes or no answers about one person-month."""

    IN_SI = 1  # takes part in a fund of social insurance (rs, sm or oad) this month
    IN_UI = 2
    IN_HI = 4
    COUNTS_SI = 8  # the month counts as time of contribution once paid (maternity months count too)
    COUNTS_UI = 16
    CARD_ACTIVE = 32  # the health insurance card stays valid
    BELOW_FLOOR = 64  # declared base under the lowest base: the employer is told
    LABOUR_WARNING = 128  # full-time pay under the regional minimum wage


@dataclass(frozen=True, slots=True)
class PeopleColumns:
    """Declared terms of every person in one month; rows of an account stand together.

    base            (n,) int64, dong, declared base of the month; NO_BASE: from `coefficient` or from the law
    coefficient     (n,) int32, ten-thousandths of the State scale (4.98 is 49800); 0: none
    group           (n,) int16, core.terms.PersonGroup
    pay_regime      (n,) int16, core.terms.PayRegime
    contract_months (n,) int16, months; NO_TERM: without term
    foreign         (n,) int16, core.terms.Foreign bits; 0 for nationals
    work            (n,) int16, core.terms.Work bits
    absence         (n,) int16, core.terms.Absence
    absence_days    (n,) int16, working days of that absence in the month
    funds           (n,) int16, mask of funds (bit number = core.fund.Fund); a fund whose bit is off is not charged
    month_flags     (n,) int16, MonthFlag bits, or None for 0 throughout
    last_base       (n,) int64, dong, base of the last month paid (asked with PAY_AGREEMENT only), or None
    """

    base: DongColumn
    coefficient: NDArray[np.int32]
    group: Codes
    pay_regime: Codes
    contract_months: Codes
    foreign: Codes
    work: Codes
    absence: Codes
    absence_days: Codes
    funds: Codes
    month_flags: Codes | None = None
    last_base: DongColumn | None = None

    @classmethod
    def employees(cls, base: DongColumn) -> "PeopleColumns":
        """Return nationals on the employer's scale, without term or absence, in all funds, paid `base` (n,) dong."""
        zeros = np.zeros(base.size, dtype=np.int16)
        return cls(
            base=base,
            coefficient=np.zeros(base.size, dtype=np.int32),
            group=zeros + np.int16(PersonGroup.EMPLOYEE),
            pay_regime=zeros + np.int16(PayRegime.EMPLOYER),
            contract_months=zeros + np.int16(NO_TERM),
            foreign=zeros,
            work=zeros,
            absence=zeros,
            absence_days=zeros,
            funds=zeros + np.int16(ALL_FUNDS),
        )


@dataclass(frozen=True, slots=True)
class EmployerColumns:
    """Facts of every account in one month, in the order of its rows in PeopleColumns. No account is empty.

    starts           (s,) intp, first row of each account; the first is 0
    region           (s,) int16, wage region of the workplace 1..4; 0: plays no part
    kind             (s,) int16, core.terms.UnitKind
    workers          (s,) int32, number of workers (asked before 2015 only); NOT_ASKED: enough
    ui_from          (s,) int32, Month.number of the first month in which the account paid unemployment insurance
    oad_reduced_from (s,) int32, date.toordinal() of the first day of a reduced accident rate; 0: none
    oad_reduced_to   (s,) int32, date.toordinal() of its last day; 0 with a start: open
    rs_suspended     (s,) bool, the retirement fund is suspended in this month
    """

    starts: NDArray[np.intp]
    region: Codes
    kind: Codes
    workers: Days
    ui_from: Days
    oad_reduced_from: Days
    oad_reduced_to: Days
    rs_suspended: NDArray[np.bool_]

    @classmethod
    def enterprise(cls, *, region: int = 1, ui_from: int = 0) -> "EmployerColumns":
        """Return one enterprise in wage `region` (1..4), in unemployment insurance from month number `ui_from`."""
        return cls(
            starts=np.zeros(1, dtype=np.intp),
            region=np.array([region], dtype=np.int16),
            kind=np.array([UnitKind.ENTERPRISE], dtype=np.int16),
            workers=np.array([NOT_ASKED], dtype=np.int32),
            ui_from=np.array([ui_from], dtype=np.int32),
            oad_reduced_from=np.zeros(1, dtype=np.int32),
            oad_reduced_to=np.zeros(1, dtype=np.int32),
            rs_suspended=np.zeros(1, dtype=np.bool_),
        )


@dataclass(frozen=True, slots=True)
class AccountTotals:
    """Amounts of each account, (s,) int64 dong; each equals the sum of its persons' column."""

    rs: DongColumn
    sm: DongColumn
    oad: DongColumn
    ui: DongColumn
    hi: DongColumn
    hi_by_sm: DongColumn
    relief68_forgone: DongColumn
    relief116_forgone: DongColumn
    rs_deferred: DongColumn


@dataclass(frozen=True, slots=True)
class AssessmentSteps:
    """Intermediate columns, kept only when asked for; (n,) int64.

    declared, si_ceiling, ui_ceiling, hi_ceiling, floor are dong; `profile` numbers the row of `profiles` that holds
    the facts and rates of that person (see rates.Profile).
    """

    declared: DongColumn
    si_ceiling: DongColumn
    ui_ceiling: DongColumn
    hi_ceiling: DongColumn
    floor: DongColumn
    profile: NDArray[np.int64]
    profiles: tuple[object, ...]


@dataclass(frozen=True, slots=True)
class Assessment:
    """What one month owes, per person (n,) in int64 dong unless noted, and per account (`totals`).

    si_base, ui_base, hi_base  base charged; 0 where that insurance charges nothing this month
    rs_er, rs_ee               retirement and survivorship: employer, employee (0 while suspended)
    sm_er, oad_er              sickness and maternity; occupational accident and disease (employers only)
    ui_er, ui_ee               unemployment insurance
    hi_er, hi_ee               health insurance due from employer and employee
    hi_by_sm                   health contribution of maternity months, paid by the sickness and maternity fund
    relief68_forgone           accident contribution not due because of Resolution 68/NQ-CP
    relief116_forgone          employer's unemployment contribution not due because of Resolution 116/NQ-CP
    rs_deferred                retirement contribution (both shares) of a suspended month, to be paid back
    treatment                  int8, Treatment
    result                     int16, Result bits
    """

    si_base: DongColumn
    ui_base: DongColumn
    hi_base: DongColumn
    rs_er: DongColumn
    rs_ee: DongColumn
    sm_er: DongColumn
    oad_er: DongColumn
    ui_er: DongColumn
    ui_ee: DongColumn
    hi_er: DongColumn
    hi_ee: DongColumn
    hi_by_sm: DongColumn
    relief68_forgone: DongColumn
    relief116_forgone: DongColumn
    rs_deferred: DongColumn
    treatment: NDArray[np.int8]
    result: Codes
    totals: AccountTotals
    steps: AssessmentSteps | None = None
