"""Findings of filings, in the order of the file."""

from collections.abc import Sequence

from django.db import connection

from ansinh.core.finding import Finding, Place, Severity
from ansinh.core.text import Text
from ansinh.records.models import FilingFinding

_COPY = (
    'COPY records_filingfinding (filing_id, position, code, severity, sheet, row, "column", found, message_vi, '
    "message_en, mend_vi, mend_en) FROM STDIN"
)


def replace_findings(filing: str, findings: Sequence[Finding], *, first: bool = False) -> None:
    """Keep `findings` as those of the filing, in place of earlier ones; `first` says that there are none."""
    if not first:
        FilingFinding.objects.filter(filing_id=filing).delete()
    if not findings:
        return
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for position, f in enumerate(findings):
            copy.write_row((filing, position, f.code, f.severity.value, *_place(f), f.found, *_sentences(f)))


def _place(finding: Finding) -> tuple[str, int | None, str]:
    """Return sheet, row and column."""
    return finding.where.sheet, finding.where.row, finding.where.column


def _sentences(finding: Finding) -> tuple[str, str, str, str]:
    """Return message and mend, each in both languages."""
    return finding.message.vi, finding.message.en, finding.mend.vi, finding.mend.en


def findings(filing: str, *, after: int = -1, limit: int = 200, severity: str = "") -> list[tuple[int, Finding]]:
    """Return (position, finding) after a position, at most `limit`, of one severity where given."""
    rows = FilingFinding.objects.filter(filing_id=filing, position__gt=after)
    if severity:
        rows = rows.filter(severity=severity)
    return [(row.position, _finding(row)) for row in rows.order_by("position")[:limit]]


def all_findings(filing: str) -> list[Finding]:
    """Return all findings of the filing."""
    return [_finding(row) for row in FilingFinding.objects.filter(filing_id=filing).order_by("position")]


def _finding(row: FilingFinding) -> Finding:
    """Return the value of one row."""
    return Finding(
        row.code,
        Place(row.sheet, row.row, row.column),
        row.found,
        Text(row.message_vi, row.message_en),
        Text(row.mend_vi, row.mend_en),
        Severity(row.severity),
    )
