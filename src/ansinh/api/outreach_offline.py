"""What was written down without a signal, over the API: any number of items, each taken in once by its key."""

import datetime as dt
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from ansinh.api.callers import caller
from ansinh.domain.registry.rights import Target, may, scopes
from ansinh.usecases.clock import HERE
from ansinh.usecases.outreach.offline import Sender, take_in

router = Router(tags=["outreach"])


class SendingIn(Schema):
    """When it was sent and what was written down, by the clock of the phone (milliseconds).

    An item has `key`, `kind` (contact, receipt), `prospect`, `recorded_at`; a contact also `way`, `outcome`, `days` or
    `promised`, `note`; a receipt `scheme`, `renewal`, `payer`, `amount` (dong).
    """

    sent_at: int
    items: list[dict[str, Any]]


@router.post("/offline", response=dict[str, Any])
def post_offline(request: HttpRequest, body: SendingIn) -> dict[str, Any]:
    """Take in what a phone wrote down; every item is answered: done, kept (in the story only) or refused, and why."""
    who = caller(request)
    collector = bool(scopes(who.grants, "own.collector", who.day))
    if not collector:
        who.offices("outreach.work")
    sender = Sender(
        who.name, collector, lambda path: may(who.grants, "outreach.work", Target(office_path=path), who.day),
        who.day, dt.datetime.now(HERE),
    )  # fmt: skip
    return {"items": [one.told() for one in take_in(body.dict(), sender)]}
