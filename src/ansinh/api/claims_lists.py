"""Approved lists over the API: what stands, a list checked or sent for approval, what became of it."""

import datetime as dt

from django.http import HttpRequest, HttpResponse
from ninja import File, Form, Router, Schema, Status
from ninja.files import UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.api.claims import bytes_of, facility_of
from ansinh.core.errors import MissingError
from ansinh.core.finding import Finding
from ansinh.domain.claims.list_columns import shapes
from ansinh.formats.media import XLSX
from ansinh.records.store.claims import list_uploads, lists
from ansinh.records.store.claims.list_uploads import UploadRow
from ansinh.usecases.claims import listing
from ansinh.usecases.claims.listing import SentList

router = Router(tags=["claims"])


class ListIn(Schema):
    """What a file is: the kind of list, the day it holds from (none: from its rows), the document behind it."""

    name: str
    holds_from: dt.date | None = None
    document: str = ""


class ListFindingOut(Schema):
    """One thing to mend in a list."""

    code: str
    row: int | None
    column: str
    found: str
    severity: str
    vi: str
    en: str
    mend_vi: str
    mend_en: str


class ListOut(Schema):
    """A list that was sent: `state` broken, waiting, accepted, returned or withdrawn."""

    id: int
    name: str
    file: str
    rows: int
    holds_from: dt.date
    state: str
    reason: str
    findings: list[ListFindingOut]


class VersionOut(Schema):
    """An accepted version of a list."""

    name: str
    rows: int
    holds_from: dt.date
    document: str
    accepted_at: dt.datetime
    accepted_by: str


@router.get("/lists", response=list[VersionOut])
def versions(request: HttpRequest) -> list[VersionOut]:
    """Return the accepted versions of the facility's lists, the newest of each first."""
    place = facility_of(caller(request))
    return [
        VersionOut(name=one.name, rows=one.rows, holds_from=one.holds_from, document=one.document, accepted_at=one.at,
                   accepted_by=one.by)
        for one in lists.versions_of(place.code)
    ]  # fmt: skip


@router.get("/lists/kinds", response=dict[str, list[str]])
def kinds(request: HttpRequest) -> dict[str, list[str]]:
    """Return the kinds of lists with the headings of their columns."""
    caller(request)
    return {code: [column.heading for column in shape.columns] for code, shape in shapes().items()}


@router.get("/lists/form/{name}")
def form(request: HttpRequest, name: str) -> HttpResponse:
    """Return the workbook of a list, filled with what is in force."""
    return HttpResponse(listing.form_of(name, facility_of(caller(request)).code), content_type=XLSX)


@router.post("/lists", response={201: ListOut})
def send(request: HttpRequest, file: File[UploadedFile], told: Form[ListIn]) -> Status[ListOut]:
    """Send a list for approval: checked at once; a broken one is kept with its findings and asks to be mended."""
    who = caller(request)
    place = facility_of(who)
    sent = SentList(place.code, told.name, file.name or "list.xlsx", bytes_of(file), told.holds_from, told.document)
    return Status(201, _out(listing.send_list(sent, actor=who.name, today=who.day)))


@router.get("/lists/{number}", response=ListOut)
def one(request: HttpRequest, number: int) -> ListOut:
    """Return a list of one's own that was sent."""
    return _out(_row(caller(request), number))


@router.get("/lists/{number}/comments")
def comments(request: HttpRequest, number: int) -> HttpResponse:
    """Return the same workbook with a column of comments."""
    row = _row(caller(request), number)
    return HttpResponse(listing.commented(row.id), content_type=XLSX)


@router.post("/lists/{number}/withdraw", response=ListOut)
def withdraw(request: HttpRequest, number: int) -> ListOut:
    """Take a list back before it was decided."""
    who = caller(request)
    listing.withdraw(number, actor=who.name, facility=facility_of(who).code)
    return _out(_row(who, number))


def _row(who: Caller, number: int) -> UploadRow:
    """Return a list of the caller's facility; MissingError for another's."""
    row = list_uploads.upload_by_id(number)
    if row is None or row.facility != facility_of(who).code:
        raise MissingError(listing.NO_UPLOAD)
    return row


def _out(row: UploadRow) -> ListOut:
    """Return an upload as the API tells it."""
    return ListOut(
        id=row.id, name=row.name, file=row.file_name, rows=row.rows, holds_from=row.holds_from, state=row.state,
        reason=row.reason, findings=[_finding(found) for found in row.findings],
    )  # fmt: skip


def _finding(found: Finding) -> ListFindingOut:
    """Return a finding in both languages."""
    return ListFindingOut(
        code=found.code, row=found.where.row, column=found.where.column, found=found.found,
        severity=found.severity.value, vi=found.message.vi, en=found.message.en, mend_vi=found.mend.vi,
        mend_en=found.mend.en,
    )  # fmt: skip
