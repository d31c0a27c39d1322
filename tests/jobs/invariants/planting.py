"""Plant rows no act would ever write: as the owner of the tables, past constraints and triggers."""

from typing import Any

from django.db import connection

NEUTRAL = {
    "text": "''", "int2": "0", "int4": "0", "int8": "0", "bool": "false", "timestamptz": "now()", "timestamp": "now()",
    "date": "'2021-01-01'", "uuid": "gen_random_uuid()", "jsonb": "'{}'", "bytea": "''", "numeric": "0",
    "daterange": "'[2021-01-01,2022-01-01)'", "varchar": "''", "float8": "0",
}  # fmt: skip


def run(sql: str, *values: Any) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))


def unguard(*tables: str) -> None:
    """Switch triggers and foreign keys off until the test ends, and drop the rules of some tables."""
    run("SET LOCAL session_replication_role = replica")
    for table in tables:
        with connection.cursor() as cursor:
            cursor.execute(
                "SELECT conname FROM pg_constraint WHERE conrelid = %s::regclass AND contype IN ('c', 'u', 'x') "
                "AND coninhcount = 0",
                [f"records_{table}"],
            )
            rules = [name for (name,) in cursor.fetchall()]
            cursor.execute(
                "SELECT i.indexrelid::regclass::text FROM pg_index i WHERE indrelid = %s::regclass AND indisunique "
                "AND NOT indisprimary AND NOT EXISTS (SELECT 1 FROM pg_constraint c WHERE c.conindid = i.indexrelid)",
                [f"records_{table}"],
            )
            indexes = [name for (name,) in cursor.fetchall()]
        for rule in rules:
            run(f'ALTER TABLE records_{table} DROP CONSTRAINT "{rule}"')
        for index in indexes:
            run(f"DROP INDEX {index}")


def put(table: str, **given: Any) -> None:
    """Insert a row with `given`, every other needed column neutral."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT column_name, udt_name FROM information_schema.columns WHERE table_name = %s "
            "AND is_nullable = 'NO' AND column_default IS NULL AND is_identity = 'NO'",
            [f"records_{table}"],
        )
        rest = [(name, NEUTRAL[kind]) for name, kind in cursor.fetchall() if name not in given]
    names = [*given, *(name for name, _ in rest)]
    marks = ["%s"] * len(given) + [value for _, value in rest]
    columns = ", ".join(f'"{name}"' for name in names)
    run(f"INSERT INTO records_{table} ({columns}) VALUES ({', '.join(marks)})", *given.values())
