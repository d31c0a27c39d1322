"""A document as Markdown and as JSON."""

import json
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from ansinh.core.rate import decimal_text
from ansinh.core.text import Language
from ansinh.formats.document import Block, Chart, Document, DocumentTable, Figures, Paragraph
from ansinh.formats.documents.charts import chart_table
from ansinh.formats.documents.numbers import headings, printed_rows


def write_markdown(document: Document) -> bytes:
    """Return Markdown: charts become their tables."""
    lines = [f"# {document.title}", "", f"*{document.about}*", ""]
    for section in document.sections:
        lines += [f"## {section.heading}", ""]
        for block in section.blocks:
            lines += [*_block(block, document.language), ""]
    lines += ["---", "", document.footer] if document.footer else []
    return "\n".join(lines).encode()


def _block(block: Block, language: Language) -> Iterator[str]:
    """Yield the lines of one block."""
    if isinstance(block, Paragraph):
        yield f"**{block.text}**" if block.lead else block.text
    elif isinstance(block, Figures):
        for figure in block.items:
            yield f"- **{figure.label}: {figure.value}** — {figure.note}"
    else:
        yield from _table(chart_table(block) if isinstance(block, Chart) else block, language)


def _table(table: DocumentTable, language: Language) -> Iterator[str]:
    """Yield a table; numbers are right aligned, totals bold."""
    if table.title:
        yield f"**{table.title}**"
        yield ""
    yield "| " + " | ".join(map(_cell, headings(table))) + " |"
    yield "|" + "|".join("---" if column.places is None else "---:" for column in table.columns) + "|"
    for place, row in enumerate(printed_rows(table, language)):
        mark = "**" if place in table.strong else ""
        yield "| " + " | ".join(f"{mark}{_cell(cell)}{mark}" for cell in row) + " |"
    if table.note:
        yield ""
        yield f"*{table.note}*"


def _cell(text: str) -> str:
    """Return text that stays inside its cell."""
    return text.replace("|", "\\|").replace("\n", " ")


def write_json(document: Document) -> bytes:
    """Return the document as JSON: whole numbers as numbers, exact ratios as text ("97.7" or "2/3"), None as null."""
    sections = [
        {"heading": section.heading, "blocks": [_json_block(block) for block in section.blocks]}
        for section in document.sections
    ]
    value = {
        "key": document.key, "title": document.title, "about": document.about, "language": document.language,
        "sections": sections, "footer": document.footer,
    }  # fmt: skip
    return json.dumps(value, ensure_ascii=False, indent=1).encode()


def _json_block(block: Block) -> dict[str, Any]:
    """Return one block as an object that names its kind."""
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "lead": block.lead, "tone": block.tone}
    if isinstance(block, Figures):
        items = [
            {"label": item.label, "value": item.value, "note": item.note, "tone": item.tone} for item in block.items
        ]
        return {"kind": "figures", "items": items}
    table = chart_table(block) if isinstance(block, Chart) else block
    columns = [{"heading": column.heading, "unit": column.unit, "places": column.places} for column in table.columns]
    made: dict[str, Any] = {
        "kind": "chart" if isinstance(block, Chart) else "table", "title": table.title, "note": table.note,
        "columns": columns, "rows": [[exact(cell) for cell in row] for row in table.rows],
    }  # fmt: skip
    return made | ({"chart": block.kind} if isinstance(block, Chart) else {"strong": sorted(block.strong)})


def exact(cell: str | int | Fraction | None) -> str | int | None:
    """Return a cell without loss: a ratio as its decimal where it has one, else as a ratio."""
    if not isinstance(cell, Fraction):
        return cell
    if cell.denominator == 1:
        return cell.numerator
    try:
        return decimal_text(cell)
    except ValueError:
        return str(cell)
