"""Rules with their sentences, and the findings they make of what a check hit."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from typing import Any

import yaml

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.domain.declarations.checks import person
from ansinh.domain.declarations.checks.hits import Hits
from ansinh.domain.declarations.declared import Ints, Who


@dataclass(frozen=True, slots=True)
class Rule:
    """What a check weighs, the column it points to, and its sentences."""

    severity: Severity
    column: str
    message: Text
    mend: Text


def load_rules(file: str) -> dict[str, Rule]:
    """Return code -> rule, read from a catalogue beside the checks."""
    source = resources.files("ansinh.domain.declarations.checks").joinpath(file).read_text(encoding="utf-8")
    lines: dict[str, dict[str, Any]] = yaml.safe_load(source)
    return {
        code: Rule(
            Severity(line.get("weight", "error")), line["column"], Text(*line["say"][:2]), Text(*line["say"][2:])
        )
        for code, line in lines.items()
    }


def report(code: str, rule: Rule, found: Hits, rows: Ints) -> list[Finding]:
    """Return the findings of one check; `rows` (n,) are the numbers of the rows in the sender's file."""
    numbers = rows[found.rows].tolist()
    made = []
    for place, (number, cell) in enumerate(zip(numbers, found.found, strict=True)):
        words = {"found": cell, **{name: column[place] for name, column in found.words.items()}}
        where = Place(row=int(number), column=rule.column)
        made.append(Finding(code, where, cell, rule.message.fill(**words), rule.mend.fill(**words), rule.severity))
    return made


WHO_CHECKS = {
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
    "ID-TWICE": person.id_twice,
    "ID-SAYS": person.id_says_otherwise,
    "LOOK-ALIKE": person.look_alike,
    "BIRTH-MISSING": person.birth_missing,
    "SEX-MISSING": person.sex_missing,
}
"""Checks on who a row is about: the same for every list."""


def report_who(who: Who, rules: Mapping[str, Rule]) -> list[Finding]:
    """Return the findings about the people of a list."""
    return [finding for code, check in WHO_CHECKS.items() for finding in report(code, rules[code], check(who), who.row)]
