"""Receive a list: kept as it came, numbered, once."""

import datetime as dt
import hashlib
from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.formats.limits import read_limited
from ansinh.law.deadlines.due import due_date
from ansinh.records.store.benefits import lists
from ansinh.records.store.benefits.lists import NewList
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.usecases.act import Act, perform
from ansinh.usecases.clock import today
from ansinh.usecases.ledger.law import law_of_books


@dataclass(frozen=True, slots=True)
class Sent:
    """A list as somebody sends it. Without `account` or `period` the head of the form says them."""

    data: bytes
    name: str
    channel: str
    actor: str
    account: str = ""
    period: Month | None = None
    received_on: dt.date | None = None
    key: str = ""


def receive(sent: Sent) -> str:
    """Keep the file and return its list; the same bytes for the same account and month are one list.

    RefusedError where neither the sender nor the form says for whom and for which month it is.
    """
    code, period = sent.account, sent.period
    if not code or period is None:
        header = read_limited("hsb", sent.data, name=sent.name).header
        code, period = code or header.unit_code, period or header.month
    if not code:
        raise RefusedError(Text("Chưa biết danh sách của đơn vị nào.", "It is not known whose list this is."))
    account, day = account_by_code(code), sent.received_on or today()
    new = NewList(
        channel=sent.channel, office_id=account.office_id, office_code=account.office_code, account_id=account.id,
        period=(period or Month.containing(day)).first_day, file_name=sent.name,
        sha256=hashlib.sha256(sent.data).hexdigest(), actor=sent.actor, received_on=day,
        due=due_date("sickness_from_employer", day, law_of_books()).day,
    )  # fmt: skip
    act = Act(
        "benefit_list.receive", sent.actor, object_kind="benefit_list", object_id=new.sha256[:16],
        office=new.office_code, key=sent.key,
        body={"file": sent.name, "sha256": new.sha256, "account": account.code, "period": str(new.period)},
    )  # fmt: skip
    return perform(act, lambda: _once(new, sent.data))


def _once(new: NewList, body: bytes) -> str:
    """Write the list unless it is known; one sender of an account at a time."""
    lists.lock_account(new.account_id)
    return lists.same(new) or lists.write(new, body)
