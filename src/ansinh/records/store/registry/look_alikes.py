"""People of a subtree as columns, for finding the same person under two numbers."""

import io

import pyarrow as pa
from django.db import connection
from pyarrow import csv

from ansinh.domain.registry.look_alikes import COLUMNS

_QUERY = """
COPY (
    SELECT p.id AS unique_id, p.name_search AS name, lower(p.full_name) AS spelling,
        regexp_replace(p.name_search, '^.* ', '') AS given, to_char(p.birth_date, 'YYYY-MM-DD') AS birth,
        to_char(p.birth_date, 'YYYY') AS year, p.sex, p.personal_id AS paper, nullif(p.phone, '') AS phone,
        p.household_id::text AS household
    FROM records_person p JOIN records_office o ON o.id = p.office_id
    WHERE p.merged_into_id IS NULL AND (o.path = {path} OR o.path LIKE {under})
) TO STDOUT (FORMAT csv, HEADER)
"""


def people(office_path: str) -> pa.Table:
    """Return the live people of an office and those under it, in the columns splink compares."""
    buffer = io.BytesIO()
    with connection.cursor() as cursor:
        cursor.execute("SELECT quote_literal(%s), quote_literal(%s)", [office_path, office_path + ".%"])
        path, under = cursor.fetchone()
        with cursor.copy(_QUERY.format(path=path, under=under)) as copy:
            for part in copy:
                buffer.write(part)
    buffer.seek(0)
    types = {name: pa.string() for name in COLUMNS} | {"unique_id": pa.int64()}
    options = csv.ConvertOptions(column_types=types, strings_can_be_null=True)
    return csv.read_csv(buffer, convert_options=options)


def names(ids: list[int]) -> dict[int, tuple[str, str]]:
    """Return id -> (SI number, name) of people."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id, coalesce(si_number, ''), full_name FROM records_person WHERE id = ANY(%s)", [ids])
        return {row[0]: (row[1], row[2]) for row in cursor.fetchall()}
