"""Nonsense given to any option of the commands of prospects, debts, inspections and plans is answered in words."""

import datetime as dt
import importlib
import typing
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
import typer
from tests.jobs.small_books import Books
from typer.core import TyperGroup
from typer.testing import CliRunner

from ansinh.cli import main
from ansinh.core.errors import AnsinhError
from ansinh.core.text import Text

ROOMS = ("outreach", "activities", "campaigns", "agents", "debt", "inspection", "plan", "direction", "report")
NEVER = {"lang", "actor", "as_json"}  # languages are a choice everywhere; an actor may be anybody
SLOW = {("plan", "backtest")}  # makes whole provinces; its own test says what it refuses
NONSENSE: dict[Any, tuple[str, ...]] = {
    str: ("region=x", "9999-12"),
    int: ("-1", "9223372036854775808"),
    dt.datetime: ("0001-01-01", "9999-12-31"),
    UUID: ("00000000-0000-0000-0000-000000000000",),
    float: ("nan",),
    Path: ("/nonexistent/x",),
}
SENSE = {"office": "26", "period": "2020-10", "first": "2020-10", "last": "2020-12", "indicator": "participants_hi",
         "quarter": "2020-07", "week": "2020-W44", "code": "T2600001Z", "subject": "T2600001Z"}  # fmt: skip


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    made = Books()
    made.announce()
    made.works(made.account(1), made.person(1), "2020-10")
    made.close("2020-10")
    return made


def commands(found: Any, words: tuple[str, ...] = ()) -> Iterator[tuple[tuple[str, ...], Any]]:
    """Yield every command with the words that call it."""
    if not isinstance(found, TyperGroup):
        yield words, found
        return
    for name in found.list_commands(None):
        yield from commands(found.get_command(None, name), (*words, name))


def kind(parameter: Any) -> Any:
    """Return what a parameter takes: a type, or Literal."""
    found = parameter.type_descriptor.annotation
    while typing.get_origin(found) not in {None, typing.Literal}:
        found = next(one for one in typing.get_args(found) if one is not type(None))
    return typing.get_origin(found) or found


def sense(parameter: Any, folder: Path) -> str:
    """Return something a parameter may well be given."""
    what = kind(parameter)
    if what is typing.Literal:
        return str(typing.get_args(parameter.type_descriptor.annotation)[0])
    if what is Path:
        return str(folder / "out") if not parameter.type_descriptor.parameter_info.exists else str(folder / "in")
    plain = {int: "1", float: "1", dt.datetime: "2020-11-10", UUID: str(UUID(int=1))}
    return plain.get(what) or next((value for name, value in SENSE.items() if name in parameter.name), "x")


def calls(command: Any, folder: Path) -> Iterator[list[str]]:
    """Yield the arguments of a command, each time one parameter with nonsense."""
    asked = [one for one in command.params if one.name not in {"help", *NEVER}]
    for wrong in asked:
        for nonsense in NONSENSE.get(kind(wrong), ()):
            options, arguments = [], []
            for one in command.params:
                value = nonsense if one is wrong else sense(one, folder) if one.required else None
                if value is not None:
                    (arguments if one.param_type_name == "argument" else options).append(
                        value if one.param_type_name == "argument" else f"{one.opts[0]}={value}"
                    )
            yield [*options, "--", *arguments]


def in_words(error: BaseException | None) -> bool:
    """Return whether a command ended, refused in a sentence, or is explained in one by `ansinh` itself."""
    return (
        error is None
        or isinstance(error, SystemExit | AnsinhError)
        or (isinstance(error, Exception) and isinstance(main.explained(error)[0], Text))
    )


def test_nonsense_is_answered_in_words(books: Books, tmp_path: Path) -> None:
    assert books
    (tmp_path / "in").write_bytes(b"\x00\xff nonsense")
    broken, said = [], 0
    for room in ROOMS:
        app = importlib.import_module(main.COMMANDS[room][0]).app
        for words, command in commands(typer.main.get_command(app)):
            for given in calls(command, tmp_path) if (room, *words) not in SLOW else ():
                done = CliRunner().invoke(app, [*words, *given])
                said += 1
                if not in_words(done.exception):
                    broken.append(f"{room} {' '.join([*words, *given])[:120]}: {done.exception!r}"[:300])
    assert broken == []
    assert said > 300
