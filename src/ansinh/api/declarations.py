"""Declarations over the API: sent as a file or as rows, checked, read, accepted."""

import json
from typing import Annotated

from django.http import HttpRequest, HttpResponse
from ninja import File, Header, Query, Router, Status
from ninja.files import UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.api.shapes import (
    AcceptedOut,
    AcceptIn,
    DeclarationIn,
    FilingOut,
    FindingOut,
    FindingsOut,
    MonthOut,
    PreviewOut,
    SentIn,
)
from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.formats.media import XLSX
from ansinh.records.store.declarations.filings import FilingFacts, filing_facts
from ansinh.records.store.declarations.findings import findings
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases import declarations

router = Router(tags=["declarations"])
PAGE = 200
Key = Annotated[str, Header(alias="Idempotency-Key")]


@router.post("/files", response={201: FilingOut})
def send_file(
    request: HttpRequest, file: File[UploadedFile], said: Query[SentIn], idempotency_key: Key = ""
) -> Status[FilingOut]:
    """Send a declaration as XLSX, CSV or JSON; it is kept, numbered and checked. The same file is the same filing."""
    return Status(201, _receive(caller(request), said, (file.name or "tep", file.read()), idempotency_key))


@router.post("/rows", response={201: FilingOut})
def send_rows(
    request: HttpRequest, body: DeclarationIn, said: Query[SentIn], idempotency_key: Key = ""
) -> Status[FilingOut]:
    """Send a declaration as rows under the keys of the form, plus `change`; kept, numbered and checked."""
    data = json.dumps(body.dict(), ensure_ascii=False, sort_keys=True).encode()
    return Status(201, _receive(caller(request), said, ("api.json", data), idempotency_key))


def _receive(who: Caller, said: SentIn, file: tuple[str, bytes], key: str) -> FilingOut:
    """Receive and check, if the caller may send for this account or office."""
    if said.account:
        target = account_by_code(said.account)
        who.require("filings.send", office_path=target.office_path, account=target.id)
    elif said.office:
        who.require("filings.send", office_path=office_by_code(said.office).path)
    else:
        raise RefusedError(Text("Cần mã đơn vị hoặc mã cơ quan BHXH.", "Name the account or the office."))
    sent = declarations.Sent(
        kind=said.kind, data=file[1], name=file[0], channel="api", actor=who.name, account=said.account,
        office=said.office, period=_month(said.period), key=f"{who.name}:{key}" if key else "",
    )  # fmt: skip
    filing = declarations.receive(sent)
    if filing_facts(filing).state == "received":
        declarations.check(filing, who.name)
    return FilingOut.of(filing_facts(filing))


def _month(text: str) -> Month | None:
    """Return the month YYYY-MM, None for ""; RefusedError otherwise."""
    try:
        return Month.parse(text) if text else None
    except ValueError as error:
        raise RefusedError(Text("Kỳ viết dạng YYYY-MM.", "The month is written YYYY-MM.")) from error


@router.get("/{filing}", response=FilingOut)
def get_filing(request: HttpRequest, filing: str) -> FilingOut:
    """Return a filing."""
    return FilingOut.of(_seen(caller(request), filing, "filings"))


@router.get("/{filing}/findings", response=FindingsOut)
def get_findings(request: HttpRequest, filing: str, after: int = -1, severity: str = "") -> FindingsOut:
    """Return a page of findings in the order of the file."""
    _seen(caller(request), filing, "filings")
    page = findings(filing, after=after, limit=PAGE, severity=severity)
    items = [FindingOut.of(position, finding) for position, finding in page]
    return FindingsOut(items=items, next=items[-1].position if len(items) == PAGE else None)


@router.get("/{filing}/workbook")
def get_workbook(request: HttpRequest, filing: str) -> HttpResponse:
    """Return the sender's workbook with a column of comments."""
    facts = _seen(caller(request), filing, "filings")
    body = declarations.commented_workbook(filing)
    name = facts.number.replace("/", "-")
    return HttpResponse(body, content_type=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}.xlsx"'})


@router.get("/{filing}/preview", response=PreviewOut)
def get_preview(request: HttpRequest, filing: str, ground: str = "pay_rise") -> PreviewOut:
    """Return what accepting the good rows of a checked D02-LT would change, by month and fund. Nothing is written.

    `ground` (pay_rise, evasion, return_from_abroad) decides about late interest on earlier months.
    """
    _seen(caller(request), filing, "filings")
    seen = declarations.preview(filing, ground=ground)
    months = [
        MonthOut(month=str(one.month), people=one.people, funds=one.funds, total=one.total) for one in seen.months
    ]
    refused = seen.interest.refused.vi if seen.interest.refused else ""
    return PreviewOut(
        rows=seen.rows, total=seen.total, interest=seen.interest.total, interest_refused=refused, months=months
    )


@router.post("/{filing}/accept", response=AcceptedOut)
def accept(request: HttpRequest, filing: str, body: AcceptIn) -> AcceptedOut:
    """Accept a checked filing. Again = the same answer and no second effect."""
    who = caller(request)
    _seen(who, filing, "filings.decide")
    done = declarations.accept(filing, who.name, good_rows=body.good_rows)
    return AcceptedOut(
        filing=done.filing, state=done.state, rows=done.rows, people_issued=done.people_issued, spells=done.spells,
        returned=done.returned,
    )  # fmt: skip


def _seen(who: Caller, filing: str, act: Act) -> FilingFacts:
    """Return the filing if the caller may do `act` with it; an employer sees what was sent for its own account."""
    facts = filing_facts(filing)
    try:
        who.require(act, office_path=facts.office_path)
    except MissingError:
        if act != "filings" or facts.account_id is None:
            raise
        who.require("own.unit", account=facts.account_id)
    return facts
