"""Wrong facts of a case are told in both languages with their place: never a traceback, never a key passed over."""

import copy
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ansinh.cli.cases.given import GivenError
from ansinh.cli.cases.operations import OPERATIONS
from ansinh.cli.cases.runner import answer_of, judge
from ansinh.cli.main import run
from ansinh.core.errors import AnsinhError
from ansinh.core.text import Text
from ansinh.law.value_files import load

CASES = {
    case["op"]: case
    for path in sorted((Path(__file__).parents[1] / "cases").glob("*.json"))
    for case in json.loads(path.read_text(encoding="utf-8"))["cases"]
}
WRONG = (None, "x", -1, 1.5, [], {}, 10**20, True, "2021-02-30", "2021-13", [1], [{}], "1/3", 0)
NEVER = "inputs: wanted facts the law can reckon with"  # the last net: each input is to be told by its own name
VALUES = load()
cli = CliRunner()


def _places(inputs: Any, so_far: tuple[str | int, ...] = ()) -> Iterator[tuple[str | int, ...]]:
    """Every place of the inputs, of a list the first row."""
    rows = inputs.items() if isinstance(inputs, dict) else enumerate(inputs[:1]) if isinstance(inputs, list) else ()
    for key, value in rows:
        yield (*so_far, key)
        yield from _places(value, (*so_far, key))


def _with(inputs: Any, place: tuple[str | int, ...], value: Any) -> Any:
    changed = copy.deepcopy(inputs)
    inside = changed
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    return changed


def _refusal(op: str, at: Any, inputs: Any) -> Text | None:
    """What is told of inputs in the way of users; None if they are answered. Any other error is a failure."""
    try:
        answer_of(op, at, inputs, VALUES)
    except (GivenError, AnsinhError) as error:
        return error.message
    return None


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_a_wrong_input_is_told_by_its_name(op: str) -> None:
    case = CASES[op]
    trials = [(place, wrong) for place in _places(case["inputs"]) for wrong in WRONG]
    refusals = [(trial, _refusal(op, case["at"], _with(case["inputs"], *trial))) for trial in trials]
    told = [(trial, text) for trial, text in refusals if text is not None]
    assert told or not trials
    assert not [trial for trial, text in told if NEVER in text.en or not text.vi]


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_a_key_nobody_knows_is_refused(op: str) -> None:
    with pytest.raises(GivenError, match="thirteenth_month"):
        answer_of(op, CASES[op]["at"], {**CASES[op]["inputs"], "thirteenth_month": 1}, VALUES)


def test_a_case_with_an_input_nobody_reads_is_judged_and_the_input_told() -> None:
    case = CASES["card.child_end"]
    verdict = judge({**case, "inputs": {**case["inputs"], "remark": "x"}}, VALUES)
    assert verdict.passed
    assert verdict.unread == ("inputs.remark",)


CHILD = {"kind": "child", "age_years": 9, "other_parent_alive": True, "spouse_alive": None, "adult_children": None}
NATIONAL = {"nationality": "VN", "permit": None, "intra_company": None, "past_retirement_age": None}
PRESENT = {"absence": "none", "working_days": None, "first_month_or_return": None, "pay_agreement": None}
PLAYS_NO_PART = [
    ("coverage.schemes", {**NATIONAL, "part_time": False, "monthly_pay": None}),
    ("month.treatment", PRESENT),
    ("relief116.support", {"participating_2021_09_30": True, "reserved": None, "monthly_pension": None}),
    ("health_contribution.whole_period", {"payer": "state", "order": None, "paid_on": None}),
    ("claim.direct_payment", {"situation": "card_not_shown", "facility": None}),
    ("claim.episode", {"printed_level": None}),
    (
        "dossier.due_date",
        {"kind": "sickness_from_employer", "received": "2024-03-07", "weekly_rest": None, "holidays": None},
    ),
    ("survivors.monthly_share", {"cause": "oad", "relatives": [{**CHILD, "income": None}]}),
    ("survivors.monthly_amount", {"shares": [1, "0.5"]}),
    ("sickness.amount", {"days": 5}),
    ("maternity.birth_amount", {"birth": "2023-09-10", "second_child_birth": None}),
    ("maternity.father", {"birth": "2024-02-01", "surgery": True, "under_32_weeks": None, "second_child_birth": None}),
    ("maternity.window", {"birth": "2024-05-14", "birth_month_contributed": None}),
    (
        "contributions.floor",
        {"month": "2026-07", "full_time": False, "region": None, "trained": None, "conditions": None},
    ),
    ("late.payment_status", {"justified_reason": None}),
    ("ui.reserve", {"cause": "decision_cancelled", "months_suspended": None, "months_collected": None}),
    ("ui.notice_in_transfer", {"transfer_from": "2015-07-28", "transfer_to": None, "notice_given": None}),
    ("convalescence.maternity", {"returned_early": True, "days_requested": None}),
    ("relief116.support", {"employer_kind": "state_agency", "ui_months_unused": None}),
    ("claim.transport", {"patients": None}),
    ("pension.average_window", {"pension_from": None}),
    ("sickness.long_list_limit", {"running_on_2016_01_01": True, "contributed_months": None}),
    ("one_time.reference_date", {"requested": None}),
    ("pension.eligible", {"sex": "male", "commune_worker": None}),
]
ASKED = [
    ("maternity.birth_amount", {"birth": "2026-07-01", "second_child_birth": None}),
    ("maternity.window", {"birth": "2024-05-15", "birth_month_contributed": None}),
    ("contributions.floor", {"month": "2025-06", "trained": None}),
    (
        "relief116.support",
        {"participating_2021_09_30": True, "employer_kind": "enterprise", "ui_months_unused": None},
    ),
    ("pension.eligible", {"sex": "female", "commune_worker": None}),
    ("sickness.amount", {"rate": "0.333333333333"}),
    ("pension.minimum", {"rate_pct": "45.00001"}),
    ("arrears.recover_compound", {"monthly_rate": "1.01"}),
]


@pytest.mark.parametrize(("op", "changed"), PLAYS_NO_PART, ids=[op for op, _ in PLAYS_NO_PART])
def test_a_fact_without_a_part_may_be_null_and_a_decimal_a_whole_number(op: str, changed: dict[str, Any]) -> None:
    assert _refusal(op, CASES[op]["at"], {**CASES[op]["inputs"], **changed}) is None


@pytest.mark.parametrize(("op", "changed"), ASKED, ids=[op for op, _ in ASKED])
def test_a_fact_with_a_part_is_asked_by_its_name(op: str, changed: dict[str, Any]) -> None:
    told = _refusal(op, CASES[op]["at"], {**CASES[op]["inputs"], **changed})
    assert told is not None
    assert f"inputs.{list(changed)[-1]}" in told.en


@pytest.mark.parametrize("op", sorted(OPERATIONS))
def test_no_facts_at_all_are_told_with_every_missing_name(op: str) -> None:
    with pytest.raises(GivenError) as found:
        answer_of(op, CASES[op]["at"], {}, VALUES)
    assert all(key in found.value.message.vi for key in CASES[op]["inputs"])


@pytest.mark.parametrize("at", ["x", "2021-02-30", 5, "1900-01-01", "9999-12-31"])
def test_an_impossible_day_is_no_traceback(at: Any) -> None:
    refusals = [_refusal(op, at, case["inputs"]) for op, case in CASES.items()]
    assert all(text is None or text.vi for text in refusals)


def test_the_command_refuses_a_language_it_has_not() -> None:
    answer = cli.invoke(run, ["law", "explain", "card.child_end", "--inputs", '{"born": "2020-01-01"}', "--lang", "fr"])
    assert answer.exit_code == 2
    assert "vi, en" in answer.output


def test_the_command_tells_inputs_that_are_no_json() -> None:
    answer = cli.invoke(run, ["law", "explain", "card.child_end", "--inputs", "[" * 100_000])
    assert answer.exit_code == 2
    assert "--inputs" in answer.output
