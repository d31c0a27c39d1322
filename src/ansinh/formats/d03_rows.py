"""D03-TS as values: people with health insurance alone, and their changes."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts
from ansinh.formats.header import GroupHeader, Seen, UnitHeader
from ansinh.formats.people import MemberRows, PersonRows


@dataclass(frozen=True, slots=True)
class HealthRows(Table):
    """One row per person. Source: D03-TS (decision 490/QD-BHXH of 2023), and the agents' sheet D03-TK1."""

    change: Texts  # TM, ON, DC, GH (portal list 102); "" where a finding says why
    section: Texts
    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    address: Texts
    facility: Texts
    receipt_date: Days
    receipt_number: Texts
    base: Ints  # dong: pension, unemployment or maternity benefit it is reckoned from
    support_local: Ints  # dong
    support_local_percent: Ints  # hundredths of per cent
    support_other: Ints  # dong
    support_other_percent: Ints
    from_month: Ints  # Month.number
    from_day: Days  # the agents' sheet gives a day
    months: Ints
    collector: Texts
    household_code: Texts
    household_rank: Flags  # 1..5, drives the step of the price
    amount: Ints  # dong due, as the agent reckons
    amount_paid: Ints  # dong taken
    hi_level: Texts
    living_zone: Texts
    died_on: Days
    note: Texts


@dataclass(frozen=True, slots=True)
class D03:
    """A read list D03-TS; `layout` official, agent, keys."""

    layout: str
    header: UnitHeader
    group: GroupHeader
    rows: HealthRows
    person: PersonRows
    findings: list[Finding] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    members: MemberRows = field(default_factory=lambda: MemberRows.of(0, {}))  # of households, as TK1-TS lists them
