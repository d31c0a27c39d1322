"""Loading the bench province: COPY into the real tables.

Indexes, foreign keys and the exclusion constraint of the three large tables are set aside while they are filled and
made again afterwards, which checks every row; when the benchmark begins all constraints and triggers are in place.
"""

import time
from collections.abc import Iterator
from contextlib import closing, contextmanager

import numpy as np
import pyarrow as pa
from adbc_driver_postgresql import dbapi
from django.db import connection

from ansinh.records.bench_province.columns import NO_NUMBER, OFFICES, Province, names
from ansinh.records.bulk.arrow import database_url

LARGE = ("records_person", "records_employeraccount", "records_spell")
KINDS = ("enterprise", "state_agency", "public_unit_state_paid")
ANNOUNCED = ("Synthetic notice of the bench province", "bench-clerk", "bench-head")


def load(province: Province, announced: list[tuple[str, str, str]]) -> float:
    """Fill an empty database with `province` and announced values (key, day, value); return the seconds it took."""
    began = time.monotonic()
    run(OFFICES_SQL.replace("{count}", str(OFFICES)))
    with set_aside(LARGE):
        _load_people(province)
        _load_accounts(province)
        _load_spells(province)
    run(FACTS_SQL)
    for key, day, value in announced:
        run(
            "INSERT INTO records_announcedvalue (key, day, value, document, entered_by, approved_by, synthetic) "
            "VALUES (%s, %s, %s, %s, %s, %s, true)",
            [key, day, value, *ANNOUNCED],
        )
    run("VACUUM (ANALYZE)")  # as the server keeps tables by itself, given a night
    return time.monotonic() - began


def run(statements: str, values: list[str] | None = None) -> None:
    """Run statements divided by semicolons, each with `values`."""
    with connection.cursor() as cursor:
        for statement in statements.split(";"):
            cursor.execute(statement, values)


def _ingest(table: str, columns: dict[str, object]) -> None:
    """Put columns into a new table of the same name (a stage), by ADBC."""
    with closing(dbapi.connect(database_url(), autocommit=True)) as door, door.cursor() as cursor:
        cursor.adbc_ingest(table, pa.table(columns), mode="replace")


def _load_people(province: Province) -> None:
    n = province.account.size
    dice = np.random.default_rng(7)
    name = names(n, dice)
    _ingest(
        "stage_person",
        {
            "id": np.arange(1, n + 1),
            "full_name": pa.array(name),
            "born": pa.array(np.datetime64("1960-01-01") + dice.integers(0, 16_000, n)),
            "female": dice.random(n) < 0.5,
            "office": 2 + (province.account - 1) % OFFICES + 1,
            "foreigner": province.spells["foreign"] > 0,
        },
    )
    run(PEOPLE_SQL)


def _load_accounts(province: Province) -> None:
    accounts = province.size.size
    _ingest(
        "stage_account",
        {
            "id": np.arange(1, accounts + 1),
            "unit_kind": pa.array(np.array(KINDS)[province.unit_kind]),
            "region": province.region,
            "every": province.every,
            "office": 2 + np.arange(accounts) % OFFICES + 1,
        },
    )
    run(ACCOUNTS_SQL)


def _load_spells(province: Province) -> None:
    n = province.account.size
    columns = {name: pa.array(column) for name, column in province.spells.items()}
    for name in ("base", "coefficient", "contract_months"):
        column = province.spells[name]
        columns[name] = pa.array(column, mask=column == NO_NUMBER)
    _ingest("stage_spell", {"account": province.account, "person": np.arange(1, n + 1), **columns})
    run(SPELLS_SQL)


@contextmanager
def set_aside(tables: tuple[str, ...], *, for_good: frozenset[str] = frozenset()) -> Iterator[None]:
    """Drop what slows down a first load and make it again: every constraint is checked when it is added.

    Indexes named in `for_good` stay away, as nothing that is measured reads or checks anything by them.
    """
    with connection.cursor() as cursor:
        cursor.execute(CONSTRAINTS_SQL, [list(tables)])
        constraints = cursor.fetchall()
        for table, name, _ in constraints:
            cursor.execute(f'ALTER TABLE {table} DROP CONSTRAINT "{name}"')
        cursor.execute(INDEXES_SQL, [list(tables)])
        indexes = cursor.fetchall()
        for name, _ in indexes:
            cursor.execute(f'DROP INDEX "{name}"')
    yield
    with connection.cursor() as cursor:
        for name, definition in indexes:
            if name not in for_good:
                cursor.execute(definition)
        for table, name, definition in constraints:
            cursor.execute(f'ALTER TABLE {table} ADD CONSTRAINT "{name}" {definition}')


CONSTRAINTS_SQL = (
    "SELECT conrelid::regclass::text, conname, pg_get_constraintdef(oid) FROM pg_constraint "
    "WHERE conrelid = ANY(%s::regclass[]) AND contype IN ('f', 'x')"
)
INDEXES_SQL = (
    "SELECT i.indexrelid::regclass::text, pg_get_indexdef(i.indexrelid) FROM pg_index i "
    "WHERE i.indrelid = ANY(%s::regclass[]) AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE "
    "c.conindid = i.indexrelid)"
)
OFFICES_SQL = """
INSERT INTO records_office (id, code, name, kind, parent_id, path, valid_from) VALUES
    (1, '00', 'Bench nation', 'national', NULL, '00', '2000-01-01'),
    (2, '26', 'Bench province', 'province', 1, '00.26', '2000-01-01');
INSERT INTO records_office (id, code, name, kind, parent_id, path, valid_from)
SELECT 2 + i, '26' || lpad(i::text, 2, '0'), 'Bench office ' || i, 'base', 2, '00.26.26' || lpad(i::text, 2,
    '0'), '2000-01-01'
FROM generate_series(1, {count}) i
"""
PEOPLE_SQL = """
INSERT INTO records_person (id, si_number, full_name, name_search, name_sort, birth_date, sex, nationality, office_id)
SELECT id, lpad((7900000000 + id)::text, 10, '0'), full_name, lower(full_name), lower(full_name), born::date,
       CASE WHEN female THEN 'female' ELSE 'male' END, CASE WHEN foreigner THEN 'XX' ELSE 'VN' END, office
FROM stage_person;
DROP TABLE stage_person
"""
ACCOUNTS_SQL = """
INSERT INTO records_employer (id, name, name_search) SELECT id, 'Bench employer ' || id, 'bench employer ' ||
    id FROM stage_account;
INSERT INTO records_employeraccount (id, code, employer_id, office_id, name, name_search, unit_kind, region,
    pay_every_months, ui_from, opened)
SELECT id, 'BA' || lpad(id::text, 5, '0') || 'Z', id, office, 'Bench employer ' || id, 'bench employer ' || id,
       unit_kind, region, every, CASE WHEN id % 50 = 0 THEN DATE '2021-11-01' END, '2015-01-01'
FROM stage_account;
DROP TABLE stage_account
"""
SPELLS_SQL = """
INSERT INTO records_spell (validity, recorded_at, account_id, person_id, "group", pay_regime, base, coefficient,
                           contract_months, "foreign", work, absence, absence_days, funds)
SELECT CASE WHEN past THEN daterange('2019-01-01', '2021-01-01') WHEN earlier THEN daterange('2021-01-01', NULL)
            ELSE daterange('2019-01-01', NULL) END,
       TIMESTAMPTZ '2021-01-05', account, person, "group", pay_regime, CASE WHEN past THEN base * 9 / 10 ELSE base END,
       coefficient, contract_months, "foreign", work, CASE WHEN past THEN 0 ELSE absence END,
       CASE WHEN past THEN 0 ELSE absence_days END, funds
FROM stage_spell CROSS JOIN (VALUES (false), (true)) v (past) WHERE NOT past OR earlier ORDER BY account,
    person, past DESC;
DROP TABLE stage_spell
"""
FACTS_SQL = """
INSERT INTO records_retirementsuspension (validity, recorded_at, account_id, measure, document, due)
SELECT daterange('2021-07-01', '2021-10-01'), '2021-01-05', id, 'resolution_68', 'Bench decision', '2021-11-30'
FROM records_employeraccount WHERE id % 200 = 3;
INSERT INTO records_accidentratedecision (validity, recorded_at, account_id, document)
SELECT daterange('2021-01-01', '2024-01-01'), '2021-01-05', id, 'Bench decision' FROM records_employeraccount
    WHERE id % 100 = 7;
INSERT INTO records_employerstatus (validity, recorded_at, account_id, status, document)
SELECT daterange('2021-05-01', NULL), '2021-01-05', id, CASE id % 5 WHEN 0 THEN 'suspended' WHEN 1 THEN 'dissolving'
       WHEN 2 THEN 'owner_fled' WHEN 3 THEN 'not_at_address' ELSE 'no_activity' END, 'Bench minutes'
FROM records_employeraccount WHERE id % 26 = 1 AND id > 1000;
SELECT setval(pg_get_serial_sequence('records_' || t, 'id'), 100000000)
FROM unnest(ARRAY['person', 'employer', 'employeraccount', 'office']) t
"""
