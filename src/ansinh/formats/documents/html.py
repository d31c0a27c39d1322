"""A document as one HTML file that needs nothing else: fonts, styles and charts are inside."""

import base64
from collections.abc import Iterator
from functools import cache
from html import escape
from importlib import resources

from ansinh.core.text import Language
from ansinh.formats.document import Block, Chart, Document, DocumentTable, Figures, Paragraph
from ansinh.formats.documents.charts import chart_svg, chart_table
from ansinh.formats.documents.numbers import headings, printed_rows


@cache
def _style() -> str:
    """Return the style sheet with the fonts of the package inside."""
    folder = resources.files("ansinh.formats")
    faces = []
    for name, weight in (("Regular", 400), ("SemiBold", 600)):
        font = base64.b64encode(folder.joinpath("fonts", f"Inter-{name}.ttf").read_bytes()).decode()
        source = f"url(data:font/ttf;base64,{font}) format('truetype')"
        faces.append(f"@font-face{{font-family:Inter;font-weight:{weight};src:{source}}}")
    return "".join(faces) + folder.joinpath("templates", "report.css").read_text(encoding="utf-8")


def write_html(document: Document) -> bytes:
    """Return a self-contained HTML page."""
    body = "".join(_section(section.heading, section.blocks, document.language) for section in document.sections)
    page = (
        f'<!doctype html><html lang="{document.language}"><head><meta charset="utf-8">'
        f'<meta name="viewport" content="width=device-width, initial-scale=1"><title>{escape(document.title)}</title>'
        f"<style>{_style()}</style></head><body><main><header><h1>{escape(document.title)}</h1>"
        f'<p class="about">{escape(document.about)}</p></header>{body}'
        f"<footer>{escape(document.footer)}</footer></main></body></html>"
    )
    return page.encode()


def _section(heading: str, blocks: tuple[Block, ...], language: Language) -> str:
    """Return one section."""
    inner = "".join("".join(_block(block, language)) for block in blocks)
    return f"<section><h2>{escape(heading)}</h2>{inner}</section>"


def _block(block: Block, language: Language) -> Iterator[str]:
    """Yield the HTML of one block; a chart comes with its table folded under it."""
    if isinstance(block, Paragraph):
        yield f'<p class="{"lead " if block.lead else ""}{block.tone}">{escape(block.text)}</p>'
    elif isinstance(block, Figures):
        cards = (
            f'<div class="figure {item.tone}"><span>{escape(item.label)}</span><b>{escape(item.value)}</b>'
            f"<small>{escape(item.note)}</small></div>"
            for item in block.items
        )
        yield f'<div class="figures">{"".join(cards)}</div>'
    elif isinstance(block, Chart):
        table = "".join(_table(chart_table(block), language, caption=False))
        words = "Số liệu" if language == "vi" else "Data"
        note = f"<figcaption>{escape(block.note)}</figcaption>" if block.note else ""
        yield f"<figure><h3>{escape(block.title)}</h3>{chart_svg(block, language)}{note}"
        yield f"<details><summary>{words}</summary>{table}</details></figure>"
    else:
        yield from _table(block, language, caption=True)


def _table(table: DocumentTable, language: Language, *, caption: bool) -> Iterator[str]:
    """Yield a table."""
    yield '<div class="scroll"><table>'
    if caption and table.title:
        yield f"<caption>{escape(table.title)}</caption>"
    kinds = ["" if column.places is None else ' class="n"' for column in table.columns]
    heads = "".join(
        f'<th scope="col"{kind}>{escape(words)}</th>' for words, kind in zip(headings(table), kinds, strict=True)
    )
    yield f"<thead><tr>{heads}</tr></thead><tbody>"
    for place, row in enumerate(printed_rows(table, language)):
        cells = "".join(f"<td{kind}>{escape(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        yield f'<tr class="strong">{cells}</tr>' if place in table.strong else f"<tr>{cells}</tr>"
    yield "</tbody></table></div>"
    if table.note and caption:
        yield f'<p class="note">{escape(table.note)}</p>'
