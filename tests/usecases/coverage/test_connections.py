"""The narrow way to the database answers as psycopg's cursors do, refuses by name, and comes back after a fall."""

import psycopg
import pytest

from ansinh.records.bulk.arrow import database_url
from ansinh.records.store.coverage.connections import ThreadConnections

EVERY_TYPE = (
    "SELECT %s::text, %s::int, %s::bigint, %s::date, %s::bytea IS NULL, true, '[1, \"á\"]'::json, 7::smallint, "
    "'2021-10-01 08:30:00+07'::timestamptz, NULL::int, ''::varchar"
)
VALUES = ["Nguyễn \\ '", -5, 2**40, "2021-10-01", None]


@pytest.mark.usefixtures("committed_db")
def test_every_type_is_read_as_a_cursor_reads_it():
    narrow = ThreadConnections(database_url())
    with psycopg.connect(database_url()) as usual:
        expected = usual.execute(EVERY_TYPE, VALUES).fetchall()
    assert narrow.execute(EVERY_TYPE, VALUES) == expected
    assert narrow.execute(EVERY_TYPE, VALUES) == expected  # and again, prepared
    narrow.close()


@pytest.mark.usefixtures("committed_db")
def test_bytes_arrive_whole_and_no_row_is_an_empty_list():
    narrow = ThreadConnections(database_url())
    assert narrow.execute("SELECT length(%s::bytea)", [b"\x00\xff'"]) == [(3,)]
    assert narrow.execute("SELECT 1 WHERE %s::int = 2", [1]) == []
    narrow.close()


@pytest.mark.usefixtures("committed_db")
@pytest.mark.parametrize(
    ("query", "values", "refusal"),
    [
        ("SELECT nothing_like_it", [], psycopg.errors.UndefinedColumn),
        ("SELECT %s::date", ["2021-13-45"], psycopg.errors.DatetimeFieldOverflow),
        ("SELECT 1 / %s::int", [0], psycopg.errors.DivisionByZero),
    ],
)
def test_a_refusal_keeps_its_name_and_the_connection(query: str, values: list[object], refusal: type[Exception]):
    narrow = ThreadConnections(database_url())
    with pytest.raises(refusal):
        narrow.execute(query, values)
    assert narrow.execute("SELECT 1", []) == [(1,)]
    narrow.close()


@pytest.mark.usefixtures("committed_db")
def test_a_connection_that_was_ended_is_opened_again():
    narrow = ThreadConnections(database_url())
    ((own,),) = narrow.execute("SELECT pg_backend_pid()", [])
    with psycopg.connect(database_url(), autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s)", [own])
        while other.execute("SELECT 1 FROM pg_stat_activity WHERE pid = %s", [own]).fetchone():
            pass
    ((again,),) = narrow.execute("SELECT pg_backend_pid()", [])
    assert again != own
    narrow.close()
