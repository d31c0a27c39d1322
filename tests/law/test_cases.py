"""Every worked case, one by one, and the commands around them."""

import json
import shutil
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ansinh.cli.cases.operations import OPERATIONS
from ansinh.cli.cases.runner import Verdict, judge, run_file
from ansinh.cli.main import run
from ansinh.law.value_files import load, read

FILES = sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
CASES = [(path.stem, case) for path in FILES for case in json.loads(path.read_text(encoding="utf-8"))["cases"]]
LAW = Path(__file__).parents[2] / "src" / "ansinh" / "law"
cli = CliRunner()


@pytest.mark.parametrize("case", [case for _, case in CASES], ids=[case["id"] for _, case in CASES])
def test_case(case: dict) -> None:
    verdict = judge(case, load())
    assert verdict.passed or not verdict.binding, verdict.got


def test_every_operation_has_a_case() -> None:
    assert {case["op"] for _, case in CASES} == set(OPERATIONS)


def test_the_command_answers_in_json(tmp_path: Path) -> None:
    wrong = json.loads(FILES[0].read_text(encoding="utf-8"))
    wrong["cases"] = wrong["cases"][:3]
    wrong["cases"][0]["expected"] = {"no_such_key": 1}
    wrong["cases"][1]["op"] = "nobody.knows"
    file = tmp_path / "wrong.json"
    file.write_text(json.dumps(wrong), encoding="utf-8")
    answer = cli.invoke(run, ["law", "cases", str(file), "--json"])
    report = json.loads(answer.output)
    failed = {each["id"] for each in report["failed"]} | {each["id"] for each in report["shown"] if not each["passed"]}
    assert answer.exit_code == 1
    assert {wrong["cases"][0]["id"], wrong["cases"][1]["id"]} <= failed


@pytest.mark.parametrize("text", ["", "[]", "{", '{"format": "other", "cases": []}'])
def test_a_broken_file_is_told_with_its_place(tmp_path: Path, text: str) -> None:
    file = tmp_path / "broken.json"
    file.write_text(text, encoding="utf-8")
    answer = cli.invoke(run, ["law", "cases", str(file)])
    assert answer.exit_code == 1
    assert "broken.json" in answer.output


def test_an_explanation_tells_steps_articles_and_doubts() -> None:
    case = next(case for _, case in CASES if case["id"] == "contributions-020")
    arguments = ["law", "explain", case["op"], "--at", case["at"], "--inputs", json.dumps(case["inputs"])]
    vietnamese, english = cli.invoke(run, arguments), cli.invoke(run, [*arguments, "--lang", "en"])
    assert vietnamese.exit_code == english.exit_code == 0
    assert "Luật 58/2014/QH13, Điều 86(1)(c)" in vietnamese.output
    assert "Law 58/2014/QH13 art. 86(1)(c)" in english.output
    assert "đơn vị" not in english.output
    assert "10.000.000 đ x 14% = 1.400.000 đ" in vietnamese.output
    assert "Not due under Resolution 68" in english.output
    assert "unsure" in english.output  # rounding is a setting that no text fixes


def test_an_unknown_rate_is_refused_by_name() -> None:
    inputs = json.dumps({"month": "2006-05", "payroll": 1000})
    answer = cli.invoke(
        run, ["law", "explain", "contributions.retained_share", "--at", "2006-05-01", "--inputs", inputs]
    )
    assert answer.exit_code == 3
    assert "2007-01-01" in answer.output


def test_a_changed_value_changes_cases_alike(tmp_path: Path) -> None:
    copy = tmp_path / "law"
    shutil.copytree(LAW, copy, ignore=shutil.ignore_patterns("*.py", "__pycache__"))
    wages = copy / "wages" / "values.yaml"
    text = wages.read_text(encoding="utf-8")
    wages.write_text(
        text.replace('{from: 2019-07-01, value: "1490000"', '{from: 2019-07-01, value: "1500000"'), encoding="utf-8"
    )
    changed = [item for path in FILES for item in run_file(path, read(copy)) if isinstance(item, Verdict)]
    broken = {verdict.case_id for verdict in changed if not verdict.passed and verdict.binding}
    assert {"contributions-011", "health-coverage-001"} <= broken
    assert "contributions-001" not in broken


@pytest.mark.parametrize("op", sorted(OPERATIONS))
@pytest.mark.parametrize("language", ["vi", "en"])
def test_every_operation_can_be_told(op: str, language: str) -> None:
    case = next(case for _, case in CASES if case["op"] == op)
    arguments = ["law", "explain", op, "--inputs", json.dumps(case["inputs"]), "--lang", language]
    answer = cli.invoke(run, [*arguments, *(["--at", case["at"]] if case["at"] else [])])
    assert answer.exit_code == 0, answer.output
    assert len(answer.output.splitlines()) >= 2
    assert not (language == "en" and "đơn vị" in answer.output)


BOUNDARIES = json.loads((Path(__file__).parent / "boundaries.json").read_text(encoding="utf-8"))


@pytest.mark.parametrize("case", BOUNDARIES["cases"], ids=[case["id"] for case in BOUNDARIES["cases"]])
def test_boundary(case: dict) -> None:
    verdict = judge(case, load())
    assert verdict.passed, verdict.got


def test_a_missing_base_is_told_not_taken_as_nothing() -> None:
    case = next(case for _, case in CASES if case["id"] == "contributions-011")
    inputs = {**case["inputs"], "coefficient": None}
    answer = cli.invoke(run, ["law", "explain", case["op"], "--at", case["at"], "--inputs", json.dumps(inputs)])
    assert answer.exit_code == 2
    assert "inputs.base" in answer.output
