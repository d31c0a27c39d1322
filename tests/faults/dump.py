"""What two honest stories must agree on: every table but the story of how it came, without numbers of the database.

Rows are compared as a multiset. Columns that depend on the moment or on a sequence are left out: times of writing,
random identifiers, and numbers of rows (a killed transaction leaves gaps in sequences): people, employer accounts and
offices are compared by the numbers people know them by.
"""

import hashlib
from dataclasses import dataclass

import psycopg
from psycopg import sql

STORY = (  # how it came about, not what stands: tried again, it is told again
    "records_auditentry", "records_history", "records_personread", "records_actkey", "records_cardlookup",
    "records_run", "records_runchunk", "records_numberseries",
)  # fmt: skip
VOLATILE = ("uuid", "timestamptz", "bytea", "jsonb", "json")
NUMBERED = ("subject", "payee", "channel", "visit", "follows", "finding", "list", "row_id")
MOMENTS = {"records_paymentorder": ("sha256",)}  # of a file that says when it was made
KNOWN_BY = {  # table -> what people know its rows by, and the columns that name one without a foreign key
    "records_office": ("code", ("office_id",)),
    "records_employeraccount": ("code", ("account", "account_id", "holder")),
    "records_person": ("coalesce(si_number, personal_id)", ("person", "person_id")),
    "records_facility": ("code", ("facility_id",)),
    "records_dossier": ("number", ("dossier_id",)),
}


@dataclass(frozen=True, slots=True)
class Table:
    """One table: how many rows, and the hash of all of them in order."""

    rows: int
    digest: str


def dump(url: str) -> dict[str, Table]:
    """Return every table of the business in the database at `url`."""
    with psycopg.connect(url, autocommit=True) as server:
        server.execute("SET TimeZone = 'UTC'; SET work_mem = '64MB'")
        tables = server.execute(
            "SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' "
            "AND c.relkind IN ('r', 'p') AND NOT c.relispartition AND c.relname LIKE 'records\\_%' ORDER BY 1"
        ).fetchall()
        return {name: _table(server, name) for (name,) in tables if name not in STORY}


def rows_of(url: str, name: str) -> list[str]:
    """Return the compared rows of one table, to see where two stories part."""
    with psycopg.connect(url, autocommit=True) as server:
        return [row for (row,) in server.execute(_query(server, name)).fetchall()]


def _table(server: psycopg.Connection, name: str) -> Table:
    digest, count = hashlib.sha256(), 0
    with server.cursor() as cursor:
        for (row,) in cursor.stream(_query(server, name)):
            digest.update(row.encode())
            count += 1
    return Table(count, digest.hexdigest())


def _query(server: psycopg.Connection, name: str) -> sql.Composed:
    """Return the query of a table's rows as text, without what depends on the moment or on a sequence."""
    found = server.execute(
        """
        SELECT a.attname, t.typname, a.attidentity <> '' OR a.attname = 'id', (
            SELECT k.confrelid::regclass::text FROM pg_constraint k
            WHERE k.conrelid = a.attrelid AND k.contype = 'f' AND k.conkey = ARRAY[a.attnum])
        FROM pg_attribute a JOIN pg_type t ON t.oid = a.atttypid
        WHERE a.attrelid = %s::regclass AND a.attnum > 0 AND NOT a.attisdropped ORDER BY a.attnum
        """,
        [name],
    ).fetchall()
    named = {column: table for table, (_, columns) in KNOWN_BY.items() for column in columns}
    kept = []
    for column, kind, numbered, leads in found:
        target = leads or (named.get(column) if kind == "int8" else None)
        if target in KNOWN_BY:
            key = sql.SQL(KNOWN_BY[target][0])
            to, here = sql.Identifier(target), sql.Identifier(column)
            kept.append(sql.SQL("(SELECT {} FROM {} x WHERE x.id = t.{})").format(key, to, here))
        elif not (leads or numbered or kind in VOLATILE or column in NUMBERED or column in MOMENTS.get(name, ())):
            kept.append(sql.SQL("t.{}").format(sql.Identifier(column)))
    columns = sql.SQL(", ").join(kept)
    rows = sql.SQL('SELECT ROW({})::text COLLATE "C" AS r FROM {} t').format(columns, sql.Identifier(name))
    return rows + sql.SQL(" ORDER BY 1")
