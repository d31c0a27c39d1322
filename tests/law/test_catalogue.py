"""The catalogue of inputs and the operations are one table in two files: neither says what the other does not."""

import ast
from pathlib import Path

from ansinh.cli.cases import catalogue
from ansinh.cli.cases.operations import OPERATIONS

NAMED = {op: words.split() for op, words in (catalogue.INPUTS | catalogue.PARTS).items()}


def _read() -> set[str]:
    """Return every word the readers of cases ask for."""
    folder = Path(catalogue.__file__).parent
    texts = (path.read_text(encoding="utf-8") for path in folder.glob("*.py") if path.name != "catalogue.py")
    nodes = (node for text in texts for node in ast.walk(ast.parse(text)))
    return {node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)}


def test_every_operation_says_its_inputs() -> None:
    assert catalogue.INPUTS.keys() == OPERATIONS.keys()


def test_every_input_is_read_somewhere() -> None:
    read = _read()
    assert {op: unread for op, names in NAMED.items() if (unread := [name for name in names if name not in read])} == {}


def test_no_name_stands_twice_and_parts_belong_to_an_input() -> None:
    assert {op: names for op, names in NAMED.items() if len(names) != len(set(names))} == {}
    known = {name for names in NAMED.values() for name in names}
    assert {part for part in catalogue.PARTS if part.rpartition(".")[2] not in known} == set()
