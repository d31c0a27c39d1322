"""Runs files of worked cases: each case calls the function of its operation and is compared key by key, exactly."""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction
from pathlib import Path
from typing import Any

from ansinh.cli.cases.answer import Answer
from ansinh.cli.cases.catalogue import check_names, missing_names, unknown_names
from ansinh.cli.cases.given import AN_INPUT, AN_OBJECT, Call, Given, GivenError, MissingInputError
from ansinh.cli.cases.operations import OPERATIONS
from ansinh.core.errors import AnsinhError
from ansinh.core.text import Text
from ansinh.law.values import Values

FORMAT = "ansinh-cases/1"
A_KNOWN_OPERATION = Text("một thao tác đã biết", "a known operation")
POSSIBLE = Text("các dữ kiện mà luật tính được", "facts the law can reckon with")
IMPOSSIBLE = (ValueError, KeyError, TypeError, IndexError, ArithmeticError)  # what the law says to impossible facts


@dataclass(frozen=True, slots=True)
class Verdict:
    """What became of one case. `got` holds the compared outputs, or the refusal; `binding` false decides nothing.

    `unread`: places of inputs the operation does not have; they decide nothing, and are told.
    """

    case_id: str
    op: str
    passed: bool
    expected: dict[str, Any]
    got: object
    binding: bool
    title: str
    unread: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FileFault:
    """A file that cannot be run: where, and how to mend it."""

    file: str
    message: Text


def run_file(path: Path, values: Values, *, only: str = "") -> Iterator[Verdict | FileFault]:
    """Yield a verdict for each case of the file (of operation `only`, if given), or a fault with its place."""
    try:
        body = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError, RecursionError) as error:
        yield FileFault(str(path), Text(f"không đọc được: {error}", f"cannot be read: {error}"))
        return
    if not isinstance(body, dict) or body.get("format") != FORMAT or not isinstance(body.get("cases"), list):
        yield FileFault(
            str(path),
            Text(f"cần định dạng {FORMAT} với danh sách cases", f"wanted format {FORMAT} with a list of cases"),
        )
        return
    for index, case in enumerate(body["cases"]):
        place = f"{path}: cases[{index}]"
        if not isinstance(case, dict) or not {"id", "op", "inputs", "expected"} <= set(case):
            yield FileFault(place, Text("thiếu id, op, inputs hoặc expected", "id, op, inputs or expected is missing"))
        elif not only or case["op"] == only:
            yield judge(case, values)


def judge(case: dict[str, Any], values: Values) -> Verdict:
    """Return the verdict on one case: passed when every expected key equals the output, exactly."""
    expected, unread = case["expected"], tuple[str, ...]()
    try:
        op, inputs = operation(case["op"], case["inputs"])
        unread = tuple(unknown_names(op, inputs))
        answer = reckon(op, case.get("at"), inputs, values)
        got: object = {key: answer.outputs.get(key) for key in expected}
        passed = all(key in answer.outputs and same(expected[key], answer.outputs[key]) for key in expected)
    except (GivenError, AnsinhError, TypeError) as error:
        got, passed = {"error": str(error)}, False
    binding, title = case.get("binding", True), case.get("title", "")
    return Verdict(case["id"], case["op"], passed, expected, got, binding, title, unread)


def answer_of(op: object, at: object, inputs: object, values: Values) -> Answer:
    """Return what the operation answers; GivenError also for an input it does not have: whoever types may mistype."""
    name, given = operation(op, inputs)
    check_names(name, given)
    return reckon(name, at, given, values)


def operation(op: object, inputs: object) -> tuple[str, dict[str, Any]]:
    """Return what was asked as an operation and its inputs; GivenError where it is neither."""
    if not isinstance(op, str) or op not in OPERATIONS:
        raise GivenError("op", A_KNOWN_OPERATION, op)
    if not isinstance(inputs, dict):
        raise GivenError("inputs", AN_OBJECT, inputs)
    return op, inputs


def reckon(op: str, at: object, inputs: dict[str, Any], values: Values) -> Answer:
    """Return what an operation answers; GivenError for a bad date, a missing or bad input."""
    call = Call(None if at is None else Given({"at": at}, "case").day("at"), Given(inputs))
    try:
        return OPERATIONS[op].run(call, values)
    except MissingInputError as error:
        missing = missing_names(op, inputs)
        if not missing:
            raise
        raise GivenError(", ".join(f"inputs.{name}" for name in missing), AN_INPUT, None) from error
    except IMPOSSIBLE as error:
        raise GivenError("inputs", POSSIBLE, str(error)) from error


def same(expected: object, got: object) -> bool:
    """Return whether an output equals the expected one: lists and objects part by part, decimals as numbers."""
    if isinstance(expected, dict) and isinstance(got, dict):
        return expected.keys() == got.keys() and all(same(expected[key], got[key]) for key in expected)
    if isinstance(expected, list) and isinstance(got, list):
        return len(expected) == len(got) and all(same(a, b) for a, b in zip(expected, got, strict=True))
    if isinstance(expected, bool) or isinstance(got, bool) or type(expected) is not type(got):
        return expected is got
    if isinstance(expected, str) and expected != got:
        return _number(expected) is not None and _number(expected) == _number(str(got))
    return expected == got


def _number(text: str) -> Fraction | None:
    """Return the decimal written as text, None if it is none."""
    try:
        return Fraction(text)
    except ValueError:
        return None
