"""Commands ask as their functions say: what stands behind the star is an option, by its name."""

import inspect
from collections.abc import Iterator
from typing import Any

import typer
from typer.core import TyperArgument, TyperGroup

from ansinh.cli.main import run


def commands(found: Any, name: str = "ansinh") -> Iterator[tuple[str, Any]]:
    """Yield every command with its whole name."""
    if not isinstance(found, TyperGroup) or found.invoke_without_command:
        yield name, found
    if isinstance(found, TyperGroup):
        for inner in found.list_commands(None):
            yield from commands(found.get_command(None, inner), f"{name} {inner}")


def test_what_is_asked_by_name_is_an_option() -> None:
    table = dict(commands(typer.main.get_command(run)))
    assert len(table) > 100
    by_place = [
        f"{name}: {param.name}"
        for name, command in table.items()
        for param in command.params
        if isinstance(param, TyperArgument)
        and inspect.signature(inspect.unwrap(command.callback)).parameters[param.name].kind
        is inspect.Parameter.KEYWORD_ONLY
    ]
    assert by_place == []
