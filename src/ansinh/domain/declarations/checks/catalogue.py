"""All checks in their order, with their sentences; and the findings they make of a case."""

from typing import Final

import numpy as np

from ansinh.core.finding import Finding
from ansinh.domain.declarations.checks import months, spells, terms
from ansinh.domain.declarations.checks.hits import Check
from ansinh.domain.declarations.checks.report import load_rules, report, report_who
from ansinh.domain.declarations.declared import Case

CHECKS: Final[dict[str, Check]] = {
    "TOO-YOUNG": months.too_young,
    "DEAD": months.dead,
    "JOB-MISSING": terms.job_missing,
    "MONTH-MISSING": months.month_missing,
    "MONTH-AHEAD": months.month_ahead,
    "MONTH-EARLY": months.before_account,
    "MONTH-ORDER": months.end_before_start,
    "MONTH-END": months.end_missing,
    "MONTH-PAST": months.correction_ahead,
    "PAY-MISSING": terms.pay_missing,
    "PAY-FLOOR": terms.below_floor,
    "PAY-LABOUR": terms.below_minimum_wage,
    "PAY-CEILING": terms.above_ceiling,
    "PAY-ARREARS": terms.base_salary_wage,
    "REGION": terms.region_differs,
    "SWITCH": terms.switch_undecided,
    "REASON": terms.reason_missing,
    "GROUND": terms.ground_missing,
    "TWICE": spells.twice,
    "SPELL-NONE": spells.no_spell,
    "SPELL-OPEN": spells.already_open,
    "SPELL-WORKS": spells.not_absent,
    "SPELL-PARTLY": spells.partly_there,
    "SPELL-SAME": spells.nothing_changes,
    "ELSEWHERE": spells.open_elsewhere,
    "MOVE-OPEN": spells.move_not_reported,
    "MOVE-KIND": spells.move_kind,
    "ACCOUNT-CLOSED": spells.account_not_active,
    "ACCOUNT-STOPPED": spells.account_suspended,
    "CARD": months.card_months,
    "LATE": months.late,
    "LATE-LONG": months.very_late,
}
# Checks that need the spells: where a row is wrong otherwise, they would only repeat that it is.
OF_SPELLS: Final = frozenset({"CARD", *(code for code in CHECKS if code.startswith("SPELL-"))})


RULES: Final = load_rules("catalogue.yaml")


def check_rows(case: Case) -> list[Finding]:
    """Return the findings that need no spells, check by check; `column` is a name of Rows."""
    own = [code for code in CHECKS if code not in OF_SPELLS]
    return [*report_who(case.who, RULES), *_run(case, own)]


def check_spells(case: Case) -> list[Finding]:
    """Return the findings of rows that do not fit the spells, and of ends reported late."""
    return _run(case, [code for code in CHECKS if code in OF_SPELLS])


def _run(case: Case, codes: list[str]) -> list[Finding]:
    """Return the findings of the checks `codes`."""
    return [finding for code in codes for finding in report(code, RULES[code], CHECKS[code](case), case.rows.row)]


def good_rows(case: Case, findings: list[Finding]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows have a kind and no error (n,)."""
    stopped = {finding.where.row for finding in findings if finding.stops}
    rows = np.array([number not in stopped for number in case.rows.row.tolist()], dtype=np.bool_)
    return rows & (case.kind >= 0)
