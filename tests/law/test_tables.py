"""Tables of the law: each row is a case, both sides of every change; expected answers were reckoned by hand.

A table names the operation, the articles, the facts that are always the same, the columns of facts (first the day)
and the columns of answers. Official examples that are told from memory say so in the title.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from ansinh.cli.cases.runner import answer_of, same
from ansinh.law.value_files import load

FILES = sorted((Path(__file__).parent / "tables").glob("*.json"))
TABLES = [table for path in FILES for table in json.loads(path.read_text(encoding="utf-8"))["tables"]]
ROWS = [(table, row) for table in TABLES for row in table["rows"]]
NAMES = [f"{table['op']}-{number}" for table in TABLES for number, _ in enumerate(table["rows"], 1)]


@pytest.mark.parametrize(("table", "row"), ROWS, ids=NAMES)
def test_row(table: dict[str, Any], row: list[Any]) -> None:
    told = len(table["columns"])
    day, *facts = row[:told]
    inputs = table["always"] | dict(zip(table["columns"][1:], facts, strict=True))
    answers = dict(zip(table["expected"], row[told:], strict=True))
    got = answer_of(table["op"], day, inputs, load()).outputs
    wrong = {name: got.get(name) for name, answer in answers.items() if not same(answer, got.get(name))}
    assert not wrong, (table["title"], table["source"])
