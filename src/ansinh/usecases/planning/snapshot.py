"""Take the snapshot of a month: measure every indicator of every office of a subtree, roll up, keep."""

from collections import defaultdict
from collections.abc import Iterable, Sequence
from fractions import Fraction

from ansinh.core.period import Month
from ansinh.domain.planning.indicators import Indicator, catalogue
from ansinh.records.store.planning import measure, offices, values
from ansinh.records.store.planning.measure import Amounts
from ansinh.records.store.planning.measure_claims import care
from ansinh.records.store.planning.measure_coverage import coverage
from ansinh.records.store.planning.measure_inspection import inspections
from ansinh.records.store.planning.measure_outreach import activities
from ansinh.records.store.planning.measure_service import service
from ansinh.records.store.planning.offices import OfficeRow
from ansinh.records.store.planning.values import NewValue
from ansinh.usecases.act import Act, perform
from ansinh.usecases.planning.roll_up import roll_up_above

SOURCE = "month close"


def take_snapshot(office_code: str, month: Month, actor: str) -> int:
    """Measure and keep the indicators of `month` for the office and all below it; return the rows written.

    The same figures again write nothing. A reported value of the same office and month is superseded by ours, and the
    offices above are summed anew. MissingError without such an office. Distinct people are counted by `count_people`.
    """
    top = offices.office(office_code)
    act = Act("planning.snapshot", actor, "office", office_code, office_code, body={"month": str(month)})
    return perform(act, lambda: _take(top, month))


def count_people(office_code: str, month: Month, actor: str) -> int:
    """Count and keep the distinct people of `month` for the office and all below it; return the rows written.

    Apart from the snapshot, because it alone reads every spell: seconds for a province, so never inside a close.
    """
    top = offices.office(office_code)
    act = Act("planning.people", actor, "office", office_code, office_code, body={"month": str(month)})
    return perform(act, lambda: values.write(_distinct(offices.subtree(top), month)))


def _take(top: OfficeRow, month: Month) -> int:
    """Measure, keep, and sum the offices above anew; runs in one transaction."""
    return values.write(_measured(offices.subtree(top), month)) + roll_up_above([top], month)


def _measured(rows: Sequence[OfficeRow], month: Month) -> list[NewValue]:
    """Return the values of all offices in `rows` (parents before children)."""
    everywhere = [row.id for row in rows]
    whole = {code: _rolled_up(of_office, rows) for code, of_office in _base(month, everywhere).items()}
    _add_sums(whole, everywhere)
    return [
        _computed(office, code, month, amount)
        for code, of_office in whole.items()
        for office, amount in of_office.items()
    ]


def _computed(office: int, code: str, month: Month, amount: int) -> NewValue:
    """Return a value we computed."""
    return NewValue(office, code, month, "computed", Fraction(amount), None, month.last_day, SOURCE)


def _base(month: Month, everywhere: Sequence[int]) -> Amounts:
    """Return what each office has of its own, without the offices below it."""
    by_way: dict[str, list[Indicator]] = defaultdict(list)
    for indicator in catalogue().values():
        if indicator.source is not None and measure.window(indicator, month)[0] <= month:
            by_way[indicator.source.way].append(indicator)
    amounts: Amounts = {}
    amounts |= measure.sheets([*by_way["account_month"], *by_way["count"]], month, everywhere)
    amounts |= measure.accounts([*by_way["accounts"], *by_way["opened"], *by_way["closed"]], month, everywhere)
    for indicator in (*by_way["receipts"], *by_way["billed"]):
        amounts |= measure.moves(indicator, month, everywhere)
    for indicator in by_way["people"]:
        table = indicator.source.names[0] if indicator.source else ""
        if table != "distinct":
            amounts |= measure.people(table, indicator.code, month.last_day, everywhere)
    amounts |= coverage([*by_way["cards"], *by_way["lookups"], *by_way["facilities"]], month, everywhere)
    amounts |= service(by_way["service"], month, everywhere)
    wanted = [
        one.code
        for way, found in by_way.items()
        if way not in {"sum", "reported", "activities", "inspection", "care"}
        for one in found
    ]
    logged = activities(by_way["activities"], month, everywhere)  # nothing where no office keeps a log
    logged |= inspections(by_way["inspection"], month, everywhere)
    logged |= care(by_way["care"], month, everywhere)
    return {code: amounts.get(code, {}) for code in wanted if code != "distinct_people"} | logged


def _rolled_up(own: dict[int, int], rows: Sequence[OfficeRow]) -> dict[int, int]:
    """Return the amounts of every office with all offices below it."""
    whole = {row.id: own.get(row.id, 0) for row in rows}
    for row in reversed(rows):
        if row.parent in whole:
            whole[row.parent] += whole[row.id]
    return whole


def _distinct(rows: Sequence[OfficeRow], month: Month) -> list[NewValue]:
    """Return the distinct people of every office with all below it; they cannot be summed."""
    groups = {row.id: [one.id for one in rows if f"{one.path}.".startswith(f"{row.path}.")] for row in rows}
    counted = measure.distinct_people(month.last_day, groups)
    return [_computed(office, "distinct_people", month, number) for office, number in counted.items()]


def _add_sums(whole: Amounts, everywhere: Iterable[int]) -> None:
    """Add the indicators that are sums of others, in the order of the catalogue until none is left to add."""
    sums = [one for one in catalogue().values() if one.parts]
    while ready := [one for one in sums if one.code not in whole and set(one.parts) <= set(whole)]:
        for one in ready:
            whole[one.code] = {office: sum(whole[part].get(office, 0) for part in one.parts) for office in everywhere}
