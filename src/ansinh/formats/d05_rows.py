"""D05-TS as values: people with voluntary social insurance, and their changes."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts
from ansinh.formats.header import Seen, UnitHeader
from ansinh.formats.people import PersonRows


@dataclass(frozen=True, slots=True)
class VoluntaryRows(Table):
    """One row per person and payment. Source: D05-TS (decision 490/QD-BHXH of 2023)."""

    change: Texts  # TM, DT, DL, DB, GB, GC, GD, GH, GM, GT, SB (portal list 101); "" where a finding says why
    section: Texts
    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    address: Texts
    receipt_date: Days
    receipt_number: Texts
    income: Ints  # dong a month, chosen
    months: Ints
    from_month: Ints  # Month.number
    amount_due: Ints  # dong
    amount_person: Ints  # dong
    state_percent: Ints  # hundredths of per cent
    state_amount: Ints
    local_percent: Ints
    local_amount: Ints
    other_percent: Ints
    other_amount: Ints
    collector: Texts
    method: Texts
    note: Texts


@dataclass(frozen=True, slots=True)
class D05:
    """A read list D05-TS; `layout` official, keys."""

    layout: str
    header: UnitHeader
    rows: VoluntaryRows
    person: PersonRows
    findings: list[Finding] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
