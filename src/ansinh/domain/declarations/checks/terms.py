"""Checks on pay, work and grounds."""

import numpy as np

from ansinh.core.period import Month
from ansinh.domain.declarations.checks.hits import Hits, blank, decided, dong_texts, hits, of_kind, with_effect
from ansinh.domain.declarations.declared import Case
from ansinh.domain.declarations.kinds import KINDS, NUMBER_OF, Effect
from ansinh.domain.declarations.pay import part_time

NEW_LAW = Month.of(2025, 7).number  # Law 41/2024/QH15 replaces the floor of the base


def job_missing(case: Case) -> Hits:
    """Refuse a new worker without a title."""
    return hits(of_kind(case, lambda kind: kind.opens) & blank(case.rows.job), case.rows.full_name)


def pay_missing(case: Case) -> Hits:
    """Refuse a change that needs a wage or coefficient and has none."""
    missing = of_kind(case, lambda kind: kind.needs_pay) & (case.rows.wage <= 0) & (case.rows.coefficient <= 0)
    return hits(missing & (case.bounds.base != 0), case.rows.full_name)


def below_floor(case: Case) -> Hits:
    """Refuse a base under the lowest base of the month (Art. 6, QD 595/QD-BHXH; Art. 31.1, Law 41/2024/QH15).

    Until 2025-06 part-time work, said in the note, may lie under it; since then it is insured from the floor on only.
    """
    low = (case.bounds.floor > 0) & (case.bounds.base > 0) & (case.bounds.base < case.bounds.floor)
    low &= ~part_time(case.rows) | (case.rows.from_month >= NEW_LAW)
    return hits(_paid(case) & low, dong_texts(case.bounds.base), floor=dong_texts(case.bounds.floor))


def below_minimum_wage(case: Case) -> Hits:
    """Say that full-time pay lies under the regional minimum wage, though the base is high enough."""
    low = (case.bounds.base >= case.bounds.floor) & (case.bounds.base < case.bounds.labour_floor)
    low &= (case.rows.from_month >= NEW_LAW) & (case.bounds.base > 0)
    return hits(_paid(case) & low, dong_texts(case.bounds.base), floor=dong_texts(case.bounds.labour_floor))


def above_ceiling(case: Case) -> Hits:
    """Say that pay above the ceiling counts up to it."""
    high = (case.bounds.ceiling > 0) & (case.bounds.base > case.bounds.ceiling)
    return hits(_paid(case) & high, dong_texts(case.bounds.base), ceiling=dong_texts(case.bounds.ceiling))


def region_differs(case: Case) -> Hits:
    """Say that the wage region is not that of the account."""
    differs = (case.rows.region > 0) & (case.rows.region != case.account.region) & decided(case)
    return hits(differs, case.rows.region.tolist(), known=[case.account.region] * len(case.rows))


def reason_missing(case: Case) -> Hits:
    """Ask for the reason of a leave for good."""
    ends = case.kind == NUMBER_OF["GH"]
    said = ~blank(case.rows.note) | (case.rows.died > 0) | ~np.isnat(case.rows.contract_to)
    return hits(ends & ~said, case.rows.full_name)


def ground_missing(case: Case) -> Hits:
    """Ask for the ground of a maternity leave."""
    return hits((case.kind == NUMBER_OF["TS"]) & blank(case.rows.note), case.rows.full_name)


def base_salary_wage(case: Case) -> Hits:
    """Say that arrears at the base salary of the time are meant for coefficients."""
    return hits((case.kind == NUMBER_OF["AT"]) & (case.rows.wage > 0), dong_texts(case.rows.wage))


def switch_undecided(case: Case) -> Hits:
    """Refuse DN and DL that do not say whether the person takes part."""
    return hits(
        case.effect == Effect.FUND_SWITCH, [KINDS[number].code if number >= 0 else "" for number in case.kind.tolist()]
    )


def _paid(case: Case) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows set pay (n,)."""
    return with_effect(case, Effect.OPEN, Effect.PAY, Effect.ADD, Effect.RETURN)
