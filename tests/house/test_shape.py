"""The bars of the design: short files, short functions, nothing hidden, everything said."""

import ast
import re
from statistics import median

import pytest
from tests.house.source import FLOORS, ROOT, SOURCE, STAIRS, Module, modules, on_floor

IDS = {"ids": lambda module: module.name}


def length(node: ast.FunctionDef | ast.AsyncFunctionDef) -> int:
    return (node.end_lineno or node.lineno) - node.lineno + 1


def test_files_are_a_short_read() -> None:
    lines = [module.lines for module in modules() if module.lines > 1]
    assert median(lines) <= 120
    assert {m.name: m.lines for m in modules() if m.lines > 500} == {}


def test_functions_fit_a_screen() -> None:
    lengths = {f"{m.name}:{f.lineno} {f.name}": length(f) for m in modules() for f in m.functions()}
    assert median(lengths.values()) <= 10
    assert {where: n for where, n in lengths.items() if n > 60} == {}


def test_nothing_is_imported_inside_a_function() -> None:
    deferred = [
        f"{m.name}:{inner.lineno}"
        for m in modules()
        for f in m.functions()
        for inner in ast.walk(f)
        if isinstance(inner, ast.Import | ast.ImportFrom)
    ]
    assert deferred == []


def test_no_function_asks_for_more_than_six_things() -> None:
    many = {
        f"{m.name}:{f.lineno} {f.name}"
        for m in modules()
        for f in m.functions()
        if len([a for a in (*f.args.posonlyargs, *f.args.args, *f.args.kwonlyargs) if a.arg not in {"self", "cls"}]) > 6
        and not m.name.startswith("src/ansinh/cli/")  # a command's options are its form, not its arguments
    }
    assert many == set()


@pytest.mark.parametrize("module", modules(), **IDS)
def test_every_public_name_says_what_it_is(module: Module) -> None:
    silent = [] if ast.get_docstring(module.tree) or not module.text.strip() else [module.name]
    for node in module.tree.body:
        if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
            silent += [] if ast.get_docstring(node) else [f"{module.name}:{node.lineno} {node.name}"]
    assert silent == []


def test_no_unfinished_marks_and_no_room_without_a_name() -> None:
    marks = re.compile(r"\b(TODO|FIXME|XXX|raise NotImplementedError)\b")
    assert [m.name for m in modules() if marks.search(m.text)] == []
    assert [m.name for m in modules() if m.path.stem in {"utils", "helpers", "misc", "common"}] == []


def test_no_signals() -> None:
    assert [m.name for m in modules() if "django.dispatch" in m.text or "django.db.models.signals" in m.text] == []


@pytest.mark.parametrize("module", [m for f in ("core", "law", "domain", "formats") for m in on_floor(f)], **IDS)
def test_the_lower_floors_know_no_clock_no_chance_and_no_surroundings(module: Module) -> None:
    forbidden = re.compile(
        r"\b(datetime|date|dt\.datetime|dt\.date)\.(now|today|utcnow)\(|os\.environ|\bimport random\b"
    )
    allowed = {"src/ansinh/formats/child.py", "src/ansinh/formats/limits.py"}  # they start the capped child process
    assert module.name in allowed or not forbidden.search(module.text)


@pytest.mark.parametrize("module", on_floor("law"), **IDS)
def test_no_float_touches_the_law(module: Module) -> None:
    floats = [n.lineno for n in ast.walk(module.tree) if isinstance(n, ast.Constant) and isinstance(n.value, float)]
    names = re.findall(r"\bfloat(?:32|64)?\b", re.sub(r'"""[\s\S]*?"""|#.*', "", module.text))
    assert (floats, names) == ([], [])


def test_floors_and_stairs_are_words_of_the_glossary() -> None:
    glossary = (ROOT / "GLOSSARY.md").read_text(encoding="utf-8")
    folders = {p.name for p in SOURCE.iterdir() if p.is_dir() and not p.name.startswith("__")}
    assert folders == set(FLOORS) & folders
    assert [word for word in (*FLOORS, *STAIRS) if f"`{word}`" not in glossary] == []
    stairs = {p.name for p in (SOURCE / "domain").iterdir() if p.is_dir() and not p.name.startswith("__")}
    assert stairs <= set(STAIRS)
    topics = {p.name for p in (SOURCE / "law").iterdir() if p.is_dir() and not p.name.startswith("__")}
    assert [topic for topic in sorted(topics) if f"`{topic}`" not in glossary] == []


def test_the_root_stays_small() -> None:
    tracked = {
        p.name for p in ROOT.iterdir() if p.name not in {".git", ".venv", "var", "build"} and "cache" not in p.name
    }
    assert len({name for name in tracked if not name.startswith(".")}) <= 20


def test_no_page_or_file_of_the_product_names_another_host() -> None:
    own = re.compile(r"https?://(127\.0\.0\.1|localhost|\{|\[::1\])")
    names = re.compile(r"https?://[^\s\"'<>)]+")
    # Names of vocabularies (XML, FHIR) are identifiers, never fetched.
    vocabulary = re.compile(
        r"https?://(www\.w3\.org|schemas\.openxmlformats\.org|schemas\.microsoft\.com|purl\.org|vega\.github\.io/schema|(terminology\.)?hl7\.org)/"
    )
    strangers = []
    for path in sorted(SOURCE.rglob("*")):
        if path.suffix not in {".py", ".html", ".css", ".js", ".yaml", ".json", ".typ", ".svg", ".sql"}:
            continue
        strangers += [
            f"{path.relative_to(ROOT)}: {host}"
            for host in names.findall(path.read_text(encoding="utf-8"))
            if not own.match(host) and not vocabulary.match(host)
        ]
    assert strangers == []


def test_no_function_is_written_three_times() -> None:
    """Twice may be chance; the third is to be one function that has a name."""
    places: dict[tuple[str, str], list[str]] = {}
    for m in modules():
        for f in m.functions():
            said = "\n".join(ast.unparse(line) for line in f.body[ast.get_docstring(f) is not None :])
            if len(said) > 70:
                places.setdefault((ast.unparse(f.args), said), []).append(f"{m.name}:{f.lineno} {f.name}")
    assert [found for found in places.values() if len(found) > 2] == []
