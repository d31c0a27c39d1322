"""The risk of all employers of an office as of a day: figures gathered from every stair, scored over columns, kept."""

import datetime as dt
from dataclasses import dataclass
from fractions import Fraction

import numpy as np

from ansinh.core.errors import MissingError
from ansinh.core.period import Month, add_months
from ansinh.core.rounding import half_up
from ansinh.core.terms import Work
from ansinh.core.text import Text
from ansinh.domain.collection.risk import Scale, scale_on
from ansinh.domain.collection.risk_score import Ints, Pair, score
from ansinh.domain.outreach.employers import wage_gap
from ansinh.law.value_files import load
from ansinh.law.values import Values
from ansinh.law.wages.bounds import floor
from ansinh.records.bulk.arrow import Column
from ansinh.records.store.benefits import patterns
from ansinh.records.store.collection import debt, risk_facts, scope
from ansinh.records.store.collection.risk_facts import aligned
from ansinh.records.store.outreach import facts
from ansinh.usecases.collection import risk

_NO_BOOKS = Text("{code} chưa có tháng nào khóa sổ.", "{code} has no closed month yet.")
REGIONS = (1, 2, 3, 4)


@dataclass(frozen=True, slots=True)
class RiskDone:
    """What a run looked at: its id, employers and people, the version of the scale, the closed month."""

    run: int
    units: int
    people: int
    version: str
    period: str


@dataclass(frozen=True, slots=True)
class _About:
    """What every figure is asked with."""

    offices: list[int]
    day: dt.date
    period: Month
    scale: Scale
    account: Ints
    people: Ints


def run_risk(office: str, day: dt.date, actor: str) -> RiskDone:
    """Score every active employer of an office and all under it as of `day`; again takes the place of the run before.

    MissingError before the first closed month; UnknownValueError where the law of the day is not established.
    """
    place = scope.office(office)
    period = debt.last_closed(place.path)
    if period is None:
        raise MissingError(_NO_BOOKS.fill(code=office))
    offices, scale = scope.offices(place.path), scale_on(day)
    known = risk_facts.accounts(offices, period.first_day)
    about = _About(offices, day, period, scale, known["account"], known["people"])
    figures = {
        **_of_tax(about),
        "floor_wage": _at_the_floor(about, load()),
        **_of_benefits(about),
        "debt_age": (known["months"], known["owed"]),
        "past_findings": _of_past(about),
    }
    looked = risk.Looked(known["account"], known["office"], known["people"], period)
    made = risk.keep(office, day, looked, (scale, score(scale, figures)), actor)
    return RiskDone(made, len(looked.account), int(looked.people.sum()), scale.version, str(period))


def _of_tax(about: _About) -> dict[str, Pair]:
    """Return the gaps to the tax authority's list: people and yearly wages (dong), at the account of the employer."""
    tax, _, _ = facts.taxpayers(about.offices)
    tax = facts.with_accounts(tax, about.period)
    open_ones = np.where(tax.closed | (tax.account == 0), -1, tax.account)
    order = np.lexsort((-tax.people, open_ones))  # of several rows of an employer the largest speaks
    keys = open_ones[order]
    columns = (tax.people - tax.insured, tax.people, wage_gap(tax), tax.wages)
    people, of_people, gap, of_wages = (aligned(about.account, keys, column[order]) for column in columns)
    return {"tax_people": (people, of_people), "tax_wages": (gap, of_wages)}


def _at_the_floor(about: _About, values: Values) -> Pair:
    """Return people at the lowest base of their region and work, and people on the employer's scale."""
    kinds = [Work(bits) for bits in range(2 * int(Work.PART_TIME))]
    floors = {
        (region, int(work)): half_up(floor(about.day, region, work, values) * _margin(about.scale))
        for region in REGIONS
        for work in kinds
    }
    found = risk_facts.at_the_floor(about.offices, about.day, floors)
    low, people = (aligned(about.account, found["account"], found[name]) for name in ("low", "people"))
    return low, people


def _margin(scale: Scale) -> Fraction:
    """Return the factor up to which a base stands at the floor."""
    return Fraction(scale.floor_per_mille, 1000)


def _of_benefits(about: _About) -> dict[str, Pair]:
    """Return the patterns of leaves and withdrawals, and the people insured they are measured by."""
    scale, day = about.scale, about.day
    since = add_months(day, -scale.look_back_months)
    books = debt.first_closed(about.offices) or about.period
    born = patterns.maternity_joins(since, day, scale.maternity_months, books.first_day)
    sick = patterns.sick_leaves(day, scale.sickness_months)
    gone = patterns.withdrawals(add_months(day, -12), day)
    pace = 12 // scale.sickness_months
    return {
        "maternity_churn": _pair(about, born, "short", "leaves"),
        "sickness_spike": (
            pace * aligned(about.account, sick["account"], sick["recent"]),
            aligned(about.account, sick["account"], sick["before"]),
        ),
        "one_time": (aligned(about.account, gone["account"], gone["people"]), about.people),
    }


def _of_past(about: _About) -> Pair:
    """Return violations of earlier inspections and what is still to recover of them."""
    found = risk_facts.past_findings(add_months(about.day, -about.scale.look_back_months), about.day)
    return _pair(about, found, "findings", "remaining")


def _pair(about: _About, found: dict[str, Column], first: str, second: str) -> Pair:
    return aligned(about.account, found["account"], found[first]), aligned(
        about.account, found["account"], found[second]
    )
