"""One declaration put together: rows, people, law and spells; the same for the check and for the acceptance."""

import datetime as dt
from dataclasses import dataclass, fields, replace
from typing import Any

import numpy as np

from ansinh.core.finding import Finding
from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.core.terms import UnitKind
from ansinh.domain.declarations.assemble import Kinds, candidates, changes_of, kinds_of, window_ends
from ansinh.domain.declarations.bounds import bounds_of
from ansinh.domain.declarations.changes import Changes
from ansinh.domain.declarations.checks import catalogue
from ansinh.domain.declarations.declared import Account, Case, Ints, Mask, Rows
from ansinh.domain.declarations.effects import Outcome, apply
from ansinh.domain.declarations.pay import terms
from ansinh.domain.declarations.timeline import Cells, Timeline
from ansinh.domain.registry.places import province_on
from ansinh.formats.d02.rows import D02
from ansinh.law.value_files import load
from ansinh.records.store.registry import spells
from ansinh.records.store.registry.accounts import AccountFacts, status_on
from ansinh.usecases.declarations.people import find_people
from ansinh.usecases.declarations.staging import rows_of

UNIT_KINDS = {
    "enterprise": UnitKind.ENTERPRISE,
    "state_agency": UnitKind.STATE_AGENCY,
    "public_unit_state_paid": UnitKind.PUBLIC_UNIT_STATE_PAID,
}


@dataclass(frozen=True, slots=True)
class Put:
    """Everything known about a declaration. `persons` is the number of each row (negative: new)."""

    read: D02
    rows: Rows
    case: Case
    persons: Ints
    terms: Cells
    jobs: list[str]  # texts that Col.JOB counts


@dataclass(frozen=True, slots=True)
class Tried:
    """What the good rows would make of the spells: `rows` are their places, `people` the person of each pair."""

    rows: Ints
    people: Ints
    spell_ids: Ints
    before: Timeline
    changes: Changes
    outcome: Outcome
    jobs: list[str]


def put_together(read: D02, account: AccountFacts, period: Month, today: dt.date) -> Put:
    """Return the declaration with what the register and the law know about its rows."""
    rows = rows_of(read)
    kinds = kinds_of(rows)
    ends = window_ends(rows, kinds)
    people, persons = find_people(rows, kinds, account.id, ends)
    last = [province_on(code, period.first_day) if code else "" for code in people.last_province]
    jobs = sorted(set(rows.job))
    number_of = {job: number for number, job in enumerate(jobs)}
    cells = terms(
        rows,
        unit_kind=UNIT_KINDS[account.unit_kind],
        foreigner=[code not in ("", "VN") for code in read.person.nationality],
        jobs=np.array([number_of[job] for job in rows.job], dtype=np.int64),
    )
    nothing = np.zeros(len(rows), dtype=np.int8)
    case = Case(
        rows=rows,
        kind=kinds.number,
        effect=kinds.effect,
        account=_account(account, today, period),
        people=replace(people, last_province=last),
        bounds=bounds_of(
            rows.from_month, cells, region=account.region, unit_kind=UNIT_KINDS[account.unit_kind], values=load()
        ),
        problems=nothing,
        card_months=nothing.astype(np.int64),
        period=period.number,
        today=today,
        evidenced=_evidenced(read),
    )
    return Put(read, rows, case, persons, cells, jobs)


def _evidenced(read: D02) -> Mask:
    """Return which rows a paper of the D01-TS speaks of, by number, else by name (n,)."""
    numbers, names = set(read.evidence.si_number) - {""}, {search_key(name) for name in read.evidence.full_name}
    rows = zip(read.rows.si_number, read.rows.full_name, strict=True)
    said = [number in numbers or search_key(name) in names for number, name in rows]
    return np.array(said, dtype=np.bool_)


def _account(facts: AccountFacts, today: dt.date, period: Month) -> Account:
    """Return the account as the checks see it."""
    return Account(
        code=facts.code,
        tax_code=facts.tax_code,
        unit_kind=UNIT_KINDS[facts.unit_kind],
        region=facts.region,
        opened=Month.containing(facts.opened).number,
        status=status_on(facts.id, today),
        province=province_on(facts.province, period.first_day),
    )


def check_rows(put: Put) -> tuple[list[Finding], Mask]:
    """Return the findings that need no spells, and which rows may be tried on the spells."""
    found = catalogue.check_rows(put.case)
    return found, catalogue.good_rows(put.case, [*put.read.findings, *found])


def try_on_spells(put: Put, account: int, good: Mask) -> Tried:
    """Return what the `good` rows make of the spells that stand."""
    kinds = Kinds(put.case.kind, put.case.effect)
    rows = candidates(kinds, good)
    wanted = _take(put.rows, rows)
    changes, people = changes_of(
        wanted, Kinds(kinds.number[rows], kinds.effect[rows]), put.persons[rows], put.terms[rows], put.case.period
    )
    ids, cells, titles = spells.current(account, [number for number in people.tolist() if number > 0])
    jobs, before = _on_pairs(cells, titles, people, put.jobs)
    return Tried(rows, people, ids, before, changes, apply(before, changes), jobs)


def _on_pairs(cells: Ints, titles: list[str], people: Ints, jobs: list[str]) -> tuple[list[str], Timeline]:
    """Return all job titles, and the spells with the number of the pair in place of the person."""
    number_of = {job: number for number, job in enumerate(jobs)}
    for title in titles:
        number_of.setdefault(title, len(number_of))
    pair = np.searchsorted(people, cells[:, 0])
    job = np.array([number_of[title] for title in titles], dtype=np.int64)
    return list(number_of), Timeline(np.column_stack((pair, cells[:, 1:], job)).astype(np.int64))


def check_spells(put: Put, tried: Tried) -> list[Finding]:
    """Return the findings of the rows that do not fit the spells, and of late ends."""
    problems = np.zeros(len(put.rows), dtype=np.int8)
    problems[tried.rows] = tried.outcome.problems
    card = np.zeros(len(put.rows), dtype=np.int64)
    fits = tried.outcome.problems == 0
    card[tried.rows[fits]] = np.maximum(tried.changes.card_end - tried.changes.first, 0)[fits]
    seen = replace(put.case, problems=problems, card_months=card)
    return catalogue.check_spells(seen)


def _take(rows: Rows, places: Ints) -> Rows:
    """Return the rows at `places`."""
    chosen = places.tolist()

    def pick(column: Any) -> Any:  # noqa: ANN401 a list of texts or an array
        return [column[place] for place in chosen] if isinstance(column, list) else column[places]

    return Rows(**{column.name: pick(getattr(rows, column.name)) for column in fields(rows)})
