"""Acts on batches of payment: open, try, sign by two people, finish. Runs over people are jobs; these are the gates."""

import datetime as dt
import uuid
from dataclasses import dataclass
from typing import Any

from ansinh.core.errors import ConflictError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits import payroll_totals, payroll_variance
from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.domain.benefits.relief import measures
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import payments, payroll_tried
from ansinh.records.store.benefits import payroll_deaths as store_deaths
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger.books import append_postings
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform
from ansinh.usecases.benefits import payroll_deaths

OTHER = Text(
    "Tháng {month} đã có đợt chi của cơ quan {codes}; không mở đợt trùng người hưởng.",
    "{codes} has a batch of {month} already; no second one over the same people.",
)
NOT_NOW = Text("Đợt chi đang ở trạng thái {state}.", "The batch is {state} now.")
DIED = Text(
    "{n} người được báo tử sau khi tính thử; hãy tính thử lại rồi mới duyệt, để không chi cho người đã mất.",
    "{n} deaths were recorded after the trial; try the batch again before it is approved, so that no dead are paid.",
)
TRIED_BEFORE = Text(
    "Lần tính thử này không còn các dòng đã tính (phiên bản trước chưa giữ); hãy tính thử lại rồi duyệt.",
    "The lines of this trial are not kept (an earlier version kept none); try the batch again, then approve it.",
)
ANOTHER = Text(
    "Người tính thử và hai người duyệt phải là ba người khác nhau.",
    "Who tried the batch and the two who approve it must be three different people.",
)


@dataclass(frozen=True, slots=True)
class Opening:
    """Which batch to open: source, office (code), month, number, measure of relief, day on which it is to be paid."""

    source: Source
    office: str
    month: Month
    due: dt.date
    number: int = 1
    measure: str = ""


def open_batch(asked: Opening, actor: str) -> Batch:
    """Open a batch, or return it where it is open already. ConflictError where another covers the same people."""
    place = months.office(asked.office)
    found = payments.find(asked.source, asked.office, asked.month, asked.number)
    if found is not None:
        return found
    facts = {
        "source": asked.source, "office_id": place.id, "month": asked.month, "number": asked.number,
        "measure": asked.measure, "due": asked.due,
    }  # fmt: skip
    body: dict[str, object] = {"source": asked.source.name, "month": str(asked.month), "number": asked.number}
    act = Act("payments.open", actor, "batch", f"{place.code}/{asked.month}", office=place.path, body=body)
    return payments.batch_of(perform(act, lambda: _opened(asked, place.path, facts, actor)))


def _opened(asked: Opening, path: str, facts: dict[str, Any], actor: str) -> uuid.UUID:
    """Open it inside the transaction, one at a time: an office and one above it would pay the same people."""
    take_turn("payments.open", str(asked.month))
    found = payments.find(asked.source, asked.office, asked.month, asked.number)
    if found is not None:
        return found.id
    if asked.source is Source.PENSION:
        taken = payments.overlapping(asked.source, path, asked.month)
        if taken:
            raise ConflictError(OTHER.fill(month=asked.month, codes=", ".join(taken)))
    return payments.opened(facts, actor)


def begin_trial(run: uuid.UUID, actor: str, notes: dict[str, Any]) -> Batch:
    """Freeze the facts; keep the parts of a trial and the hash of its law (`notes`). An earlier trial is forgotten."""

    def begin() -> None:
        batch = payments.batch_of(run, lock=True)
        if batch.state != "writing" or payments.writing_began(run):  # signed, and not a line written: it may be tried
            _need(batch, "open", "trial", "approved")
        payments.freeze(run)
        payments.forget_parts(run)
        people = sum(last - first + 1 for first, last in notes["parts"])
        payments.keep(run, {**notes, "trial": None}, total=people)
        payments.move(run, "open", tried_by=actor, first_by="", second_by="")

    perform(_act("payments.trial", run, actor), begin)
    return payments.batch_of(run)


def finish_trial(run: uuid.UUID, actor: str, parts: list[dict[str, Any]]) -> Batch:
    """Keep the totals and the variance of a trial, once every part is done."""
    whole = _added(parts)
    whole["variance"] = payroll_variance.joined_up([part["variance"] for part in parts])
    if not payroll_variance.closes(whole["variance"]):
        message = f"the movement table of {run} does not close"
        raise AssertionError(message)

    def finish() -> None:
        batch = payments.batch_of(run, lock=True)
        _need(batch, "open")
        payments.keep(run, {"trial": whole})
        payments.move(run, "trial")

    perform(_act("payments.tried", run, actor), finish)
    return payments.batch_of(run)


def sign(run: uuid.UUID, actor: str) -> Batch:
    """Approve a tried batch: the first signature, or the second by somebody else, after which it is written.

    RefusedError for who made the trial or has signed; ConflictError in another state.
    """

    def put() -> None:
        batch = payments.batch_of(run, lock=True)
        _need(batch, "trial", "approved")
        if batch.source is Source.PENSION and batch.measure != AGAIN:
            _still_kept(batch)
            _nobody_died(batch)
        if actor in {batch.tried_by, batch.first_by}:
            raise RefusedError(ANOTHER)
        if batch.state == "trial":
            payments.move(run, "approved", first_by=actor)
        else:
            payments.move(run, "writing", second_by=actor, second_at=dt.datetime.now(dt.UTC))

    perform(_act("payments.approve", run, actor), put)
    return payments.batch_of(run)


def _still_kept(batch: Batch) -> None:
    """Refuse to sign a trial whose lines are not kept: what is signed could not be written (ConflictError)."""
    if payroll_tried.parts(batch.id) < len(batch.control["parts"]):
        raise ConflictError(TRIED_BEFORE)


def _nobody_died(batch: Batch) -> None:
    """Refuse to sign where a death was recorded after the trial: it would be paid (ConflictError)."""
    died = store_deaths.recorded_since(batch, payments.offices_under(batch.path))
    if died:
        raise ConflictError(DIED.fill(n=died))


def finish_writing(run: uuid.UUID, actor: str, parts: list[dict[str, Any]]) -> Batch:
    """Post a batch whose lines are all written, once. ConflictError where they differ from what was signed."""
    written = _added(parts)

    def finish() -> None:
        batch = payments.batch_of(run, lock=True)
        if batch.state in {"written", "closed"}:
            return
        _need(batch, "writing")
        signed = batch.control["trial"]
        if (written["people"], written["amount"], written["totals"]) != (
            signed["people"], signed["amount"], signed["totals"],
        ):  # fmt: skip
            raise ConflictError(_differs(signed, written))
        totals = payroll_totals.add_up(written["totals"])
        moved, offices = payroll_totals.movements(totals, batch.month.number)
        if not _payable_before(batch):
            append_postings(ledger_postings.first_open(batch.path, batch.month), run, moved, offices)
            payroll_deaths.claim_behind(batch)
        payroll_tried.forget(run)
        payments.move(run, "written")

    perform(_act("payments.written", run, actor), finish)
    return payments.batch_of(run)


def _payable_before(batch: Batch) -> bool:
    """Return whether what a batch pays stands in the books as payable: sent again, or given back by a decision."""
    return batch.measure == AGAIN or (batch.measure in measures() and measures()[batch.measure].kind == "refund")


def close(run: uuid.UUID, actor: str) -> Batch:
    """Close a batch: what is unpaid by then stays payable and on the list of unpaid lines."""

    def shut() -> None:
        _need(payments.batch_of(run, lock=True), "written")
        payments.move(run, "closed", closed_at=dt.datetime.now(dt.UTC))

    perform(_act("payments.close", run, actor), shut)
    return payments.batch_of(run)


def cancel(run: uuid.UUID, actor: str, reason: str) -> None:
    """Cancel a batch of which no line is written."""

    def drop() -> None:
        _need(payments.batch_of(run, lock=True), "open", "trial", "approved")
        payments.cancel(run)

    perform(Act("payments.cancel", actor, "batch", str(run), reason=reason), drop)


def _added(parts: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the figures of all parts together."""
    whole: dict[str, Any] = {name: sum(part[name] for part in parts) for name in ("people", "amount")}
    whole["totals"] = payroll_totals.plain(payroll_totals.add_up(row for part in parts for row in part["totals"]))
    for name in ("arrears", "recovered", "lost"):
        whole[name] = [sum(part[name][0] for part in parts), sum(part[name][1] for part in parts)]
    return whole


def _need(batch: Batch, *states: str) -> None:
    """Refuse an act in another state (ConflictError)."""
    if batch.state not in states:
        raise ConflictError(NOT_NOW.fill(state=batch.state))


def _act(name: str, run: uuid.UUID, actor: str) -> Act:
    """Return the act for the audit chain."""
    return Act(name, actor, "batch", str(run))


def _differs(signed: dict[str, Any], written: dict[str, Any]) -> Text:
    """Say that the facts changed behind the signatures."""
    return Text(
        f"Số đã duyệt là {signed['people']} người, {signed['amount']} đồng; khi ghi là {written['people']} người, "
        f"{written['amount']} đồng. Không hạch toán; tính thử lại.",
        f"Signed were {signed['people']} people and {signed['amount']} dong, written {written['people']} and "
        f"{written['amount']}. Nothing is posted; try the batch again.",
    )
