"""The source of the product as the tests of the house read it."""

import ast
from dataclasses import dataclass
from functools import cache
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
SOURCE = ROOT / "src" / "ansinh"
FLOORS = (
    "core", "law", "domain", "formats", "partners", "records", "usecases", "jobs", "cli", "api", "web", "site",
)  # fmt: skip
STAIRS = (
    "registry", "ledger", "coverage", "declarations", "collection", "benefits", "claims", "outreach", "planning",
)  # fmt: skip


@dataclass(frozen=True)
class Module:
    path: Path
    text: str
    tree: ast.Module

    @property
    def name(self) -> str:
        return str(self.path.relative_to(ROOT))

    @property
    def lines(self) -> int:
        return self.text.count("\n")

    def functions(self) -> list[ast.FunctionDef | ast.AsyncFunctionDef]:
        return [node for node in ast.walk(self.tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]


@cache
def modules() -> tuple[Module, ...]:
    found = []
    for path in sorted(SOURCE.rglob("*.py")):
        if "migrations" in path.parts:
            continue
        text = path.read_text(encoding="utf-8")
        found.append(Module(path, text, ast.parse(text)))
    return tuple(found)


def on_floor(floor: str) -> tuple[Module, ...]:
    return tuple(module for module in modules() if module.path.relative_to(SOURCE).parts[0] == floor)
