"""What payroll and relief of a synthetic province begin with: who may draw a pension, months from before the books."""

import datetime as dt

from django.db import connection

from ansinh.records.store.benefits.relief import UI_BIT


def old_enough(office_path: str, born_before: dt.date, limit: int) -> list[tuple[int, int, str, dt.date]]:
    """Return people of an office and under it who are old and work nowhere: id, office, name, birth; by id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.id, p.office_id, p.full_name, p.birth_date FROM records_person p "
            "JOIN records_office o ON o.id = p.office_id AND (o.path = %s OR o.path LIKE %s || '.%%') "
            "WHERE p.birth_date < %s AND p.merged_into_id IS NULL AND p.died_on IS NULL AND NOT EXISTS ("
            "SELECT 1 FROM records_spell s WHERE s.person_id = p.id AND s.superseded_at IS NULL) "
            "ORDER BY p.id LIMIT %s",
            [office_path, office_path, born_before, limit],
        )
        return list(cursor.fetchall())


def bring_months_in(as_of: dt.date, tiers: list[tuple[int, int]]) -> int:
    """Give everybody in unemployment insurance months from before `as_of`; return how many people.

    `tiers` are (per cent of people, months): drawn by the id, so that the same province has the same months.
    """
    edges, total = [], 0
    for share, months in tiers:
        total += share
        edges.append((total, months))
    case = " ".join(f"WHEN p.id * 7919 %% 100 < {int(edge)} THEN {int(months)}" for edge, months in edges)
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO records_unemploymentmonths (person_id, as_of, months) "  # noqa: S608 - whole numbers only
            f"SELECT p.id, %s, CASE {case} ELSE 0 END + p.id %% 12 FROM records_person p "
            "WHERE p.merged_into_id IS NULL AND EXISTS (SELECT 1 FROM records_spell s "
            f"WHERE s.person_id = p.id AND (s.funds & {UI_BIT}) <> 0) "
            "ON CONFLICT DO NOTHING",
            [as_of],
        )
        return int(cursor.rowcount)


def lists(measure: str, kind: str) -> list[tuple[int, int]]:
    """Return (id, workers) of the lists of a kind, by id."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT id, workers FROM records_relieflist WHERE measure = %s AND kind = %s ORDER BY id", [measure, kind]
        )
        return list(cursor.fetchall())


def people_of(list_id: int, limit: int) -> list[int]:
    """Return people of a list who stand on it, the last first."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT person FROM records_reliefcase WHERE list = %s AND state = 1 ORDER BY id DESC LIMIT %s",
            [list_id, limit],
        )
        return [row[0] for row in cursor.fetchall()]


def has_pensions() -> bool:
    """Return whether anybody is paid monthly."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM records_pension)")
        return bool(cursor.fetchone()[0])


def has_stops(noticed_on: dt.date) -> bool:
    """Return whether any benefit was stopped by a notice of a day."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT EXISTS (SELECT 1 FROM records_pensionstop WHERE noticed_on = %s)", [noticed_on])
        return bool(cursor.fetchone()[0])


def lines_for_answers(batch: str) -> list[tuple[dt.date, int, int, int, int, str]]:
    """Return the lines of a batch: month, source, subject, attempt, dong, form of the channel; by key."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT l.month, l.source, l.subject, l.attempt, l.amount, c.form FROM records_payline l "
            "JOIN records_paychannel c ON c.id = l.channel WHERE l.batch = %s AND l.amount > 0 ORDER BY 1, 2, 3, 4",
            [batch],
        )
        return list(cursor.fetchall())
