"""01B-HSB as values: who was away when and why, and where the money goes."""

from dataclasses import dataclass, field

from ansinh.core.finding import Finding
from ansinh.formats.columns import Days, Flags, Ints, Table, Texts
from ansinh.formats.header import Seen, UnitHeader


@dataclass(frozen=True, slots=True)
class ClaimRows(Table):
    """One row per claim. Source: form 01B-HSB (decision 166/QD-BHXH of 2019).

    `procedure` is the code of the section (domain/benefits/procedures.yaml), "" where a finding says why; what stands
    in the columns D and E is taken apart into the columns after `note`.
    """

    procedure: Texts
    section: Texts  # as written above the row
    full_name: Texts
    si_number: Texts
    first: Days
    last: Days
    total: Texts
    bank: Texts
    condition: Texts
    note: Texts
    bank_account: Texts
    bank_name: Texts
    disease: Texts
    child_birth: Days
    handed_over: Days
    children: Ints  # 0 is not given
    weeks: Ints
    weekly_rest: Texts  # days of the week, Monday 0, joined by commas; "" is Saturday and Sunday
    special_area: Flags
    surgery: Flags
    under_32: Flags
    second_child: Flags
    old_batch: Texts  # of part 2: the batch that was settled
    reason: Texts


@dataclass(frozen=True, slots=True)
class HSB:
    """A read list 01B-HSB; `layout` official, keys."""

    layout: str
    header: UnitHeader
    rows: ClaimRows
    findings: list[Finding] = field(default_factory=list)
    seen: Seen = field(default_factory=Seen)
