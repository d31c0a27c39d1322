"""The commands of planning, as a person types them: exit codes, answers, all forms of the briefing."""

import json
from pathlib import Path

import pytest
from tests.usecases.planning.two_offices import OCTOBER
from typer.testing import CliRunner

from ansinh.cli.direction import app as direction
from ansinh.cli.indicators import app as indicators
from ansinh.cli.plan import app as plan
from ansinh.cli.report import app as report
from ansinh.core.period import Month
from ansinh.usecases.planning import take_snapshot

PUBLISHED = Path(__file__).parents[2] / "domain" / "planning" / "published-figures.json"
RUNNER = CliRunner()


def test_check_agrees_with_the_file_in_every_figure():
    answer = RUNNER.invoke(report, ["check", str(PUBLISHED), "--json"])
    assert answer.exit_code == 0
    ours = {one["id"]: (one["verdict"], one["computed"]) for one in json.loads(answer.stdout)["figures"]}
    given = json.loads(PUBLISHED.read_text(encoding="utf-8"))["figures"]
    assert ours == {one["id"]: (one["verdict"], one["computed"]) for one in given}


@pytest.mark.parametrize(("lang", "word"), [("vi", "mâu thuẫn: 3"), ("en", "contradicted: 3")])
def test_check_for_people(lang, word):
    answer = RUNNER.invoke(report, ["check", str(PUBLISHED), "--lang", lang])
    assert answer.exit_code == 0
    assert word in answer.stdout


def test_a_changed_figure_is_a_result_and_no_error(tmp_path):
    text = PUBLISHED.read_text(encoding="utf-8").replace('"printed": "1114733"', '"printed": "1114734"')
    (tmp_path / "changed.json").write_text(text, encoding="utf-8")
    answer = RUNNER.invoke(report, ["check", str(tmp_path / "changed.json"), "--lang", "en"])
    assert answer.exit_code == 0
    assert "Differing from the verdict in the file: S1-002, S1-009, S1-014" in answer.stdout


@pytest.mark.parametrize("content", [b"", b"{", b"[]", b'{"format": "ansinh-figures/1", "figures": [1]}', b"\xff"])
@pytest.mark.parametrize("options", [[], ["--json"]])
def test_a_file_that_cannot_be_judged(tmp_path, content, options):
    (tmp_path / "bad.json").write_bytes(content)
    answer = RUNNER.invoke(report, ["check", str(tmp_path / "bad.json"), *options])
    assert answer.exit_code == 1
    if options:
        assert json.loads(answer.stdout)["findings"][0]["mend"]["vi"]
    else:
        assert answer.stderr.startswith("error: ")


def test_load_list_and_show(province, tmp_path):
    assert "participants_csi" in RUNNER.invoke(indicators, ["list"]).stdout
    rows = "office;indicator;period;value\n26;participants_csi;2021-10;220596\n"
    (tmp_path / "a.csv").write_text(rows, encoding="utf-8")
    answer = RUNNER.invoke(indicators, ["load", str(tmp_path / "a.csv"), "--actor", "thử"])
    assert (answer.exit_code, "Đã ghi 1 số liệu" in answer.stdout) == (0, True)
    (tmp_path / "b.csv").write_text(rows.replace("26;", "98;"), encoding="utf-8")
    assert RUNNER.invoke(indicators, ["load", str(tmp_path / "b.csv"), "--json"]).exit_code == 1
    shown = json.loads(RUNNER.invoke(indicators, ["show", "--office", "26", "--period", "2021-10"]).stdout)
    assert [(one["indicator"], one["value"], one["state"]) for one in shown] == [
        ("participants_csi", "220596", "reported")
    ]
    assert province.top.code == "26"


STARTS = {"md": b"# B", "html": b"<!doctype html", "pdf": b"%PDF-", "xlsx": b"PK\x03\x04", "json": b"{"}


@pytest.mark.parametrize("form", STARTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_briefing_in_every_form(province, tmp_path, form, lang):
    province.sheet(province.accounts[0], Month.of(2020, 10), people_si=8, rs_paid=5 * 10**9)
    province.sheet(province.accounts[0], people_si=10, people_hi=10, rs_paid=6 * 10**9, rs_owed=10**8, debt_class=3)
    take_snapshot("26", Month.of(2020, 10), "thử")
    take_snapshot("26", OCTOBER, "thử")
    out = tmp_path / f"briefing.{form}"
    options = ["--office", "26", "--period", "2021-10", "--format", form, "--lang", lang, "--output", str(out)]
    answer = RUNNER.invoke(report, ["briefing", *options])
    assert answer.exit_code == 0, answer.output
    content = out.read_bytes()
    assert content.lower().startswith(STARTS[form].lower())
    if form == "json":
        figures = {one["indicator"]: one for one in json.loads(content)["figures"]}
        assert figures["revenue_total"]["comparators"]["same_period_last_year"]["percent"] == "20"
        assert figures["participants_csi"]["as_of"] == "2021-10-31"


def test_an_office_that_does_not_exist(province):
    answer = RUNNER.invoke(report, ["briefing", "--office", "98", "--period", "2021-10"])
    assert (answer.exit_code, answer.stderr.strip()) == (6, "Không có cơ quan mang mã 98.")
    answer = RUNNER.invoke(report, ["briefing", "--office", province.top.code, "--period", "2021"])
    assert answer.exit_code == 2


@pytest.mark.parametrize("form", STARTS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_sheet_of_a_week_in_every_form(province, tmp_path, form, lang):
    province.sheet(province.accounts[0], people_si=8, rs_paid=5 * 10**9)
    take_snapshot("26", OCTOBER, "test")
    output = tmp_path / f"w.{form}"
    line = ["weekly", "--office", "26", "--week", "2021-W45", "--format", form, "--lang", lang, "--output", str(output)]
    answer = RUNNER.invoke(report, line)
    assert answer.exit_code == 0, answer.output
    assert output.read_bytes().startswith(STARTS[form][:2])


@pytest.mark.parametrize("week", ["2021-44", "2021-W60", "x", "2021-W"])
def test_a_week_that_is_none(province, week):
    assert province
    answer = RUNNER.invoke(report, ["weekly", "--office", "26", "--week", week])
    assert (answer.exit_code, "2021-W44" in answer.stderr) == (4, True)


def test_commands_of_direction(province, tmp_path):
    line = {"office": "2601", "what": "Thu nợ", "expected": "Xong", "deadline": "2021-11-20"}
    said = {"format": "ansinh-direction/1", "office": "26", "document": "1/TB", "title": "T", "chair": "G",
            "day": "2021-11-01", "tasks": [line]}  # fmt: skip
    (tmp_path / "a.json").write_text(json.dumps(said), encoding="utf-8")
    assert "1 nhiệm vụ" in RUNNER.invoke(direction, ["load", str(tmp_path / "a.json")]).stdout
    (tmp_path / "b.json").write_text(json.dumps(said | {"tasks": [line | {"deadline": "x"}]}), encoding="utf-8")
    assert RUNNER.invoke(direction, ["load", str(tmp_path / "b.json")]).exit_code == 1
    told = ["tasks", "--office", "26", "--day", "2021-12-01", "--json"]
    assert [one["state"] for one in json.loads(RUNNER.invoke(direction, told).stdout)] == ["late"]
    watched = ["alerts", "--office", "26", "--period", "2021-11", "--watch", "--day", "2021-12-01", "--json"]
    answer = RUNNER.invoke(direction, watched)
    assert {one["rule"] for one in json.loads(answer.stdout)} == {"tasks_late"}
    assert json.loads(RUNNER.invoke(direction, ["questions", "--json"]).stdout) == []
    early = ["scores", "--office", "26", "--quarter", "2021-10", "--freeze", "--day", "2021-12-31"]
    assert RUNNER.invoke(direction, early).exit_code == 4
    late = ["scores", "--office", "26", "--quarter", "2021-10", "--freeze", "--day", "2022-02-01", "--json"]
    assert len(json.loads(RUNNER.invoke(direction, late).stdout)) == 2
    assert "weight" in RUNNER.invoke(direction, ["rules"]).stdout
    assert RUNNER.invoke(direction, ["rules", str(tmp_path / "a.json")]).exit_code == 1
    assert province


def test_years_and_split(province):
    province.sheet(province.accounts[0], people_si=8)
    take_snapshot("26", OCTOBER, "test")
    told = RUNNER.invoke(plan, ["years", "--office", "26", "--period", "2021-10", "--ahead", "3", "--json"])
    assert {len(one["years"]) for one in json.loads(told.stdout)} == {3}
    assert RUNNER.invoke(plan, ["years", "--office", "26", "--period", "2021-10"]).exit_code == 0
    split = ["split", "--office", "26", "--indicator", "participants_csi", "--period", "2021-10"]
    assert RUNNER.invoke(plan, split).exit_code == 6
