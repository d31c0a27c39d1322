"""Collection agents over the API: receipts at once, the three-way match, quotas."""

import datetime as dt
from typing import Any, Literal

from django.http import HttpRequest
from ninja import Header, Router, Schema

from ansinh.api.callers import caller
from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agents as acts

router = Router(tags=["agents"])


class ReceiptIn(Schema):
    """Money taken from somebody (dong)."""

    collector: str
    scheme: Literal["hi_household", "hi_pupil", "vsi"]
    renewal: bool
    payer: str
    amount: int
    day: dt.date


@router.post("/receipts", response=dict[str, str])
def post_receipt(request: HttpRequest, body: ReceiptIn, idempotency_key: Header[str] = "") -> dict[str, str]:
    """Issue a numbered receipt; the same Idempotency-Key gives the same number again."""
    who = caller(request)
    _, agent, _, _ = store.standing(body.collector)
    who.require("outreach.work", office_path=store.organisation(agent).office.path)
    taking = acts.Taking(body.scheme, body.renewal, body.payer, body.amount, body.day)
    return {"number": acts.issue(body.collector, taking, who.name, idempotency_key)}


@router.get("/{agent}/match", response=dict[str, Any])
def get_match(request: HttpRequest, agent: str, month: str) -> dict[str, Any]:
    """Return receipts, lists and bank of an agent's month compared (dong)."""
    caller(request).require("outreach", office_path=store.organisation(agent).office.path)
    try:
        found = acts.match(agent, Month.parse(month))
    except ValueError as error:
        raise RefusedError(Text("Tháng viết dạng YYYY-MM.", "A month is written YYYY-MM.")) from error
    differs = [{"number": number, "receipt": one, "list": other} for number, one, other in found.differs]
    return {"agreeing": len(found.good), "differs": differs, "not_remitted": found.short.get(agent, 0)}


@router.get("/{agent}/quotas", response=list[dict[str, Any]])
def get_quotas(request: HttpRequest, agent: str, day: dt.date) -> list[dict[str, Any]]:
    """Return the quotas of an agent's collectors that hold a day, with what was done."""
    caller(request).require("outreach", office_path=store.organisation(agent).office.path)
    names = ("collector", "name", "scheme", "first", "last", "quota", "done")
    return [dict(zip(names, row, strict=True)) for row in store.quotas(agent, day)]
