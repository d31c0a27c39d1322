"""What the law says of the base each row declares: the very function the month is assessed with is asked."""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from ansinh.core.errors import UnknownValueError
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, UnitKind
from ansinh.domain.declarations.declared import Bounds, Ints
from ansinh.domain.declarations.timeline import Cells, Col
from ansinh.law.contributions import EmployerColumns, PeopleColumns, assess_month
from ansinh.law.contributions.columns import Assessment, AssessmentSteps
from ansinh.law.values import Values
from ansinh.law.wages.bounds import regional_minimum

UNKNOWN = -1


def bounds_of(first: Ints, terms: Cells, *, region: int, unit_kind: int, values: Values) -> Bounds:
    """Return base, floor and ceiling of each row in its first month, dong; UNKNOWN where the law is not established.

    `first` is Month.number (0: none), `terms` what pay.terms made of the rows. A base that the law itself sets
    (part-time commune workers) is 0: the row need not say one.
    """
    size = len(first)
    base, floor, labour, ceiling = (np.full(size, UNKNOWN, dtype=np.int64) for _ in range(4))
    paid = (terms[:, Col.BASE] > 0) | (terms[:, Col.COEFFICIENT] > 0)
    for number in np.unique(first[paid & (first > 0)]).tolist():
        rows = np.flatnonzero(paid & (first == number))
        try:
            steps = _steps(assess(Month(number), terms[rows], region=region, unit_kind=unit_kind, values=values))
            labour[rows] = int(regional_minimum(Month(number).first_day, region, values))
        except UnknownValueError:
            continue
        base[rows], floor[rows], ceiling[rows] = steps.declared, steps.floor, steps.si_ceiling
    base[terms[:, Col.REGIME] == PayRegime.NONE] = 0
    return Bounds(base=base, floor=floor, labour_floor=labour, ceiling=ceiling)


def assess(month: Month, terms: Cells, *, region: int, unit_kind: int, values: Values) -> Assessment:
    """Return what people with `terms` owe in `month`, as rows of one account, with the steps kept."""
    return assess_month(month, people_of(terms), account_of(region, unit_kind), values, keep_steps=True)


def people_of(terms: Cells) -> PeopleColumns:
    """Return terms (n, WIDTH) as the columns the law takes."""
    return replace(
        PeopleColumns.employees(terms[:, Col.BASE].copy()),
        coefficient=terms[:, Col.COEFFICIENT].astype(np.int32),
        group=_codes(terms, Col.GROUP),
        pay_regime=_codes(terms, Col.REGIME),
        contract_months=_codes(terms, Col.CONTRACT),
        foreign=_codes(terms, Col.FOREIGN),
        work=_codes(terms, Col.WORK),
        absence=_codes(terms, Col.ABSENCE),
        absence_days=_codes(terms, Col.ABSENCE_DAYS),
        funds=_codes(terms, Col.FUNDS),
    )


def account_of(region: int, unit_kind: int) -> EmployerColumns:
    """Return one account as the law takes it, without its reliefs and suspensions: those are known at the close."""
    return replace(EmployerColumns.enterprise(region=region), kind=np.array([UnitKind(unit_kind)], dtype=np.int16))


def _steps(assessment: Assessment) -> AssessmentSteps:
    """Return the steps, which were asked for."""
    if assessment.steps is None:
        message = "the steps were asked for"
        raise AssertionError(message)
    return assessment.steps


def _codes(terms: Cells, column: Col) -> NDArray[np.int16]:
    """Return one column as the codes the law takes."""
    return terms[:, column].astype(np.int16)
