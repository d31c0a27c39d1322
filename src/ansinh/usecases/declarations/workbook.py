"""The sender's own workbook back, with a column of comments."""

from ansinh.core.errors import RefusedError
from ansinh.core.text import Language
from ansinh.formats.limits import ChildError, comment_limited
from ansinh.records.store.declarations import filings
from ansinh.records.store.declarations.findings import all_findings


def commented_workbook(filing: str, *, language: Language = "vi") -> bytes:
    """Return the filing as an XLSX with its findings beside the rows; RefusedError where it cannot be opened."""
    try:
        return comment_limited(filings.content(filing), all_findings(filing), language=language)
    except ChildError as error:
        raise RefusedError(error.message) from error
