"""Approved lists and registers of a facility as CSV files of a folder: name.csv with the columns the checker knows."""

import io
from dataclasses import replace
from pathlib import Path

import polars as pl

from ansinh.core.finding import Finding, Place
from ansinh.domain.claims.lists import SCHEMAS, Lists, missing_columns
from ansinh.formats.faults import RefusedFileError, refuse

LARGEST = 256 * 1024 * 1024


def read_lists(folder: Path) -> tuple[Lists, list[Finding]]:
    """Return the lists of `folder` (none where there is no such folder) and what was wrong with broken ones."""
    kept: dict[str, pl.DataFrame] = {}
    findings: list[Finding] = []
    for name in SCHEMAS:
        path = folder / f"{name}.csv"
        if path.is_file():
            try:
                kept[name] = _read(path.read_bytes(), name)
            except RefusedFileError as error:
                findings.append(replace(error.finding, where=Place(path.name)))
    return Lists(kept), findings


def _read(data: bytes, name: str) -> pl.DataFrame:
    """Return one list as columns of text, blank is null. Raises RefusedFileError."""
    if len(data) > LARGEST:
        refuse("F-LARGE", f"{len(data) >> 20} MB", limit=LARGEST >> 20)
    try:
        frame = pl.read_csv(io.BytesIO(data), infer_schema=False)
    except (pl.exceptions.PolarsError, ValueError) as error:
        refuse("F-CSV", f"{error}"[:120])
    for heading in missing_columns(name, frame.columns):
        refuse("F-HEADING", heading, heading=heading)
    stripped = pl.selectors.string().str.strip_chars().replace("", None)
    return frame.select(SCHEMAS[name]).with_columns(stripped)
