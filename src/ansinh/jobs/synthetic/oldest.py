"""The oldest state of a synthetic province as frames for the first load: what stood at the first month of history."""

import numpy as np
import polars as pl

from ansinh.core.period import Month
from ansinh.core.person_name import search_key, sort_key
from ansinh.core.terms import PayRegime, UnitKind
from ansinh.jobs.synthetic.chance import Column
from ansinh.jobs.synthetic.oldest_insured import health_frame, voluntary_frame
from ansinh.jobs.synthetic.province import Province
from ansinh.jobs.synthetic.staff import job_titles
from ansinh.records.bulk.oldest_state import OldestState

KINDS = {kind: kind.name.lower() for kind in UnitKind}


def oldest_state(province: Province) -> OldestState:
    """Return everything that is known when the history begins; people get their place in `people` of the province."""
    rows = np.flatnonzero(province.people.known)
    place = np.cumsum(province.people.known) - 1
    accounts = np.flatnonzero(province.employers.opened == province.profile.first.number)
    account_place = np.cumsum(province.employers.opened == province.profile.first.number) - 1
    return OldestState(
        households=_households(province),
        people=_people(province, rows),
        employers=_employers(province, accounts),
        accounts=_accounts(province, accounts),
        statuses=_statuses(province, accounts.size),
        spells=_spells(province, place, account_place),
        health=health_frame(province, place),
        voluntary=voluntary_frame(province, place),
        reduced=_reduced(province, account_place),
    )


def validity(first: Column, end: Column) -> pl.Series:
    """Return ranges of whole months as PostgreSQL writes them; an end of 0 is open."""
    return pl.Series(
        [
            f"[{Month(start).first_day},{Month(stop).first_day if stop else ''})"
            for start, stop in zip(first.tolist(), end.tolist(), strict=True)
        ],
        dtype=pl.String,
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


def _employers(province: Province, rows: Column) -> pl.DataFrame:
    employers = province.employers
    names = employers.name[rows].tolist()
    homes = zip(employers.district[rows].tolist(), employers.commune[rows].tolist(), strict=True)
    legal = np.where(
        employers.kind[rows] != UnitKind.ENTERPRISE,
        "public",
        np.where(employers.foreign_invested[rows], "foreign", "private"),
    )
    return pl.DataFrame(
        {
            "tax_code": [employers.tax_code[row] for row in rows.tolist()],
            "name": names,
            "name_search": [search_key(name) for name in names],
            "legal_kind": legal.tolist(),
            "foreign_invested": employers.foreign_invested[rows],
            "address": [_address(province, d, c) for d, c in homes],
        }
    )


def _accounts(province: Province, rows: Column) -> pl.DataFrame:
    employers, codes = province.employers, offices(province)
    names = employers.name[rows].tolist()
    opened = province.profile.first.first_day.replace(year=province.profile.first.year - 4)
    return pl.DataFrame(
        {
            "code": [employers.code[row] for row in rows.tolist()],
            "employer": np.arange(rows.size),
            "office": [codes[d] for d in employers.district[rows].tolist()],
            "name": names,
            "name_search": [search_key(name) for name in names],
            "unit_kind": [KINDS[UnitKind(kind)] for kind in employers.kind[rows].tolist()],
            "region": employers.region[rows],
            "ui_from": pl.Series([opened if ui else None for ui in employers.ui[rows].tolist()], dtype=pl.Date),
            "opened": [opened] * rows.size,
            "electronic": employers.electronic[rows],
            "payment_reference": [employers.code[row] for row in rows.tolist()],
        }
    )


def _statuses(province: Province, size: int) -> pl.DataFrame:
    since = province.profile.first.first_day.replace(year=province.profile.first.year - 4)
    return pl.DataFrame({"account": np.arange(size), "status": ["active"] * size, "validity": [f"[{since},)"] * size})


def _spells(province: Province, place: Column, account: Column) -> pl.DataFrame:
    """Return the jobs that stood in the first month, as then declared: open, with the pay of that time."""
    careers, staff = province.careers, province.careers.staff
    rows = np.flatnonzero(careers.start_filed == 0)
    paid = np.where(careers.raised[rows] > 0, careers.base_before[rows], staff.base[rows])
    state = staff.pay_regime[rows] == PayRegime.STATE
    terms = staff.contract_months[rows]
    return pl.DataFrame(
        {
            "account": account[staff.account[rows]],
            "person": place[staff.person[rows]],
            "validity": validity(careers.start[rows], np.zeros(rows.size, dtype=np.int64)),
            "group": staff.group[rows],
            "pay_regime": staff.pay_regime[rows],
            "base": pl.Series(
                [None if s else b for s, b in zip(state.tolist(), paid.tolist(), strict=True)], dtype=pl.Int64
            ),
            "coefficient": pl.Series([c or None for c in staff.coefficient[rows].tolist()], dtype=pl.Int64),
            "contract_months": pl.Series([m or None for m in terms.tolist()], dtype=pl.Int16),
            "foreign": staff.foreign[rows],
            "work": staff.work[rows],
            "funds": staff.funds[rows],
            "job": job_titles(staff, rows),
        }
    )


def _reduced(province: Province, account: Column) -> pl.DataFrame:
    """Return decisions of the reduced accident rate: one in three hundred enterprises that are there all the time."""
    employers = province.employers
    there = (
        (employers.kind == UnitKind.ENTERPRISE)
        & (employers.opened == province.profile.first.number)
        & (employers.stops == 0)
    )
    rows = np.flatnonzero(there)[7::300]
    size = rows.size
    return pl.DataFrame(
        {
            "account": account[rows],
            "validity": ["[2020-08-01,2023-08-01)"] * size,
            "document": [f"Quyết định {number}/QĐ-LĐTBXH (số liệu tổng hợp)" for number in range(101, 101 + size)],
        },
        schema_overrides={"validity": pl.String, "document": pl.String},
    )
