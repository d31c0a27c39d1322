"""The door to what became of prospects, and to the models learned from it."""

from typing import Any

import numpy as np
import polars as pl

from ansinh.records.bulk.arrow import Column
from ansinh.records.bulk.frames import copy_frame
from ansinh.records.models import ConversionModel, Office, OutreachHistory


def ended(path: str) -> dict[str, Column]:
    """Return reason, people, contacts and joined of ended prospects under `path`, oldest first."""
    offices = Office.objects.filter(path=path) | Office.objects.filter(path__startswith=f"{path}.")
    rows = (
        OutreachHistory.objects.filter(office__in=offices)
        .order_by("ended_on", "id")
        .values_list("kind", "people", "contacts", "joined")
    )
    kinds, people, contacts, joined = zip(*rows, strict=True) if rows else ((), (), (), ())
    return {
        "kind": np.array(kinds, dtype=object), "people": np.array(people, dtype=np.int64),
        "contacts": np.array(contacts, dtype=np.int64), "joined": np.array(joined, dtype=np.bool_),
    }  # fmt: skip


def keep_model(office: str, actor: str, rows: int, kept: tuple[dict[str, Any], dict[str, Any]]) -> int:
    """Keep a model and its test; return its id."""
    weights, calibration = kept
    place = Office.objects.get(code=office)
    made = ConversionModel.objects.create(
        office=place, fitted_by=actor, rows=rows, weights=weights, calibration=calibration
    )
    return made.pk


def latest_model(path: str) -> tuple[int, dict[str, Any]] | None:
    """Return (rows, weights and rates) of the latest model of the office at `path` or one above it, None for none."""
    parts = path.split(".")
    above = [".".join(parts[: n + 1]) for n in range(len(parts))]
    found = ConversionModel.objects.filter(office__path__in=above).order_by("-office__path", "-fitted_at").first()
    return (found.rows, found.weights) if found else None


def add(path: str, frame: pl.DataFrame) -> int:
    """Add ended prospects of offices under `path` (columns of the table, `office` as code); return how many are new."""
    ids = dict(Office.objects.filter(path__startswith=path).values_list("code", "id"))
    known = set(OutreachHistory.objects.filter(source__in=frame["source"].to_list()).values_list("source", flat=True))
    fresh = frame.filter(pl.col("office").is_in(list(ids)) & ~pl.col("source").is_in(list(known)))
    columns = fresh.with_columns(
        office_id=pl.col("office").replace_strict(ids, return_dtype=pl.Int64), amount=pl.lit(0)
    )
    return copy_frame("records_outreachhistory", columns.drop("office"))
