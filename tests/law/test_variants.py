"""Variants of every operation: the day before and after each change of law, ages, caps, minima, mixtures of options.

Expected answers were reckoned by hand from the article named in `source`, not by the program. Some are worked examples
of the texts themselves ("official example").
"""

import json
from pathlib import Path

import pytest

from ansinh.cli.cases.runner import judge
from ansinh.law.value_files import load

FILES = sorted((Path(__file__).parent / "variants").glob("*.json"))
CASES = [case for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_variant(case: dict) -> None:
    verdict = judge(case, load())
    assert verdict.passed, (case["title"], case["working"], verdict.got)
