"""A bench province of card holders: people, cards, facilities and visits, loaded by SQL into the real tables."""

import time

from ansinh.records.bench_province.load import OFFICES_SQL, run, set_aside
from ansinh.records.store.registry.grants import token_hash

CARDS = 2_550_880  # the cards of Dong Nai
OFFICES = 11
FACILITIES = 200
VISITED = 5  # one person in so many has three visits this year
KEYS = 16  # systems of hospitals that ask
LARGE = ("records_person", "records_cardperiod", "records_cardlink")


def key_of(number: int) -> str:
    """Return the key of the system `number` (from 1)."""
    return f"bench-key-of-a-hospital-system-{number:04d}"


def si_number(person: int) -> str:
    """Return the SI number of person `person` (from 1)."""
    return f"{7_500_000_000 + person:010d}"


def birth_of(person: int) -> str:
    """Return the birth of person `person` as a counter types it."""
    return f"{1 + person % 28:02d}/{1 + person % 12:02d}/{1950 + person % 50}"


def load_cards(count: int) -> float:
    """Fill an empty database with `count` holders of cards; return the seconds it took."""
    began = time.monotonic()
    run(OFFICES_SQL.replace("{count}", str(OFFICES)))
    run(FACILITIES_SQL.replace("{count}", str(FACILITIES)))
    for number in range(1, KEYS + 1):
        run(KEY_SQL.replace("{number}", str(number)), [token_hash(key_of(number))])
    with set_aside(LARGE):
        run(HOLDERS_SQL.replace("{count}", str(count)))
    run(VISITS_SQL.replace("{count}", str(count)).replace("{visited}", str(VISITED)))
    run("VACUUM (ANALYZE)")  # as the server keeps tables by itself, given a night
    return time.monotonic() - began


FACILITIES_SQL = """
INSERT INTO records_facility (id, code, name, name_search, office_id, opened)
SELECT i, '75' || lpad(i::text, 3, '0'), 'Bench hospital ' || i, 'bench hospital ' || i, 3, '2015-01-01'
FROM generate_series(1, {count}) i;
INSERT INTO records_facilitycontract (facility_id, validity, level, former_level, care, lookups_a_minute, lookups_a_day)
SELECT i, daterange('2015-01-01', NULL), 'basic', 'district', 'both', 1000000000, 2000000000
FROM generate_series(1, {count}) i
"""
KEY_SQL = """
WITH made AS (INSERT INTO records_user (username, password, is_superuser, is_staff, is_active, first_name, last_name,
    email, date_joined) VALUES ('bench-{number}', '', false, false, true, '', '', '', now()) RETURNING id),
granted AS (INSERT INTO records_grant (user_id, function, facility_id, valid_from, granted_by)
    SELECT id, 'facility', {number}, '2015-01-01', 'bench' FROM made)
INSERT INTO records_partnertoken (user_id, label, hash, valid_from, valid_to)
SELECT id, 'bench', %s, '2015-01-01', '2099-01-01' FROM made
"""
HOLDERS_SQL = """
INSERT INTO records_person (id, si_number, personal_id, full_name, name_search, name_sort, birth_date, sex, address,
    office_id)
SELECT i, (7500000000 + i)::text, lpad((75000000000 + i)::text, 12, '0'), 'Nguyễn Thị Mẫu ' || i,
    'nguyen thi mau ' || i, i::text, make_date(1950 + i % 50, 1 + i % 12, 1 + i % 28),
    CASE i % 2 WHEN 0 THEN 'female' ELSE 'male' END, 'Ấp ' || i % 500, 3 + i % 11
FROM generate_series(1, {count}) i;
INSERT INTO records_cardperiod (person_id, validity, office_id, "group", level, pays_as, province, facility_id,
    five_year, ground, recorded_at)
SELECT i, CASE n WHEN 0 THEN daterange('2018-01-01', '2025-07-01') ELSE daterange('2025-07-01', NULL) END, 3 + i % 11,
    CASE n WHEN 0 THEN 'GD' ELSE 'DN' END, 4, 'DN', 75, 1 + i % 200, '2023-01-01', 'employment', '2025-07-01'
FROM generate_series(1, {count}) i, generate_series(0, 1) n WHERE n = 1 OR i % 3 = 0;
INSERT INTO records_cardlink (person_id, personal_id, evidence, reference, linked_at, linked_by)
SELECT i, lpad((75000000000 + i)::text, 12, '0'), 'population', 'bench', '2025-01-01', 'bench'
FROM generate_series(1, {count}) i WHERE i % 5 <> 0
"""
VISITS_SQL = """
INSERT INTO records_carevisit (left_on, claim, person_id, facility_id, came_at, left_at, care, access, diagnosis,
    total, fund_paid, copayment, counts)
SELECT current_date - 20 * n, i || '-' || n, i, 1 + i % 200, current_date - 20 * n, current_date - 20 * n, '01', '1.1',
    'J20', 400000, 320000, 80000, true
FROM generate_series(1, {count}, {visited}) i, generate_series(1, 3) n
"""
