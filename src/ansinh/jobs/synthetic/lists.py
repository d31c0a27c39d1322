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
from ansinh.jobs.synthetic.oldest_insured import SUPPORT_MONTH, VOLUNTARY_PER_CENT, price
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.words import data

BASE_SALARY: Final = 1_490_000
EVERY_THIRD_MONTH: Final = ("TE", "NN", "HS")  # groups whose lists an office sends once a quarter
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
    """Return the lists of `month`: births, joiners, and those whose paid months are over."""
    health = province.health
    district = province.people.district[health.person]
    made = []
    for group in ("GD", "NN", "HS", "TE"):
        for place in range(len(province.profile.districts)):
            since = _since(province, group, place, month)
            if since is None:
                continue
            rows, first = _due_health(province, (health.group == group) & (district == place), since, month)
            for begin in range(0, rows.size, LONGEST):
                part = slice(begin, begin + LONGEST)
                made.append(_health_list(province, group, rows[part], first[part]))
    return made


def _since(province: Province, group: str, place: int, month: Month) -> int | None:
    """Return the first month (Month.number) a list sent in `month` speaks of; None where none is sent."""
    if group not in EVERY_THIRD_MONTH:
        return month.number
    last = month == province.profile.month
    if (month.number + place) % 3 and not last:
        return None
    back = (month.number + place) % 3 or 3
    return max(month.number - back + 1, province.profile.first.number + 1)


def _due_health(
    province: Province, mask: NDArray[np.bool_], since: int, month: Month
) -> tuple[NDArray[np.intp], NDArray[np.int64]]:
    """Return the rows due from `since` to `month`, and the first month each of them is then insured for."""
    health = province.health
    base = np.where(health.filed > 0, health.start, health.until)
    first = np.full(len(health), 0, dtype=np.int64)
    for number in range(since, month.number + 1):
        begins = (health.filed > 0) & (health.start == number)
        turns = (health.every > 0) & (base <= number) & ((number - base) % np.maximum(health.every, 1) == 0)
        first = np.where((first == 0) & (begins | turns), number, first)
    rows = np.flatnonzero(mask & (first > 0))
    return rows, first[rows]


def _health_list(province: Province, group: str, rows: NDArray[np.intp], first: NDArray[np.int64]) -> HealthList:
    """Return the list of `rows` of one office and group."""
    health, people, homes = province.health, province.people, province.households
    line = data("health.yaml")["groups"][group]
    person = health.person[rows]
    district = province.profile.districts[int(people.district[person[0]])]
    new = (health.filed[rows] > 0) & (health.start[rows] == first)
    months = np.where(health.every[rows] > 0, health.every[rows], TO_SCHOOL)
    order = homes.order[person]
    amount = np.where(health.every[rows] > 0, price(order, months) * (100 - line["state"]) // 100, 0)
    given = _who(province, person, new) | {
        "change": np.where(new, "TM", "ON").tolist(),
        "base": np.full(rows.size, BASE_SALARY, dtype=np.int64),
        "from_month": first,
        "months": months,
        "household_code": [homes.code[homes.of[place]] for place in person.tolist()],
        "household_rank": np.where(order > 0, np.minimum(order, 5), -1).astype(np.int8),
        "amount": amount,
        "amount_paid": amount,
        "receipt_number": _receipts(f"Y{group}", first, rows, amount),
        "receipt_date": np.where(amount > 0, _days(first), np.datetime64("NaT")),
        "collector": [f"Bưu điện {district.name}" if value else "" for value in amount.tolist()],
    }
    header = UnitHeader(unit_name=f"BHXH {district.name}", month=Month(int(first.max())))
    cards = GroupHeader(line["vi"], group, BASE_SALARY, line["payer"], str(line["state"]), rows.size)
    return HealthList(district.code, header, cards, HealthRows.of(rows.size, given), _persons(province, person, new))


def voluntary_lists(province: Province, month: Month) -> list[VoluntaryList]:
    """Return the lists of `month`: those who join, and those whose paid months are over."""
    voluntary = province.voluntary
    base = np.where(voluntary.filed > 0, voluntary.start, voluntary.until)
    due = (base <= month.number) & ((month.number - base) % voluntary.every == 0)
    district = province.people.district[voluntary.person]
    found = [np.flatnonzero(due & (district == place)) for place in range(len(province.profile.districts))]
    return [
        _voluntary_list(province, rows[begin : begin + LONGEST], month)
        for rows in found
        for begin in range(0, rows.size, LONGEST)
    ]


def _voluntary_list(province: Province, rows: NDArray[np.intp], month: Month) -> VoluntaryList:
    """Return the list of `rows` of one office."""
    voluntary = province.voluntary
    person, months = voluntary.person[rows], voluntary.every[rows]
    district = province.profile.districts[int(province.people.district[person[0]])]
    new = voluntary.filed[rows] == month.number
    gross = voluntary.income[rows] * VOLUNTARY_PER_CENT // 100 * months
    support = SUPPORT_MONTH * months
    first = np.full(rows.size, month.number, dtype=np.int64)
    given = _who(province, person, new) | {
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
        "receipt_date": _days(first),
        "collector": [f"Bưu điện {district.name}"] * rows.size,
    }
    header = UnitHeader(unit_name=f"BHXH {district.name}", month=month)
    return VoluntaryList(district.code, header, VoluntaryRows.of(rows.size, given), _persons(province, person, new))


def _who(province: Province, person: NDArray[np.int64], new: NDArray[np.bool_]) -> dict[str, Column | list[str]]:
    """Return the columns that say who somebody is; people who are new to the register have no number yet."""
    people, places = province.people, person.tolist()
    unnumbered = (new & ~people.known[person]).tolist()
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
