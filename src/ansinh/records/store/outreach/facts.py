"""What the finders look at, as columns: lists beside the register, in a bounded number of queries."""

import datetime as dt

import numpy as np
from django.db import connection

from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.domain.outreach.employers import CLOSED, Taxpayers
from ansinh.domain.outreach.found import Days, Ints
from ansinh.domain.outreach.households import Homes, Listed
from ansinh.domain.outreach.persons import Ending, Leavers
from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.cursor import CursorDoor

_PREPARE = """
    CREATE TEMP TABLE seen_person ON COMMIT DROP AS
      SELECT p.id, p.office_id FROM records_person p WHERE p.office_id = ANY('{offices}') AND p.merged_into_id IS NULL
        AND (p.died_on IS NULL OR p.died_on > '{day}');
    CREATE UNIQUE INDEX ON seen_person (id);
    CREATE TEMP TABLE employed ON COMMIT DROP AS
      SELECT DISTINCT s.person_id FROM records_spell s
      WHERE s.superseded_at IS NULL AND s.validity @> '{day}'::date;
    CREATE TEMP TABLE insured ON COMMIT DROP AS
      SELECT person_id, max(scheme) AS scheme FROM (
        SELECT h.person_id, (h."group" = 'GD')::int AS scheme FROM records_healthspell h
        WHERE h.superseded_at IS NULL AND h.validity @> '{day}'::date
        UNION ALL SELECT person_id, 0 FROM employed) e GROUP BY 1;
    CREATE UNIQUE INDEX ON insured (person_id);
    CREATE TEMP TABLE saver ON COMMIT DROP AS
      SELECT DISTINCT v.person_id FROM records_voluntaryspell v
      WHERE v.superseded_at IS NULL AND v.validity @> '{day}'::date;
    CREATE TEMP TABLE listed ON COMMIT DROP AS
      SELECT l.kind, l.office_id, r.list_id, r.row, r.key, r.name, r.name_search, r.birth, r.group_code, r.group_name,
             r.commune, r.phone, p.id AS person
      FROM records_partnerlist l JOIN records_partnerrecord r ON r.list_id = l.id
      LEFT JOIN records_person p ON r.key <> '' AND p.personal_id = r.key AND p.merged_into_id IS NULL
      WHERE l.state = 'staged' AND l.kind IN ('household', 'school', 'civil') AND l.office_id = ANY('{offices}');
    UPDATE listed l SET person = p.id FROM records_person p
      WHERE l.person IS NULL AND l.birth IS NOT NULL AND p.name_search = l.name_search AND p.birth_date = l.birth
        AND p.merged_into_id IS NULL;
    ANALYZE seen_person; ANALYZE employed; ANALYZE insured; ANALYZE saver; ANALYZE listed;
"""
_TAX = """
    SELECT r.row::bigint AS row, r.key, r.name, r.people::bigint AS people, r.amount AS wages, r.status, r.phone,
           r.address, l.office_id AS office, e.id AS employer
    FROM records_partnerlist l JOIN records_partnerrecord r ON r.list_id = l.id
    LEFT JOIN records_employer e ON e.tax_code = left(r.key, 10) OR e.tax_code = r.key
    WHERE l.kind = 'tax' AND l.state = 'staged' AND l.office_id = ANY('{offices}') ORDER BY l.office_id, r.row, e.id
"""
_ACCOUNTS = """
    SELECT a.employer_id AS employer, min(a.id) AS account, bool_or(a.status = 'active')::int AS active,
           coalesce(sum(m.people_si), 0)::bigint AS insured, coalesce(12 * sum(m.payroll_si), 0)::bigint AS wages
    FROM records_employeraccount a
    LEFT JOIN records_accountmonth m ON m.account_id = a.id AND m.period = '{period}'
    GROUP BY 1 ORDER BY 1
"""
_HOMES = """
    SELECT l.group_code AS code, min(l.group_name) AS head, min(l.commune) AS commune, min(l.office_id) AS office,
           coalesce(max(p.household_id), 0)::bigint AS household, count(*) AS members, count(i.person_id) AS insured,
           coalesce(sum(i.scheme), 0)::bigint AS in_scheme, max(l.phone) AS phone
    FROM listed l LEFT JOIN insured i ON i.person_id = l.person LEFT JOIN records_person p ON p.id = l.person
    WHERE l.kind = 'household' AND (p.died_on IS NULL OR p.died_on > '{day}')
    GROUP BY l.group_code HAVING count(*) > count(i.person_id) ORDER BY 1
"""
_LISTED = """
    SELECT CASE WHEN l.key <> '' THEN l.key ELSE l.list_id || ':' || l.row END AS subject, l.group_name AS "group",
           l.commune, l.office_id AS office, coalesce(l.person, 0)::bigint AS person, l.row::bigint AS row, l.phone,
           l.name
    FROM listed l LEFT JOIN insured i ON i.person_id = l.person
    WHERE l.kind = '{kind}' AND i.person_id IS NULL AND (l.birth IS NULL OR l.birth > '{born}') ORDER BY 1
"""
_CARDS = """
    SELECT h.person_id AS person, p.office_id AS office, upper(h.validity) AS "end"
    FROM records_healthspell h JOIN seen_person p ON p.id = h.person_id
    WHERE h.superseded_at IS NULL AND upper(h.validity) BETWEEN '{first}' AND '{last}'
      AND NOT EXISTS (SELECT 1 FROM records_healthspell n WHERE n.person_id = h.person_id AND n.superseded_at IS NULL
                      AND lower(n.validity) >= upper(h.validity))
      AND NOT EXISTS (SELECT 1 FROM employed e WHERE e.person_id = h.person_id)
    ORDER BY 1
"""
_LEAVERS = """
    SELECT p.id AS person, p.office_id AS office, s."end", s.months, q.birth_date AS birth, q.sex
    FROM (SELECT person_id, max(upper(validity)) AS "end", sum(
                 (extract(year FROM least(upper(validity), '{day}')) - extract(year FROM lower(validity))) * 12
                 + extract(month FROM least(upper(validity), '{day}')) - extract(month FROM lower(validity)))::bigint
                 AS months
          FROM records_spell WHERE superseded_at IS NULL GROUP BY 1
          HAVING max(coalesce(upper(validity), 'infinity')) <= '{day}') s
    JOIN seen_person p ON p.id = s.person_id JOIN records_person q ON q.id = p.id
    WHERE q.nationality = 'VN' AND NOT EXISTS (SELECT 1 FROM saver v WHERE v.person_id = p.id)
      AND NOT EXISTS (SELECT 1 FROM records_healthspell h WHERE h.person_id = p.id AND h.superseded_at IS NULL
                      AND h.validity @> '{day}'::date AND h."group" IN ('HT', 'QN', 'CA'))
    ORDER BY 1
"""
_SUBSIDY = """
    SELECT DISTINCT ON (h.person_id) h.person_id AS person, p.office_id AS office, c.valid_to AS "end"
    FROM records_supportedcommune c JOIN listed l ON l.kind = 'household' AND l.commune = c.commune
    JOIN records_healthspell h ON h.person_id = l.person AND h.superseded_at IS NULL AND h."group" = c."group"
         AND h.validity && daterange(c.valid_from, c.valid_to)
    JOIN seen_person p ON p.id = h.person_id
    WHERE c.valid_to IS NOT NULL AND NOT EXISTS (
        SELECT 1 FROM records_supportedcommune n WHERE n.commune = c.commune AND n."group" = c."group"
        AND n.valid_from >= c.valid_to)
      AND NOT EXISTS (SELECT 1 FROM records_healthspell n WHERE n.person_id = h.person_id AND n.superseded_at IS NULL
                      AND lower(n.validity) >= c.valid_to)
    ORDER BY 1, 3 DESC
"""


def prepare(office_ids: list[int], day: dt.date) -> None:
    """Gather, inside the open transaction, who is insured on `day` and whom the lists name."""
    with connection.cursor() as cursor:
        cursor.execute(_PREPARE.format(day=day, offices=_array(office_ids)))


def taxpayers(office_ids: list[int]) -> tuple[Taxpayers, Column, Column]:
    """Return the taxpayers of the lists in force matched by tax code, and their phones and addresses."""
    rows = CursorDoor().columns(_TAX.format(offices=_array(office_ids)))
    first = np.unique(rows["key"].astype(str), return_index=True)[1] if len(rows["key"]) else np.array([], np.intp)
    one = {name: column[np.sort(first)] for name, column in rows.items()}
    n = len(one["key"])
    matched = np.where(one["employer"] > 0, "tax_code", "")
    told = [search_key(str(status)) for status in one["status"]]
    closed = np.array([any(word in status for word in CLOSED) for status in told], dtype=np.bool_)
    nothing = np.zeros(n, np.int64)
    tax = Taxpayers(
        list(one["key"]), list(one["name"]), one["office"], one["row"], one["people"], one["wages"], closed,
        one["employer"].astype(np.int64), nothing, nothing > 0, nothing, nothing, matched.tolist(),
        np.where(one["employer"] > 0, 1000, 0),
    )  # fmt: skip
    return tax, one["phone"], one["address"]


def with_accounts(tax: Taxpayers, period: Month) -> Taxpayers:
    """Return the taxpayers with what the accounts of their employers declared in the closed month `period`."""
    rows = CursorDoor().columns(_ACCOUNTS.format(period=period.first_day))
    place = np.searchsorted(rows["employer"], tax.employer)
    place = np.minimum(place, max(len(rows["employer"]) - 1, 0))
    found = (
        (tax.employer > 0) & (rows["employer"][place] == tax.employer) if len(rows["employer"]) else tax.employer > 0
    )
    taken = {name: np.where(found, column[place], 0) if len(column) else found * 0 for name, column in rows.items()}
    return Taxpayers(
        tax.tax_code, tax.name, tax.office, tax.row, tax.people, tax.wages, tax.closed, tax.employer,
        taken["account"], taken["active"] > 0, taken["insured"], taken["wages"], tax.matched, tax.likeness,
    )  # fmt: skip


def homes(day: dt.date) -> Homes:
    """Return the households of the residents' list of which somebody has no card."""
    rows = CursorDoor().columns(_HOMES.format(day=day))
    return Homes(
        list(rows["code"]), list(rows["head"]), list(rows["commune"]), rows["office"], rows["household"],
        rows["members"], rows["insured"], rows["in_scheme"], list(rows["phone"]),
    )  # fmt: skip


def listed(kind: str, born_after: dt.date) -> Listed:
    """Return the rows of a school or civil list without a card, born after a day."""
    rows = CursorDoor().columns(_LISTED.format(kind=kind, born=born_after))
    return Listed(
        list(rows["subject"]), list(rows["group"]), list(rows["commune"]), rows["office"], rows["person"], rows["row"],
        list(rows["phone"]), list(rows["name"]),
    )  # fmt: skip


def cards(first: dt.date, last: dt.date) -> Ending:
    """Return the cards that end within the days and have nothing after them."""
    return _ending(CursorDoor().columns(_CARDS.format(first=first, last=last)))


def subsidies() -> Ending:
    """Return the people whose commune leaves the supported list, with the day it does."""
    return _ending(CursorDoor().columns(_SUBSIDY))


def leavers(day: dt.date) -> Leavers:
    """Return the people without a job or voluntary insurance on `day` who had a job."""
    rows = CursorDoor().columns(_LEAVERS.format(day=day))
    return Leavers(
        rows["person"], rows["office"], _days(rows["end"]), rows["months"], _days(rows["birth"]),
        rows["sex"].astype(str) == "female",
    )  # fmt: skip


def _ending(rows: dict[str, Column]) -> Ending:
    return Ending(_ints(rows["person"]), _ints(rows["office"]), _days(rows["end"]))


def _days(column: Column) -> Days:
    """Return a column of days, also where it is empty."""
    return column.astype("datetime64[D]")


def _ints(column: Column) -> Ints:
    return column.astype(np.int64)


def _array(ids: list[int]) -> str:
    return "{" + ",".join(map(str, ids)) + "}"


def office_ids(path: str) -> list[int]:
    """Return the ids of the office at `path` and all below it."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM records_office WHERE path = %s OR path LIKE %s ORDER BY id", [path, path + ".%"])
        return [row[0] for row in cursor.fetchall()]


def last_closed(ids: list[int]) -> Month | None:
    """Return the last month with closing sheets in the offices, None before the first."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT max(period) FROM records_accountmonth WHERE office_id = ANY(%s)", [ids])
        found = cursor.fetchone()[0]
    return Month.containing(found) if found else None
