"""From decided lists of a relief measure to their batch of payment: the next number of its month."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import Source
from ansinh.domain.benefits.relief import measure
from ansinh.records.store.benefits import payments, payments_lines, relief_paying
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits.payments import Opening, open_batch

NOTHING = Text("Không có danh sách đã quyết định chờ chi.", "No decided list waits to be paid.")


def pay_measure(code: str, office: str, day: dt.date, actor: str) -> Batch:
    """Open the batch that pays the decided lists of a measure on `day`, or return the one still open.

    RefusedError where no list waits.
    """
    found, place, month = measure(code), months.office(office), Month.containing(day)
    held = [
        one for one in payments.latest(place.path, source=Source.RELIEF)
        if one.measure == found.code and one.office == office and one.state in {"open", "trial", "approved", "writing"}
    ]  # fmt: skip
    if held:
        return held[0]
    if not relief_paying.decided(found.code, payments.offices_under(place.path)):
        raise RefusedError(NOTHING)
    number = payments_lines.next_number(Source.RELIEF, place.id, month.first_day)
    return open_batch(Opening(Source.RELIEF, office, month, day, number, found.code), actor)
