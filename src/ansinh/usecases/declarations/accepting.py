"""Accept a filing: all rows, or the good ones; in one transaction, once."""

import datetime as dt
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass

from django.db import IntegrityError

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.declarations.declared import Mask
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.declarations.findings import all_findings as kept_findings
from ansinh.records.store.registry.accounts import account_by_id
from ansinh.usecases.act import Act, perform
from ansinh.usecases.declarations import persons, returning
from ansinh.usecases.declarations.examined import Examined
from ansinh.usecases.declarations.forms import form_of
from ansinh.usecases.declarations.staging import kept

ACCEPTED = ("accepted", "accepted_in_part")


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
    """Apply the filing to the register: spells superseded and recorded, numbers issued, all or nothing.

    Any error stops the whole, unless `good_rows`: then the rows without errors are applied and the rest becomes a
    filing of its own, given back. A filing that was accepted before changes nothing and says what it is. Rows are
    examined again inside the transaction, because the register may have changed since the check.
    """
    facts = filings.filing_facts(filing)
    act = Act(
        "filing.accept", actor, object_kind="filing", object_id=filing, office=facts.office_code,
        body={"good_rows": good_rows},
    )  # fmt: skip
    with taken_meanwhile():
        return perform(act, lambda: _accept(filing, actor, good_rows=good_rows))


@contextmanager
def taken_meanwhile() -> Iterator[None]:
    """Say gently that somebody else was faster, where the database refuses what a moment ago was allowed."""
    try:
        yield
    except IntegrityError as error:
        raise RefusedError(
            Text(
                "Dữ liệu vừa được người khác thay đổi; kiểm tra lại hồ sơ.",
                "Somebody else has just changed the same record; check the filing again.",
            )
        ) from error


def _accept(filing: str, actor: str, *, good_rows: bool) -> Accepted:
    """Do it inside the transaction, with the filing and its account locked."""
    facts = filings.filing_facts(filing, lock=True)
    if facts.state in ACCEPTED:
        return said_again(facts)
    if facts.state != "checked":
        raise RefusedError(Text("Hồ sơ chưa được kiểm tra.", "The filing has not been checked."))
    if facts.kind == persons.KIND:
        issued = persons.apply(facts, actor)
        filings.decide(filing, "accepted", accepted=1, actor=actor, at=dt.datetime.now(dt.UTC))
        return Accepted(filing, "accepted", 1, issued, 0, "")
    if facts.account_id is not None:
        account_by_id(facts.account_id, lock=True)
    form = form_of(facts.kind)
    examined = form.examine(kept(form.value, filings.staged(filing)), facts)
    if stopped := stops(examined, good_rows=good_rows):
        raise RefusedError(stopped)
    return enter(examined, facts, kept_findings(filing), actor)


def said_again(facts: FilingFacts) -> Accepted:
    """Return what became of a filing that was accepted before."""
    return Accepted(facts.id, facts.state, facts.rows_accepted, 0, 0, filings.followed_by(facts.id))


def stops(examined: Examined, *, good_rows: bool) -> Text | None:
    """Return why a list may not be accepted, None where it may: a wrong head, no good row, or rows with errors."""
    good = examined.good
    if examined.stopped_whole:
        return examined.stopped_whole[0].message
    return None if good.any() and (good.all() or good_rows) else _stopped(good)


def enter(
    examined: Examined, facts: FilingFacts, findings: list[Finding], actor: str, counts: dict[str, int] | None = None
) -> Accepted:
    """Enter the good rows into the register, inside the transaction; the others go back with their `findings`.

    `counts` (rows, errors, warnings) are given where the filing is checked in the same moment.
    """
    good = examined.good
    issued, recorded = form_of(facts.kind).apply(examined, facts, actor)
    state = "accepted" if good.all() else "accepted_in_part"
    returned = "" if good.all() else returning.give_rest(facts, examined.read, ~good, findings, actor)
    now = dt.datetime.now(dt.UTC)
    filings.decide(facts.id, state, accepted=int(good.sum()), actor=actor, at=now, counts=counts)
    return Accepted(facts.id, state, int(good.sum()), issued, recorded, returned)


def _stopped(good: Mask) -> Text:
    """Return how many rows stop the whole."""
    count = int((~good).sum())
    return Text(
        f"Còn {count} dòng có lỗi; sửa lại hoặc chỉ nhận các dòng hợp lệ.",
        f"{count} rows have errors; correct them, or accept the good rows only.",
    )
