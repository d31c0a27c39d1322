"""Decisions: proposed, reviewed, approved; what they hold and make payable. Written for many dossiers at once."""

import datetime as dt
import json
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.core.money import Dong
from ansinh.records.store.registry.numbers import next_numbers


@dataclass(frozen=True, slots=True)
class Proposal:
    """What was reckoned for one version of a dossier; `parts`, `holds` and `reasons` are lists of JSON objects."""

    dossier: str
    version: int
    outcome: str
    amount: Dong
    monthly: Dong
    difference: Dong
    monthly_difference: Dong
    parts: list[dict[str, Any]]
    holds: list[dict[str, Any]]
    facts: dict[str, Any]
    facts_hash: str
    known_at: dt.datetime
    law_fingerprint: str
    reasons: list[dict[str, Any]]


@dataclass(frozen=True, slots=True)
class Decision(Proposal):
    """A decision of a dossier as it stands: what was reckoned, its number and whose hands it went through."""

    id: str
    number: str
    computed_at: dt.datetime
    proposed_by: str
    reviewed_by: str
    sampled: bool
    approved_by: str
    decided_on: dt.date | None
    contest_until: dt.date | None

    @property
    def hands(self) -> dict[str, str]:
        """Who had a hand in it: role -> user."""
        return {"proposed": self.proposed_by, "reviewed": self.reviewed_by}


_COLUMNS = (
    "id", "dossier_id", "version", "outcome", "amount", "monthly", "difference", "monthly_difference", "parts",
    "holds", "facts", "facts_hash", "known_at", "law_fingerprint", "reasons", "proposed_by",
)  # fmt: skip
_JSON = ("parts", "holds", "facts", "reasons")
_READ = (
    "SELECT dossier_id::text, version, outcome, amount, monthly, difference, monthly_difference, parts, holds, facts, "
    "facts_hash, known_at, law_fingerprint, reasons, id::text, number, computed_at, proposed_by, reviewed_by, "
    "sampled, approved_by, decided_on, contest_until FROM records_dossierdecision "
)
_AT = {name: place for place, name in enumerate(Decision.__dataclass_fields__) if name in _JSON}


def propose(proposals: Sequence[Proposal], actor: str) -> None:
    """Write proposals in place of unsigned ones of the same version."""
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM records_dossierdecision n USING unnest(%s::uuid[], %s::smallint[]) v(dossier, version) "
            "WHERE n.dossier_id = v.dossier AND n.version = v.version AND n.approved_by = ''",
            [[p.dossier for p in proposals], [p.version for p in proposals]],
        )
        with cursor.copy(f"COPY records_dossierdecision ({', '.join(_COLUMNS)}) FROM STDIN") as copy:
            for p in proposals:
                texts = [json.dumps(part, ensure_ascii=False) for part in (p.parts, p.holds, p.facts)]
                copy.write_row(
                    (
                        uuid.uuid4(), p.dossier, p.version, p.outcome, p.amount, p.monthly, p.difference,
                        p.monthly_difference, *texts, p.facts_hash, p.known_at, p.law_fingerprint,
                        json.dumps(p.reasons, ensure_ascii=False), actor,
                    )
                )  # fmt: skip


def in_force(dossiers: Sequence[str], *, before: int | None = None) -> dict[str, Decision]:
    """Return the latest signed decision of each dossier that has one; of versions under `before` where given."""
    return _latest("approved_by <> '' AND version < %s", dossiers, 32767 if before is None else before)


def proposed(dossiers: Sequence[str]) -> dict[str, Decision]:
    """Return the proposal that waits for review or approval, of each dossier that has one."""
    return _latest("approved_by = '' AND version > %s", dossiers, 0)


def of_dossier(dossier: str) -> list[Decision]:
    """Return all decisions of a dossier, the latest first."""
    return _read("WHERE dossier_id = %s ORDER BY version DESC", [dossier])


def _latest(condition: str, dossiers: Sequence[str], version: int) -> dict[str, Decision]:
    """Return the latest decision under a condition, by dossier."""
    found = _read(
        f"WHERE dossier_id = ANY(%s::uuid[]) AND {condition} ORDER BY dossier_id, version", [list(dossiers), version]
    )
    return {decision.dossier: decision for decision in found}


def _read(where: str, values: list[Any]) -> list[Decision]:
    """Run one query."""
    with connection.cursor() as cursor:
        cursor.execute(_READ + where, values)
        rows = cursor.fetchall()
    for place in _AT.values():
        rows = [(*row[:place], _json(row[place]), *row[place + 1 :]) for row in rows]
    return [Decision(*row) for row in rows]


def _json(value: Any) -> Any:  # noqa: ANN401 what was written, whether the driver read it or not
    """Return the value of a JSON column."""
    return json.loads(value) if isinstance(value, str) else value


def review(decisions: Sequence[str], actor: str, sampled: Sequence[str]) -> None:
    """Sign proposals as reviewed; those in `sampled` were reckoned anew."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_dossierdecision SET reviewed_by = %s, reviewed_at = now(), sampled = id = ANY(%s::uuid[]) "
            "WHERE id = ANY(%s::uuid[])",
            [actor, list(sampled), list(decisions)],
        )


def withdraw_review(dossiers: Sequence[str]) -> None:
    """Take the review off proposals that go back to be reckoned."""
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_dossierdecision SET reviewed_by = '', reviewed_at = NULL, sampled = false "
            "WHERE dossier_id = ANY(%s::uuid[]) AND approved_by = ''",
            [list(dossiers)],
        )


def sign(signed: Sequence[Decision], office_code: str, actor: str, days: tuple[dt.date, dt.date]) -> list[str]:
    """Sign decisions of one office on a day, with numbers, contestable until another; return their numbers."""
    on, until = days
    numbers = [
        f"{number:05d}/QĐ-BHXH-{office_code}/{on.year}"
        for number in next_numbers(f"decision:{office_code}:{on.year}", len(signed))
    ]
    with connection.cursor() as cursor:
        cursor.execute(
            "UPDATE records_dossierdecision n SET approved_by = %s, decided_on = %s, contest_until = %s, "
            "number = v.number FROM unnest(%s::uuid[], %s::text[]) v(id, number) WHERE n.id = v.id",
            [actor, on, until, [each.id for each in signed], numbers],
        )
    return numbers
