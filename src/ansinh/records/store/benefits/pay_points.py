"""Who is paid at a payment point: what they were paid, whether they are known dead, when they were seen alive."""

import datetime as dt
from typing import NamedTuple

from django.db import connection

from ansinh.core.fund import Fund
from ansinh.core.money import Dong

_PAYEES = """
    SELECT p.id, coalesce(p.si_number, ''), p.full_name, p.died_on, count(*), sum(l.amount)::bigint,
           min(l.month), max(l.month),
           count(*) FILTER (WHERE p.died_on IS NOT NULL AND l.month > p.died_on),
           coalesce(sum(l.amount) FILTER (WHERE p.died_on IS NOT NULL AND l.month > p.died_on), 0)::bigint,
           min(l.month) FILTER (WHERE p.died_on IS NOT NULL AND l.month > p.died_on),
           (SELECT max(c.day) FROM records_lifecheck c JOIN records_pension n ON n.id = c.pension_id
            WHERE n.person_id = p.id)
    FROM records_payline l JOIN records_paychannel c ON c.id = l.channel JOIN records_person p ON p.id = l.person
    WHERE c.form = 'post' AND c.code = %(point)s AND l.month BETWEEN %(first)s AND %(last)s AND l.amount > 0
      AND NOT EXISTS (SELECT 1 FROM records_payanswer a WHERE (a.month, a.source, a.subject, a.attempt) =
                      (l.month, l.source, l.subject, l.attempt) AND a.outcome > 1)
    GROUP BY p.id, p.si_number, p.full_name, p.died_on ORDER BY p.name_sort, p.id
"""
_POINTS = """
    SELECT c.code, c.name, count(DISTINCT l.person), sum(l.amount)::bigint
    FROM records_payline l JOIN records_paychannel c ON c.id = l.channel
    WHERE c.form = 'post' AND l.office_id = ANY(%(offices)s) AND l.month BETWEEN %(first)s AND %(last)s AND l.amount > 0
    GROUP BY 1, 2 ORDER BY 1
"""


_FILES = """
    SELECT p.person_id, p.file_no, n.died_on FROM records_pension p JOIN records_person n ON n.id = p.person_id
    WHERE p.person_id = ANY(%s) ORDER BY p.person_id, p.id
"""
_BACK = """
    SELECT p.person_id, sum(v.recovered)::bigint FROM records_overpayment v
    JOIN records_pension p ON p.id = v.pension_id
    WHERE v.reason = 'death' AND v.withdrawn_at IS NULL AND p.person_id = ANY(%s) GROUP BY 1
"""


_FUND = """
    SELECT l.fund FROM records_payline l JOIN records_paychannel c ON c.id = l.channel
    WHERE c.form = 'post' AND c.code = %(point)s AND l.month BETWEEN %(first)s AND %(last)s AND l.amount > 0
    GROUP BY l.fund ORDER BY sum(l.amount) FILTER (WHERE l.person = %(person)s) DESC NULLS LAST, sum(l.amount) DESC,
             l.fund LIMIT 1
"""


class File(NamedTuple):
    """A file of a monthly benefit: whose, its number, the day of death if known."""

    person: int
    file_no: str
    died_on: dt.date | None


class PointPayee(NamedTuple):
    """One payee of a point over some months (dong); `after_death` months and dong were paid after the day of death."""

    person: int
    si_number: str
    name: str
    died_on: dt.date | None
    payments: int
    amount: Dong
    first: dt.date
    last: dt.date
    after_death: int
    amount_after: Dong
    first_after: dt.date | None
    seen_on: dt.date | None


class Point(NamedTuple):
    """A payment point with the payees and dong of some months."""

    code: str
    name: str
    payees: int
    amount: Dong


def payees(point: str, first: dt.date, last: dt.date) -> list[PointPayee]:
    """Return who was paid at a point in the months `first` .. `last`; what was refused or returned was not paid."""
    with connection.cursor() as cursor:
        cursor.execute(_PAYEES, {"point": point, "first": first, "last": last})
        return [PointPayee(*row) for row in cursor.fetchall()]


def points(office_ids: list[int], first: dt.date, last: dt.date) -> list[Point]:
    """Return the payment points that paid anybody of the offices in the months."""
    with connection.cursor() as cursor:
        cursor.execute(_POINTS, {"offices": office_ids, "first": first, "last": last})
        return [Point(*row) for row in cursor.fetchall()]


def fund(point: str, first: dt.date, last: dt.date, person: int | None) -> int:
    """Return whose money a point paid in the months: most of a person's, else most of the point's, else of pensions."""
    with connection.cursor() as cursor:
        cursor.execute(_FUND, {"point": point, "first": first, "last": last, "person": person})
        found = cursor.fetchone()
        return int(found[0]) if found else int(Fund.RS)


def files(people: list[int]) -> list[File]:
    """Return the files of monthly benefits of people."""
    with connection.cursor() as cursor:
        cursor.execute(_FILES, [people])
        return [File(*row) for row in cursor.fetchall()]


def back_after_death(people: list[int]) -> dict[int, Dong]:
    """Return what came back of months paid after the death of people (dong by person)."""
    with connection.cursor() as cursor:
        cursor.execute(_BACK, [people])
        return dict(cursor.fetchall())
