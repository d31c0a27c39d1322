"""Take in a partner's list: read behind the guard, judged as a whole, staged with its findings or refused with them."""

import datetime as dt
import hashlib
import uuid
from dataclasses import dataclass, field
from typing import Any

import polars as pl

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding, Findings
from ansinh.core.identity import tidy_tax_code
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.domain.outreach.lists import KINDS, Rows, judge
from ansinh.formats.limits import read_limited
from ansinh.formats.partner_lists import PartnerFile, PartnerRows
from ansinh.records.store.outreach import lists
from ansinh.usecases.act import Act, perform

SEXES = {0: "female", 1: "male"}
_NO_KIND = Text("Không có loại danh sách {kind}.", "There is no kind of list {kind}.")


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as it was sent: its kind, office, the day it speaks of; `good_rows` takes the rows without errors only."""

    kind: str
    office: str
    as_of: dt.date
    name: str
    good_rows: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """What came of it: the list (None when the same bytes were refused as unreadable), rows kept, all findings."""

    list: uuid.UUID
    rows: int
    state: str
    already: bool = False
    findings: Findings = field(default_factory=Findings)


def load(data: bytes, sent: Sent, actor: str) -> Taken:
    """Stage a list or refuse it: any error refuses all of it, unless only the good rows are asked for.

    The same bytes again change nothing; the same name again replaces what it brought before.
    """
    if sent.kind not in KINDS:
        raise RefusedError(_NO_KIND.fill(kind=sent.kind))
    digest = hashlib.sha256(data + f"|{sent.kind}|{sent.office}".encode()).hexdigest()
    known = lists.known(digest)
    if known is not None:
        return Taken(known.id, known.rows, known.state, already=True)
    file: PartnerFile = read_limited(f"partner_{sent.kind}", data, name=sent.name)
    found = Findings([*file.findings, *judge(sent.kind, _judged(file.rows), sent.as_of)])
    return _keep(file.rows, found, sent, (digest, actor))


def _judged(rows: PartnerRows) -> Rows:
    return Rows(rows.row, rows.key, rows.full_name, rows.birth, rows.commune, rows.group_code)


def _keep(rows: PartnerRows, found: Findings, sent: Sent, by: tuple[str, str]) -> Taken:
    """Write the list with its findings, in one transaction."""
    digest, actor = by
    frame = _frame(rows, sent.kind)
    whole = any(one.stops and one.where.row is None for one in found.items)
    if sent.good_rows and not whole:
        frame = frame.filter(~pl.col("row").is_in(sorted(found.stopped_rows())))
    refused = whole or frame.is_empty() or (found.stop and not sent.good_rows)
    stops = sum(one.stops for one in found.items)
    facts: dict[str, Any] = {
        "kind": sent.kind, "office_id": lists.office_id(sent.office), "file_name": sent.name, "sha256": digest,
        "as_of": sent.as_of, "rows": 0 if refused else frame.height, "errors": stops,
        "warnings": len(found.items) - stops, "state": "refused" if refused else "staged",
        "findings": [told(one) for one in found.items], "received_by": actor,
    }  # fmt: skip
    act = Act("outreach.list", actor, "list", sent.name, sent.office, body={"kind": sent.kind, "sha256": digest})

    def work() -> str:
        number = lists.keep(facts, frame)
        if sent.kind == "subsidy" and not refused:
            lists.support_communes(_communes(frame))
        return str(number)

    return Taken(uuid.UUID(perform(act, work)), facts["rows"], facts["state"], findings=found)


def told(one: Finding) -> dict[str, object]:
    """Return a finding as it is kept with its list."""
    return {
        "code": one.code, "severity": one.severity.value, "row": one.where.row, "column": one.where.column,
        "found": str(one.found)[:100], "vi": f"{one.message.vi} {one.mend.vi}", "en": f"{one.message.en} {one.mend.en}",
    }  # fmt: skip


def _frame(rows: PartnerRows, kind: str) -> pl.DataFrame:
    """Return the rows as columns of the table of staged rows."""
    keys = [tidy_tax_code(key) for key in rows.key] if kind == "tax" else rows.key
    return pl.DataFrame(
        {
            "row": rows.row, "key": keys, "name": rows.full_name,
            "name_search": [search_key(name) for name in rows.full_name],
            "birth": rows.birth, "sex": [SEXES.get(int(code), "") for code in rows.sex], "group_code": rows.group_code,
            "group_name": rows.group_name, "commune": rows.commune, "address": rows.address, "phone": rows.phone,
            "people": rows.people, "amount": rows.amount, "day": rows.day, "status": rows.status,
        },
        schema_overrides={"birth": pl.Date, "day": pl.Date, "people": pl.Int32},
    )  # fmt: skip


def _communes(frame: pl.DataFrame) -> list[tuple[str, str, dt.date, dt.date | None, str]]:
    """Return supported communes from the rows of their list."""
    chosen = frame.select("commune", "status", "birth", "day", "group_name").rows()
    return [(commune, group, since, until, paper) for commune, group, since, until, paper in chosen if since]
