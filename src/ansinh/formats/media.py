"""Kinds of files as HTTP and mail name them."""

from typing import Final

CSV: Final = "text/csv; charset=utf-8"
XLSX: Final = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PDF: Final = "application/pdf"
JSON: Final = "application/json"
