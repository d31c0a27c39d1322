"""The commands `ansinh inspection` and the lists of `ansinh debt`: what they say, what they write, how they end."""

import datetime as dt
import json
from pathlib import Path

import pytest
from tests.jobs.small_books import Books
from typer.testing import CliRunner

from ansinh.cli.debt import app as debt
from ansinh.cli.inspection import app
from ansinh.core.errors import RefusedError
from ansinh.records.models import DebtCase, DebtStep, Inspection, InspectionPlan, RiskRun
from ansinh.usecases.collection import ladder

RUN = CliRunner()


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    made.announce()
    for number in (1, 2):
        made.works(made.account(number), made.person(number), "2020-10")
    for month in ("2020-10", "2020-11", "2020-12"):
        made.close(month)
    return made


def said(*arguments: str, of=app) -> str:
    done = RUN.invoke(of, list(arguments))
    if done.exception is not None and not isinstance(done.exception, SystemExit):
        raise done.exception
    assert done.exit_code == 0, done.output
    return " ".join(done.output.split())


def test_from_risk_to_a_case_with_papers(books: Books, tmp_path: Path) -> None:  # noqa: ARG001
    on = ("--day", "2021-01-11")
    scored = json.loads(said("risk", "--office", "26", *on, "--json"))
    assert (scored["units"], scored["people"], scored["period"]) == (2, 2, "2020-12")
    assert RiskRun.objects.get().day == dt.date(2021, 1, 11)
    found = json.loads(said("propose", "--office", "26", "--count", "1", "--json"))
    assert sum(one["points"] for one in found[0]["reasons"]) == found[0]["points"] == 9  # three months owed
    plan = ("plan", "--office", "26", "--paper", "1/KH", "--due", "2021-12-31", "--actor", "planner")
    number = said(*plan, "--riskiest", "1")
    assert number == str(InspectionPlan.objects.get().pk)
    with pytest.raises(RefusedError):
        said("sign", number, *on, "--actor", "planner")
    said("sign", number, *on, "--actor", "leader")
    assert found[0]["code"] not in {one["code"] for one in json.loads(said("propose", "--office", "26", "--json"))}
    item = str(InspectionPlan.objects.get().items.get().pk)
    opening = ("open", "--office", "26", "--from", "2020-10", "--to", "2020-12", "--item", item, "--actor", "planner")
    case = said(*opening, *on)
    said("decide", case, "--leader", "inspector", "--paper", "2/QD", *on, "--actor", "leader")
    said("start", case, *on, "--actor", "inspector")
    output = tmp_path / "decision.pdf"
    said("document", case, "--sheet", "decision", "--output", str(output), *on)
    assert output.read_bytes()[:4] == b"%PDF"
    assert case in said("list", "--office", "26", "--json")
    assert "0/1 of the plan" in said("progress", "--office", "26", "--year", "2021", "--lang", "en")
    said("cancel", case, "--paper", "3/QD", *on, "--actor", "leader")
    assert Inspection.objects.get().state == "cancelled"
    assert said("follow", "--office", "26", *on) == "0 paid, 0 closed"


def test_the_lists_of_debts(books: Books, tmp_path: Path) -> None:  # noqa: ARG001
    ladder.build("26", dt.date(2021, 1, 5), "nightly")
    case = DebtCase.objects.order_by("account__code").first()
    assert case is not None
    code, on = case.account.code, ("--day", "2021-01-11")
    for step in ("session", "publication"):
        DebtStep.objects.create(case=case, step=step, due=dt.date(2021, 1, 5), deadline=dt.date(2021, 1, 12))
    said("session", code, "--office", "26", "--minutes", "7/BB", "--place", "KCN", "--chair", "TP",
         "--came", "union=Ông A", "--agreed", "trả dần", *on, of=debt)  # fmt: skip
    listed = tmp_path / "list.md"
    said("publish", "--office", "26", "--paper", "9/DS", "--output", str(listed), "--format", "md", *on, of=debt)
    assert code in listed.read_text()
    assert set(case.steps.filter(step__in=("session", "publication")).values_list("state", flat=True)) == {"done"}
    plan = said("instalments", code, "--parts", "3", "--first", "2021-02-01", "--paper", "PA", *on, of=debt)
    said("approve", plan, "--actor", "leader", of=debt)
    said("justify", code, "--paper", "bão", of=debt)
    notice = str(case.steps.get(step="notice").pk)
    said("deliver", notice, "--proof", "RR1", *on, of=debt)
    campaign = said("campaign", code, "--office", "26", "--name", "Đợt", "--paper", "01/PH", *on, of=debt)
    handed = tmp_path / "file.json"
    said("file", campaign, code, "--output", str(handed), "--format", "json", of=debt)
    assert "RR1" in handed.read_text()
    council = tmp_path / "barred.xlsx"
    said("barred", "--office", "26", "--output", str(council), *on, of=debt)
    assert council.stat().st_size > 0
