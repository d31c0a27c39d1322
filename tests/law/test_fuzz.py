"""Every operation against facts nobody foresaw: an answer, or a refusal in both languages; never a fall."""

import datetime as dt
import json
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ansinh.cli.cases.given import DAY, DECIMAL, MONTH, GivenError
from ansinh.cli.cases.operations import OPERATIONS
from ansinh.cli.cases.runner import answer_of
from ansinh.core.errors import AnsinhError
from ansinh.core.text import Text
from ansinh.law.value_files import load

CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
]
COUNTS = st.sampled_from((0, 1, 2, 5, 6, 7, 11, 12, 13, 14, 36, 37, 60, 144, 145, 180, 240, 361, 10**6, 10**9, 10**15))
DECIMALS = st.sampled_from(("0", "0.15", "0.5", "0.75", "1", "2.34", "12.345678", "33.3", "100", "99999999"))
DAYS = st.dates(dt.date(1994, 1, 1), dt.date(2029, 12, 31)).map(dt.date.isoformat)


def _near(value: Any) -> st.SearchStrategy[Any]:
    """Return the value or another of its kind: lists shorter, longer or empty, other days, counts on every edge."""
    if isinstance(value, dict):
        return st.fixed_dictionaries({key: _near(part) for key, part in value.items()})
    if isinstance(value, list):
        return st.lists(st.one_of(*map(_near, value)), max_size=len(value) + 1) if value else st.just(value)
    if isinstance(value, bool):
        return st.booleans() | st.none()
    if isinstance(value, int):
        return st.just(value) | COUNTS | st.none()
    return st.just(value) | _text(value) | st.none()


def _text(value: object) -> st.SearchStrategy[Any]:
    """Return other texts of the kind of this one."""
    text = str(value)
    if DAY.fullmatch(text):
        return DAYS
    if MONTH.fullmatch(text):
        return DAYS.map(lambda day: day[:7])
    return DECIMALS if DECIMAL.fullmatch(text) else st.just(value)


@cache
def _facts(op: str) -> st.SearchStrategy[tuple[Any, Any]]:
    """Return days and facts near those of the cases of an operation."""
    cases = [case for case in CASES if case["op"] == op]
    return st.one_of(*(st.tuples(st.just(case["at"]) | DAYS | st.none(), _near(case["inputs"])) for case in cases))


@pytest.mark.parametrize("op", sorted({case["op"] for case in CASES} & set(OPERATIONS)))
@settings(max_examples=8, deadline=None, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])
@given(data=st.data())
def test_an_answer_or_a_refusal(op: str, data: st.DataObject) -> None:
    day, inputs = data.draw(_facts(op))
    try:
        answered: object = answer_of(op, day, inputs, load()).outputs
    except (GivenError, AnsinhError) as refused:
        answered = refused.message
    assert isinstance(answered, dict) or (isinstance(answered, Text) and answered.vi and answered.en)
