"""The rates of a profile, fund by fund, and what the relief of 2021-22 or a suspension takes off them."""

from dataclasses import dataclass
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.core.terms import Foreign, PersonGroup, UnitKind
from ansinh.law.contributions.columns import Treatment
from ansinh.law.contributions.coverage import Schemes
from ansinh.law.contributions.profile import Profile
from ansinh.law.contributions.treatment import PAYS
from ansinh.law.values import Values

NOTHING = Fraction(0)
STATE_SECTOR = {
    PersonGroup.CIVIL_SERVANT: "civil_servant",
    PersonGroup.PUBLIC_EMPLOYEE: "public_employee",
}
STATE_UNITS = {
    UnitKind.STATE_AGENCY: "employee_of_party_state_administrative_body",
    UnitKind.PUBLIC_UNIT_STATE_PAID: "employee_of_public_unit_paid_by_state_budget",
}
UNITS_OUT_OF_RELIEF_116 = {
    UnitKind.STATE_AGENCY: "state_agency",
    UnitKind.PUBLIC_UNIT_STATE_PAID: "public_unit_recurrent_spending_paid_by_state_budget",
}


@dataclass(frozen=True, slots=True)
class Rates:
    """Exact shares of the base: what is charged, what relief forgoes, what a suspension defers."""

    rs_er: Fraction = NOTHING
    rs_ee: Fraction = NOTHING
    sm_er: Fraction = NOTHING
    oad_er: Fraction = NOTHING
    ui_er: Fraction = NOTHING
    ui_ee: Fraction = NOTHING
    hi_er: Fraction = NOTHING
    hi_ee: Fraction = NOTHING
    hi_by_sm: Fraction = NOTHING
    relief68: Fraction = NOTHING
    relief116: Fraction = NOTHING
    rs_deferred: Fraction = NOTHING


def rates(profile: Profile, schemes: Schemes, month: Month, values: Values) -> Rates:
    """Art. 85-86, Law 58/2014/QH13 and Art. 33-34, Law 41/2024/QH15: the shares of one profile in one month.

    A raise counts for the month whose first day is on or after its date. Exact ratios.
    """
    if profile.treatment not in PAYS:
        return _absent(profile, schemes, month, values)
    rs_er, rs_ee = _retirement(profile, month, values) if schemes.si else (NOTHING, NOTHING)
    oad, relief68 = _accident(profile, month, values) if schemes.si else (NOTHING, NOTHING)
    whole = profile.treatment is Treatment.FULL_MONTH
    ui, hi = schemes.ui and whole, schemes.hi and whole
    ui_er, relief116 = _unemployment(profile, month, values) if ui else (NOTHING, NOTHING)
    deferred = rs_er + rs_ee if profile.suspended else NOTHING
    return Rates(
        rs_er=NOTHING if profile.suspended else rs_er,
        rs_ee=NOTHING if profile.suspended else rs_ee,
        sm_er=_sickness(profile, month, values) if schemes.si else NOTHING,
        oad_er=oad,
        ui_er=ui_er,
        ui_ee=values.rate("ui.rate.employee", month.first_day) if ui else NOTHING,
        hi_er=values.rate("hi.rate.employer", month.first_day) if hi else NOTHING,
        hi_ee=values.rate("hi.rate.employee", month.first_day) if hi else NOTHING,
        relief68=relief68,
        relief116=relief116,
        rs_deferred=deferred,
    )


def _absent(profile: Profile, schemes: Schemes, month: Month, values: Values) -> Rates:
    """Art. 38.1.7-38.1.8, QD 959/QD-BHXH; Art. 2.1.a, Decree 105/2014/ND-CP: what an absent month still owes.

    Maternity: the sickness and maternity fund pays the health contribution. Detention: health insurance on half.
    """
    day = month.first_day
    if profile.treatment is Treatment.MATERNITY_14_DAYS and schemes.hi:
        return Rates(hi_by_sm=values.rate("hi.rate.total", day))
    if profile.treatment is Treatment.DETAINED and schemes.hi:
        share = values.rate("hi.detained_share_of_salary", day)
        return Rates(
            hi_er=values.rate("hi.rate.employer", day) * share, hi_ee=values.rate("hi.rate.employee", day) * share
        )
    return Rates()


def _retirement(profile: Profile, month: Month, values: Values) -> tuple[Fraction, Fraction]:
    """Return the shares (employer, employee) of the retirement and survivorship fund."""
    day = month.first_day
    if Foreign.FOREIGNER in profile.foreign:
        kind = "si.foreign.rate"
    elif profile.group is PersonGroup.COMMUNE_PART_TIME:
        kind = "si.rate.commune_part_time"
    else:
        kind = "si.rate"
    return (
        values.rate(f"{kind}.employer.retirement_survivorship", day),
        values.rate(f"{kind}.employee.retirement_survivorship", day),
    )


def _sickness(profile: Profile, month: Month, values: Values) -> Fraction:
    """Return the employer's share of the sickness and maternity fund."""
    day = month.first_day
    if Foreign.FOREIGNER in profile.foreign:
        return values.rate("si.foreign.rate.employer.sickness_maternity", day)
    if profile.group is PersonGroup.COMMUNE_PART_TIME:
        return values.rate("si.rate.commune_part_time.employer.sickness_maternity", day)
    return values.rate("si.rate.employer.sickness_maternity", day)


def _accident(profile: Profile, month: Month, values: Values) -> tuple[Fraction, Fraction]:
    """Return the employer's share of the accident fund, and what Resolution 68 forgoes of it."""
    day = month.first_day
    if profile.group is PersonGroup.COMMUNE_PART_TIME:
        return NOTHING, NOTHING
    foreign = Foreign.FOREIGNER in profile.foreign
    full = values.rate("si.foreign.rate.employer.oad" if foreign else "oad.rate.employer.normal", day)
    reduced = values.find("oad.rate.employer.reduced_high_risk", day) if profile.reduced else None
    rate = min(full, reduced.number) if reduced is not None else full
    if _out_of_relief_68(profile, month, values):
        return rate, NOTHING
    relieved = values.rate("oad.rate.employer.covid_relief", day)
    return relieved, rate - relieved


def _out_of_relief_68(profile: Profile, month: Month, values: Values) -> bool:
    """Return whether Resolution 68/NQ-CP II.1 plays no part: not in force, or the state sector."""
    line = values.parameters["oad.rate.employer.covid_relief"].on(month.first_day)
    if line is None or line.content is None:
        return True
    excluded = values.get("oad.covid_relief.excluded", month.first_day).listed
    return STATE_SECTOR.get(profile.group) in excluded or STATE_UNITS.get(profile.kind) in excluded


def _unemployment(profile: Profile, month: Month, values: Values) -> tuple[Fraction, Fraction]:
    """Return the employer's share of unemployment insurance, and what Resolution 116 forgoes of it."""
    day = month.first_day
    rate = values.rate("ui.rate.employer", day)
    line = values.parameters["ui.rate.employer.covid_relief"].on(day)
    if line is None or line.content is None or not profile.in_ui_before_relief:
        return rate, NOTHING
    if UNITS_OUT_OF_RELIEF_116.get(profile.kind) in values.get("ui.covid_relief.excluded", day).listed:
        return rate, NOTHING
    relieved = values.rate("ui.rate.employer.covid_relief", day)
    return relieved, rate - relieved
