"""Every rule function cites its article; every dated value has a unit, a citation and a confidence; none is dead."""

import ast
import json
import re

import pytest
from tests.house.source import ROOT, SOURCE, Module, modules, on_floor

from ansinh.cli.cases.runner import answer_of
from ansinh.law.register import kept_for_later
from ansinh.law.value_files import TOPICS, load

LAW = SOURCE / "law"
CITED = re.compile(
    r"^(Arts?\.|Clause|Law |Decree|Decision|Circular|Resolution|Letter|Official|QD |Form |Section|The setting|Art )",
    re.MULTILINE,
)
MACHINERY = {"values", "explain", "citation", "cases", "register", "operations", "documents"}


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


def test_every_value_has_names_unit_and_citation() -> None:
    parameters = load().parameters.values()
    assert {p.topic for p in parameters} == set(TOPICS)
    assert [p.key for p in parameters if not (p.label.vi and p.label.en and p.unit and p.dates)] == []
    assert [(p.key, line.day) for p in parameters for line in p.dates if len(line.citation) < 5] == []


def test_no_parameter_is_dead() -> None:
    spoken = "\n".join(m.text for m in modules())
    spoken += "\n".join(path.read_text(encoding="utf-8") for path in sorted((SOURCE / "domain").rglob("*.yaml")))
    values = load().tracing()
    alive = {key for key in values.parameters if f'"{key}"' in spoken}
    for path in sorted((ROOT / "tests" / "cases").glob("*.json")):
        for case in json.loads(path.read_text(encoding="utf-8"))["cases"]:
            told = answer_of(case["op"], case["at"], case["inputs"], values).told
            alive |= {value.key for value in told.values} if told else set()
    alive |= {value.key for value in values.used()}
    assert sorted(set(values.parameters) - alive - set(kept_for_later())) == []
    assert sorted(set(kept_for_later()) & alive) == []


def test_the_repository_names_no_path_of_a_machine() -> None:
    suspicious = re.compile(r"/work/(shared|main|\.library)|/root/")
    own = {"tests/house/test_law_is_cited.py"}
    hits = [
        str(path.relative_to(ROOT))
        for folder in ("src", "tests", "docs", "requirements", ".ci")
        for path in sorted((ROOT / folder).rglob("*"))
        if path.is_file() and path.suffix not in {".png", ".pyc", ".nbi", ".nbc", ".xlsx", ".woff2"}
        and str(path.relative_to(ROOT)) not in own
        and suspicious.search(path.read_text(encoding="utf-8", errors="ignore"))
    ]  # fmt: skip
    assert hits == []
