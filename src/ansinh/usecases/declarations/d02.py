"""D02-LT: examined against register, law and spells; applied to the spells of its account."""

from dataclasses import dataclass

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.declarations.declared import Mask, Match
from ansinh.domain.declarations.timeline import Col, difference
from ansinh.formats.d02.rows import D02
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.registry import spells
from ansinh.records.store.registry.accounts import AccountFacts, account_by_id
from ansinh.usecases import clock
from ansinh.usecases.declarations import homes, newcomers
from ansinh.usecases.declarations.case import Put, Tried, check_rows, check_spells, put_together, try_on_spells
from ansinh.usecases.declarations.examined import Examined
from ansinh.usecases.declarations.headers import check_header


@dataclass(frozen=True, slots=True)
class State:
    """What applying needs."""

    put: Put
    tried: Tried
    account: AccountFacts


def examine(read: D02, facts: FilingFacts) -> Examined:
    """Return what is found in a declaration and which rows may be accepted. Nothing is written."""
    if facts.account_id is None:
        raise RefusedError(Text("Hồ sơ không thuộc đơn vị nào.", "The filing belongs to no employer account."))
    account, period = account_by_id(facts.account_id), Month.containing(facts.period)
    put = put_together(read, account, period, clock.today())
    found, good = check_rows(put)
    tried, more, good = _settle(put, account.id, good)
    head = check_header(read.header, account, period)
    return Examined(read, [*head, *read.findings, *found, *more], good, State(put, tried, account))


def _settle(put: Put, account: int, good: Mask) -> tuple[Tried, list[Finding], Mask]:
    """Try the good rows on the spells until none of them is stopped: a row may need one that is not good."""
    found: list[Finding] = []
    while True:
        tried = try_on_spells(put, account, good)
        more = check_spells(put, tried)
        stopped = [finding.where.row for finding in more if finding.stops]
        still = good & ~np.isin(put.rows.row, [row for row in stopped if row is not None])
        if (still == good).all():
            return tried, [*found, *more], good
        found += [finding for finding in more if finding.stops]
        good = still


def apply(examined: Examined, facts: FilingFacts, actor: str) -> tuple[int, int]:
    """Write people and spells of the good rows; return how many numbers were issued and how many spells recorded."""
    state: State = examined.state
    new = np.flatnonzero(examined.good & (state.put.case.people.match == Match.NEW))
    first_row: dict[int, int] = {}
    for place in new.tolist():
        first_row.setdefault(int(state.put.persons[place]), place)
    ids = newcomers.register(examined.read, list(first_row.values()), facts, actor)
    number_of = dict(zip(first_row, ids, strict=True))
    persons = np.array([number_of.get(p, p) for p in state.put.persons.tolist()], dtype=np.int64)
    homes.enter(examined.read, persons, list(first_row.values()), {}, facts.office_id)
    return len(ids), _write_spells(state.tried, state.account.id, number_of, facts.id, actor)


def _write_spells(tried: Tried, account: int, number_of: dict[int, int], filing: str, actor: str) -> int:
    """Supersede what is gone and record what is new."""
    gone, fresh = difference(tried.before, tried.outcome.timeline)
    spells.supersede(tried.spell_ids[gone].tolist())
    cells = tried.outcome.timeline.cells[fresh]
    people = np.array([number_of.get(number, number) for number in tried.people.tolist()], dtype=np.int64)
    titles = [tried.jobs[number] for number in cells[:, Col.JOB].tolist()]
    cells[:, Col.PAIR] = people[cells[:, Col.PAIR]]
    spells.insert(account, cells[:, : Col.JOB], titles, filing=filing, actor=actor)
    return len(fresh)
