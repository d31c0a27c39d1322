"""Pensions of the bench: people in payment, joiners and deaths of the next month, and the table of the floor."""

import time

from ansinh.records.bench_province.load import OFFICES_SQL, run, set_aside

OFFICES = 9
LARGE = ("records_person", "records_pension", "records_pensionterm", "records_payee")
SEQUENCES = ("records_pension", "records_pensionterm", "records_payee", "records_person", "records_paychannel")
NAMES = (
    "person_name_trgm,person_office_sort,person_name_birth"  # by which a counter finds people: no payroll reads them
)


def load_pensions(count: int, *, after: int = 0) -> float:
    """Fill a database with `count` pensions paid since 2021-08, over eight banks and four post points; seconds.

    `after` people who are there already (a bench province with its offices); an empty database otherwise.
    """
    began = time.monotonic()
    if not after:
        run(OFFICES_SQL.replace("{count}", str(OFFICES)))
    run(_CHANNELS)
    with set_aside(LARGE, for_good=frozenset(NAMES.split(",")) if not after else frozenset()):
        run(_filled(_INSERTS, "2021-08-01", after + 1, after + count))
    _next_ids()
    run("VACUUM (ANALYZE)")
    return time.monotonic() - began


def stir_pensions(count: int) -> None:
    """Let one in a hundred join, owed two months from before, and one in three hundred die."""
    run(_filled(_INSERTS, "2021-07-01", count + 1, count + max(1, count // 100)))
    run(
        "INSERT INTO records_pensionstop (pension_id, validity, reason, noticed_on, recorded_at) "
        "SELECT id, '[2021-09-01,)', 'death', '2021-09-20', clock_timestamp() FROM records_pension WHERE id % 300 = 7"
    )
    _next_ids()


def _filled(statements: str, since: str, first: int, last: int) -> str:
    """Return statements about the ids first .. last, paid since a day."""
    return statements.replace("{since}", since).replace("{ids}", f"generate_series({first}, {last})")


def _next_ids() -> None:
    """Let ids go on after those that were given here."""
    for table in SEQUENCES:
        run(f"SELECT setval(pg_get_serial_sequence('{table}', 'id'), (SELECT max(id) FROM {table}))")  # noqa: S608 - tables of ours


def new_floor() -> None:
    """Make the table of the floor: lines with their key and checks, logged, empty."""
    run("DROP TABLE IF EXISTS bench_payline")
    run("CREATE TABLE bench_payline (LIKE records_payline INCLUDING DEFAULTS INCLUDING CONSTRAINTS, "
        "PRIMARY KEY (month, source, subject, attempt))")  # fmt: skip


_CHANNELS = """
INSERT INTO records_paychannel (id, form, code, name)
SELECT i, CASE WHEN i < 9 THEN 'bank' ELSE 'post' END, CASE WHEN i < 9 THEN (970400 + i)::text ELSE 'BD' || i END,
    'Bench channel ' || i FROM generate_series(1, 12) i;
INSERT INTO records_payingaccount (office_id, bank_bin, bank_name, number, holder, valid_from)
VALUES (2, '970405', 'Bench bank', '2600201000001', 'Bench office', '2000-01-01')
"""
_INSERTS = """
INSERT INTO records_person (id, si_number, full_name, name_search, name_sort, birth_date, sex, office_id)
SELECT i, lpad((7900000000 + i)::text, 10, '0'), 'Bench Pensioner ' || i, 'bench pensioner ' || i,
    'bench pensioner ' || i, DATE '1950-01-01' + (i % 5000)::int, 'female', 3 + i % 9 FROM {ids} i;
INSERT INTO records_pension (id, file_no, person_id, regime, fund, started, pay_from)
SELECT i, 'HT' || i, i, 1 + i % 4, CASE WHEN i % 4 = 2 THEN 3 WHEN i % 9 = 0 THEN 0 ELSE 1 END,
    DATE '1990-01-01' + (i % 11000)::int, '{since}' FROM {ids} i;
INSERT INTO records_pensionterm (pension_id, validity, basis, basis_day, extra)
SELECT i, '[{since},)', 2200000 + (i::bigint * 7919) % 5100000, '2019-07-02',
    CASE WHEN i % 40 = 0 THEN 149000 ELSE 0 END
FROM {ids} i;
INSERT INTO records_payee (pension_id, validity, office_id, channel_id, number, holder)
SELECT i, '[{since},)', 3 + i % 9, 1 + i % 12, CASE WHEN i % 12 < 8 THEN '10' || i ELSE '' END, 'Bench Pensioner ' || i
FROM {ids} i
"""
