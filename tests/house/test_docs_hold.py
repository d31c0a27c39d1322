"""What README, CONTRIBUTING and the how-to pages name exists: commands with their options, files, pages, targets."""

import itertools
import re
import shlex
from collections.abc import Iterator
from functools import cache
from typing import Any

import pytest
import typer
from django.urls import Resolver404, resolve
from tests.house.source import FLOORS, ROOT, SOURCE
from typer.core import TyperGroup

from ansinh.cli.main import COMMANDS, run

PAGES = tuple(
    str(path.relative_to(ROOT))
    for path in (
        ROOT / "README.md", ROOT / "CONTRIBUTING.md", ROOT / "GLOSSARY.md",
        *sorted((ROOT / "docs" / "how-to").glob("*.md")), *sorted((ROOT / "docs" / "decisions").glob("*.md")),
    )
)  # fmt: skip
UsageError = typer.BadParameter.__mro__[1]  # typer shows only what comes of it
EXAMPLES = {"law2024.py"}  # a name to be given; nothing bears it
ENDS = (".py", ".yaml", ".sql", ".json", ".html", ".css", ".js", ".md", ".txt")
DATA = re.compile(r"^(DIR/|var/|files/|lookups/|story\.json$)")  # files the product writes
IDS = ("1", "00000000-0000-0000-0000-000000000001")  # what a capital word of an example stands for
SAMPLES = (*IDS, "2026-04", "2021-10-31", "2026-04-1")


def text_of(page: str) -> str:
    return (ROOT / page).read_text(encoding="utf-8")


def spans(page: str) -> list[str]:
    """Return what stands between backticks, signs of a table unescaped."""
    return [span.replace("\\|", "|") for span in re.findall(r"`([^`\n]+)`", text_of(page))]


def lines(page: str) -> Iterator[str]:
    """Yield the commands of indented blocks, without what is said beside them."""
    joined = text_of(page).replace("\\\n", " ")
    for line in joined.splitlines():
        if line.startswith("    ansinh "):
            yield from (one.strip() for one in re.sub(r"\s{2,}#.*| # .*", "", line).split(" ; "))


@cache
def commands() -> Any:
    return typer.main.get_command(run)


def command_of(words: list[str]) -> tuple[Any, list[str]]:
    """Return the command that words name, and the words after its name; AssertionError where there is none."""
    found, rest = commands(), words
    while isinstance(found, TyperGroup) and rest and not rest[0].startswith(("-", "<", "[")) and rest[0] != "...":
        inner = found.get_command(None, rest[0])
        assert inner is not None, f"no command {' '.join(words)!r}"
        found, rest = inner, rest[1:]
    return found, rest


def each_of(words: list[str]) -> Iterator[list[str]]:
    """Yield the command with each of its alternatives (a|b|c)."""
    yield from (list(one) for one in itertools.product(*(word.split("|") for word in words)))


def names(command: Any) -> set[str]:
    return {name for one in command.params for name in (*one.opts, *one.secondary_opts)} | {"--help"}


@pytest.mark.parametrize("page", PAGES)
def test_commands_named_in_a_text_exist_with_their_options(page: str) -> None:
    for span in spans(page):
        if not span.startswith("ansinh "):
            continue
        for words in each_of(re.sub(r"[\[\]]", " ", span).split()[1:3]):
            command, _ = command_of(words)
            options = set(re.findall(r"(?<![\w-])--[a-z][a-z-]*", span))
            assert options <= names(command), f"{span}: {options - names(command)}"


def refused(command: Any, words: list[str]) -> str:
    """Return why a command does not take these words, "" where it does."""
    try:
        command.make_context("ansinh", list(words))
    except UsageError as error:
        return str(error.format_message())
    return ""


@pytest.mark.parametrize("page", PAGES)
def test_commands_to_be_typed_are_whole(page: str) -> None:
    """Every option is known, and what a command cannot do without is there."""
    for line in lines(page):
        command, rest = command_of([word for word in shlex.split(line)[1:] if word != "..."])
        assert not isinstance(command, TyperGroup) or command.invoke_without_command, line
        for param in command.params:
            param.type_descriptor.parameter_info.exists = False  # the files of an example are the reader's
        samples = ([sample if re.fullmatch("[A-Z]+", one) else one for one in rest] for sample in IDS)
        refusals = [refused(command, words) for words in samples]
        assert "" in refusals, f"{line}: {refusals}"


def test_the_page_of_commands_has_them_all() -> None:
    page = text_of("docs/how-to/commands.md")
    assert [name for name in COMMANDS if f"`ansinh {name}" not in page] == []


@pytest.mark.parametrize("page", PAGES)
def test_targets_of_make_exist(page: str) -> None:
    targets = set(re.findall(r"^([a-z-]+):", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE))
    assert set(re.findall(r"(?:`|^ {4})make ([a-z-]+)", text_of(page), re.MULTILINE)) <= targets


@cache
def files() -> tuple[str, ...]:
    rooms = (SOURCE, ROOT / "tests", ROOT / "docs")
    return tuple(f"/{path.relative_to(ROOT)}" for room in rooms for path in room.rglob("*") if path.suffix != ".pyc")


def there(name: str) -> bool:
    """Return whether a file or folder bears a name, which may begin anywhere below the root."""
    pattern = re.escape(name.rstrip("/")).replace(r"\*", "[^/]*")
    pattern = re.sub(r"<\w+>", "[^/]+", pattern)
    return any(re.search(f"/{pattern}$", path) for path in files()) or (ROOT / name).exists()


def holds(name: str) -> bool:
    """Return whether a file or folder exists, or the word that a module of this name is said to have."""
    stem, _, word = name.rpartition(".")
    if there(name) or f".{word}" in ENDS:
        return there(name)
    modules = (ROOT / path[1:] for path in files() if path.endswith(f"/{stem}.py"))
    return any(re.search(rf"\b{word}\b", module.read_text(encoding="utf-8")) for module in modules)


def expanded(name: str) -> list[str]:
    """Return the names that one with {a,b} stands for."""
    before, _, rest = name.partition("{")
    inside, _, after = rest.partition("}")
    return [before + one + after for one in inside.split(",")] if rest else [name]


@pytest.mark.parametrize("page", PAGES)
def test_files_and_folders_named_exist(page: str) -> None:
    ends = "|".join(ENDS).replace(".", r"\.")
    path = re.compile(rf"^((src|docs|tests|{'|'.join(FLOORS)})/[\w<>{{}},*./-]*|[\w<>{{}},*/-]+({ends}))$")
    named = [name for name in (span.partition(":")[0] for span in spans(page)) if path.match(name)]
    known = [name for name in named if not DATA.match(name) and name not in EXAMPLES]
    assert [name for one in known for name in expanded(one) if not holds(name)] == []
    linked = re.findall(r"\]\(([^)#:]+)\)", text_of(page))
    assert [link for link in linked if not ((ROOT / page).parent / link).exists()] == []


def answers(address: str) -> bool:
    """Return whether a page or the API answers at an address; words and numbers stand for what is not fixed in it."""
    fixed = re.sub(r"\{\w+\|[^}]*\}", lambda one: one.group()[1:-1].split("|")[0], address.partition("?")[0])
    for sample in SAMPLES:
        filled = re.sub(r"<\w+>|\{[^}]*\}|(?<=/)[A-Z]+(?=/|$)", sample, fixed)
        try:
            resolve(filled)
        except Resolver404:
            continue
        return True
    return False


@pytest.mark.parametrize("page", PAGES)
def test_pages_and_the_api_answer_where_a_text_sends_you(page: str) -> None:
    address = re.compile(r"^(?:[A-Z/|]+ )?(/\S*)$")
    sent = [found.group(1) for span in spans(page) if (found := address.match(span))]
    assert [one for one in sent if not answers(one)] == []
