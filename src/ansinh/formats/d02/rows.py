"""D02-LT as values: columns of workers and of their changes."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts
from ansinh.formats.evidence import EvidenceRows, no_evidence
from ansinh.formats.header import Seen, UnitHeader
from ansinh.formats.people import MemberRows, PersonRows


@dataclass(frozen=True, slots=True)
class DeclarationRows(Table):
    """One row per worker and change. Source: D02-LT (decision 1040/QD-BHXH of 2020), the flat sheet of the I-VANs."""

    change: Texts  # TM, TD, GH, DC ...; "" where a finding says why it cannot be decided
    section: Texts  # the section heading above the row, as written ("" in the flat sheet)
    full_name: Texts  # NFC, spaces single, as written
    si_number: Texts
    id_number: Texts
    birth: Days  # first day of what is known
    birth_precision: Flags  # 1 year, 2 month, 3 day
    sex: Flags  # 1 male, 0 female, 2 other
    job: Texts
    department: Texts
    workplace: Texts
    position: Texts  # manager, high_tech, mid_tech, other, ""
    position_from: Days
    position_to: Days
    wage: Ints  # dong a month; 0 where a coefficient is given
    coefficient: Ints  # ten-thousandths: 2.34 is 23400
    allow_position: Ints  # ten-thousandths of the base salary
    over_grade_percent: Ints  # hundredths of per cent: 7 % is 700
    seniority_percent: Ints  # hundredths of per cent
    allow_wage: Ints  # dong
    supplement: Ints  # dong
    from_month: Ints  # Month.number of the first month the change holds for; 0 not given
    to_month: Ints  # Month.number of the last month it holds for (inclusive); 0 open
    hazard_from: Days
    hazard_to: Days
    contract_kind: Texts  # indefinite, fixed, other, ""
    contract_from: Days
    contract_to: Days
    contract_number: Texts
    contract_signed: Days
    decision_number: Texts
    decision_signed: Days
    hi_level: Texts  # 1..5
    rate_percent: Ints  # hundredths of per cent, as the sender believes
    living_zone: Texts  # K1..K3
    region: Flags  # wage region 1..4
    died: Flags  # 1 yes, 0 no
    died_on: Days
    with_interest: Flags  # 1 yes, 0 no
    book_number: Texts
    note: Texts


@dataclass(frozen=True, slots=True)
class D02:
    """A read declaration: `layout` official, flat, keys; findings stand in the order of the file."""

    layout: str
    header: UnitHeader
    rows: DeclarationRows
    person: PersonRows  # aligned with rows; empty texts where nothing was said
    members: MemberRows
    findings: list[Finding] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
    evidence: EvidenceRows = field(default_factory=no_evidence)  # D01-TS, sent with it
