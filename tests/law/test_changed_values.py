"""One changed parameter changes cases and explanations alike: no figure of the law is hidden in code."""

import dataclasses
import json
from pathlib import Path

import pytest

from ansinh.cli.cases.runner import answer_of, judge
from ansinh.cli.law import told
from ansinh.law.explain import lines
from ansinh.law.value_files import load
from ansinh.law.values import Content, Values

BASE = load()
CASES = [
    case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
    if case.get("binding", True)
]
CHANGES: tuple[tuple[str, Content, str, str], ...] = (  # key, what it becomes, an operation that feels it, what is said
    ("si.unpaid_days_threshold", "13", "month.treatment", "từ 13 ngày"),
    ("si.rate.employee.retirement_survivorship", "0.09", "contributions.assess_person", "x 9% ="),
    ("missing_months.max", "4", "contributions.missing_months", "tối đa: 4"),
    ("sickness.child.days", {"0": "22", "3": "16", "7": "0"}, "sickness.child_days", "22"),
    ("pension.rate.most", "70", "pension.rate", "70%"),
    ("one_time.wait_months", "13", "one_time.eligible", "13"),
    ("survivors.funeral.multiple", "9", "survivors.funeral_amount", "9"),
    ("unemployment.rate", "0.65", "ui.amount", "65%"),
    ("entitlement.exam.desk", {"full": "60", "share": "0.5"}, "claim.exam_desk", "60"),
    ("entitlement.machine.day_hours", "7", "claim.machine_cap", "/ 7 x"),
    ("recovery.grace_months", "1", "arrears.recover", ""),
)


def _changed(key: str, content: Content) -> Values:
    """Return the values with every established line of one parameter changed."""
    parameter = BASE.parameters[key]
    changed = tuple(
        dataclasses.replace(line, content=content) if line.established else line for line in parameter.dates
    )
    return Values({**BASE.parameters, key: dataclasses.replace(parameter, dates=changed)}, None)


@pytest.mark.parametrize(("key", "content", "op", "said"), CHANGES, ids=[change[0] for change in CHANGES])
def test_a_changed_parameter_is_felt_and_told(key: str, content: Content, op: str, said: str) -> None:
    values = _changed(key, content)
    broken = [case for case in CASES if case["op"] == op and not judge(case, values).passed]
    assert broken
    traced = values.tracing()
    answers = [told(answer_of(op, case["at"], case["inputs"], traced), traced, op) for case in broken]
    assert any(said in line for answer in answers for line in lines(answer, "vi"))
    assert all(judge(case, BASE).passed for case in broken)
