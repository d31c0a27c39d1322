"""Targets down the tree: children must add up to their parent, and splits that do."""

from collections.abc import Mapping, Sequence
from fractions import Fraction

from ansinh.core.finding import Finding, Place
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.domain.planning.split import check_sum
from ansinh.records.store.planning import offices, targets
from ansinh.records.store.planning.offices import OfficeRow


def sums_that_fail(loaded: Sequence[LoadedTarget], known: Mapping[str, OfficeRow]) -> list[Finding]:
    """Return a finding for every parent whose children, all having a target, do not add up to it.

    What a file brings counts before what is in force. Rates are set for each office and never summed.
    """
    yearly = [one for one in loaded if one.month is None and one.code and catalogue()[one.code].additive]
    rows = {one.office: known[one.office] for one in yearly}
    parents = {row.id for row in rows.values()} | {row.parent for row in rows.values() if row.parent is not None}
    below = offices.children_of(sorted(parents))
    findings = []
    for year, version in sorted({(one.year, one.version) for one in yearly}):
        brought = {
            (rows[one.office].id, one.code): one.value for one in yearly if (one.year, one.version) == (year, version)
        }
        everyone = sorted(parents | {child.id for children in below.values() for child in children})
        values = targets.of_version(everyone, year, version) | brought
        for code in sorted({code for _, code in brought}):
            findings += _failing(code, year, values, below)
    return findings


def _failing(
    code: str, year: int, values: Mapping[tuple[int, str], Fraction], below: Mapping[int, Sequence[OfficeRow]]
) -> list[Finding]:
    """Return the findings of one indicator and year."""
    findings = []
    for parent, children in below.items():
        parts = {child.place.code: values[child.id, code] for child in children if (child.id, code) in values}
        if (parent, code) not in values or len(parts) < len(children):
            continue
        found = check_sum(code, values[parent, code], parts)
        if found is not None:
            place = Place("targets", None, f"{code} {year}")
            findings.append(Finding(found.code, place, found.found, found.message, found.mend))
    return findings
