"""Kinds of files as HTTP and mail name them."""

from typing import Final

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"
JSON: Final = "application/json"
DOCUMENTS: Final = {
    "md": "text/markdown; charset=utf-8",
    "html": "application/octet-stream",  # a file to keep: never shown as a page of this site
    "pdf": PDF,
    "xlsx": XLSX,
    "json": JSON,
}
"""The kinds of documents by their form."""
