"""A told story has a day of its own: acts and pages ask one clock for it, and nobody else looks at the wall."""

import re
from pathlib import Path

import ansinh

HOME = Path(ansinh.__path__[0])
WALL = re.compile(r"now\(.*\)\.date\(\)|localdate\(\)")
CLOCKS = {
    "usecases/clock.py", "web/clock.py",  # the clock itself, told or on the wall
    "api/lookup_bare.py",  # runs without settings and is told the day it opens with
    "cli/show.py", "cli/coverage.py",  # somebody types a command: today is their day unless they name another
    "records/store/claims/alerts.py",  # a floor below: how far back a list reaches
}  # fmt: skip


def test_the_day_is_asked_of_one_clock() -> None:
    found = {
        path.relative_to(HOME).as_posix()
        for path in HOME.rglob("*.py")
        if any(WALL.search(line) for line in path.read_text(encoding="utf-8").splitlines())
    }
    assert found == CLOCKS
