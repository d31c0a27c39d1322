"""`ansinh docs`: the reference pages, printed by the program from its own data: they cannot disagree with it."""

from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Annotated

import typer

from ansinh.core.fund import FUND_NAMES
from ansinh.core.text import Text
from ansinh.domain.ledger.chart import CHART_NAMES
from ansinh.domain.planning.indicators import catalogue
from ansinh.law.register import Entry, entries
from ansinh.law.value_files import TOPICS, load
from ansinh.law.values import Dated, Parameter

app = typer.Typer(help="Print the reference pages / In các trang tra cứu.", no_args_is_help=False)
HEAD = "<!-- printed by `ansinh docs`; change the data, not this page -->\n\n"
VALUES_HEAD = """# Dated values of the law

A value holds from its day until the next. `unknown`: it exists and no text read here establishes it; the law refuses
by name until the agency enters an announced value.
"""
UNSURE = {"unsure": "**unsure**"}


@app.callback(invoke_without_command=True)
def docs(out: Annotated[Path, typer.Option(help="folder")] = Path("docs/reference")) -> None:
    """Write every reference page into a folder."""
    out.mkdir(parents=True, exist_ok=True)
    for name, page in PAGES.items():
        (out / name).write_text(HEAD + page(), encoding="utf-8")
        typer.echo(str(out / name))


def values_page() -> str:
    """Return the dated values of the law, topic by topic, with citation and confidence of each date."""
    parameters = load().parameters.values()
    parts = [VALUES_HEAD]
    for topic in TOPICS:
        parts += [f"## `{topic}`\n", *(_parameter(each) for each in parameters if each.topic == topic)]
    return "\n".join(parts) + "\n"


def _parameter(parameter: Parameter) -> str:
    """Return one parameter as a heading and a table."""
    rows = [
        (str(line.day), _content(line), line.citation, UNSURE.get(line.confidence, line.confidence))
        for line in parameter.dates
    ]
    note = f"\n{parameter.note}\n" if parameter.note else ""
    title = f"### `{parameter.key}`\n{_both(parameter.label)} ({parameter.unit})\n{note}\n"
    return title + _table(("from", "value", "citation", "confidence"), rows)


def _content(line: Dated) -> str:
    """Return a dated content as a cell."""
    if line.content is None:
        return "(ends)"
    if isinstance(line.content, str):
        return line.content
    if isinstance(line.content, tuple):
        return ", ".join(line.content)
    return ", ".join(f"{name} {value}" for name, value in line.content.items())


def register_page() -> str:
    """Return what the machine knows of the law, since when it is verified, by which cases, and the gaps."""
    return "# What the machine knows of the law\n\n" + "\n".join(_entry(entry) for entry in entries()) + "\n"


def _entry(entry: Entry) -> str:
    """Return one topic of the register."""
    gaps = "\n".join(f"- gap: {_both(gap)}" for gap in entry.gaps)
    known = f"- since: {entry.since}\n- verified by: {', '.join(entry.verified_by)}"
    return f"## `{entry.topic}`\n{_both(entry.name)}\n\n{known}\n{gaps}\n"


def indicators_page() -> str:
    """Return the indicators with unit, kind and direction."""
    rows = [(f"`{i.code}`", i.name.vi, i.name.en, i.unit, i.kind, i.good) for i in catalogue().values()]
    return "# Indicators\n\n" + _table(("code", "chỉ tiêu", "indicator", "unit", "kind", "good"), rows)


def chart_page() -> str:
    """Return the accounts of the books and the funds."""
    accounts = _table(("account", "tên", "name"), [(str(int(c)), t.vi, t.en) for c, t in CHART_NAMES.items()])
    names = [(f"{int(fund)} `{fund.name.lower()}`", text.vi, text.en) for fund, text in FUND_NAMES.items()]
    funds = _table(("fund", "tên", "name"), names)
    return f"# The books\n\n## Accounts\n\n{accounts}\n## Funds\n\n{funds}"


def _both(text: Text) -> str:
    """Return a text in both languages."""
    return f"{text.vi} · {text.en}"


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    """Return a Markdown table; a bar inside a cell is escaped."""
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


PAGES: dict[str, Callable[[], str]] = {
    "law-values.md": values_page,
    "law-register.md": register_page,
    "indicators.md": indicators_page,
    "books.md": chart_page,
}
