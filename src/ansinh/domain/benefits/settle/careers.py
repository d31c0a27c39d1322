"""A person's months as the law of pensions reads them: rows of one year, one pay, one amount."""

import numpy as np

from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.terms import PayRegime, Sex, Work
from ansinh.domain.benefits.facts import SCALE, Facts, Stretch
from ansinh.law.pension.candidate import Candidate
from ansinh.law.pension.career import Careers, Pay
from ansinh.law.values import Values
from ansinh.law.wages.level import level_of_pay

SEXES = {"female": Sex.FEMALE, "male": Sex.MALE}


def month_rows(facts: Facts) -> list[tuple[int, Stretch]]:
    """Return (month, stretch) of every month that counts for retirement, once each, oldest first."""
    found, unpaid, gone = dict[int, Stretch](), facts.unpaid(Fund.RS), facts.used_up(Fund.RS)
    for stretch in sorted(facts.stretches, key=lambda s: (s.voluntary, s.first, s.account)):
        if stretch.counted and (stretch.voluntary or stretch.in_fund(Fund.RS)):
            for number in range(stretch.first, stretch.end):
                if number >= gone and (stretch.account, number) not in unpaid:
                    found.setdefault(number, stretch)
    return sorted(found.items())


def last_insured(facts: Facts) -> int:
    """Return the last month (Month.number) of insured work or of voluntary insurance, paid or still owed."""
    return max(s.end - 1 for s in facts.stretches if s.counted and (s.voluntary or s.in_fund(Fund.RS)))


def pension_career(facts: Facts, values: Values) -> Careers:
    """Return the career as one segment of rows: one year, one stretch each."""
    rows = month_rows(facts)
    starts = [place for place in range(len(rows)) if _new_row(rows, place)]
    sizes = np.diff([*starts, len(rows)])
    firsts = [rows[place] for place in starts]
    pays = [_pay(stretch) for _, stretch in firsts]
    return Careers(
        np.zeros(1, dtype=np.intp),
        np.array([rows[0][0]], dtype=np.int64),
        np.array(pays, dtype=np.int8),
        np.array([Month(number).year for number, _ in firsts], dtype=np.int64),
        sizes.astype(np.int64),
        np.array([stretch.pay(Month(number), values) for number, stretch in firsts], dtype=np.int64),
        np.array([_coefficient(stretch, Month(number), values) for number, stretch in firsts], dtype=np.int64),
    )


def _new_row(rows: list[tuple[int, Stretch]], place: int) -> bool:
    """Return whether a month begins a row: the first, another year, another stretch, or State pay in money."""
    if place == 0:
        return True
    (before, earlier), (month, stretch) = rows[place - 1], rows[place]
    return Month(before).year != Month(month).year or earlier is not stretch or _by_base(stretch)


def _by_base(stretch: Stretch) -> bool:
    """Return whether the money of a month follows the base salary, which may change within a year."""
    return stretch.coefficient > 0 and stretch.salary == 0


def _coefficient(stretch: Stretch, month: Month, values: Values) -> int:
    """Return the coefficient of a month of State pay; where only money is known, the money over the base of then.

    UnknownValueError for State pay in money of a month whose base salary is not established.
    """
    if stretch.coefficient or stretch.regime != PayRegime.STATE or not stretch.salary:
        return stretch.coefficient
    return stretch.salary * SCALE // level_of_pay(month.first_day, values).whole


def _pay(stretch: Stretch) -> Pay:
    """Return whose pay a stretch is."""
    if stretch.voluntary:
        return Pay.VOLUNTARY
    return Pay.STATE if stretch.regime == PayRegime.STATE else Pay.EMPLOYER


def candidate(facts: Facts) -> Candidate:
    """Return what the law asks about a person who wants to retire."""
    rows = month_rows(facts)
    special, coal = claimed_years(facts)
    heavy = sum(bool(stretch.work & (Work.HEAVY | Work.VERY_HEAVY)) for _, stretch in rows)
    very = sum(bool(stretch.work & Work.VERY_HEAVY) for _, stretch in rows)
    claimed, birth = facts.claimed, facts.birth or facts.day
    loss = claimed.loss_percent or None
    return Candidate(
        sex=SEXES.get(facts.sex, Sex.FEMALE),
        birth=Month.containing(birth),
        compulsory_months=sum(not stretch.voluntary for _, stretch in rows),
        voluntary_months=sum(stretch.voluntary for _, stretch in rows),
        birth_year_only=claimed.birth_year_only,
        hard_months=max(heavy, claimed.hard_years * 12),
        special_hard_months=max(very, special),
        coal_months=coal,
        loss_pct=loss,
        assessed=Month.containing(claimed.concluded or facts.day) if loss else None,
        hiv_at_work=claimed.hiv,
        commune_woman=claimed.commune,
        voluntary_before_2021=any(stretch.voluntary and number < Y2021 for number, stretch in rows),
        top_up_paid=Month.containing(claimed.top_up_day) if claimed.top_up_day else None,
    )


Y2021 = Month.of(2021, 1).number  # Art. 54.1, Law 58/2014/QH13: the voluntary scheme kept its old age for these


def claimed_years(facts: Facts) -> tuple[int, int]:
    """Return the months in specially hard work and in underground coal mining that the papers show."""
    return facts.claimed.special_years * 12, facts.claimed.coal_years * 12


def age_months(facts: Facts, last: Month) -> int:
    """Return completed months of age at the end of a month."""
    birth, day = facts.birth or facts.day, last.last_day
    return (day.year - birth.year) * 12 + day.month - birth.month - (day.day < birth.day)
