"""A document in the form asked for."""

from collections.abc import Callable
from typing import Final, Literal

from ansinh.formats.document import Document
from ansinh.formats.documents.book import write_xlsx
from ansinh.formats.documents.html import write_html
from ansinh.formats.documents.pdf import write_pdf
from ansinh.formats.documents.text import write_json, write_markdown

DocumentForm = Literal["md", "html", "pdf", "xlsx", "json"]
_WRITERS: Final[dict[str, Callable[[Document], bytes]]] = {
    "md": write_markdown, "html": write_html, "pdf": write_pdf, "xlsx": write_xlsx, "json": write_json,
}  # fmt: skip


def write_document(document: Document, form: DocumentForm) -> bytes:
    """Return `document` as Markdown, HTML, PDF, XLSX or JSON; text is UTF-8."""
    return _WRITERS[form](document)
