"""Give back a filing, or the rows of it that could not be accepted."""

import datetime as dt
import hashlib
from dataclasses import replace

import numpy as np

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.declarations.declared import Ints, Mask
from ansinh.formats.d02.rows import D02
from ansinh.formats.d03_rows import D03
from ansinh.formats.wire import pack
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts, NewFiling
from ansinh.records.store.declarations.findings import replace_findings
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations.examined import ReadList


def give_back(filing: str, actor: str, reason: str) -> None:
    """Return the whole filing to its sender, with the reason; a filing that was accepted is a RefusedError."""
    facts = filings.filing_facts(filing)
    act = Act("filing.return", actor, object_kind="filing", object_id=filing, office=facts.office_code, reason=reason)
    perform(act, lambda: _give_back(filing, actor))


def _only(read: ReadList, places: Ints) -> ReadList:
    """Return the list with the rows at `places` alone, and what was found in them."""
    numbers = set(read.rows.row[places].tolist())
    findings = [finding for finding in read.findings if finding.where.row in numbers]
    person = read.person.take(places)
    if isinstance(read, D02 | D03):
        members = read.members.take(np.flatnonzero(np.isin(read.members.worker_row, list(numbers))))
        if isinstance(read, D02):
            return replace(read, rows=read.rows.take(places), person=person, members=members, findings=findings)
        return replace(read, rows=read.rows.take(places), person=person, members=members, findings=findings)
    return replace(read, rows=read.rows.take(places), person=person, findings=findings)


def _give_back(filing: str, actor: str) -> None:
    """Do it inside the transaction."""
    facts = filings.filing_facts(filing, lock=True)
    if facts.state in ("accepted", "accepted_in_part"):
        raise RefusedError(Text("Hồ sơ đã được nhận.", "The filing was accepted already."))
    filings.decide(filing, "returned", accepted=0, actor=actor, at=dt.datetime.now(dt.UTC))


def give_rest(facts: FilingFacts, read: ReadList, bad: Mask, findings: list[Finding], actor: str) -> str:
    """Write the rows that were not accepted as a filing given back, with their findings; return its id.

    The rows keep the numbers they have in the sender's file.
    """
    places = np.flatnonzero(bad)
    numbers = set(read.rows.row[places].tolist())
    rest = _only(read, places)
    body = pack(rest)
    day = clock.today()
    new = NewFiling(
        kind=facts.kind, channel=facts.channel, office_id=facts.office_id, office_code=facts.office_code,
        account_id=facts.account_id, period=facts.period, file_name=facts.file_name,
        sha256=hashlib.sha256(facts.id.encode() + body).hexdigest(), actor=actor, due=day, follows=facts.id,
    )  # fmt: skip
    filings.lock_series(facts.office_code)
    filing = filings.write_filing(new, body, day)
    mine = [finding for finding in findings if finding.where.row in numbers]
    errors = sum(finding.stops for finding in mine)
    replace_findings(filing, mine, first=True)
    counts = {"rows": len(places), "errors": errors, "warnings": len(mine) - errors}
    filings.decide(filing, "returned", accepted=0, actor=actor, at=dt.datetime.now(dt.UTC), counts=counts)
    return filing
