"""D03-TS: health insurance alone, by group and payer; examined and recorded as paid periods."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ansinh.core.finding import Finding, Place
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.coverage.amounts import Parts, Periods, price
from ansinh.domain.coverage.groups import CODES as GROUP_CODES
from ansinh.domain.coverage.groups import Group, group_of
from ansinh.domain.declarations.checks.health import LIST_RULES, HealthCase, check_health
from ansinh.domain.declarations.declared import Ints
from ansinh.formats.d03_rows import D03
from ansinh.law.value_files import load
from ansinh.records.store.coverage import spells
from ansinh.records.store.coverage.spells import HealthPeriod
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.registry import households
from ansinh.usecases.declarations import homes, lists
from ansinh.usecases.declarations.examined import Examined
from ansinh.usecases.declarations.lists import Kinds, People

_NO_GROUP = Text("Không biết danh sách thuộc nhóm nào: “{found}”.", "The group of the list is not known: “{found}”.")
_NO_GROUP_MEND = Text("Ghi mã nhóm đối tượng: {codes}.", "Write the code of the group: {codes}.")


@dataclass(frozen=True, slots=True)
class State:
    """What applying needs; money in dong (n,)."""

    people: People
    group: Group
    order: Ints
    parts: Parts
    local: Ints
    other: Ints
    due: Ints
    spell: Ints


def examine(read: D03, facts: FilingFacts) -> Examined:
    """Return what is found in a list and which rows may be accepted. Nothing is written."""
    group = group_of(read.group.group_code, read.group.group_name)
    if group is None:
        nobody = np.zeros(len(read.rows), dtype=np.bool_)
        return Examined(read, [_unknown_group(read), *read.findings], nobody, None)
    rows, law = read.rows, load()
    change = np.array(rows.change)
    kinds = Kinds(np.isin(change, ("TM", "ON")), np.isin(change, ("GH", "DC")), change == "TM")
    people = lists.people_of(read, kinds)
    order = _order(read, group)
    parts = price(group, _periods(read, order, kinds), law)
    local = lists.percents(rows.support_local, rows.support_local_percent, parts.gross)
    other = lists.percents(rows.support_other, rows.support_other_percent, parts.gross)
    due = np.maximum(parts.gross - parts.state - local - other, 0) if group.payer in _SELF else np.zeros_like(local)
    taken = np.where(rows.amount_paid > 0, rows.amount_paid, rows.amount)
    period = Month.containing(facts.period).number
    listed = lists.listed(read, kinds, people, "health", (taken, due), period)
    case = HealthCase(
        listed, group, rows.household_rank.astype(np.int64), homes.codes(read), rows.base,
        periods=tuple(int(each) for each in law.get("hi.household.periods", facts.period).listed),
        child_months=law.whole("card.child.months", facts.period),
    )  # fmt: skip
    findings = [*read.findings, *check_health(case), *homes.not_listed(read, LIST_RULES["MEMBER-NOT-LISTED"])]
    state = State(people, group, order, parts, local, other, due, listed.spell)
    return Examined(read, findings, lists.good_rows(people.who, findings), state)


_SELF = ("household", "pupil", "local")  # payers of groups that pay something themselves


def _unknown_group(read: D03) -> Finding:
    """Return the finding that stops a list without its group."""
    found = read.group.group_code or read.group.group_name
    mend = _NO_GROUP_MEND.fill(codes=", ".join(GROUP_CODES))
    return Finding("GROUP", Place(column="group_code"), found, _NO_GROUP.fill(found=found), mend)


def _order(read: D03, group: Group) -> Ints:
    """Return the order in the household: as written, else after those who enrolled in the financial year."""
    rows, home = read.rows, homes.codes(read)
    order = np.maximum(rows.household_rank.astype(np.int64), 0)
    if group.scheme != "household":
        return np.maximum(order, 1)
    missing = np.flatnonzero(order == 0).tolist()
    codes = sorted({home[place] for place in missing if home[place]})
    year = Month(int(rows.from_month.max(initial=1))).year
    taken = households.enrolled(codes, year)
    for place in missing:
        code = home[place]
        taken[code] = taken.get(code, 0) + 1
        order[place] = taken[code] if code else 1
    return order


def _periods(read: D03, order: Ints, kinds: Kinds) -> Periods:
    """Return the periods to be priced; rows that pay nothing have no months."""
    rows = read.rows
    usable = kinds.pays & (rows.from_month > 0)
    first = np.where(usable, rows.from_month, Month.of(2021, 1).number)
    begins = (first - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]")
    paid_on = np.where(np.isnat(rows.receipt_date), begins, rows.receipt_date)
    return Periods(paid_on, first, np.where(usable, rows.months, 0), order, rows.base)


def apply(examined: Examined, facts: FilingFacts, actor: str) -> tuple[int, int]:
    """Record the good rows: people, households, periods; return how many got a number and how many were recorded."""
    state: State = examined.state
    persons, issued = lists.register_new(examined, state.people, facts, actor)
    good, rows = examined.good, examined.read.rows
    paying = np.flatnonzero(good & state.people.who.decided & np.isin(np.array(rows.change), ("TM", "ON"))).tolist()
    ordered = state.group.scheme == "household"
    homes.enter(examined.read, persons, paying, {p: int(state.order[p]) for p in paying if ordered}, facts.office_id)
    recorded = spells.record_health(_recorded(examined, state, persons, paying, facts, actor))
    return issued, recorded + _ended(examined, state, facts, actor)


def _recorded(
    examined: Examined, state: State, persons: Ints, paying: list[int], facts: FilingFacts, actor: str
) -> Iterator[HealthPeriod]:
    """Yield the periods that begin or renew."""
    rows, group = examined.read.rows, state.group
    for p in paying:
        yield HealthPeriod(
            person_id=int(persons[p]),
            validity=spells.months(int(rows.from_month[p]), int(rows.months[p])),
            office_id=facts.office_id,
            group=group.code,
            payer=group.payer,
            facility=rows.facility[p],
            base=int(rows.base[p]) if group.scheme == "benefit" else None,
            member_order=int(state.order[p]) if group.scheme == "household" else None,
            gross=int(state.parts.gross[p]),
            support_state=int(state.parts.state[p]),
            support_local=int(state.local[p]),
            support_other=int(state.other[p]),
            due=int(state.due[p]),
            receipt_no=rows.receipt_number[p],
            receipt_date=rows.receipt_date[p].item(),
            collector=rows.collector[p],
            filing=facts.id,
            recorded_by=actor,
        )


def _ended(examined: Examined, state: State, facts: FilingFacts, actor: str) -> int:
    """End and change the spells that rows GH and DC name; return how many spells were recorded for it."""
    rows, good = examined.read.rows, examined.good
    days = [Month(int(first)).first_day if first > 0 else None for first in rows.from_month.tolist()]
    ends, changes = {}, []
    for place in np.flatnonzero(good & (state.spell > 0)).tolist():
        day, spell = days[place], int(state.spell[place])
        if day is not None and rows.change[place] == "GH":
            ends[spell] = day
        elif day is not None and rows.change[place] == "DC":
            changes.append((spell, day, int(rows.base[place]), rows.facility[place]))
    changed = spells.change_health(changes, filing=facts.id, actor=actor)
    return changed + spells.end_at("health", ends, filing=facts.id, actor=actor)
