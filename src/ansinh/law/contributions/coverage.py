"""Who takes part in which insurance: by nationality, contract, pay and the size of the employer."""

from dataclasses import dataclass

from ansinh.core.period import Month
from ansinh.core.terms import Foreign, PersonGroup
from ansinh.law.contributions.profile import CONTRACT_STEPS, WITHOUT_TERM, Profile
from ansinh.law.values import Values

IN_UNEMPLOYMENT = (PersonGroup.EMPLOYEE, PersonGroup.PUBLIC_EMPLOYEE)


@dataclass(frozen=True, slots=True)
class Schemes:
    """Which insurances an employment brings; `si_reason` says why not, empty where it does."""

    si: bool
    si_reason: str
    ui: bool
    hi: bool


def schemes(profile: Profile, month: Month, values: Values) -> Schemes:
    """Art. 2.1 and 2.2, Law 41/2024/QH15 (Art. 2, Law 58/2014/QH13); Art. 43, Law 38/2013/QH13.

    Foreigners from 2018-12: Art. 2, Decree 143/2018/ND-CP. Contract lengths are compared by class.
    UnknownValueError before 2007.
    """
    national = Foreign.FOREIGNER not in profile.foreign
    reason = _national_reason(profile, month, values) if national else _foreign_reason(profile, month, values)
    reason = reason or ("pay_below_reference_level" if profile.under_lowest_pay else "")
    long_enough = _reaches(profile, values.whole("hi.min_contract_months", month.first_day))
    return Schemes(
        not reason, reason, national and _in_ui(profile, month, values), long_enough and not profile.under_lowest_pay
    )


def _national_reason(profile: Profile, month: Month, values: Values) -> str:
    """Return why a national is not in social insurance; empty if he is."""
    if profile.group is PersonGroup.COMMUNE_PART_TIME:
        rate = values.rate("si.rate.commune_part_time.employee.retirement_survivorship", month.first_day)
        return "" if rate else "not_covered_yet"
    return "" if _reaches(profile, values.whole("si.min_contract_months", month.first_day)) else "contract_too_short"


def _foreign_reason(profile: Profile, month: Month, values: Values) -> str:
    """Return why a foreigner is not in social insurance; empty if he is."""
    day = month.first_day
    least = values.find("si.foreign.min_contract_months", day)
    if least is None:
        return "not_covered_yet"
    if Foreign.INTRA_COMPANY in profile.foreign:
        return "intra_company_transferee"
    if Foreign.PAST_RETIREMENT_AGE in profile.foreign:
        return "past_retirement_age"
    if values.get("si.foreign.needs_permit", day).yes and Foreign.NO_PERMIT in profile.foreign:
        return "no_permit"
    if profile.contract == WITHOUT_TERM:
        return "" if values.get("si.foreign.indefinite_counts", day).yes else "contract_without_term"
    return "" if _reaches(profile, least.whole) else "contract_too_short"


def _in_ui(profile: Profile, month: Month, values: Values) -> bool:
    """Return whether a national is in unemployment insurance."""
    line = values.parameters["ui.min_contract_months"].on(month.first_day)
    if line is None or profile.group not in IN_UNEMPLOYMENT or not profile.large_enough:
        return False
    if profile.under_lowest_pay and values.get("ui.part_time_needs_lowest_pay", month.first_day).yes:
        return False
    return _reaches(profile, values.whole("ui.min_contract_months", month.first_day))


def _reaches(profile: Profile, months: int) -> bool:
    """Return whether the contract lasts at least `months`."""
    return profile.contract == WITHOUT_TERM or CONTRACT_STEPS[profile.contract] >= months
