"""Declarations of employers: what each account reports in a month, as the rows of form D02-LT."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.core.terms import Absence
from ansinh.formats.d02.rows import DeclarationRows
from ansinh.formats.header import UnitHeader
from ansinh.formats.people import PersonRows
from ansinh.jobs.synthetic.chance import Column
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.staff import job_titles

ABSENT_CODES: Final = {Absence.UNPAID: "KL", Absence.SICK: "OF", Absence.MATERNITY: "TS"}
NOTES: Final = {
    "TM": "Tăng mới",
    "TD": "Chuyển đến từ đơn vị khác trong tỉnh",
    "GH": "Hết hạn hợp đồng lao động",
    "GD": "Chuyển đơn vị",
    "DC": "Điều chỉnh lương theo phụ lục hợp đồng",
    "TS": "Nghỉ thai sản, sinh con",
    "OF": "Nghỉ ốm đau",
    "KL": "Nghỉ không lương",
}
DAY: Final = 3  # precision of a birth: day, month and year


@dataclass(frozen=True, slots=True)
class Events:
    """Reported changes (e,) in the order of filing month, account and month of effect.

    job is a place among the careers, change the code of form D02-LT, first .. last the months it holds for
    (Month.number; last 0: open).
    """

    filed: NDArray[np.int64]
    account: NDArray[np.int64]
    job: NDArray[np.int64]
    change: Column
    first: NDArray[np.int64]
    last: NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class Declaration:
    """One file to be: the account (a place among the employers) and its rows."""

    account: int
    header: UnitHeader
    rows: DeclarationRows
    person: PersonRows


def events(province: Province) -> Events:
    """Return every change of the history that employers report."""
    careers = province.careers
    kinds = np.array([ABSENT_CODES.get(Absence(kind), "") for kind in range(max(Absence) + 1)], dtype=object)
    zeros = np.zeros(len(careers), dtype=np.int64)
    parts = (
        (careers.start_filed, np.where(careers.moved_in, "TD", "TM"), careers.start, zeros),
        (careers.raised_filed, np.full(len(careers), "DC", dtype=object), careers.raised, zeros),
        (careers.absent_filed, kinds[careers.absence], careers.absent_from, careers.absent_to),
        (careers.end_filed, np.where(careers.moved_out, "GD", "GH"), careers.end, zeros),
    )
    picked = [(np.flatnonzero(filed > 0), filed, change, first, last) for filed, change, first, last in parts]
    job = np.concatenate([rows for rows, *_ in picked])
    filed, change, first, last = (np.concatenate([part[k][part[0]] for part in picked]) for k in (1, 2, 3, 4))
    account = careers.staff.account[job]
    order = np.lexsort((first, account, filed))
    return Events(*(column[order] for column in (filed, account, job, change, first, last)))


def declarations(province: Province, told: Events, month: Month) -> list[Declaration]:
    """Return the files of `month`, one for each account that reports something."""
    low, high = np.searchsorted(told.filed, [month.number, month.number + 1])
    accounts, starts = np.unique(told.account[low:high], return_index=True)
    edges = [*(starts + low).tolist(), int(high)]
    return [
        declaration(province, told, np.arange(edges[place], edges[place + 1]), month) for place in range(accounts.size)
    ]


def declaration(province: Province, told: Events, rows: NDArray[np.int64], month: Month) -> Declaration:
    """Return the file that reports the events `rows` (all of one account) in `month`."""
    account = int(told.account[rows[0]])
    employers = province.employers
    header = UnitHeader(
        unit_name=str(employers.name[account]),
        unit_code=employers.code[account],
        tax_code=employers.tax_code[account],
        number="1",
        month=month,
    )
    return Declaration(account, header, _rows(province, told, rows), _persons(province, told, rows))


def _rows(province: Province, told: Events, rows: NDArray[np.int64]) -> DeclarationRows:
    """Return the workers and their changes."""
    job, change = told.job[rows], told.change[rows]
    people, staff = province.people, province.careers.staff
    person = staff.person[job].tolist()
    opens, pays = np.isin(change, ("TM", "TD")), np.isin(change, ("TM", "TD", "DC"))
    terms = np.where(opens, staff.contract_months[job], 0)
    start = _first_days(told.first[rows])
    nothing = np.full(rows.size, np.datetime64("NaT"), dtype="datetime64[D]")
    until = (start.astype("datetime64[M]") + terms.astype(np.int64)).astype("datetime64[D]") - 1
    return DeclarationRows.of(
        rows.size,
        {
            "change": change.tolist(),
            "full_name": [str(people.name[place]) for place in person],
            "si_number": [people.si_number[place] if people.known[place] else "" for place in person],
            "id_number": [people.personal_id[place] for place in person],
            "birth": people.birth[person],
            "birth_precision": np.full(rows.size, DAY, dtype=np.int8),
            "sex": np.where(people.female[person], 0, 1).astype(np.int8),
            "job": job_titles(staff, job),
            "wage": np.where(pays, staff.base[job], 0),
            "coefficient": np.where(pays, staff.coefficient[job], 0).astype(np.int64),
            "from_month": told.first[rows],
            "to_month": told.last[rows],
            "contract_kind": np.where(opens, np.where(terms > 0, "fixed", "indefinite"), "").tolist(),
            "contract_from": np.where(opens, start, nothing),
            "contract_to": np.where(terms > 0, until, nothing),
            "region": province.employers.region[staff.account[job]].astype(np.int8),
            "note": [NOTES[code] for code in change.tolist()],
        },
    )


def _persons(province: Province, told: Events, rows: NDArray[np.int64]) -> PersonRows:
    """Return what form TK1-TS says about people who ask for a number; nothing for the others."""
    people, homes = province.people, province.households
    person = province.careers.staff.person[told.job[rows]]
    new = (~people.known[person] & np.isin(told.change[rows], ("TM", "TD"))).tolist()
    places = person.tolist()

    def said(values: list[str]) -> list[str]:
        return [value if fresh else "" for value, fresh in zip(values, new, strict=True)]

    return PersonRows.of(
        rows.size,
        {
            "nationality": said([str(people.nationality[place]) for place in places]),
            "ethnicity": said(["01"] * rows.size),
            "household_code": said([homes.code[homes.of[place]] for place in places]),
            "head_name": said([str(people.name[homes.head[homes.of[place]]]) for place in places]),
        },
    )


def _first_days(months: NDArray[np.int64]) -> Column:
    """Return the first day of months given as Month.number."""
    return np.asarray((months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]"))
