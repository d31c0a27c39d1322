"""Relief given back to employers: lists of what is over-paid, where each wants it, and the decision that posts it."""

import datetime as dt
import uuid
from collections.abc import Iterator, Sequence

from ansinh.core.errors import ConflictError, MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.relief import measure
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store import ledger_postings
from ansinh.records.store.benefits import payments, relief, relief_refund, relief_report
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.relief_refund import Refunded
from ansinh.records.store.ledger import months
from ansinh.records.store.ledger_postings import Entry
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform

NO_REFUND = Text("Chính sách này không hoàn trả cho đơn vị.", "This measure gives nothing back to employers.")
NO_ACCOUNT = Text("Hãy ghi đủ ngân hàng, số và chủ tài khoản của đơn vị.", "Write bank, number and holder of the unit.")
NOT_FREE = Text(
    "Đơn vị {code} không còn đủ tiền nộp thừa ({free} đồng); lập lại danh sách.",
    "{code} has no longer over-paid as much ({free} dong); build the lists again.",
)
DECIDED = Text("Danh sách đã được quyết định, không sửa được.", "The list is decided and cannot be changed.")


def build_refunds(code: str, office: str, day: dt.date, actor: str) -> int:
    """Make a list for every employer with something to be given back by `day`; again adds what is new. How many."""
    found, place = measure(code), months.office(office)
    if found.kind != "refund":
        raise RefusedError(NO_REFUND)
    offices = payments.offices_under(place.path)

    def build() -> int:
        take_turn("relief lists", code)  # two at once would both find the same over-payment
        new = relief_refund.due(found, measure(found.of), offices, day)
        return relief.make_lists((code, found.number), "refund", new, day, actor)

    act = Act("relief.build", actor, "measure", code, office=place.path, body={"day": str(day)})
    return perform(act, build)


def claim_refund(list_id: int, where: Destination, day: dt.date, actor: str) -> None:
    """Record that an employer asks for its refund, and to which account; before it is decided."""
    if not (where.code and where.number and where.holder):
        raise RefusedError(NO_ACCOUNT)
    row, path, code = relief_report.list_row(list_id) or (None, "", "")
    if row is None or measure(code).kind != "refund":
        raise MissingError(NO_REFUND)
    if row.decided_on is not None:
        raise ConflictError(DECIDED)
    act = Act("relief.claim", actor, "relief_list", str(list_id), office=path, body={"day": str(day)})

    def put() -> None:
        if not relief.held([list_id]):  # decided meanwhile
            raise ConflictError(DECIDED)
        relief_refund.pay_to(list_id, where, day, actor)

    perform(act, put)


def post_refunds(lists: Sequence[int], day: dt.date) -> None:
    """Post refunds with their decision, inside its transaction: over-payment becomes payable; ConflictError without."""
    ledger_postings.post(list(_postings(relief_refund.to_decide(lists), day)))


def _postings(refunds: list[Refunded], day: dt.date) -> Iterator[Entry]:
    """Yield a posting for each list, its over-payment locked and looked at again."""
    cause, month = uuid.uuid4(), Month.containing(day)
    for one in refunds:
        ledger_postings.lock_holder(one.account)
        free = -ledger_postings.balance(Chart.UNSPREAD, one.account)
        if free < one.amount:
            raise ConflictError(NOT_FREE.fill(code=one.code, free=free))
        yield Entry(
            period=ledger_postings.first_open(one.path, month).first_day, office=one.office, holder=one.account,
            fund=0, kind=Kind.REFUND, concerns=month.first_day, debit=Chart.UNSPREAD, credit=Chart.PAYABLE,
            amount=one.amount, cause=cause,
        )  # fmt: skip
