"""Claims over the API: a hospital's system checks with the agency's own engine, sends, and asks for a receipt."""

from dataclasses import asdict
from typing import Any

from django.http import HttpRequest
from ninja import File, Router, Schema, Status
from ninja.files import UploadedFile

from ansinh.api.callers import Caller, caller
from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.records.store.claims.files import file_by_receipt
from ansinh.records.store.claims.place import own_facility
from ansinh.records.store.registry.facilities import FacilityFacts
from ansinh.usecases.claims import receive
from ansinh.usecases.claims.receiving import precheck

router = Router(tags=["claims"])
MOST_BYTES = 64 * 1024 * 1024
NO_FACILITY = Text("Tài khoản không gắn với cơ sở khám chữa bệnh.", "The account belongs to no health facility.")
TOO_LARGE = Text("Tệp lớn hơn 64 MB, hãy chia nhỏ.", "The file is larger than 64 MB, please split it.")
NO_RECEIPT = Text("Không có mã tiếp nhận này.", "There is no such receipt.")


class FoundOut(Schema):
    """One finding: where, which rule, what was found, how to mend it, in both languages."""

    MA_LK: str | None
    table: str
    row: int | None
    field: str
    rule: str
    severity: str
    found: str
    base: str
    vi: str
    en: str
    mend_vi: str
    mend_en: str


class CheckedOut(Schema):
    """What a check found; amounts in whole dong. `not_checked`: rules whose lists the agency does not hold."""

    records: int
    claimed: int
    accepted: int
    findings: list[FoundOut]
    unread: list[str]
    not_checked: list[str]


class ReceiptOut(Schema):
    """A receipt: `again` where the same bytes had come before."""

    receipt: str
    again: bool
    records: int
    unread: int
    findings: int


@router.post("/check", response=CheckedOut)
def check(request: HttpRequest, file: File[UploadedFile]) -> CheckedOut:
    """Check a file of claims (XML or ZIP) with exactly the engine that will assess it. Nothing is kept."""
    place = facility_of(caller(request))
    judged, unread = precheck(bytes_of(file), file.name or "tep.xml", account=place.code)
    episodes = dict(judged.frames.visits.select("visit", "episode").iter_rows())
    found = [_found(row, episodes.get(row["visit"])) for row in judged.findings.iter_rows(named=True)]
    visits = judged.outcome.visits
    return CheckedOut(
        records=len(judged.frames.batch), claimed=int(visits["claimed"].sum()) // 100,
        accepted=int(visits["accepted"].sum()) // 100, findings=found, unread=unread,
        not_checked=[rule.code for rule in judged.not_checked],
    )  # fmt: skip


@router.post("/files", response={201: ReceiptOut})
def send(request: HttpRequest, file: File[UploadedFile]) -> Status[ReceiptOut]:
    """Send a file of claims: kept whole, numbered, assessed. The same bytes give the same receipt."""
    who = caller(request)
    place = facility_of(who)
    done = receive(bytes_of(file), file.name or "tep.xml", actor=who.name, sender=place.code)
    return Status(201, ReceiptOut(**asdict(done)))


@router.get("/files/{receipt}", response=ReceiptOut)
def receipt_of(request: HttpRequest, receipt: str) -> ReceiptOut:
    """Return what came of a file of one's own."""
    place = facility_of(caller(request))
    kept = file_by_receipt(receipt)
    if kept is None or kept.sender != place.code:
        raise MissingError(NO_RECEIPT)
    return ReceiptOut(receipt=kept.receipt, again=True, records=kept.records, unread=len(kept.faults), findings=0)


def facility_of(who: Caller) -> FacilityFacts:
    """Return the facility of the caller; RefusedError where there is none."""
    place = own_facility([grant for grant in who.grants if grant.opens("own.facility", who.day)])
    if place is None:
        raise RefusedError(NO_FACILITY)
    return place


def bytes_of(file: UploadedFile) -> bytes:
    """Return the bytes of an upload that is not too large."""
    if (file.size or 0) > MOST_BYTES:
        raise RefusedError(TOO_LARGE)
    data: bytes = file.read()
    return data


def _found(row: dict[str, Any], episode: str | None) -> FoundOut:
    """Return one finding in both languages."""
    rule = rules()[row["rule"]]
    return FoundOut(
        MA_LK=episode, table=row["table"], row=row["row"], field=row["field"], rule=rule.code,
        severity=rule.weight.value,
        found=row["found"], base=rule.base, vi=rule.title.vi, en=rule.title.en, mend_vi=rule.mend.vi,
        mend_en=rule.mend.en,
    )  # fmt: skip
