"""The kernel against a slow second reading of the text, on random accounts; and what holds whatever the law says."""

from datetime import date

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.law import oracle_contributions as oracle
from tests.law.oracle_contributions import Firm, Someone

from ansinh.core.period import Month
from ansinh.core.terms import ALL_FUNDS, Absence, Foreign, PayRegime, PersonGroup, UnitKind, Work
from ansinh.law.contributions import Assessment, EmployerColumns, PeopleColumns, assess_month
from ansinh.law.contributions.columns import NO_TERM, NOT_ASKED, MonthFlag
from ansinh.law.value_files import load

EDGES = st.sampled_from([0, 1, 49, 50, 2_339_999, 2_340_000, 23_000_000, 29_800_001, 46_800_000, 106_200_001])
people = st.builds(
    Someone,
    base=st.one_of(EDGES, st.integers(0, 130_000_000), st.integers(0, 2_000)),
    group=st.sampled_from(["employee"] * 5 + ["civil_servant", "public_employee", "commune_part_time"]),
    regime=st.sampled_from(["employer", "state"]),
    contract=st.one_of(st.none(), st.integers(0, 40)),
    foreigner=st.sampled_from([False, False, True]),
    permit=st.booleans(),
    transferee=st.sampled_from([False, False, True]),
    past_age=st.sampled_from([False, False, True]),
    part_time=st.booleans(),
    absence=st.sampled_from(["none"] * 3 + ["unpaid", "sick", "maternity", "detained"]),
    days=st.sampled_from([0, 13, 14, 22]),
    first=st.booleans(),
    agreed=st.one_of(st.none(), st.integers(2_000_000, 50_000_000)),
).filter(lambda one: not one.foreigner or one.group == "employee")  # a foreigner serves no commune
firms = st.builds(
    Firm,
    kind=st.sampled_from(["enterprise", "enterprise", "state_agency", "public_unit_state_paid"]),
    region=st.integers(1, 4),
    ui_from=st.sampled_from([200901, 202109, 202110]),
    reduced=st.sampled_from([None, (202008, 202307), (202101, 202112)]),
    suspended=st.sampled_from([False, False, True]),
)
months = st.builds(lambda year, month: year * 100 + month, st.integers(2015, 2026), st.integers(1, 12))
accounts = st.lists(st.tuples(firms, st.lists(people, min_size=1, max_size=7)), min_size=1, max_size=4)


def number(month: int) -> int:
    return Month.of(month // 100, month % 100).number


def columns(everyone: list[Someone]) -> PeopleColumns:
    def code(values: list[int]) -> np.ndarray:
        return np.array(values, dtype=np.int16)

    def foreign(one: Someone) -> int:
        if not one.foreigner:
            return 0
        bits = Foreign.FOREIGNER | (Foreign(0) if one.permit else Foreign.NO_PERMIT)
        bits |= Foreign.INTRA_COMPANY if one.transferee else Foreign(0)
        return int(bits | (Foreign.PAST_RETIREMENT_AGE if one.past_age else Foreign(0)))

    def flags(one: Someone) -> int:
        return (MonthFlag.FIRST_OR_RETURN if one.first else 0) | (
            MonthFlag.PAY_AGREEMENT if one.agreed is not None else 0
        )

    return PeopleColumns(
        base=np.array([one.base for one in everyone], dtype=np.int64),
        coefficient=np.zeros(len(everyone), dtype=np.int32),
        group=code([PersonGroup[one.group.upper()] for one in everyone]),
        pay_regime=code([PayRegime[one.regime.upper()] for one in everyone]),
        contract_months=code([NO_TERM if one.contract is None else one.contract for one in everyone]),
        foreign=code([foreign(one) for one in everyone]),
        work=code([Work.PART_TIME if one.part_time else 0 for one in everyone]),
        absence=code([Absence[one.absence.upper()] for one in everyone]),
        absence_days=code([one.days for one in everyone]),
        funds=code([ALL_FUNDS] * len(everyone)),
        month_flags=code([flags(one) for one in everyone]),
        last_base=np.array([one.agreed or 0 for one in everyone], dtype=np.int64),
    )


def employers(drawn: list[tuple[Firm, list[Someone]]]) -> EmployerColumns:
    sizes = [len(staff) for _, staff in drawn]

    def ordinal(firm: Firm, end: int) -> int:
        if firm.reduced is None:
            return 0
        month = Month(number(firm.reduced[end]))
        return (month.last_day if end else month.first_day).toordinal()

    return EmployerColumns(
        starts=np.cumsum([0, *sizes[:-1]]).astype(np.intp),
        region=np.array([firm.region for firm, _ in drawn], dtype=np.int16),
        kind=np.array([UnitKind[firm.kind.upper()] for firm, _ in drawn], dtype=np.int16),
        workers=np.full(len(drawn), NOT_ASKED, dtype=np.int32),
        ui_from=np.array([number(firm.ui_from) for firm, _ in drawn], dtype=np.int32),
        oad_reduced_from=np.array([ordinal(firm, 0) for firm, _ in drawn], dtype=np.int32),
        oad_reduced_to=np.array([ordinal(firm, 1) for firm, _ in drawn], dtype=np.int32),
        rs_suspended=np.array([firm.suspended for firm, _ in drawn]),
    )


def assess(month: int, drawn: list[tuple[Firm, list[Someone]]]) -> Assessment:
    everyone = [one for _, staff in drawn for one in staff]
    return assess_month(Month(number(month)), columns(everyone), employers(drawn), load())


@settings(max_examples=150, deadline=None)
@given(months, accounts)
def test_the_kernel_is_the_slow_reading(month: int, drawn: list[tuple[Firm, list[Someone]]]) -> None:
    found = assess(month, drawn)
    for account, (firm, staff) in enumerate(drawn):
        first = int(employers(drawn).starts[account])
        rows = slice(first, first + len(staff))
        expected = oracle.account(month, staff, firm)
        for name in (*oracle.SHARES, "rs_deferred"):
            assert getattr(found, name)[rows].tolist() == expected[name], (name, month, firm, staff)
        for fund in ("rs", "sm", "oad", "ui", "hi"):
            total = sum(expected[f"{fund}_er"]) + sum(expected[f"{fund}_ee"])
            assert int(getattr(found.totals, fund)[account]) == total, (fund, month)


@settings(max_examples=60, deadline=None)
@given(months, accounts, st.integers(0, 30_000_000))
def test_more_pay_never_owes_less(month: int, drawn: list[tuple[Firm, list[Someone]]], more: int) -> None:
    before = assess(month, drawn)
    for _, staff in drawn:
        for one in staff:
            one.base += more
    after = assess(month, drawn)
    for fund in ("rs", "sm", "oad", "ui", "hi", "rs_deferred", "relief68_forgone", "relief116_forgone"):
        assert (getattr(after.totals, fund) >= getattr(before.totals, fund)).all()


@settings(max_examples=60, deadline=None)
@given(months, accounts)
def test_accounts_do_not_touch_each_other(month: int, drawn: list[tuple[Firm, list[Someone]]]) -> None:
    together = assess(month, drawn)
    first = 0
    for account in drawn:
        alone = assess(month, [account])
        rows = slice(first, first + len(account[1]))
        first = rows.stop
        for name in (*oracle.SHARES, "hi_by_sm", "relief68_forgone", "relief116_forgone", "treatment", "result"):
            assert (getattr(together, name)[rows] == getattr(alone, name)).all(), name


def test_a_raise_counts_from_the_month_that_begins_on_its_day() -> None:
    staff = [Someone(base=100_000_000)]
    june, july = (int(assess(month, [(Firm(), staff)]).si_base[0]) for month in (202606, 202607))
    assert (june, july) == (46_800_000, 50_600_000)


def test_the_reduced_accident_rate_begins_with_the_month_after_its_decree() -> None:
    firm = Firm(reduced=(202001, 202312))
    assert date(2020, 7, 15).toordinal() > Month.of(2020, 7).first_day.toordinal()
    owed = [int(assess(month, [(firm, [Someone(base=1_000_000)])]).oad_er[0]) for month in (202007, 202008)]
    assert owed == [5_000, 3_000]
