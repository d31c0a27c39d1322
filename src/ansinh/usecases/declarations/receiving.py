"""Receive a file: kept as it came, numbered, once."""

import datetime as dt
import hashlib
from dataclasses import dataclass
from typing import Any, Final

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.core.working_days import after_working_days
from ansinh.formats.limits import read_limited
from ansinh.records.store.declarations import filings
from ansinh.records.store.registry.accounts import AccountFacts, account_by_code
from ansinh.records.store.registry.offices import office_by_code
from ansinh.usecases import clock
from ansinh.usecases.act import Act, perform

DUE_DAYS: Final = {"D02": 5, "D03": 5, "D05": 5, "TK1": 5, "TK3": 5}  # working days to answer (QD 222/QD-BHXH; unsure)
CHANNELS: Final = ("counter", "ivan", "agency_portal", "national_portal", "vssid", "agent", "api", "bulk")


@dataclass(frozen=True, slots=True)
class Sent:
    """A file as somebody sends it. Without `account` or `period` the head of the form says them."""

    kind: str  # D02 | D03 | D05 | TK3
    data: bytes
    name: str
    channel: str
    actor: str
    account: str = ""
    office: str = ""
    period: Month | None = None
    received_on: dt.date | None = None  # today where not given; histories give it
    follows: str = ""
    key: str = ""  # of the sender: the same key and content is the same act, other content a conflict


def receive(sent: Sent) -> str:
    """Keep the file and return the id of its filing. The same bytes for the same account and month are one filing.

    Raises RefusedError where neither the sender nor the form says for whom and for which month it is.
    """
    if sent.channel not in CHANNELS:
        raise RefusedError(Text(f"Không có kênh “{sent.channel}”.", f"There is no channel “{sent.channel}”."))
    new, day = _describe(sent)
    act = Act(
        "filing.receive",
        sent.actor,
        object_kind="filing",
        object_id=new.sha256[:16],
        office=new.office_code,
        key=sent.key,
        body={
            "kind": sent.kind,
            "file": sent.name,
            "sha256": new.sha256,
            "channel": sent.channel,
            "period": str(new.period),
            "account": new.account_id,
        },
    )
    return perform(act, lambda: _once(new, sent.data, day))


def _once(new: filings.NewFiling, body: bytes, day: dt.date) -> str:
    """Write the filing unless it is known."""
    filings.lock_series(new.office_code)
    return filings.same_filing(new) or filings.write_filing(new, body, day)


def _describe(sent: Sent) -> tuple[filings.NewFiling, dt.date]:
    """Return the filing to be written, and its day."""
    code, period, account = sent.account, sent.period, None
    if sent.kind in ("D02", "D03", "D05") and (period is None or not (code or sent.office)):
        header = _header(sent)
        code, period = code or header.unit_code, period or header.month
    day = sent.received_on or clock.today()
    if code:
        account = account_by_code(code)
    elif not sent.office:
        raise RefusedError(Text("Chưa biết hồ sơ của đơn vị nào.", "It is not known whose filing this is."))
    if period is None:
        if sent.kind not in ("TK1", "TK3"):
            raise RefusedError(Text("Chưa biết hồ sơ của kỳ nào.", "It is not known for which month this is."))
        period = Month.containing(day)
    return _new(sent, account, period, day), day


def _new(sent: Sent, account: AccountFacts | None, period: Month, day: dt.date) -> filings.NewFiling:
    """Return the filing for its office."""
    office_id, office_code = (
        (account.office_id, account.office_code) if account else (office_by_code(sent.office).id, sent.office)
    )
    return filings.NewFiling(
        kind=sent.kind,
        channel=sent.channel,
        office_id=office_id,
        office_code=office_code,
        account_id=account.id if account else None,
        period=period.first_day,
        file_name=sent.name,
        sha256=hashlib.sha256(sent.data).hexdigest(),
        actor=sent.actor,
        due=after_working_days(day, DUE_DAYS[sent.kind]),
        follows=sent.follows,
    )


def _header(sent: Sent) -> Any:  # noqa: ANN401 the header of any of the lists
    """Return the head of the form, read in a limited child."""
    read = read_limited(sent.kind.lower(), sent.data, name=sent.name)
    stopped = [finding for finding in read.findings if finding.where.row is None and finding.stops]
    if stopped and not len(read.rows):
        raise RefusedError(stopped[0].message)
    return read.header
