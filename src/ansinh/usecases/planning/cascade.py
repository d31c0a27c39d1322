"""Targets down the tree: children must add up to their parent, and splits that do."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from fractions import Fraction

from ansinh.core.errors import MissingError
from ansinh.core.finding import Finding, Place
from ansinh.core.period import Month
from ansinh.core.rounding import half_up
from ansinh.core.text import Text
from ansinh.domain.planning.carriers import WHOLE
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.planning_file import LoadedTarget
from ansinh.domain.planning.split import check_sum, split
from ansinh.records.store.planning import assignees, offices, targets
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.usecases.planning.situations import situation


def sums_that_fail(loaded: Sequence[LoadedTarget], known: Mapping[str, OfficeRow]) -> list[Finding]:
    """Return a finding for every parent whose children, all having a target, do not add up to it.

    What a file brings counts before what is in force. Rates are set for each office and never summed.
    """
    yearly = [
        one
        for one in loaded
        if one.month is None and one.code and one.carrier is None and catalogue()[one.code].additive
    ]
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


def carriers_that_fail(loaded: Sequence[LoadedTarget], known: Mapping[str, OfficeRow]) -> list[Finding]:
    """Return a finding for every office whose carriers of one kind do not make its plan, after what the file brings.

    Communes and officers must sum to the plan of that version, agents and bodies outside must not exceed it; an office
    without a plan in that version is not checked.
    """
    brought: dict[tuple[str, str, int, str, str], dict[str, Fraction]] = {}
    own: dict[tuple[str, str, int, str], Fraction] = {}
    for one in loaded:
        if one.month is None and one.code and catalogue()[one.code].additive:
            key = (one.office, one.code, one.year, one.version)
            if one.carrier is None:
                own[key] = one.value
            else:
                brought.setdefault((*key, one.carrier.kind), {})[one.carrier.code] = one.value
    findings = []
    for (office, code, year, version, kind), parts in brought.items():
        row = known[office]
        kept = {c.carrier.code: c.value for c in assignees.carried([row.id], year, kind)
                if (c.code, c.version) == (code, version)}  # fmt: skip
        plan = own.get((office, code, year, version)) or targets.of_version([row.id], year, version).get((row.id, code))
        whole = kept | parts
        if plan is not None and (kind in WHOLE or sum(whole.values()) > plan):
            found = check_sum(code, plan, whole)
            if found is not None:
                findings.append(replace(found, where=Place("targets", None, f"{code} {year} {kind}")))
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


def propose_split(
    office_code: str, code: str, year: int, month: Month, weights: Mapping[str, Fraction] | None = None
) -> dict[str, int]:
    """Return how the plan of an office could be split over the offices below, by code; the parts sum to it exactly.

    Each gets at least what it has at the end of `month` (people insured; money since January if `month` lies in
    `year`), the rest by `weights` (what each has now, where none are given). With the last December this is the first
    split of a year, with a later month the re-forecast of its last months. Nothing is written. MissingError without
    such an office or without a plan.
    """
    here = situation(office_code, month)
    plan = targets.plans([offices.office(office_code).id], [year])
    found = next(iter(plan.values()), {}).get((code, year))
    if found is None:
        raise MissingError(Text(f"Chưa có kế hoạch {code} năm {year}.", f"There is no plan of {code} for {year}."))
    held = {child.place.code: child.of(code) for child in here.children}
    amounts = {office: half_up(one.value) if one else 0 for office, one in held.items()}
    stock = catalogue()[code].kind == "stock"
    floors = [amount if stock or month.year == year else 0 for amount in amounts.values()]
    shares = [weights.get(office, Fraction(0)) if weights else amount for office, amount in amounts.items()]
    parts = split(half_up(found.value), shares if any(shares) else [1] * len(shares), floors)
    return dict(zip(amounts, parts, strict=True))
