"""What the checks read: the rows of a declaration as its file said them, and what the register knows about them."""

import datetime as dt
from dataclasses import dataclass
from enum import IntEnum

import numpy as np
from numpy.typing import NDArray

Texts = list[str]
Ints = NDArray[np.int64]
Flags = NDArray[np.int8]
Days = NDArray[np.datetime64]
Mask = NDArray[np.bool_]


@dataclass(frozen=True, slots=True)
class Rows:
    """The columns of a declaration the checks use, (n,); their units are those of formats.d02.rows.DeclarationRows."""

    row: Ints
    change: Texts
    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    job: Texts
    position: Texts
    wage: Ints
    coefficient: Ints
    allow_position: Ints
    over_grade_percent: Ints
    seniority_percent: Ints
    allow_wage: Ints
    supplement: Ints
    from_month: Ints
    to_month: Ints
    hazard_from: Days
    contract_kind: Texts
    contract_from: Days
    contract_to: Days
    rate_percent: Ints
    region: Flags
    died: Flags
    died_on: Days
    note: Texts

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.row)


class Match(IntEnum):
    """How the person of a row was found."""

    NOBODY = 0
    BY_NUMBER = 1
    BY_PERSONAL_ID = 2
    IN_ACCOUNT = 3  # name and birth fit exactly one person of the employer account
    NEW = 4  # a number will be issued


@dataclass(frozen=True, slots=True)
class Account:
    """The employer account that declares, as it stands on the day of the check."""

    code: str
    tax_code: str
    unit_kind: int  # core.terms.UnitKind
    region: int
    opened: int  # Month.number
    status: str  # active | suspended | ... | closed
    province: str  # code of the province of its office


@dataclass(frozen=True, slots=True)
class People:
    """What the register knows about the person of each row; columns (n,), "" and 0 where nobody."""

    match: Flags  # Match
    person: Ints  # register id of the survivor; 0 nobody or new
    merged_from: Texts  # the number written, where it was merged into another
    name: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    died: Days
    owner_of_id: Texts  # number of another person who bears the personal ID of the row
    look_alike: Texts  # number of a person of the same name and birth, where the row asks for a new number
    open_elsewhere: Texts  # another account in which the person takes part in the months of the row
    last_province: Texts  # province of the office of the last spell in another account


@dataclass(frozen=True, slots=True)
class Who:
    """The columns of any list that say who a row is about, (n,); `decided` tells which rows have a kind."""

    row: Ints
    full_name: Texts
    si_number: Texts
    id_number: Texts
    birth: Days
    birth_precision: Flags
    sex: Flags
    decided: Mask
    people: People


@dataclass(frozen=True, slots=True)
class Bounds:
    """What the law says of the base in the first month of each row, in dong (n,); -1 where not established."""

    base: Ints  # what the row declares, made a base
    floor: Ints  # regional minimum with its uplifts; the reference level from 2025-07
    labour_floor: Ints  # minimum pay of labour law
    ceiling: Ints  # of social and health insurance


@dataclass(frozen=True, slots=True)
class Case:
    """All that the checks of one declaration read."""

    rows: Rows
    kind: Ints  # number in kinds.KINDS, NO_KIND where undecided
    effect: Flags  # kinds.Effect; FUND_SWITCH where DN or DL does not say on or off
    account: Account
    people: People
    bounds: Bounds
    problems: Flags  # effects.Problem
    card_months: Ints  # months of health contribution left due by a late report
    period: int  # Month.number of the month of the declaration
    today: dt.date
    evidenced: Mask  # a paper of the D01-TS sent with it names the person

    @property
    def who(self) -> Who:
        """Return the columns about the people."""
        rows = self.rows
        return Who(
            row=rows.row,
            full_name=rows.full_name,
            si_number=rows.si_number,
            id_number=rows.id_number,
            birth=rows.birth,
            birth_precision=rows.birth_precision,
            sex=rows.sex,
            decided=self.kind >= 0,
            people=self.people,
        )
