"""Who signs in and what they were granted; offices as pages name them."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.store.pages.rows import read, read_one


@dataclass(frozen=True, slots=True)
class GrantRow:
    """One right in force: a function, and the office subtree, employer account, person or facility it reaches."""

    function: str
    scheme: str
    office_id: int | None
    office_code: str | None
    office_path: str | None
    account_id: int | None
    account_code: str | None
    person_id: int | None
    facility_id: int | None
    valid_from: dt.date
    valid_to: dt.date | None


@dataclass(frozen=True, slots=True)
class OfficeRow:
    """An office: `path` is the codes from the top, joined by dots; `above` the code of its parent."""

    id: int
    code: str
    name: str
    name_en: str
    kind: str
    path: str
    above: str | None


GRANTS = """
SELECT g.function, g.scheme, g.office_id, o.code AS office_code, o.path AS office_path,
       g.account_id, a.code AS account_code, g.person_id, g.facility_id,
       g.valid_from, g.valid_to
FROM records_grant g
LEFT JOIN records_office o ON o.id = g.office_id
LEFT JOIN records_employeraccount a ON a.id = g.account_id
WHERE g.user_id = %(user)s AND g.valid_from <= %(day)s AND (g.valid_to IS NULL OR g.valid_to > %(day)s)
ORDER BY length(o.path), g.id
"""

OFFICES = """
SELECT o.id, o.code, o.name, coalesce(nullif(o.name_en, ''), o.name) AS name_en, o.kind, o.path, p.code AS above
FROM records_office o LEFT JOIN records_office p ON p.id = o.parent_id
"""


def grants(user: int, day: dt.date) -> list[GrantRow]:
    """Return the rights of `user` in force on `day`, the widest office first."""
    return read(GrantRow, GRANTS, {"user": user, "day": day})


def office(code: str) -> OfficeRow | None:
    """Return the office `code`, or None."""
    return read_one(OfficeRow, OFFICES + "WHERE o.code = %(code)s", {"code": code})


def subtree(path: str) -> list[OfficeRow]:
    """Return the office at `path` and all below it, parents first."""
    where = "WHERE o.path = %(path)s OR o.path LIKE %(below)s ORDER BY o.path"
    return read(OfficeRow, OFFICES + where, {"path": path, "below": f"{path}.%"})
