"""Employer accounts as lists and pages show them."""

import datetime as dt
from dataclasses import dataclass, fields
from typing import Any

from ansinh.records.store.pages.rows import read, read_column, read_one

OWED = "s.rs_owed + s.sm_owed + s.oad_owed + s.ui_owed + s.hi_owed"
DUE = "s.rs_due + s.sm_due + s.oad_due + s.ui_due + s.hi_due"


@dataclass(frozen=True, slots=True)
class UnitRow:
    """One account in a list, with its closing sheet of the month (nothing where it has none)."""

    id: int
    code: str
    name: str
    status: str
    office_name: str
    tax_code: str | None
    people: int | None
    due: int | None
    owed: int | None
    debt_class: int | None
    oldest_owed: dt.date | None


@dataclass(frozen=True, slots=True)
class UnitFilter:
    """What a list is cut by: `q` searched (no accents), `status`, debt class at least `debt`, on scope `offices`."""

    offices: list[int]
    period: dt.date
    q: str = ""
    status: str = ""
    debt: int = 0

    def params(self) -> dict[str, Any]:
        """Return the values the queries name."""
        wanted = {one.name: getattr(self, one.name) for one in fields(self)}
        return wanted | {"words": f"%{self.q}%", "start": f"{self.q.replace(' ', '')}%"}


FROM = """
FROM records_employeraccount a
JOIN records_office o ON o.id = a.office_id
JOIN records_employer e ON e.id = a.employer_id
LEFT JOIN records_accountmonth s ON s.account_id = a.id AND s.period = %(period)s
"""
CUT = """
WHERE a.office_id = ANY(%(offices)s)
  AND (%(q)s = '' OR a.name_search LIKE %(words)s OR lower(a.code) LIKE %(start)s OR e.tax_code LIKE %(start)s)
  AND (%(status)s = '' OR a.status = %(status)s)
  AND (%(debt)s = 0 OR s.debt_class >= %(debt)s)
"""
SELECT = f"""
SELECT a.id, a.code, a.name, a.status, o.name AS office_name, e.tax_code, s.people, {DUE} AS due, {OWED} AS owed,
       s.debt_class, s.oldest_owed {FROM} {CUT}
"""
BY_CODE = "AND a.code > %(after)s ORDER BY a.code LIMIT %(limit)s"
BY_DEBT = f"""AND (%(after)s = '' OR (coalesce({OWED}, 0), a.code) < (%(after_owed)s, %(after)s))
ORDER BY coalesce({OWED}, 0) DESC, a.code DESC LIMIT %(limit)s"""


def by_code(cut: UnitFilter, after: str, limit: int) -> list[UnitRow]:
    """Return the accounts of `cut` after code `after`, by code."""
    return read(UnitRow, SELECT + BY_CODE, {**cut.params(), "after": after, "limit": limit})


def by_debt(cut: UnitFilter, after: tuple[int, str], limit: int) -> list[UnitRow]:
    """Return the accounts of `cut` after (debt, code), the largest debt first; after (0, "") is the beginning."""
    wanted = {**cut.params(), "after_owed": after[0], "after": after[1], "limit": limit}
    return read(UnitRow, SELECT + BY_DEBT, wanted)


def count(cut: UnitFilter) -> int:
    """Return how many accounts `cut` holds."""
    return int(read_column(f"SELECT count(*) {FROM} {CUT}", cut.params())[0])


@dataclass(frozen=True, slots=True)
class Unit:
    """One account with its employer and office."""

    id: int
    code: str
    name: str
    status: str
    unit_kind: str
    region: int
    pay_every_months: int
    opened: dt.date
    closed: dt.date | None
    electronic: bool
    office_id: int
    office_code: str
    office_name: str
    office_path: str
    tax_code: str | None
    employer_name: str
    address: str
    phone: str
    email: str


UNIT = """
SELECT a.id, a.code, a.name, a.status, a.unit_kind, a.region, a.pay_every_months, a.opened, a.closed, a.electronic,
       a.office_id, o.code AS office_code, o.name AS office_name, o.path AS office_path,
       e.tax_code, e.name AS employer_name, e.address, e.phone, e.email
FROM records_employeraccount a JOIN records_office o ON o.id = a.office_id
JOIN records_employer e ON e.id = a.employer_id WHERE a.code = %(code)s
"""


def unit(code: str) -> Unit | None:
    """Return the account `code`, or None."""
    return read_one(Unit, UNIT, {"code": code})


@dataclass(frozen=True, slots=True)
class PersonHere:
    """A person in an account: the spell that holds on a day."""

    person: int
    full_name: str
    si_number: str | None
    birth_date: dt.date | None
    since: dt.date
    until: dt.date | None
    base: int | None
    coefficient: int | None
    absence: int
    job: str
    name_sort: str


PEOPLE_HERE = """
SELECT p.id AS person, p.full_name, p.si_number, p.birth_date, lower(s.validity) AS since, upper(s.validity) AS until,
       s.base, s.coefficient, s.absence, s.job, p.name_sort
FROM records_spell s JOIN records_person p ON p.id = s.person_id
WHERE s.account_id = %(account)s AND s.superseded_at IS NULL AND s.validity @> %(day)s::date
  AND (%(after)s = '' OR (p.name_sort, p.id) > (%(after)s, %(after_id)s))
ORDER BY p.name_sort, p.id LIMIT %(limit)s
"""


def people_here(account: int, day: dt.date, after: tuple[str, int], limit: int) -> list[PersonHere]:
    """Return the people of an account on `day` after (sort key, id), in the order of a Vietnamese list."""
    wanted = {"account": account, "day": day, "after": after[0], "after_id": after[1], "limit": limit}
    return read(PersonHere, PEOPLE_HERE, wanted)


@dataclass(frozen=True, slots=True)
class StatusRow:
    """A state of an account over time."""

    status: str
    since: dt.date
    until: dt.date | None
    document: str


def statuses(account: int) -> list[StatusRow]:
    """Return the states of an account, latest first."""
    sql = """SELECT status, lower(validity) AS since, upper(validity) AS until, document FROM records_employerstatus
    WHERE account_id = %(account)s AND superseded_at IS NULL ORDER BY lower(validity) DESC"""
    return read(StatusRow, sql, {"account": account})
