"""All checks in their order, with their sentences; and the findings they make of a case."""

from dataclasses import dataclass
from importlib import resources
from typing import Any, Final

import numpy as np
import yaml

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.domain.declarations.checks import months, person, spells, terms
from ansinh.domain.declarations.checks.hits import Check
from ansinh.domain.declarations.declared import Case

CHECKS: Final[dict[str, Check]] = {
    "SI-SHAPE": person.number_shape,
    "SI-UNKNOWN": person.number_unknown,
    "PERSON-UNKNOWN": person.nobody,
    "PERSON-MERGED": person.merged,
    "PERSON-FOUND": person.found_by_id,
    "NAME-DIFFERS": person.name_differs,
    "NAME-ACCENTS": person.accents_differ,
    "BIRTH-DIFFERS": person.birth_differs,
    "SEX-DIFFERS": person.sex_differs,
    "ID-SHAPE": person.id_shape,
    "ID-OWNED": person.id_of_another,
    "ID-SAYS": person.id_says_otherwise,
    "LOOK-ALIKE": person.look_alike,
    "BIRTH-MISSING": person.birth_missing,
    "SEX-MISSING": person.sex_missing,
    "TOO-YOUNG": person.too_young,
    "DEAD": person.dead,
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
OF_SPELLS: Final = frozenset(code for code in CHECKS if code.startswith("SPELL-"))


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check weighs, the column it points to, and its sentences."""

    severity: Severity
    column: str
    message: Text
    mend: Text


def load_rules(package: str, file: str) -> dict[str, Rule]:
    """Return code -> rule, read from a catalogue beside its checks."""
    source = resources.files(package).joinpath(file).read_text(encoding="utf-8")
    lines: dict[str, dict[str, Any]] = yaml.safe_load(source)
    return {
        code: Rule(
            Severity(line.get("weight", "error")), line["column"], Text(*line["say"][:2]), Text(*line["say"][2:])
        )
        for code, line in lines.items()
    }


RULES: Final = load_rules("ansinh.domain.declarations.checks", "catalogue.yaml")


def run_checks(case: Case, codes: list[str]) -> list[Finding]:
    """Return the findings of the checks `codes` on `case`, in the order of the checks; `column` is a name of Rows."""
    return [finding for code in codes for finding in _findings(case, code)]


def _findings(case: Case, code: str) -> list[Finding]:
    """Return the findings of one check."""
    rule, found = RULES[code], CHECKS[code](case)
    numbers = case.rows.row[found.rows].tolist()
    names = list(found.words)
    made = []
    for place, (number, cell) in enumerate(zip(numbers, found.found, strict=True)):
        words = {"found": cell, **{name: found.words[name][place] for name in names}}
        where = Place(row=int(number), column=rule.column)
        made.append(Finding(code, where, cell, rule.message.fill(**words), rule.mend.fill(**words), rule.severity))
    return made


def good_rows(case: Case, findings: list[Finding]) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    """Return which rows have a kind and no error (n,)."""
    stopped = {finding.where.row for finding in findings if finding.stops}
    rows = np.array([number not in stopped for number in case.rows.row.tolist()], dtype=np.bool_)
    return rows & (case.kind >= 0)
