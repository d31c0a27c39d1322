"""Checks on the months a change names."""

import numpy as np

from ansinh.domain.declarations.checks.hits import Hits, decided, hits, month_texts, of_kind, with_effect
from ansinh.domain.declarations.checks.person import day_texts
from ansinh.domain.declarations.declared import Case
from ansinh.domain.declarations.kinds import Effect

EARLY_END = 1  # an end may be reported one month ahead
WORKING_AGE = 15  # Art. 3.1, Labour Code 45/2019/QH14: an employee is 15 or older
LONG_ARREARS = 6  # months from which one level higher approves (QD 595 art. 38; unsure)


def month_missing(case: Case) -> Hits:
    """Refuse a change without its first month."""
    return hits(decided(case) & (case.rows.from_month <= 0), case.rows.full_name)


def month_ahead(case: Case) -> Hits:
    """Refuse months beyond the month of the declaration; an end or a leave may be one month ahead."""
    ends = with_effect(case, Effect.CLOSE, Effect.ABSENT)
    ahead = case.rows.from_month > case.period + np.where(ends, EARLY_END, 0)
    return hits(decided(case) & ahead, month_texts(case.rows.from_month))


def before_account(case: Case) -> Hits:
    """Refuse months before the employer account existed."""
    early = (case.rows.from_month > 0) & (case.rows.from_month < case.account.opened)
    return hits(decided(case) & early, month_texts(case.rows.from_month))


def end_before_start(case: Case) -> Hits:
    """Refuse a last month before the first."""
    reversed_ = (case.rows.to_month > 0) & (case.rows.to_month < case.rows.from_month)
    return hits(decided(case) & reversed_, month_texts(case.rows.to_month))


def end_missing(case: Case) -> Hits:
    """Refuse a correction of past months without its last month."""
    return hits(of_kind(case, lambda kind: kind.bounded) & (case.rows.to_month <= 0), case.rows.full_name)


def correction_ahead(case: Case) -> Hits:
    """Refuse a correction that reaches beyond the month of the declaration."""
    ahead = of_kind(case, lambda kind: kind.bounded) & (case.rows.to_month > case.period)
    return hits(ahead & (case.rows.from_month <= case.period), month_texts(case.rows.to_month))


def late(case: Case) -> Hits:
    """Say that a change reported one month late or more comes with the list of evidence D01-TS, unless it does."""
    behind = decided(case) & (case.rows.from_month > 0) & (case.rows.from_month < case.period) & ~case.evidenced
    months = np.maximum(case.period - case.rows.from_month, 0)
    return hits(behind & (months < LONG_ARREARS), month_texts(case.rows.from_month), months=months.tolist())


def very_late(case: Case) -> Hits:
    """Say that arrears of six months and more are approved one level higher."""
    months = case.period - case.rows.from_month
    behind = decided(case) & (case.rows.from_month > 0) & (months >= LONG_ARREARS)
    return hits(behind, month_texts(case.rows.from_month), months=months.tolist())


def card_months(case: Case) -> Hits:
    """Say that the health contribution of months whose card is printed stays due (line TT)."""
    return hits(case.card_months > 0, month_texts(case.rows.from_month), months=case.card_months.tolist())


def too_young(case: Case) -> Hits:
    """Refuse work before 15 (Art. 3.1, Labour Code 45/2019/QH14)."""
    first = (case.rows.from_month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    birthday = (case.rows.birth.astype("datetime64[M]") + WORKING_AGE * 12).astype("datetime64[D]")
    known = ~np.isnat(case.rows.birth) & (case.rows.from_month > 0)
    return hits(known & of_kind(case, lambda kind: kind.opens) & (birthday > first + 30), day_texts(case.rows.birth))


def dead(case: Case) -> Hits:
    """Refuse months after the death the register knows."""
    first = (case.rows.from_month - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    adds = of_kind(case, lambda kind: kind.opens or kind.needs_pay)
    after = ~np.isnat(case.people.died) & (first > case.people.died)
    return hits(adds & after, day_texts(case.people.died))
