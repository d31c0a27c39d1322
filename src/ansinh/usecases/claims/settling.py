"""Statements of facilities: shown with their difference first, then posted; advances of a quarter."""

import datetime as dt
import uuid

from ansinh.core.errors import RefusedError
from ansinh.core.fund import Fund
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.settlement import Figures, advance_of
from ansinh.domain.ledger.chart import Chart, Kind
from ansinh.records.store.claims import statements
from ansinh.records.store.ledger_postings import Entry, first_open, post
from ansinh.records.store.registry.facilities import FacilityFacts, facility_by_code
from ansinh.usecases.act import Act, perform

NOTHING_BEFORE = Text("Quý trước chưa có số được chấp nhận.", "The quarter before has nothing accepted.")


def preview(facility: str, first: Month, months: int) -> Figures:
    """Return what a statement would say and post: a reassessment shows its difference before anything is posted."""
    place = facility_by_code(facility)
    return statements.with_advance(statements.figures(facility, first, months), place.id)


def settle(facility: str, first: Month, months: int, *, actor: str, today: dt.date) -> Figures:
    """Make the statement of a facility and period and post the difference to the books; again posts nothing."""
    act = Act("claims.settle", actor, "claim_statement", f"{facility}/{first}/{months}")

    def work() -> Figures:
        place = facility_by_code(facility)
        made = statements.with_advance(statements.figures(facility, first, months), place.id)
        statements.write(facility, place.office_id, first, months, made=made, actor=actor)
        if made.difference:
            more = made.difference > 0
            debit, credit = (Chart.CARE, Chart.PAYABLE_CARE) if more else (Chart.PAYABLE_CARE, Chart.CARE)
            _post(place, Kind.CARE_ACCEPTED, first, today, (debit, credit, abs(made.difference)))
        return made

    return perform(act, work)


def advance(facility: str, quarter: Month, *, actor: str, today: dt.date) -> int:
    """Art. 32, Law 25/2008/QH12: pay the advance of a quarter, 80 % of what the one before had accepted; dong."""
    key = f"claims.advance/{facility}/{quarter}"
    act = Act("claims.advance", actor, "facility", facility, key=key, body={"quarter": str(quarter)})

    def work() -> int:
        place = facility_by_code(facility)
        amount = advance_of(statements.figures(facility, quarter.plus(-3), 3).accepted)
        if amount <= 0:
            raise RefusedError(NOTHING_BEFORE)
        _post(place, Kind.CARE_ADVANCED, quarter, today, (Chart.ADVANCED, Chart.BANK, amount))
        return amount

    return perform(act, work)


def _post(place: FacilityFacts, kind: Kind, concerns: Month, today: dt.date, legs: tuple[Chart, Chart, int]) -> None:
    """Post one movement of the health insurance fund with the facility as holder."""
    period = first_open(place.office_path, Month.containing(today)).first_day
    debit, credit, amount = legs
    post(
        [
            Entry(
                period,
                place.office_id,
                place.id,
                int(Fund.HI),
                kind,
                concerns.first_day,
                debit,
                credit,
                amount,
                uuid.uuid4(),
            )
        ]
    )
