"""A document as PDF, typeset by typst with the fonts of the package."""

from typing import Any

from ansinh.core.text import Language
from ansinh.formats.document import Block, Chart, Document, Figures, Paragraph
from ansinh.formats.documents.charts import chart_svg
from ansinh.formats.documents.numbers import headings, printed_rows
from ansinh.formats.typeset import typeset


def write_pdf(document: Document) -> bytes:
    """Return the document as PDF."""
    return typeset("report", _data(document))[0]


def _data(document: Document) -> dict[str, Any]:
    """Return what the template prints."""
    sections = [
        {"heading": section.heading, "blocks": [_block(block, document.language) for block in section.blocks]}
        for section in document.sections
    ]
    return {
        "title": document.title, "about": document.about, "language": document.language, "sections": sections,
        "footer": document.footer or document.about, "page": "Trang" if document.language == "vi" else "Page",
    }  # fmt: skip


def _block(block: Block, language: Language) -> dict[str, Any]:
    """Return one block as the template knows it."""
    if isinstance(block, Paragraph):
        return {"kind": "paragraph", "text": block.text, "lead": block.lead, "tone": block.tone}
    if isinstance(block, Figures):
        items = [
            {"label": item.label, "value": item.value, "note": item.note, "tone": item.tone} for item in block.items
        ]
        return {"kind": "figures", "items": items}
    if isinstance(block, Chart):
        return {"kind": "chart", "title": block.title, "note": block.note, "svg": chart_svg(block, language)}
    return {
        "kind": "table", "title": block.title, "note": block.note, "heads": headings(block),
        "rows": printed_rows(block, language), "strong": sorted(block.strong),
        "aligns": ["l" if column.places is None else "r" for column in block.columns],
        "widths": [0 if not place else 1 for place in range(len(block.columns))],
    }  # fmt: skip
