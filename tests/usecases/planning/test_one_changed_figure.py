"""ONE loaded figure is changed: the sentence, the table, the chart and the verdict of the briefing follow it alike."""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ansinh.cli.indicators import app as indicators
from ansinh.cli.report import app as report

RUNNER = CliRunner()
MONTHS = {"2020-10": 200_000, "2020-12": 205_000, "2021-09": 218_000}
PLAN, BEHIND, AHEAD = 220_000, 210_456, 229_544


def load(folder: Path, october: int) -> None:
    """Load the series of an office with `october` as its last value, and its plan."""
    values = [
        {"office": "26", "indicator": "participants_csi", "period": month, "value": str(value)}
        for month, value in {**MONTHS, "2021-10": october}.items()
    ]
    paper = {"number": "12/QĐ-BHXH", "title": "Giao chỉ tiêu", "day": "2021-01-15"}
    target = {"office": "26", "indicator": "participants_csi", "year": 2021, "value": str(PLAN), "document": paper}
    told = {"format": "ansinh-planning/1", "source": "thử", "values": values, "targets": [target], "references": []}
    (folder / "told.json").write_text(json.dumps(told), encoding="utf-8")
    assert RUNNER.invoke(indicators, ["load", str(folder / "told.json"), "--actor", "thử"]).exit_code == 0


def briefing(folder: Path) -> dict[str, Any]:
    """The briefing as values: every sentence, table and chart of what is printed."""
    out = folder / "briefing.json"
    asked = ["briefing", "--office", "26", "--period", "2021-10", "--format", "json", "--output", str(out)]
    answer = RUNNER.invoke(report, asked)
    assert answer.exit_code == 0, answer.output
    told: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
    return told


def blocks(told: dict[str, Any], kind: str) -> list[dict[str, Any]]:
    return [block for section in told["sections"] for block in section["blocks"] if block["kind"] == kind]


@pytest.mark.usefixtures("province")
def test_text_table_chart_and_verdict_follow_one_figure(tmp_path: Path) -> None:
    load(tmp_path, BEHIND)
    before = briefing(tmp_path)
    load(tmp_path, AHEAD)
    after = briefing(tmp_path)
    late = "Chậm tiến độ: Người tham gia BHXH bắt buộc (đạt 95,66% kế hoạch"
    texts = [" ".join(block["text"] for block in blocks(told, "paragraph")) for told in (before, after)]
    assert (late in texts[0], "95,66%" in texts[1]) == (True, False)
    for told, here, gone in ((before, BEHIND, AHEAD), (after, AHEAD, BEHIND)):
        tables = json.dumps([block["rows"] for block in blocks(told, "table")])
        assert (str(here) in tables, str(gone) in tables) == (True, False)
        charts = [row for block in blocks(told, "chart") for row in block["rows"] if row[0] == "BHXH bắt buộc"]
        assert str(Fraction(100 * here, PLAN)) in charts[0]
        figure = next(one for one in told["figures"] if one["indicator"] == "participants_csi")
        assert figure["value"] == str(here)
