"""R10 in the code: a moment becomes a day in Viet Nam, never in London, and never by the clock of the machine."""

import datetime as dt
import re
from pathlib import Path

import pytest

import ansinh
from ansinh.usecases.clock import day_of

HOME = Path(ansinh.__path__[0])
BESIDE = ("bench", "bench_province", "migrations")  # measured, or written once
ELSEWHERE = re.compile(
    r"_at\.date\(\)|\.at\.date\(\)|now\((tz=)?(dt\.)?(UTC|timezone\.utc)\)\.date\(\)|timezone\.now\(\)\.date\(\)"
    r"|date\.today\(\)|_at::date|\bcurrent_date\b|now\(\)::date",
    re.IGNORECASE,
)


def test_no_moment_becomes_a_day_anywhere_else() -> None:
    found = [
        f"{path.relative_to(HOME)}:{number}: {line.strip()}"
        for path in sorted(HOME.rglob("*.py"))
        if not set(path.parts) & set(BESIDE)
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1)
        if ELSEWHERE.search(line)
    ]
    assert found == []


@pytest.mark.parametrize(("moment", "day"), [
    ("2021-10-31T16:59:59+00:00", "2021-10-31"), ("2021-10-31T17:00:00+00:00", "2021-11-01"),
    ("2021-12-31T23:59:59+07:00", "2021-12-31"), ("2024-02-28T17:00:00+00:00", "2024-02-29"),
    ("2038-01-19T03:14:08+00:00", "2038-01-19"), ("2021-10-31T12:00:00-08:00", "2021-11-01"),
])  # fmt: skip
def test_the_day_of_a_moment(moment: str, day: str) -> None:
    assert str(day_of(dt.datetime.fromisoformat(moment))) == day
