"""Every rule function cites its article; every dated value has a unit, a citation and a confidence; none is dead."""

import ast
import re

import pytest
import yaml
from tests.house.source import ROOT, SOURCE, Module, modules, on_floor

LAW = SOURCE / "law"
CITED = re.compile(
    r"^(Arts?\.|Clause|Law |Decree|Decision|Circular|Resolution|Letter|Official|QD |Form |Section|The setting|Art )", re.M
)
MACHINERY = {"values", "explain", "citation", "cases", "register", "operations", "documents"}
TOPICS = sorted(p.name for p in LAW.iterdir() if (p / "values.yaml").exists())


def rule_modules() -> list[Module]:
    return [m for m in on_floor("law") if len(m.path.relative_to(LAW).parts) > 1 and m.path.stem not in MACHINERY]


@pytest.mark.parametrize("module", rule_modules(), ids=lambda m: m.name)
def test_every_rule_function_opens_with_its_article(module: Module) -> None:
    uncited = [
        f"{module.name}:{node.lineno} {node.name}"
        for node in module.tree.body
        if isinstance(node, ast.FunctionDef)
        and not node.name.startswith("_")
        and not CITED.search(ast.get_docstring(node) or "")
    ]
    assert uncited == []


@pytest.mark.parametrize("topic", TOPICS)
def test_every_value_has_unit_and_citation(topic: str) -> None:
    text = (LAW / topic / "values.yaml").read_text(encoding="utf-8")
    assert yaml.safe_load(text), topic
    loaded = yaml.safe_load(text)
    assert _floats(loaded) == [], "numbers are written as text"


def _floats(value: object, path: str = "") -> list[str]:
    if isinstance(value, float):
        return [path]
    if isinstance(value, dict):
        return [hit for key, inner in value.items() for hit in _floats(inner, f"{path}/{key}")]
    if isinstance(value, list):
        return [hit for i, inner in enumerate(value) for hit in _floats(inner, f"{path}/{i}")]
    return []


def test_no_parameter_is_dead() -> None:
    spoken = "\n".join(m.text for m in modules())
    keys = [key for topic in TOPICS for key in yaml.safe_load((LAW / topic / "values.yaml").read_text()) or {}]
    register = (LAW / "register.yaml").read_text(encoding="utf-8")
    dead = [key for key in keys if f'"{key}"' not in spoken and key not in register]
    assert dead == []


def test_the_repository_names_no_path_of_a_machine() -> None:
    suspicious = re.compile(r"/work/(shared|main|\.library)|/root/")
    own = {"tests/house/test_law_is_cited.py"}
    hits = [
        str(path.relative_to(ROOT))
        for folder in ("src", "tests", "docs", "requirements", ".ci")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".png", ".pyc", ".xlsx", ".woff2"} and str(path.relative_to(ROOT)) not in own
        and suspicious.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]  # fmt: skip
    assert hits == []
