"""Lists of people who pay for themselves: D03-TS (health insurance) and D05-TS (voluntary), by office and month."""

from dataclasses import dataclass
from typing import Final

import numpy as np
from numpy.typing import NDArray

from ansinh.core.period import Month
from ansinh.formats.d03_rows import HealthRows
from ansinh.formats.d05_rows import VoluntaryRows
from ansinh.formats.header import GroupHeader, UnitHeader
from ansinh.formats.people import PersonRows
from ansinh.jobs.synthetic.chance import Column
from ansinh.jobs.synthetic.health import Health
from ansinh.jobs.synthetic.law_figures import base_salary, by_month
from ansinh.jobs.synthetic.law_figures import support as support_of
from ansinh.jobs.synthetic.oldest_insured import VOLUNTARY_PER_CENT, price
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.voluntary import Voluntary
from ansinh.jobs.synthetic.words import data

LONGEST: Final = 5000  # rows of a list
TO_SCHOOL: Final = 72  # months a child's card holds


@dataclass(frozen=True, slots=True)
class HealthList:
    """A list D03-TS of one office and group."""

    office: str
    header: UnitHeader
    group: GroupHeader
    rows: HealthRows
    person: PersonRows


@dataclass(frozen=True, slots=True)
class VoluntaryList:
    """A list D05-TS of one office."""

    office: str
    header: UnitHeader
    rows: VoluntaryRows
    person: PersonRows


def health_lists(province: Province, month: Month) -> list[HealthList]:
    """Return the lists of `month`: births, joiners, and those whose paid months are over soon."""
    health = province.health
    district = province.people.district[health.person]
    made = []
    for group in ("GD", "NN", "HS", "TE"):
        for place in range(len(province.profile.districts)):
            window = _born(province, place, month) if group == "TE" else _ahead(province, place, month)
            rows, first = _due(province.health, (health.group == group) & (district == place), window)
            for begin in range(0, rows.size, LONGEST):
                part = slice(begin, begin + LONGEST)
                made.append(_health_list(province, group, rows[part], (first[part], month)))
    return made


def _ahead(province: Province, place: int, month: Month) -> range:
    """Return the months (Month.number) which the list of an office speaks of: this one and the next two.

    Each office sends every third month, before the months begin; all send in the first month.
    """
    number, turn = month.number, (month.number + place) % 3
    if number == province.profile.first.number + 1:
        return range(number, number + 3 - turn)
    return range(number, number + 3) if turn == 0 else range(0)


def _born(province: Province, place: int, month: Month) -> range:
    """Return the months whose births the list of an office reports: the last three; in the last month all report."""
    turn = (month.number + place) % 3
    if turn and month != province.profile.month:
        return range(0)
    return range(max(month.number - (turn or 3) + 1, province.profile.first.number + 1), month.number + 1)


def _due(
    scheme: Health | Voluntary, mask: NDArray[np.bool_], window: range
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the rows that begin or are due again within `window`, and the month it is; nobody is due twice in it."""
    base = np.where(scheme.filed > 0, scheme.start, scheme.until)
    first = np.zeros(len(scheme), dtype=np.int64)
    for number in window:
        begins = (scheme.filed > 0) & (scheme.start == number)
        turns = (scheme.every > 0) & (base <= number) & ((number - base) % np.maximum(scheme.every, 1) == 0)
        first = np.where((first == 0) & (begins | turns), number, first)
    rows = np.flatnonzero(mask & (first > 0))
    return rows, first[rows]


def _health_list(
    province: Province, group: str, rows: NDArray[np.intp], when: tuple[NDArray[np.int64], Month]
) -> HealthList:
    """Return the list of `rows` of one office and group; `when` as for _voluntary_list."""
    first, month = when
    health, people, homes = province.health, province.people, province.households
    line = data("health.yaml")["groups"][group]
    person = health.person[rows]
    district = province.profile.districts[int(people.district[person[0]])]
    new = (health.filed[rows] > 0) & (health.start[rows] == first)
    months = np.where(health.every[rows] > 0, health.every[rows], TO_SCHOOL)
    order = homes.order[person]
    gross = price(order, months, np.full(rows.size, month.number))
    amount = np.where(health.every[rows] > 0, gross * (100 - line["state"]) // 100, 0)
    given = _who(province, person) | {
        "change": np.where(new, "TM", "ON").tolist(),
        "base": np.full(rows.size, base_salary(month.number), dtype=np.int64),
        "from_month": first,
        "months": months,
        "household_code": [homes.code[homes.of[place]] for place in person.tolist()],
        "household_rank": np.where(order > 0, order, -1).astype(np.int8),
        "amount": amount,
        "amount_paid": amount,
        "receipt_number": _receipts(f"Y{group}", first, rows, amount),
        "receipt_date": np.where(amount > 0, _days(np.full(rows.size, month.number)), np.datetime64("NaT")),
        "collector": [f"Bưu điện {district.name}" if value else "" for value in amount.tolist()],
    }
    header = UnitHeader(unit_name=f"BHXH {district.name}", month=month)
    cards = GroupHeader(line["vi"], group, base_salary(month.number), line["payer"], str(line["state"]), rows.size)
    return HealthList(district.code, header, cards, HealthRows.of(rows.size, given), _persons(province, person, new))


def voluntary_lists(province: Province, month: Month) -> list[VoluntaryList]:
    """Return the lists of `month`: those who join, and those whose paid months are over soon."""
    district = province.people.district[province.voluntary.person]
    made = []
    for place in range(len(province.profile.districts)):
        rows, first = _due(province.voluntary, district == place, _ahead(province, place, month))
        for begin in range(0, rows.size, LONGEST):
            part = slice(begin, begin + LONGEST)
            made.append(_voluntary_list(province, rows[part], (first[part], month)))
    return made


def _voluntary_list(province: Province, rows: NDArray[np.intp], when: tuple[NDArray[np.int64], Month]) -> VoluntaryList:
    """Return the list of `rows` of one office; `when` is the first month each pays for, and the month of the list."""
    voluntary = province.voluntary
    first, month = when
    person, months = voluntary.person[rows], voluntary.every[rows]
    district = province.profile.districts[int(province.people.district[person[0]])]
    new = (voluntary.filed[rows] > 0) & (voluntary.start[rows] == first)
    gross = voluntary.income[rows] * VOLUNTARY_PER_CENT // 100 * months
    support = by_month(support_of, first) * months
    sent = np.full(rows.size, month.number, dtype=np.int64)
    given = _who(province, person) | {
        "change": np.where(new, "TM", "DT").tolist(),
        "income": voluntary.income[rows],
        "months": months,
        "from_month": first,
        "amount_due": gross,
        "amount_person": gross - support,
        "state_percent": np.full(rows.size, 1000, dtype=np.int64),
        "state_amount": support,
        "method": [str(value) for value in months.tolist()],
        "receipt_number": _receipts("TN", first, rows, gross),
        "receipt_date": _days(sent),
        "collector": [f"Bưu điện {district.name}"] * rows.size,
    }
    header = UnitHeader(unit_name=f"BHXH {district.name}", month=month)
    return VoluntaryList(district.code, header, VoluntaryRows.of(rows.size, given), _persons(province, person, new))


def _who(province: Province, person: NDArray[np.int64]) -> dict[str, Column | list[str]]:
    """Return the columns that say who somebody is; people who came within the history go by their personal ID."""
    people, places = province.people, person.tolist()
    unnumbered = (~people.known[person]).tolist()
    year_only = people.birth_year_only[person]
    return {
        "full_name": [str(people.name[place]) for place in places],
        "si_number": ["" if no else people.si_number[place] for no, place in zip(unnumbered, places, strict=True)],
        "id_number": [people.personal_id[place] for place in places],
        "birth": people.birth[person],
        "birth_precision": np.where(year_only, 1, 3).astype(np.int8),
        "sex": np.where(people.female[person], 0, 1).astype(np.int8),
    }


def _persons(province: Province, person: NDArray[np.int64], new: NDArray[np.bool_]) -> PersonRows:
    """Return the data of form TK1-TS of people who ask for a number."""
    nations = np.where(new, province.people.nationality[person], "")
    return PersonRows.of(person.size, {"nationality": nations.tolist()})


def _receipts(book: str, first: NDArray[np.int64], rows: NDArray[np.intp], amount: NDArray[np.int64]) -> list[str]:
    """Return numbers of receipts, "" where nothing was paid."""
    lines = zip(first.tolist(), rows.tolist(), amount.tolist(), strict=True)
    return [f"{book}{month}-{row:07d}" if value else "" for month, row, value in lines]


def _days(months: NDArray[np.int64]) -> Column:
    """Return the fifth day of months."""
    return np.asarray((months - 1970 * 12).astype("datetime64[M]").astype("datetime64[D]") + 4)
