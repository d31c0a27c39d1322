"""What people were granted before that later decisions ask about, and what they are paid monthly; many at once."""

import datetime as dt
import json
from collections.abc import Sequence
from typing import Any

from django.db import connection

from ansinh.domain.benefits.earlier import Drawing, Earlier

ASKED = ["onetime", "unemployment", "unemployment.suspend", "unemployment.resume", "unemployment.end"]
_GRANTED = """
SELECT d.person_id, d.id::text, d.procedure, d.first_day, n.parts->0 FROM records_dossier d
JOIN LATERAL (SELECT parts, outcome FROM records_dossierdecision n WHERE n.dossier_id = d.id AND n.approved_by <> ''
    ORDER BY n.version DESC LIMIT 1) n ON n.outcome = 'grant'
WHERE d.person_id = ANY(%s) AND d.procedure = ANY(%s) ORDER BY d.person_id, d.first_day, d.id
"""
_DRAWING = """
SELECT p.person_id, p.file_no, p.regime, p.started, t.basis, t.basis_day, t.extra FROM records_pension p
JOIN LATERAL (SELECT basis, basis_day, extra FROM records_pensionterm t WHERE t.pension_id = p.id
    AND t.superseded_at IS NULL AND upper_inf(t.validity) ORDER BY lower(t.validity) DESC LIMIT 1) t ON true
WHERE p.person_id = ANY(%s) ORDER BY p.person_id, p.started, p.id
"""


def granted(people: Sequence[int]) -> dict[int, list[tuple[str, Earlier]]]:
    """Return the grants in force that use up or keep months, as (dossier, grant), by person."""
    found: dict[int, list[tuple[str, Earlier]]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_GRANTED, [list(people), ASKED])
        for person, dossier, procedure, day, part in cursor.fetchall():
            found.setdefault(person, []).append((dossier, _earlier(procedure, day, _json(part))))
    return found


def _earlier(procedure: str, day: dt.date, part: dict[str, Any]) -> Earlier:
    """Return a grant from the first part of its decision."""
    end = part["end"]
    return Earlier(
        procedure, day, dt.date.fromisoformat(part["first"]), dt.date.fromisoformat(end) if end else None,
        part.get("counted", {}),
    )  # fmt: skip


def _json(value: Any) -> Any:  # noqa: ANN401 what was written, whether the driver read it or not
    """Return the value of a JSON column."""
    return json.loads(value) if isinstance(value, str) else value


def drawing(people: Sequence[int]) -> dict[int, tuple[Drawing, ...]]:
    """Return what people are paid monthly for life, by person."""
    found: dict[int, list[Drawing]] = {}
    with connection.cursor() as cursor:
        cursor.execute(_DRAWING, [list(people)])
        for person, *row in cursor.fetchall():
            found.setdefault(person, []).append(Drawing(*row))
    return {person: tuple(rows) for person, rows in found.items()}
