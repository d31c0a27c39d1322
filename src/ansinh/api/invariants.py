"""Invariants over the API: what must hold in the whole database, asked on demand."""

from typing import Any

from django.http import HttpRequest
from ninja import Router

from ansinh.api.callers import caller
from ansinh.jobs.invariants import check_everything
from ansinh.jobs.nightly import MONTHS
from ansinh.records.store.ledger import months

router = Router(tags=["invariants"])


@router.get("", response=list[dict[str, Any]])
def get_invariants(request: HttpRequest, last: int = MONTHS) -> list[dict[str, object]]:
    """Return the verdict of every invariant with the rows that break it, and of the `last` closed months of offices.

    For who reads the log of every office that closes months here.
    """
    who = caller(request)
    for code in months.closing_offices():
        who.require("audit", office_path=months.office(code).path)
    who.offices("audit")
    return [verdict.values() for verdict in check_everything(max(0, last))]
