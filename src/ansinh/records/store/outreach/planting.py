"""The door of those who plant: whom a demonstration may ask, in the register as it stands; phones nobody answers."""

import datetime as dt

from django.db import connection

from ansinh.records.models import SupportProposal

_SPELLS = """
    SELECT person_id, validity FROM records_spell WHERE superseded_at IS NULL
    UNION ALL SELECT person_id, validity FROM records_voluntaryspell WHERE superseded_at IS NULL
    UNION ALL SELECT person_id, validity FROM records_healthspell WHERE superseded_at IS NULL
"""
_JOINERS = f"""
    SELECT p.si_number, min(lower(s.validity)) FROM ({_SPELLS}) s JOIN records_person p ON p.id = s.person_id
    WHERE p.office_id = ANY(%s) AND p.si_number IS NOT NULL GROUP BY p.id, p.si_number
    HAVING min(lower(s.validity)) > %s AND min(lower(s.validity)) <= %s ORDER BY p.id LIMIT %s
"""  # noqa: S608 - our own words
_OUTSIDERS = f"""
    SELECT p.si_number FROM ({_SPELLS}) s JOIN records_person p ON p.id = s.person_id
    WHERE p.office_id = ANY(%s) AND p.si_number IS NOT NULL AND p.died_on IS NULL GROUP BY p.id, p.si_number
    HAVING max(coalesce(upper(s.validity), 'infinity')) <= %s ORDER BY p.id LIMIT %s
"""  # noqa: S608 - our own words
# 0199 went out of use in 2018: nobody answers.
_PHONES = """
    UPDATE records_person q SET phone = '0199' || lpad((q.id %% 10000000)::text, 7, '0') FROM records_prospect p
    WHERE p.person_id = q.id AND q.phone = '' AND p.closed_on IS NULL AND p.owner <> '' AND p.office_id = ANY(%s)
      AND q.id %% 5 <> 0
"""


def joiners(offices: list[int], after: dt.date, until: dt.date, most: int) -> list[tuple[str, dt.date]]:
    """Return (SI number, first day) of people who took part for the first time after a day and by another."""
    with connection.cursor() as cursor:
        cursor.execute(_JOINERS, [offices, after, until, most])
        return list(cursor.fetchall())


def outsiders(offices: list[int], until: dt.date, most: int) -> list[str]:
    """Return SI numbers of people whose last spell ended by `until`, alive."""
    with connection.cursor() as cursor:
        cursor.execute(_OUTSIDERS, [offices, until, most])
        return [number for (number,) in cursor.fetchall()]


def phones(offices: list[int]) -> int:
    """Give most of the people somebody is to call a number of a range out of use; return how many."""
    with connection.cursor() as cursor:
        cursor.execute(_PHONES, [offices])
        return int(cursor.rowcount)


def proposals(offices: list[int]) -> set[str]:
    """Return the names of the proposals that stand."""
    return set(SupportProposal.objects.filter(office_id__in=offices).values_list("name", flat=True))
