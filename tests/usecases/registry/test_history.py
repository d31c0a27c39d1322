"""The story of the registers: every row that changed, by whom, one by one or many at once."""

import pytest
from django.db import connection

MANY = 30_000
ENOUGH_MS = 20_000  # held each against each, these rows take minutes


def write(statement: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(statement, values)


def told() -> list[tuple[str, str, str]]:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT actor, old ->> 'address', new ->> 'address' FROM records_history "
            "WHERE table_name = 'records_household' ORDER BY id"
        )
        return list(cursor.fetchall())


@pytest.mark.django_db
def test_a_change_of_many_rows_after_changes_of_one_is_told_row_by_row() -> None:
    write("INSERT INTO records_office (code, name, kind, path, valid_from) VALUES ('26', 'A', 'province', '26', now())")
    write(
        "INSERT INTO records_household (code, address, office_id) SELECT 'H' || n, 'old', o.id "
        "FROM generate_series(1, %s) n, records_office o WHERE o.code = '26'",
        MANY,
    )
    write("SELECT set_config('ansinh.actor', 'can-bo', true)")
    for number in range(8):  # the connection keeps a plan that is right for one row
        write("UPDATE records_household SET address = 'first' WHERE code = %s", f"H{number + 1}")
    write(f"SET LOCAL statement_timeout = {ENOUGH_MS}")
    write("UPDATE records_household SET address = 'new'")
    first, rest = told()[:8], told()[8:]
    assert first == [("can-bo", "old", "first")] * 8
    assert sorted(rest) == sorted([("can-bo", "first", "new")] * 8 + [("can-bo", "old", "new")] * (MANY - 8))


@pytest.mark.django_db
def test_a_change_that_changes_nothing_is_not_told() -> None:
    write("INSERT INTO records_office (code, name, kind, path, valid_from) VALUES ('26', 'A', 'province', '26', now())")
    write("INSERT INTO records_household (code, address, office_id) SELECT 'H', 'old', id FROM records_office")
    write("UPDATE records_household SET address = 'old'")
    assert told() == []
