"""From what a row says of pay, contract and work to the terms of a spell."""

import numpy as np

from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.core.terms import ALL_FUNDS, Foreign, PayRegime, PersonGroup, UnitKind, Work
from ansinh.domain.declarations.declared import Ints, Mask, Rows
from ansinh.domain.declarations.timeline import NO_BASE, NO_TERM, WIDTH, Cells, Col

ALLOWANCES_COUNT = Month.of(2016, 1).number  # Art. 89.2, Law 58/2014/QH13
SUPPLEMENTS_COUNT = Month.of(2018, 1).number  # Art. 89.2, Law 58/2014/QH13
PER_CENT = 10_000  # hundredths of per cent in a whole
COMMUNE_PART_TIME = "khong chuyen trach"
PART_TIME = ("khong tron thoi gian", "ban thoi gian", "part time")
TRAINED = ("high_tech", "mid_tech")


def coefficients(rows: Rows) -> Ints:
    """Return the whole coefficient of each row in ten-thousandths: grade, position, over-frame and job seniority.

    Over-frame seniority is a share of the grade, job seniority a share of grade, position and over-frame (Decree
    204/2004/ND-CP art. 6); rounded half-up to a ten-thousandth. 0 where the row has none.
    """
    grade = rows.coefficient
    framed = grade * PER_CENT + grade * rows.over_grade_percent
    whole = framed + rows.allow_position * PER_CENT
    exact = whole * (PER_CENT + rows.seniority_percent)
    scale = PER_CENT * PER_CENT
    return np.where(grade > 0, (2 * exact + scale) // (2 * scale), 0)


def bases(rows: Rows) -> Ints:
    """Return the declared base of each row on the employer's scale, in dong; NO_BASE where the row has no wage.

    Wage allowances count from 2016, other regular supplements from 2018 (Art. 89.2, Law 58/2014/QH13).
    """
    allowance = np.where(rows.from_month >= ALLOWANCES_COUNT, rows.allow_wage, 0)
    supplement = np.where(rows.from_month >= SUPPLEMENTS_COUNT, rows.supplement, 0)
    return np.where(rows.wage > 0, rows.wage + allowance + supplement, NO_BASE)


def terms(rows: Rows, *, unit_kind: int, foreigner: list[bool], jobs: Ints) -> Cells:
    """Return the terms each row declares, (n, WIDTH) in the columns of Col; pair and months are left 0."""
    cells = np.zeros((len(rows), WIDTH), dtype=np.int64)
    coefficient, part_time = coefficients(rows), _commune_part_time(rows)
    state = coefficient > 0
    cells[:, Col.BASE] = np.where(state | part_time, NO_BASE, bases(rows))
    cells[:, Col.COEFFICIENT] = np.where(part_time, 0, coefficient)
    cells[:, Col.REGIME] = np.where(part_time, PayRegime.NONE, np.where(state, PayRegime.STATE, PayRegime.EMPLOYER))
    cells[:, Col.GROUP] = np.where(
        part_time, PersonGroup.COMMUNE_PART_TIME, np.where(state, _state_group(unit_kind), PersonGroup.EMPLOYEE)
    )
    cells[:, Col.CONTRACT] = _contract_months(rows)
    cells[:, Col.FOREIGN] = np.where(foreigner, Foreign.FOREIGNER, 0)
    cells[:, Col.WORK] = _work(rows)
    cells[:, Col.FUNDS] = ALL_FUNDS
    cells[:, Col.JOB] = jobs
    return cells


def _state_group(unit_kind: int) -> int:
    """Return the group of somebody on the State's scale (Art. 2.1, Law 58/2014/QH13)."""
    groups = {
        UnitKind.STATE_AGENCY: PersonGroup.CIVIL_SERVANT,
        UnitKind.PUBLIC_UNIT_STATE_PAID: PersonGroup.PUBLIC_EMPLOYEE,
    }
    return groups.get(UnitKind(unit_kind), PersonGroup.EMPLOYEE)


def _commune_part_time(rows: Rows) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows are part-time commune workers, by the title the form asks for (n,)."""
    return np.array([COMMUNE_PART_TIME in search_key(job) for job in rows.job], dtype=np.bool_)


def _contract_months(rows: Rows) -> Ints:
    """Return whole months of the contracts; NO_TERM without term, and where the row says nothing."""
    begin = rows.contract_from.astype("datetime64[D]").astype(np.int64)
    end = rows.contract_to.astype("datetime64[D]").astype(np.int64)
    known = ~np.isnat(rows.contract_from) & ~np.isnat(rows.contract_to) & (end >= begin)
    fixed = np.array([kind in {"fixed", "other"} for kind in rows.contract_kind], dtype=np.bool_)
    first = rows.contract_from.astype("datetime64[M]")
    after = (rows.contract_to + np.timedelta64(1, "D")).astype("datetime64[D]")
    months = (after.astype("datetime64[M]") - first).astype(np.int64)
    day_in = (rows.contract_from - first.astype("datetime64[D]")).astype(np.int64)
    day_out = (after - after.astype("datetime64[M]").astype("datetime64[D]")).astype(np.int64)
    whole: Ints = np.where(known & fixed, months - (day_out < day_in).astype(np.int64), NO_TERM)
    return whole


def _work(rows: Rows) -> Ints:
    """Return the traits of the work that move the floor of the base."""
    trained = np.array([position in TRAINED for position in rows.position], dtype=np.bool_)
    heavy = ~np.isnat(rows.hazard_from)
    traits = trained.astype(np.int64) * Work.TRAINED + heavy.astype(np.int64) * Work.HEAVY
    return traits + part_time(rows).astype(np.int64) * Work.PART_TIME


def part_time(rows: Rows) -> Mask:
    """Return which rows say in the note or title that the work is part time (n,)."""
    said = (search_key(f"{note} {job}") for note, job in zip(rows.note, rows.job, strict=True))
    return np.array([any(words in text for words in PART_TIME) for text in said], dtype=np.bool_)
