"""Collection points: receipts compared with money handed on, accepted lists and certificates, written into the case."""

import datetime as dt
from collections.abc import Iterator
from uuid import UUID

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.collection.inspection_findings import Seen
from ansinh.domain.outreach.point_receipts import Held, compare
from ansinh.records.store.collection import inspection
from ansinh.records.store.outreach import agents, point_receipts
from ansinh.usecases.collection import inspection_work

_WRONG = Text("Hồ sơ này không phải kiểm tra điểm thu.", "This case does not inspect a collection point.")
SHOWN = 5  # numbers of receipts a finding names; the rest are counted


def held(case: UUID, day: dt.date) -> list[Held]:
    """Return what the receipts of a case's point show over its period; RefusedError for another kind of case."""
    found = inspection.case(case)
    if found.subject_kind != "collection_point":
        raise RefusedError(_WRONG)
    rows = point_receipts.of_point(found.subject, found.period_from, found.period_to)
    listed = agents.listed(found.period_from, day, {row.number for row in rows})
    return compare(rows, listed, day)


def look(case: UUID, day: dt.date, actor: str) -> list[Finding]:
    """Write down what the books show of a point: receipts, money in hand, who keeps money, lists and certificates.

    What is written down already is left out, so again adds nothing. Returns what could not be kept.
    """
    shown = held(case, day)
    known = {(row.kind, row.name, row.document) for row in inspection.findings(case)}
    seen = [one for each in shown for one in _seen(each) if (one.kind, one.name, one.document) not in known]
    counts = {"receipts": sum(each.receipts for each in shown), "cash_book": sum(each.held for each in shown)}
    inspection_work.count(case, counts, actor)
    return inspection_work.add_findings(case, seen, actor) if seen else []


def _seen(one: Held) -> Iterator[Seen]:
    """Yield the violations a collector's receipts show by themselves, each with the receipts as evidence."""
    name = f"{one.name} ({one.collector})"
    if one.kept:
        yield Seen("money_kept", name=name, amount=one.kept, document=_named(one.kept_numbers))
    if one.unlisted:
        yield Seen("not_listed", name=name, document=_named(one.unlisted))
    if one.uncertified:
        yield Seen("certificate", name=name, document=_named(one.uncertified))


def _named(numbers: tuple[str, ...]) -> str:
    """Return the first receipts by number and how many more there are."""
    more = len(numbers) - SHOWN
    return ", ".join(numbers[:SHOWN]) + (f" (+{more})" if more > 0 else "")
