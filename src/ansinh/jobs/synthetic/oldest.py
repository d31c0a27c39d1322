"""The oldest state of a synthetic province as frames for the first load: what stood at the first month of history."""

import datetime as dt

import numpy as np
import polars as pl

from ansinh.core.period import Month
from ansinh.core.person_name import search_key, sort_key
from ansinh.core.terms import PayRegime, UnitKind
from ansinh.jobs.synthetic.chance import Column, chance
from ansinh.jobs.synthetic.oldest_insured import health_frame, ranges, voluntary_frame
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.staff import job_titles
from ansinh.records.bulk.oldest_state import OldestState

OLDER = 48  # months the first accounts are older than the history
KINDS = {kind: kind.name.lower() for kind in UnitKind}


def oldest_state(province: Province) -> OldestState:
    """Return everything that is known when the history begins; people get their place in `people` of the province."""
    rows = np.flatnonzero(province.people.known)
    place = np.cumsum(province.people.known) - 1
    return OldestState(
        households=_households(province),
        people=_people(province, rows),
        employers=_employers(province),
        accounts=_accounts(province),
        statuses=_statuses(province),
        spells=_spells(province, place),
        health=health_frame(province, place),
        voluntary=voluntary_frame(province, place),
        reduced=_reduced(province),
    )


def offices(province: Province) -> list[str]:
    """Return the codes of the base offices, in the order of the profile's districts."""
    return [district.code for district in province.profile.districts]


def _address(province: Province, district: int, commune: int) -> str:
    """Return the words of an address: commune, district."""
    line = province.profile.districts[district]
    return f"{line.communes[commune]}, {line.name}, {province.profile.name.vi.split(',', maxsplit=1)[0]}"


def _households(province: Province) -> pl.DataFrame:
    head, codes = province.households.head, offices(province)
    district, commune = province.people.district[head].tolist(), province.people.commune[head].tolist()
    return pl.DataFrame(
        {
            "code": province.households.code,
            "address": [_address(province, d, c) for d, c in zip(district, commune, strict=True)],
            "office": [codes[d] for d in district],
        }
    )


def _people(province: Province, rows: Column) -> pl.DataFrame:
    people, homes, codes = province.people, province.households, offices(province)
    names = people.name[rows].tolist()
    order = homes.order[rows]
    return pl.DataFrame(
        {
            "si_number": [people.si_number[row] for row in rows.tolist()],
            "personal_id": pl.Series([people.personal_id[row] or None for row in rows.tolist()], dtype=pl.String),
            "full_name": names,
            "name_search": [search_key(name) for name in names],
            "name_sort": [sort_key(name) for name in names],
            "birth_date": people.birth[rows],
            "birth_precision": np.where(people.birth_year_only[rows], "year", "day").tolist(),
            "sex": np.where(people.female[rows], "female", "male").tolist(),
            "nationality": people.nationality[rows].tolist(),
            "office": [codes[d] for d in people.district[rows].tolist()],
            "household": homes.of[rows],
            "household_relation": homes.relation[rows].tolist(),
            "household_order": pl.Series([value or None for value in order.tolist()], dtype=pl.Int16),
        }
    )


def _employers(province: Province) -> pl.DataFrame:
    employers = province.employers
    names = employers.name.tolist()
    private = np.where(employers.foreign_invested, "foreign", "private")
    homes = zip(employers.district.tolist(), employers.commune.tolist(), strict=True)
    return pl.DataFrame(
        {
            "tax_code": employers.tax_code,
            "name": names,
            "name_search": [search_key(name) for name in names],
            "legal_kind": np.where(employers.kind == UnitKind.ENTERPRISE, private, "public").tolist(),
            "foreign_invested": employers.foreign_invested,
            "address": [_address(province, d, c) for d, c in homes],
        }
    )


def opened(province: Province) -> list[dt.date]:
    """Return the day each account was opened: four years before the history for those that were there."""
    first = province.profile.first
    numbers = province.employers.opened.tolist()
    return [Month(number if number > first.number else number - OLDER).first_day for number in numbers]


def _accounts(province: Province) -> pl.DataFrame:
    employers, codes = province.employers, offices(province)
    names, days = employers.name.tolist(), opened(province)
    insured = [day if ui else None for day, ui in zip(days, employers.ui.tolist(), strict=True)]
    return pl.DataFrame(
        {
            "code": employers.code,
            "employer": np.arange(len(employers)),
            "office": [codes[d] for d in employers.district.tolist()],
            "name": names,
            "name_search": [search_key(name) for name in names],
            "unit_kind": [KINDS[UnitKind(kind)] for kind in employers.kind.tolist()],
            "region": employers.region,
            "ui_from": pl.Series(insured, dtype=pl.Date),
            "opened": days,
            "electronic": employers.electronic,
            "payment_reference": employers.code,
        }
    )


def _statuses(province: Province) -> pl.DataFrame:
    days = opened(province)
    return pl.DataFrame(
        {
            "account": np.arange(len(days)),
            "status": ["active"] * len(days),
            "validity": [f"[{day},)" for day in days],
        }
    )


def _spells(province: Province, place: Column) -> pl.DataFrame:
    """Return the jobs that stood in the first month, as then declared: open, with the pay of that time."""
    careers, staff = province.careers, province.careers.staff
    rows = np.flatnonzero(careers.start_filed == 0)
    paid = np.where(careers.raised[rows] > 0, careers.base_before[rows], staff.base[rows])
    state = staff.pay_regime[rows] == PayRegime.STATE
    since = careers.start[rows] - chance(province.seed, "since").integers(0, 24, rows.size)
    return pl.DataFrame(
        {
            "account": staff.account[rows],
            "person": place[staff.person[rows]],
            "validity": ranges(since, np.zeros(rows.size, dtype=np.int64)),
            "group": staff.group[rows],
            "pay_regime": staff.pay_regime[rows],
            "base": _unless(state, paid),
            "coefficient": _unless(staff.coefficient[rows] == 0, staff.coefficient[rows]),
            "contract_months": _unless(staff.contract_months[rows] == 0, staff.contract_months[rows]),
            "foreign": staff.foreign[rows],
            "work": staff.work[rows],
            "funds": staff.funds[rows],
            "job": job_titles(staff, rows),
        }
    )


def _unless(missing: Column, values: Column) -> pl.Series:
    """Return whole numbers, null where `missing`."""
    lines = zip(missing.tolist(), values.tolist(), strict=True)
    return pl.Series([None if no else value for no, value in lines], dtype=pl.Int64)


def _reduced(province: Province) -> pl.DataFrame:
    """Return decisions of the reduced accident rate: one in three hundred enterprises that are there all the time."""
    employers = province.employers
    there = (employers.kind == UnitKind.ENTERPRISE) & (employers.opened == province.profile.first.number)
    rows = np.flatnonzero(there & (employers.stops == 0))[7::300]
    return pl.DataFrame(
        {
            "account": rows,
            "validity": ["[2020-08-01,2023-08-01)"] * rows.size,
            "document": [f"Quyết định {n}/QĐ-LĐTBXH (số liệu tổng hợp)" for n in range(101, 101 + rows.size)],
        },
        schema_overrides={"validity": pl.String, "document": pl.String},
    )
