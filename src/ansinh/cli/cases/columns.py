"""One person and one unit of a case as columns of length one."""

import re
from dataclasses import replace
from fractions import Fraction

import numpy as np

from ansinh.cli.cases.given import Given
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.terms import ALL_FUNDS, Absence, Foreign, PayRegime, PersonGroup, UnitKind
from ansinh.core.text import Text
from ansinh.law.contributions.columns import NO_BASE, NO_TERM, NOT_ASKED, EmployerColumns, MonthFlag, PeopleColumns
from ansinh.law.values import Values

REGION = {"I": 1, "II": 2, "III": 3, "IV": 4}
REGIMES = {None: PayRegime.NONE, "employer": PayRegime.EMPLOYER, "state": PayRegime.STATE}
NEVER = Month.of(9999, 12).number  # a unit that never paid unemployment insurance
BASE_OR_COEFFICIENT = Text("mức tiền lương hoặc hệ số", "a base or a coefficient")
A_COEFFICIENT = Text("hệ số tối đa 100", "a coefficient up to 100")
MOST_COEFFICIENT = 100
COUNTRY = re.compile("[A-Z]{2}")
A_COUNTRY = Text("mã quốc gia hai chữ in (ISO 3166)", "two capital letters of ISO 3166")
MOST_MONTHS = 1_200
MOST_WORKERS = 10_000_000
SCALE = 10_000  # coefficients are kept in ten-thousandths


def person_columns(given: Given, values: Values) -> PeopleColumns:
    """Return the person of `contributions.assess_person`; a finer coefficient than columns hold as its base."""
    regime = None if given.none("pay_regime") else given.word("pay_regime")
    if regime not in REGIMES:
        raise given.refuse("pay_regime", "employer | state | null")
    base = NO_BASE if given.none("base") else given.whole("base")
    group = PersonGroup[given.word("group", *(name.name.lower() for name in PersonGroup)).upper()]
    if group is not PersonGroup.COMMUNE_PART_TIME and given.none("base") and given.none("coefficient"):
        raise given.refuse("base", BASE_OR_COEFFICIENT)
    coefficient = Fraction(0) if given.none("coefficient") else _coefficient(given)
    if (coefficient * SCALE).denominator != 1:
        if base == NO_BASE:
            base = half_up(coefficient * values.number("base_salary", given.month("month").first_day))
        coefficient = Fraction(0)
    return _one(
        base=base,
        coefficient=int(coefficient * SCALE),
        group=group,
        regime=REGIMES[regime],
        contract=NO_TERM if given.none("contract_months") else given.between("contract_months", 0, MOST_MONTHS),
        foreign=foreign_bits(given),
    )


def _coefficient(given: Given) -> Fraction:
    """Return the coefficient exactly."""
    exact = given.share("coefficient")
    if exact > MOST_COEFFICIENT:
        raise given.refuse("coefficient", A_COEFFICIENT)
    return exact


def foreign_bits(given: Given) -> Foreign:
    """Return what the law asks about a foreigner; 0 for nationals."""
    national = given.shaped("nationality", COUNTRY, A_COUNTRY) == "VN"
    permit, moved, of_age = (
        given.yes(key, asked=not national) for key in ("permit", "intra_company", "past_retirement_age")
    )
    if national:
        return Foreign(0)
    bits = Foreign.FOREIGNER if permit else Foreign.FOREIGNER | Foreign.NO_PERMIT
    bits |= Foreign.INTRA_COMPANY if moved else Foreign(0)
    return bits | (Foreign.PAST_RETIREMENT_AGE if of_age else Foreign(0))


def absent_columns(given: Given) -> PeopleColumns:
    """Return the person of `month.treatment`: a national employee without term."""
    absence = Absence[given.word("absence", *(name.name.lower() for name in Absence)).upper()]
    away = absence is not Absence.NONE
    first = given.yes("first_month_or_return", asked=absence is Absence.SICK)
    flags = MonthFlag.FIRST_OR_RETURN if first else MonthFlag(0)
    flags |= MonthFlag.PAY_AGREEMENT if given.yes("pay_agreement", asked=absence is Absence.UNPAID) else MonthFlag(0)
    people = _one(
        base=given.whole("base"), coefficient=0, group=PersonGroup.EMPLOYEE, regime=PayRegime.EMPLOYER,
        contract=NO_TERM, foreign=Foreign(0),
    )  # fmt: skip
    people.absence[:] = absence
    people.absence_days[:] = given.between("working_days", 0, 31) if away or not given.none("working_days") else 0
    last = people.base if given.none("last_base") else np.array([given.whole("last_base")], dtype=np.int64)
    return replace(people, month_flags=np.array([flags], dtype=np.int16), last_base=last)


def _one(
    *, base: int, coefficient: int, group: PersonGroup, regime: PayRegime, contract: int, foreign: Foreign
) -> PeopleColumns:
    """Return one person without absence, in all funds."""

    def code(value: int) -> "np.ndarray[tuple[int], np.dtype[np.int16]]":
        return np.array([value], dtype=np.int16)

    return PeopleColumns(
        base=np.array([base], dtype=np.int64),
        coefficient=np.array([coefficient], dtype=np.int32),
        group=code(group),
        pay_regime=code(regime),
        contract_months=code(contract),
        foreign=code(foreign),
        work=code(0),
        absence=code(0),
        absence_days=code(0),
        funds=code(ALL_FUNDS),
    )


def employer_columns(unit: Given, *, region: object, suspended: bool) -> EmployerColumns:
    """Return the unit of a case as an account of one segment."""
    if region is not None and (not isinstance(region, str) or region not in REGION):
        raise Given({"region": region}).refuse("region", "I | II | III | IV | null")

    def ordinal(key: str) -> int:
        return 0 if unit.none(key) else unit.day(key).toordinal()

    workers = NOT_ASKED if unit.none("workers") else unit.between("workers", 0, MOST_WORKERS)
    return EmployerColumns(
        starts=np.zeros(1, dtype=np.intp),
        region=np.array([REGION.get(str(region), 0)], dtype=np.int16),
        kind=np.array([UnitKind[unit.word("kind", *(name.name.lower() for name in UnitKind)).upper()]], dtype=np.int16),
        workers=np.array([workers], dtype=np.int32),
        ui_from=np.array([NEVER if unit.none("ui_from") else unit.month("ui_from").number], dtype=np.int32),
        oad_reduced_from=np.array([ordinal("oad_reduced_from")], dtype=np.int32),
        oad_reduced_to=np.array([ordinal("oad_reduced_to")], dtype=np.int32),
        rs_suspended=np.array([suspended]),
    )
