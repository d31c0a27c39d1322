"""Requests of employers (TK3-TS): proposed by one, decided by another."""

import datetime as dt
import uuid
from dataclasses import dataclass

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import EmployerRequest


@dataclass(frozen=True, slots=True)
class RequestFacts:
    """One request; `wanted` are the fields of the form."""

    id: str
    filing: str
    office_id: int
    account_id: int | None
    kind: str
    wanted: dict[str, str]
    state: str
    proposed_by: str


def of_filing(filing: str) -> str:
    """Return the request made from a filing; "" if there is none."""
    return str(EmployerRequest.objects.filter(filing=uuid.UUID(filing)).values_list("id", flat=True).first() or "")


def propose(filing: str, office: int, account: int | None, kind: str, wanted: dict[str, str], actor: str) -> str:
    """Write a request and return its id."""
    made = EmployerRequest.objects.create(
        filing_id=filing, office_id=office, account_id=account, kind=kind, wanted=wanted, proposed_by=actor
    )
    return str(made.id)


def request_facts(request: str, *, lock: bool = False) -> RequestFacts:
    """Return a request; with `lock` nobody else decides it meanwhile. MissingError if unknown."""
    rows = EmployerRequest.objects.filter(id=request)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    if row is None:
        raise MissingError(Text("Không có yêu cầu này.", "There is no such request."))
    return RequestFacts(
        str(row.id), str(row.filing_id), row.office_id, row.account_id, row.kind, row.wanted, row.state, row.proposed_by
    )


def decide(request: str, state: str, actor: str, reason: str, account: int | None) -> None:
    """Write down the decision and the account it concerns."""
    EmployerRequest.objects.filter(id=request).update(
        state=state, decided_by=actor, decided_at=dt.datetime.now(dt.UTC), reason=reason, account_id=account
    )


def waiting(office_path: str, limit: int = 100) -> list[RequestFacts]:
    """Return requests that wait for a decision in an office and under it, oldest first."""
    rows = EmployerRequest.objects.filter(state="proposed", office__path__startswith=office_path)
    return [request_facts(str(pk)) for pk in rows.order_by("filing__received_at").values_list("id", flat=True)[:limit]]
