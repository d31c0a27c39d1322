"""Accept a declaration: all rows, or the good ones; in one transaction, once."""

import datetime as dt
from dataclasses import asdict, dataclass

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.declarations.declared import Mask, Match
from ansinh.domain.declarations.effects import Problem
from ansinh.domain.declarations.timeline import Col, difference
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import all_findings as kept_findings
from ansinh.records.store.registry import spells
from ansinh.records.store.registry.accounts import AccountFacts
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations import newcomers, returning
from ansinh.usecases.declarations.case import Put, Tried, check_rows, check_spells, put_together, try_on_spells
from ansinh.usecases.declarations.checking import account_of
from ansinh.usecases.declarations.headers import check_header
from ansinh.usecases.declarations.receiving import HERE
from ansinh.usecases.declarations.staging import kept


@dataclass(frozen=True, slots=True)
class Accepted:
    """What an acceptance did. `returned` is the filing that holds the rows given back; "" if there are none."""

    filing: str
    state: str
    rows: int
    people_issued: int
    spells: int
    returned: str


def accept(filing: str, actor: str, *, good_rows: bool = False) -> Accepted:
    """Apply the declaration to the register: spells superseded and recorded, numbers issued, all or nothing.

    Any error stops the whole, unless `good_rows`: then the rows without errors are applied and the rest becomes a
    filing of its own, given back. A filing that was accepted before gives the same answer again. A declaration whose
    rows no longer fit what stands is a RefusedError and has to be checked again.
    """
    facts = filings.filing_facts(filing)
    act = Act(
        "filing.accept", actor, object_kind="filing", object_id=filing, office=facts.office_code,
        body={"good_rows": good_rows},
    )  # fmt: skip
    answer = perform(act, lambda: asdict(_accept(filing, actor, good_rows=good_rows)))
    return Accepted(**answer)


def _accept(filing: str, actor: str, *, good_rows: bool) -> Accepted:
    """Do it inside the transaction, with the filing and its account locked."""
    facts = filings.filing_facts(filing, lock=True)
    if facts.state in ("accepted", "accepted_in_part"):
        return Accepted(filing, facts.state, facts.rows_accepted, 0, 0, filings.followed_by(filing))
    if facts.state != "checked":
        raise RefusedError(Text("Hồ sơ chưa được kiểm tra.", "The filing has not been checked."))
    account = account_of(facts, lock=True)
    read = kept(filings.staged(filing))
    put = put_together(read, account, Month.containing(facts.period), dt.datetime.now(HERE).date())
    good = _good(put, account, facts)
    if not good.all() and not good_rows:
        raise _stopped(good)
    if not good.any():
        raise RefusedError(Text("Không có dòng nào hợp lệ để nhận.", "No row can be accepted."))
    issued, recorded = _apply(put, account, good, facts, actor)
    state = "accepted" if good.all() else "accepted_in_part"
    returned = "" if good.all() else returning.give_rest(facts, put.read, ~good, kept_findings(filing), actor)
    filings.decide(filing, state, accepted=int(good.sum()), actor=actor, at=dt.datetime.now(dt.UTC))
    return Accepted(filing, state, int(good.sum()), issued, recorded, returned)


def _stopped(good: Mask) -> RefusedError:
    """Return the refusal that says how many rows stop the whole."""
    count = int((~good).sum())
    return RefusedError(
        Text(
            f"Còn {count} dòng có lỗi; sửa lại hoặc chỉ nhận các dòng hợp lệ.",
            f"{count} rows have errors; correct them, or accept the good rows only.",
        )
    )


def _good(put: Put, account: AccountFacts, facts: FilingFacts) -> Mask:
    """Return which rows may be applied now: checked again, because the register may have changed since."""
    head = check_header(put.read.header, account, Month.containing(facts.period))
    whole = [f for f in [*head, *put.read.findings] if f.stops and f.where.row is None]
    if whole:
        raise RefusedError(whole[0].message)
    _, good = check_rows(put)
    while True:
        stopped = _stopped_rows(check_spells(put, try_on_spells(put, account.id, good)))
        still = good & ~np.isin(put.rows.row, stopped)
        if (still == good).all():
            return still
        good = still


def _stopped_rows(findings: list[Finding]) -> list[int]:
    """Return the rows that errors stop."""
    return [finding.where.row for finding in findings if finding.stops and finding.where.row is not None]


def _apply(put: Put, account: AccountFacts, good: Mask, facts: FilingFacts, actor: str) -> tuple[int, int]:
    """Write people and spells; return how many numbers were issued and how many spells recorded."""
    tried = try_on_spells(put, account.id, good)
    if not np.isin(tried.outcome.problems, (Problem.NONE, Problem.NOTHING)).all():
        raise RefusedError(
            Text("Dữ liệu đã thay đổi; kiểm tra lại hồ sơ.", "The register has changed; check the filing again.")
        )
    new = np.flatnonzero(good & (put.case.people.match == Match.NEW))
    number_of = newcomers.register(put, new, account, facts, actor)
    return len(number_of), _write_spells(tried, account.id, number_of, facts.id, actor)


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
