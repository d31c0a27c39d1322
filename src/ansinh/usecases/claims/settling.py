"""Statements of facilities, of a month or a quarter: shown with their difference first, then posted; again nothing.

A month's accepted care is posted to the month it concerns, whoever makes the statement: a quarter after its months
posts only what changed since. The quarter then takes the advance into account; the rest is owed and can be paid.
"""

import datetime as dt
import uuid
from typing import Final

from ansinh.core.errors import ConflictError
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.settlement import Figures
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.law.claims.days import QUARTER
from ansinh.records.store.claims import statements
from ansinh.records.store.ledger_postings import Entry, balance, first_open, post
from ansinh.records.store.registry.facilities import FacilityFacts, facility_by_code
from ansinh.records.store.turns import take_turn
from ansinh.usecases.act import Act, perform

NOT_MADE: Final = Text("Chưa lập bảng quyết toán của kỳ này.", "No statement was made of this period.")
CHANGED: Final = Text(
    "Số liệu đã thay đổi so với bảng đã lập; hãy lập lại trước khi ký.",
    "The figures changed since the statement was made; make it again before signing.",
)


def preview(facility: str, first: Month, months: int) -> Figures:
    """Return what a statement would say and post: a reassessment shows its difference before anything is posted."""
    place = facility_by_code(facility)
    return statements.with_books(statements.figures(facility, first, months), place.id, first, months)


def settle(facility: str, first: Month, months: int, *, actor: str, today: dt.date) -> Figures:
    """Make the statement of a facility and period and post the difference to the books; again posts nothing.

    A quarter also settles the advance the facility holds against what is owed.
    """
    act = Act("claims.settle", actor, "claim_statement", f"{facility}/{first}/{months}")

    def work() -> Figures:
        take_turn("claims money", facility)  # a month and its quarter post to the same books
        place = facility_by_code(facility)
        row = statements.lock(facility, place.office_id, first, months)
        made = statements.with_books(statements.figures(facility, first, months), place.id, first, months)
        books = statements.posted(place.id, first, months)
        for month, accepted in statements.accepted_by_month(facility, first, months).items():
            _post_accepted(place, month, accepted - books.get(month, 0), today)
        settled = _settle_advance(place, first, today) if months == QUARTER else 0
        statements.write(row, made=made, settled=row.settled + settled, actor=actor)
        return made

    return perform(act, work)


def agree(facility: str, first: Month, months: int, *, actor: str) -> None:
    """Write down that the facility signs the minutes of a statement; ConflictError without one, or if it changed."""
    act = Act("claims.agree", actor, "claim_statement", f"{facility}/{first}/{months}")

    def work() -> None:
        made = statements.statement(facility, first, months)
        if made is None:
            raise ConflictError(NOT_MADE)
        if made.posted != statements.figures(facility, first, months).accepted:
            raise ConflictError(CHANGED)
        statements.agree(facility, first, months, actor)

    perform(act, work)


def _post_accepted(place: FacilityFacts, concerns: Month, difference: int, today: dt.date) -> None:
    """Post what is accepted more (or less) of one month."""
    if difference:
        debit, credit = (Chart.CARE, Chart.PAYABLE_CARE) if difference > 0 else (Chart.PAYABLE_CARE, Chart.CARE)
        move(place, Kind.CARE_ACCEPTED, concerns, today, (debit, credit, abs(difference)))


def _settle_advance(place: FacilityFacts, concerns: Month, today: dt.date) -> int:
    """Take what the facility holds as an advance against what is owed; dong."""
    held = preview_advance(place)
    amount = min(held, statements.owed(place.id))
    if amount > 0:
        move(place, Kind.CARE_SETTLED, concerns, today, (Chart.PAYABLE_CARE, Chart.ADVANCED, amount))
    return max(amount, 0)


def preview_advance(place: FacilityFacts) -> int:
    """Return what a facility holds as an advance; dong."""
    return balance(Chart.ADVANCED, place.id, int(Fund.HI))


def move(place: FacilityFacts, kind: Kind, concerns: Month, today: dt.date, legs: tuple[Chart, Chart, int]) -> None:
    """Post one movement of the health insurance fund with the facility as holder: (debit, credit, dong)."""
    period = first_open(place.office_path, Month.containing(today)).first_day
    debit, credit, amount = legs
    post([Entry(period, place.office_id, place.id, int(Fund.HI), kind, concerns.first_day, debit, credit, amount,
                uuid.uuid4())])  # fmt: skip
