"""The checks of D03-TS: people with health insurance alone."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.domain.coverage.groups import Group
from ansinh.domain.declarations.checks import standing
from ansinh.domain.declarations.checks.catalogue import RULES
from ansinh.domain.declarations.checks.hits import Hits, hits
from ansinh.domain.declarations.checks.person import day_texts
from ansinh.domain.declarations.checks.report import load_rules, report, report_who
from ansinh.domain.declarations.checks.standing import Listed
from ansinh.domain.declarations.declared import Ints, Texts

CODES: Final = ("TM", "ON", "DC", "GH")  # portal code list 102
SELF_PAID: Final = ("household", "pupil", "farm", "near_poor", "left_hard_area")
LIST_RULES: Final = load_rules("lists.yaml")


@dataclass(frozen=True, slots=True)
class HealthCase:
    """A list of one group."""

    listed: Listed
    group: Group
    order: Ints  # in the household, as written; 0 not said
    household: Texts
    base: Ints
    periods: tuple[int, ...]  # months a household pays at once
    child_months: int  # the age to which a child's card serves

    @property
    def age(self) -> Ints:
        """Age in whole months on the first day of the first month (n,); -1 where the birth is not known."""
        birth = self.listed.who.birth.astype("datetime64[M]").astype(np.int64) + 1970 * 12
        late = (self.listed.who.birth.astype("datetime64[D]").astype("datetime64[M]") != self.listed.who.birth).astype(
            int
        )
        months: Ints = np.where(np.isnat(self.listed.who.birth), -1, self.listed.first - birth - late)
        return months


def months_missing(case: HealthCase) -> Hits:
    """Refuse a paid period without its length."""
    paid = case.group.scheme in SELF_PAID
    return case.listed.names(case.listed.pays & paid & (case.listed.months <= 0))


def months_usual(case: HealthCase) -> Hits:
    """Say for how many months a household pays (Art. 9.7, Decree 146/2018/ND-CP)."""
    odd = case.listed.pays & (case.listed.months > 0) & ~np.isin(case.listed.months, case.periods)
    allowed = ", ".join(str(months) for months in case.periods)
    return hits(odd & (case.group.scheme == "household"), case.listed.months.tolist(), allowed=[allowed] * odd.size)


def order_twice(case: HealthCase) -> Hits:
    """Say that two members of a household have the same order."""
    seen: set[tuple[str, int]] = set()
    again = []
    for code, order, pays in zip(case.household, case.order.tolist(), case.listed.pays.tolist(), strict=True):
        key = (code, order)
        again.append(bool(code and order and pays and order < 5 and key in seen))
        seen.add(key)
    return hits(np.array(again, dtype=np.bool_), case.household)


def employed(case: HealthCase) -> Hits:
    """Refuse a household payment of somebody an employer insures (Art. 13.2, Law 25/2008/QH12)."""
    return standing.employed(case.listed) if case.group.scheme == "household" else _none()


def employed_also(case: HealthCase) -> Hits:
    """Say that somebody of another group is insured by an employer."""
    return _none() if case.group.scheme == "household" else standing.employed(case.listed)


def under_six(case: HealthCase) -> Hits:
    """Refuse payment for a child under 6 (Art. 12.3, Law 25/2008/QH12)."""
    child = (case.age >= 0) & (case.age < case.child_months) & case.listed.pays
    return hits(child & (case.group.scheme in SELF_PAID), day_texts(case.listed.who.birth))


def over_six(case: HealthCase) -> Hits:
    """Refuse in group TE somebody who is 6 or older."""
    older = (case.age >= case.child_months) & case.listed.pays
    return hits(older & (case.group.code == "TE"), day_texts(case.listed.who.birth))


def base_missing(case: HealthCase) -> Hits:
    """Refuse a pensioner without a pension."""
    return case.listed.names(case.listed.pays & (case.group.scheme == "benefit") & (case.base <= 0))


def _none() -> Hits:
    """Return no hits."""
    return Hits(np.empty(0, dtype=np.intp), [])


def _shared(check: Callable[[Listed], Hits]) -> Callable[[HealthCase], Hits]:
    """Return a check of all lists as one of this list."""
    return lambda case: check(case.listed)


CHECKS: Final[dict[str, Callable[[HealthCase], Hits]]] = {
    "MONTH-MISSING": _shared(standing.month_missing),
    "MONTH-FAR": _shared(standing.month_far),
    "MONTHS-MISSING": months_missing,
    "MONTHS-USUAL": months_usual,
    "RECEIPT": _shared(standing.receipt_missing),
    "AMOUNT-SHORT": _shared(standing.amount_short),
    "AMOUNT-OVER": _shared(standing.amount_over),
    "ORDER-TWICE": order_twice,
    "COVERED": _shared(standing.covered),
    "NOT-COVERED": _shared(standing.not_covered),
    "EMPLOYED": employed,
    "EMPLOYED-ALSO": employed_also,
    "UNDER-SIX": under_six,
    "OVER-SIX": over_six,
    "BASE-MISSING": base_missing,
    "ROW-TWICE": _shared(standing.row_twice),
}


def check_health(case: HealthCase) -> list[Finding]:
    """Return all findings of the rows of a list."""
    rows = case.listed.who.row
    found = report_who(case.listed.who, RULES)
    return found + [f for code, check in CHECKS.items() for f in report(code, LIST_RULES[code], check(case), rows)]
