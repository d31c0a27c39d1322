"""Open the batch that sends again what came back of one source: the next number of its month, tried like any other."""

import datetime as dt

from ansinh.core.errors import RefusedError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import AGAIN, Source
from ansinh.records.store.benefits import payments, payments_again, payments_lines
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits.payments import Opening, open_batch

NOTHING = Text("Không có khoản nào chờ gửi lại.", "Nothing waits to be sent again.")


def open_again(source: Source, office: str, month: Month, due: dt.date, actor: str) -> Batch:
    """Open a batch that sends again what came back of a source at an office, or return the one still open.

    RefusedError where nothing came back.
    """
    place = months.office(office)
    held = [one for one in payments.sent_again(source, office) if one.state in {"open", "trial", "approved", "writing"}]
    if held:
        return held[0]
    back = payments_again.came_back(source, payments.offices_under(place.path), month)
    if not back["amount"].size:
        raise RefusedError(NOTHING)
    number = payments_lines.next_number(source, place.id, month.first_day)
    return open_batch(Opening(source, office, month, due, number, AGAIN), actor)
