"""What facilities answered to findings, with the documents they sent; appended, never changed."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.records.models import ClaimReply
from ansinh.records.store.claims.packing import pack, unpack


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer: accept or contest, why, the name of the document sent with it ("" for none)."""

    id: int
    finding: int
    facility: str
    answer: str
    reason: str
    document: str
    actor: str
    at: dt.datetime


def add(finding: int, period: dt.date, told: Reply, content: bytes) -> int:
    """Append an answer; its id."""
    row = ClaimReply.objects.create(
        finding=finding, period=period, facility=told.facility, answer=told.answer, reason=told.reason,
        document_name=told.document, document=pack(content) if content else None, actor=told.actor,
    )  # fmt: skip
    return int(row.pk)


def replies_to(findings: Sequence[int]) -> dict[int, list[Reply]]:
    """Return the answers to findings, oldest first."""
    told: dict[int, list[Reply]] = {}
    fields = ("id", "finding", "facility", "answer", "reason", "document_name", "actor", "at")
    for values in ClaimReply.objects.filter(finding__in=list(findings)).order_by("id").values_list(*fields):
        told.setdefault(values[1], []).append(Reply(*values))
    return told


def document(number: int) -> tuple[str, str, bytes] | None:
    """Return (facility, name, bytes) of the document of an answer; None where there is none."""
    row = ClaimReply.objects.filter(pk=number).first()
    if row is None or row.document is None:
        return None
    return row.facility, row.document_name, unpack(bytes(row.document))
