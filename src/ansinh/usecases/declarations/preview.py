"""What accepting a declaration would do, shown before anybody decides. Nothing is written."""

from dataclasses import dataclass

from ansinh.core.errors import RefusedError
from ansinh.core.money import Dong
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.declarations.consequences import MonthChange, consequences
from ansinh.formats.d02.rows import D02
from ansinh.law.value_files import load
from ansinh.records.store.declarations import filings
from ansinh.usecases.declarations import d02
from ansinh.usecases.declarations.case import UNIT_KINDS
from ansinh.usecases.declarations.staging import kept


@dataclass(frozen=True, slots=True)
class Preview:
    """The months that change, oldest first; the good rows alone are counted."""

    rows: int
    months: list[MonthChange]

    @property
    def total(self) -> Dong:
        """What is owed more (less if negative) in all months together."""
        return sum(month.total for month in self.months)


def preview(filing: str) -> Preview:
    """Return what the good rows of a checked D02-LT change in people and money; RefusedError for anything else."""
    facts = filings.filing_facts(filing)
    if facts.kind != "D02" or facts.state != "checked":
        raise RefusedError(Text("Chỉ xem trước được D02-LT đã kiểm tra.", "Only a checked D02-LT has a preview."))
    examined = d02.examine(kept(D02, filings.staged(filing)), facts)
    state: d02.State = examined.state
    months = consequences(
        state.tried.before,
        state.tried.outcome.timeline,
        period=Month.containing(facts.period).number,
        region=state.account.region,
        unit_kind=UNIT_KINDS[state.account.unit_kind],
        values=load(),
    )
    return Preview(int(examined.good.sum()), months)
