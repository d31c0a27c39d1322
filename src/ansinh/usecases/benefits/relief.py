"""Acts of relief: lists that units send back, single applications, decisions by two people, the report as of a day."""

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.benefits.relief import Measure, measure
from ansinh.domain.benefits.relief_report import LISTED, Amounts, Report, expected
from ansinh.formats.limits import read_limited
from ansinh.formats.relief_list import Reply
from ansinh.law.relief.support import NEVER, REASONS, SupportColumns, support
from ansinh.law.value_files import load
from ansinh.records.store.benefits import payments, relief, relief_reply, relief_report
from ansinh.records.store.benefits.relief import NewLists
from ansinh.records.store.ledger import months
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits.relief_refund import post_refunds

TWO = Text(
    "Có danh sách do chính bạn lập; hãy để người khác quyết định.",
    "You built some of these lists yourself; please let somebody else decide.",
)
LATE = Text("Hạn là ngày {day}.", "The last day was {day}.")
NO_LIST = Text("Không có danh sách này.", "There is no such list.")
ALREADY = Text("Danh sách đã được quyết định, không sửa được.", "The list is decided and cannot be changed.")
NOT_ENTITLED = {
    "excluded_employer": Text("Đơn vị do ngân sách bảo đảm, không thuộc diện.", "The employer is paid by the budget."),
    "stopped_outside_window": Text("Dừng đóng ngoài thời gian quy định.", "Stopped outside the window."),
    "nothing_reserved": Text("Không còn thời gian bảo lưu.", "No months are kept."),
    "draws_pension": Text("Đang hưởng lương hưu hằng tháng.", "Draws a monthly pension."),
}


@dataclass(frozen=True, slots=True)
class Received:
    """What came of a reply: people confirmed, declined, sent elsewhere; or what is wrong with it."""

    confirmed: int = 0
    declined: int = 0
    redirected: int = 0
    findings: tuple[Finding, ...] = ()


def confirm(lists: Sequence[int], day: dt.date, actor: str) -> int:
    """Record that units confirmed lists as they were sent; return how many had not been before."""
    act = Act("relief.confirm", actor, "relief_lists", f"{len(lists)}", body={"lists": list(lists), "day": str(day)})
    return perform(act, lambda: relief.receive(lists, day))


def receive_reply(list_id: int, data: bytes, *, name: str, day: dt.date, actor: str) -> Received:
    """Take in a list that a unit sent back (XLSX, CSV): who is confirmed, who declines, whose account it gives.

    Whole or not at all: every row is checked against the list that was sent.
    """
    found = relief_report.list_row(list_id)
    if found is None:
        raise MissingError(NO_LIST)
    row, path, _ = found
    if row.decided_on is not None:
        raise ConflictError(ALREADY)
    reply: Reply = read_limited("relief", data, name=name)
    checked = relief_reply.matched(list_id, reply)
    findings = [*reply.findings, *checked.findings]
    if any(finding.stops for finding in findings):
        return Received(findings=tuple(findings))

    def take() -> Received:
        if not relief.held([list_id]):  # decided while the file was read
            raise ConflictError(ALREADY)
        relief_reply.redirect(list_id, checked.accounts, day, actor)
        declined = relief.except_from(list_id, checked.declined, 2, "") if checked.declined else 0
        relief.receive([list_id], day)
        return Received(len(checked.confirmed), declined, len(checked.accounts), tuple(findings))

    digest = hashlib.sha256(data).hexdigest()
    act = Act("relief.reply", actor, "relief_list", str(list_id), office=path, body={"file": name, "sha256": digest})
    return perform(act, take)


@dataclass(frozen=True, slots=True)
class Application:
    """One person's own application: SI number, the office it came to, the day."""

    si_number: str
    office: str
    day: dt.date


def apply_alone(code: str, asked: Application, actor: str) -> int:
    """Take in one person's application for a cash support and return the number of its list.

    RefusedError, with the reason, after the deadline or where the person has no right; ConflictError for somebody
    who is on a list already.
    """
    found, law = measure(code), load()
    last = found.deadline("apply", law)
    if asked.day > last:
        raise RefusedError(LATE.fill(day=last.strftime("%d/%m/%Y")))
    place = months.office(asked.office)
    snapshot = law.get("covid116.support.snapshot", found.window[0]).day
    facts = relief_reply.facts_of(asked.si_number, snapshot)
    columns = SupportColumns(
        participating=np.array([facts.participating]), excluded=np.array([facts.excluded]),
        stopped=np.array([facts.stopped or NEVER], dtype="datetime64[D]"), reserved=np.array([facts.months > 0]),
        pension=np.array([facts.pension]), months=np.array([facts.months], dtype=np.int64),
    )  # fmt: skip
    amount, reason = support(columns, asked.day, law)
    if reason[0]:
        raise RefusedError(NOT_ENTITLED[REASONS[int(reason[0])]])
    new = NewLists(
        np.array([place.id]), np.array([0]), np.array([1]), amount,
        {"person": np.array([facts.person]), "months": np.array([facts.months]), "amount": amount},
    )  # fmt: skip

    def take() -> int:
        number = relief.next_number(code)
        relief.make_lists((code, found.number), "single", new, asked.day, actor)
        relief.receive(relief_reply.numbered(code, number), asked.day)
        return number

    return perform(Act("relief.apply", actor, "person", str(facts.person), office=place.path), take)


def decide(code: str, office: str, day: dt.date, decision: str, actor: str) -> int:
    """Decide every received list of a measure at an office and under it; return how many lists.

    Whoever built a list proposed it: RefusedError where `actor` built one.
    """
    found, place = measure(code), months.office(office)
    lists = relief.undecided(found.code, payments.offices_under(place.path), received=True, until=day)
    body: dict[str, object] = {"measure": code, "day": str(day), "lists": len(lists)}
    act = Act("relief.decide", actor, "measure", code, office=place.path, reason=decision, body=body)

    def put() -> int:
        waiting = relief.held(lists)  # somebody else may have decided them meanwhile
        if relief.built_by(waiting, actor):
            raise RefusedError(TWO)
        if found.kind == "refund":
            post_refunds(waiting, day)
        return relief.decide(waiting, day, decision, actor)

    return perform(act, put)


def report(code: str, office: str, day: dt.date) -> Report:
    """Return what a measure has come to at an office and under it by `day`."""
    found, place = measure(code), months.office(office)
    offices = payments.offices_under(place.path)
    return _rates(found, offices, day) if found.sheet else _lists(found, offices, day)


def _rates(found: Measure, offices: list[int], day: dt.date) -> Report:
    """Return the report of a rate change or a deferral: what the month run forwent or deferred."""
    rows = relief_report.by_month(found, offices, day)
    amounts = tuple((month, amount) for month, _, _, amount in rows)
    most = load().whole(found.law["months"], day) if "months" in found.law and amounts else None
    whole, method = expected(found, amounts, most)
    return Report(
        found, day, employers=relief_report.employers(found, offices, day), workers=rows[-1][2] if rows else 0,
        amount=sum(amount for _, amount in amounts), expected=whole, method=method, months=amounts,
    )  # fmt: skip


def _lists(found: Measure, offices: list[int], day: dt.date) -> Report:
    """Return the report of lists: each state a series of its own."""
    states = {state: relief_report.listed(found, offices, day, state) for state in ("received", "decided")}
    states["paid"] = relief_report.paid(found, offices, day)
    built = sum(relief_report.listed(found, offices, day, "built").values(), Amounts())
    support = found.kind == "cash_support" and built.people > 0
    return Report(
        found, day, states=states, workers=built.people if support else 0,
        expected=built.amount if support else None, method=LISTED if support else None,
        requested=relief_report.lists_of(found, offices, day, confirmed=False),
        confirmed=relief_report.lists_of(found, offices, day, confirmed=True),
    )  # fmt: skip
