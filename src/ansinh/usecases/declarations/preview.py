"""What accepting a declaration would do, shown before anybody decides. Nothing is written."""

from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.declarations.consequences import MonthChange, consequences
from ansinh.domain.declarations.late import LateInterest, late_interest
from ansinh.formats.d02.rows import D02
from ansinh.law.arrears.recovery import Ground
from ansinh.records.store.declarations import filings
from ansinh.usecases.clock import day_of
from ansinh.usecases.declarations import d02
from ansinh.usecases.declarations.case import UNIT_KINDS
from ansinh.usecases.declarations.staging import kept
from ansinh.usecases.ledger.law import law_of_books

GROUNDS: dict[str, Text] = {
    "pay_rise": Text("Khai muộn (tăng lương, bổ sung)", "Reported late (pay rise, addition)"),
    "evasion": Text("Trốn đóng, bị phát hiện", "Evasion that was found"),
    "return_from_abroad": Text("Lao động ở nước ngoài về truy đóng", "Return from work abroad"),
}


@dataclass(frozen=True, slots=True)
class Preview:
    """The months that change, oldest first (the good rows alone are counted), and the late interest on them."""

    rows: int
    months: list[MonthChange]
    interest: LateInterest

    @property
    def total(self) -> Dong:
        """What is owed more (less if negative) in all months together, without interest."""
        return sum(month.total for month in self.months)


def preview(filing: str, *, ground: str = "pay_rise") -> Preview:
    """Return what the good rows of a checked D02-LT change in people, money and interest on the ground named.

    RefusedError for anything else than a checked D02-LT, and for a ground that is none of GROUNDS.
    """
    facts = filings.filing_facts(filing)
    if facts.kind != "D02" or facts.state != "checked" or ground not in GROUNDS:
        raise RefusedError(Text("Chỉ xem trước được D02-LT đã kiểm tra.", "Only a checked D02-LT has a preview."))
    examined = d02.examine(kept(D02, filings.staged(filing)), facts)
    state: d02.State = examined.state
    period, values = Month.containing(facts.period), law_of_books()
    months = consequences(
        state.tried.before,
        state.tried.outcome.timeline,
        period=period.number,
        region=state.account.region,
        unit_kind=UNIT_KINDS[state.account.unit_kind],
        values=values,
    )
    why = Ground(ground, months[0].month.first_day if months else None, day_of(facts.received_at))
    interest = late_interest(months, why, period, state.account.every, values)
    return Preview(int(examined.good.sum()), months, interest)
