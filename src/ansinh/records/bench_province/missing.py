"""What the development bench adds to the bench province: card holders, partners' lists, a closed month with debts."""

from typing import Final

from ansinh.records.bench_province.load import run, set_aside

HOLDERS: Final = 1_489_486  # card holders beside the insured of employers: 2,550,880 in all (published-figures.md)
FIRST_HOLDER: Final = 2_000_001
DAY: Final = "2021-11-03"
PERIOD: Final = "2021-10-01"


def add_lists(holders: int) -> None:
    """Fill a loaded bench province with card holders, a residents' list, a tax list and debts of a closed month."""
    run("SET session_replication_role = replica")  # a first load: no history of what was never different
    with set_aside(("records_person", "records_healthspell", "records_partnerrecord")):
        for statement in (PEOPLE_SQL, HEALTH_SQL, LISTS_SQL, RESIDENTS_SQL, TAX_SQL):
            run(statement.format(first=FIRST_HOLDER, last=FIRST_HOLDER + holders - 1, day=DAY))
    run("SET session_replication_role = DEFAULT")
    run(SHEETS_SQL.format(period=PERIOD))
    run("VACUUM (ANALYZE)")


PEOPLE_SQL = """
UPDATE records_person SET personal_id = '998' || lpad(id::text, 9, '0');
INSERT INTO records_person (id, si_number, personal_id, full_name, name_search, name_sort, birth_date, sex, office_id)
SELECT i, lpad((7900000000 + i)::text, 10, '0'), '998' || lpad(i::text, 9, '0'), 'Bench holder ' || i,
    'bench holder ' || i,
       i::text, DATE '1950-01-01' + i % 25000, CASE i % 2 WHEN 0 THEN 'female' ELSE 'male' END, 3 + i % 10
FROM generate_series({first}, {last}) i
"""
HEALTH_SQL = """
INSERT INTO records_healthspell (validity, recorded_at, person_id, office_id, "group", payer)
SELECT CASE WHEN i % 3 = 0 THEN daterange('2021-01-01', NULL)
            ELSE daterange('2021-01-01', DATE '2021-09-01' + (i % 400)::int) END, '2021-01-05', i, 3 + i % 10,
       CASE WHEN i % 3 = 0 THEN 'BT' WHEN i % 3 = 1 THEN 'GD' ELSE 'HS' END,
       CASE WHEN i % 3 = 0 THEN 'state' ELSE 'household' END
FROM generate_series({first}, {last}) i WHERE i % 20 <> 0
"""
LISTS_SQL = """
INSERT INTO records_partnerlist (id, kind, office_id, file_name, sha256, as_of, rows, state, received_by)
SELECT gen_random_uuid(), kind, 2 + i, kind || i, kind || i, '{day}', 0, 'staged', 'bench'
FROM generate_series(1, 10) i, unnest(ARRAY['household', 'tax', 'school']) kind
"""
RESIDENTS_SQL = """
INSERT INTO records_partnerrecord (list_id, row, key, name, name_search, birth, group_code, group_name, commune)
SELECT l.id, p.id, p.personal_id, p.full_name, p.name_search, p.birth_date,
       l.kind || '-' || (p.id / 4), 'Bench head ' || (p.id / 4), '9' || lpad((p.id / 9000)::text, 4, '0')
FROM records_person p JOIN records_partnerlist l ON l.office_id = p.office_id
WHERE l.kind = 'household' OR (l.kind = 'school' AND p.birth_date > '2003-01-01')
"""
TAX_SQL = """
UPDATE records_employer SET tax_code = '99' || lpad(id::text, 8, '0');
INSERT INTO records_partnerrecord (list_id, row, key, name, name_search, address, people, amount, status)
SELECT l.id, i, '99' || lpad((i + CASE WHEN i % 17 = 0 THEN 5000000 ELSE 0 END)::text, 8, '0'), 'Bench employer ' || i,
       'bench employer ' || i, 'Bench place ' || i % 500, 5 + i % 60, (5 + i % 60)::bigint * 90000000, ''
FROM generate_series(1, 20000) i JOIN records_partnerlist l ON l.kind = 'tax' AND l.office_id = 3 + i % 10
"""
SHEETS_SQL = """
INSERT INTO records_openitem (period, account, fund, concerns, amount)
SELECT '{period}', a.id, f, (DATE '2021-09-01' - (a.id % 12) * INTERVAL '1 month')::date, 1000000 + a.id * 100
FROM records_employeraccount a, generate_series(1, 5) f WHERE a.id % 3 = 0;
INSERT INTO records_accountmonth
SELECT (jsonb_populate_record(NULL::records_accountmonth, z.zero || jsonb_build_object('account_id', a.id, 'period',
    '{period}', 'office_id', a.office_id, 'people', 10, 'people_si', 10, 'payroll_si', 80000000,
    'rs_owed', CASE WHEN a.id % 3 = 0 THEN 5000000 + a.id * 500 ELSE 0 END, 'oldest_owed', CASE WHEN a.id % 3 = 0
    THEN (DATE '2021-09-01' - (a.id % 12) * INTERVAL '1 month')::date END,
    'debt_class', CASE WHEN a.id % 3 = 0 THEN 1 + a.id % 4 ELSE 0 END))).*
FROM records_employeraccount a, (SELECT jsonb_object_agg(attname, 0) AS zero FROM pg_attribute
    WHERE attrelid = 'records_accountmonth'::regclass AND attnum > 0 AND NOT attisdropped
    AND atttypid IN ('int'::regtype, 'bigint'::regtype, 'smallint'::regtype)) z
"""
