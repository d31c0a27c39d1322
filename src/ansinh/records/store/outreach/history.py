"""The door to what became of prospects, and to the models learned from it."""

from typing import Any

import numpy as np

from ansinh.records.bulk.arrow import Column
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
