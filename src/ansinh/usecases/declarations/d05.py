"""D05-TS: voluntary social insurance; examined and recorded as paid periods."""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np

from ansinh.core.period import Month
from ansinh.domain.coverage.voluntary import Payments, Priced, price_voluntary
from ansinh.domain.declarations.checks.voluntary import ENDING, PAYING, VoluntaryCase, check_voluntary
from ansinh.domain.declarations.declared import Ints
from ansinh.formats.d05_rows import D05
from ansinh.law.value_files import load
from ansinh.law.voluntary.deadline import methods
from ansinh.records.store.coverage import spells
from ansinh.records.store.coverage.spells import VoluntaryPeriod
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.usecases.declarations import lists
from ansinh.usecases.declarations.examined import Examined
from ansinh.usecases.declarations.lists import Kinds, People


@dataclass(frozen=True, slots=True)
class State:
    """What applying needs; money in dong (n,)."""

    people: People
    priced: Priced
    local: Ints
    other: Ints
    due: Ints
    spell: Ints


def examine(read: D05, facts: FilingFacts) -> Examined:
    """Return what is found in a list and which rows may be accepted. Nothing is written."""
    rows, law = read.rows, load()
    change = np.array(rows.change)
    kinds = Kinds(np.isin(change, PAYING), np.isin(change, ENDING), change == "TM")
    people = lists.people_of(read, kinds)
    known = sorted({person for person in people.persons.tolist() if person > 0})
    so_far = spells.supported_months(known)
    priced = price_voluntary(_payments(read, kinds, people, so_far), law)
    local = lists.percents(rows.local_amount, rows.local_percent, priced.on_poverty_line)
    other = lists.percents(rows.other_amount, rows.other_percent, priced.on_poverty_line)
    due = np.maximum(priced.gross - priced.support - local - other, 0)
    listed = lists.listed(
        read, kinds, people, "voluntary", (rows.amount_person, due), Month.containing(facts.period).number
    )
    case = VoluntaryCase(
        listed, rows.income, priced.lowest, priced.highest,
        no_group=np.where(priced.group_known, 0, rows.state_percent), state_said=rows.state_amount,
        state_due=priced.support, methods=methods(facts.period, law),
        least_age=law.whole("vsi.least_age", facts.period),
    )  # fmt: skip
    findings = [*read.findings, *check_voluntary(case)]
    state = State(people, priced, local, other, due, listed.spell)
    return Examined(read, findings, lists.good_rows(people.who, findings), state)


def _payments(read: D05, kinds: Kinds, people: People, so_far: dict[int, int]) -> Payments:
    """Return what is to be priced; rows that pay nothing have no months."""
    rows = read.rows
    usable = kinds.pays & (rows.from_month > 0)
    return Payments(
        first=np.where(usable, rows.from_month, Month.of(2021, 1).number),
        months=np.where(usable, rows.months, 0),
        income=rows.income,
        state_percent=rows.state_percent,
        so_far=np.array([so_far.get(person, 0) for person in people.persons.tolist()], dtype=np.int64),
    )


def apply(examined: Examined, facts: FilingFacts, actor: str) -> tuple[int, int]:
    """Record the good rows; return how many people got a number and how many spells were recorded."""
    state: State = examined.state
    rows = examined.read.rows
    persons, issued = lists.register_new(examined, state.people, facts, actor)
    paying = np.flatnonzero(examined.good & np.isin(np.array(rows.change), PAYING)).tolist()
    recorded = spells.record_voluntary(_recorded(examined, state, persons, paying, facts, actor))
    ends = {
        int(state.spell[place]): Month(int(rows.from_month[place])).first_day
        for place in np.flatnonzero(examined.good & np.isin(np.array(rows.change), ENDING)).tolist()
    }
    return issued, recorded + spells.end_at("voluntary", ends, filing=facts.id, actor=actor)


def _recorded(
    examined: Examined, state: State, persons: Ints, paying: list[int], facts: FilingFacts, actor: str
) -> Iterator[VoluntaryPeriod]:
    """Yield the paid periods."""
    rows, priced = examined.read.rows, state.priced
    for p in paying:
        supports = (int(priced.support[p]), int(state.local[p]), int(state.other[p]))
        yield VoluntaryPeriod(
            person_id=int(persons[p]),
            validity=spells.months(int(rows.from_month[p]), int(rows.months[p])),
            office_id=facts.office_id,
            method=_method(rows.method[p], int(rows.months[p])),
            income=int(rows.income[p]),
            support_group=priced.group[p],
            gross=int(state.due[p]) + sum(supports),
            support_state=supports[0],
            support_local=supports[1],
            support_other=supports[2],
            due=int(state.due[p]),
            receipt_no=rows.receipt_number[p],
            receipt_date=rows.receipt_date[p].item(),
            collector=rows.collector[p],
            filing=facts.id,
            recorded_by=actor,
        )


def _method(written: str, months: int) -> str:
    """Return the method of payment: the number of months, or ahead for years."""
    return "forward" if months > 12 else written if written.isdigit() else str(months)
