"""Monthly lines that stand: those of a dossier before its next version, and those another procedure takes over."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from ansinh.domain.benefits.payable import Key

_STANDING = """
SELECT l.id::text, a.dossier, l.fund, l.kind, CASE WHEN l.person_id = d.person_id THEN '' ELSE l.payee END
FROM unnest(%s::uuid[], %s::bigint[], %s::text[]) a(dossier, person, kind)
JOIN records_dossier d ON d.id = a.dossier OR (a.kind <> '' AND d.person_id = a.person)
JOIN records_payableline l ON l.dossier_id = d.id AND l.rhythm = 'month' AND (a.kind = '' OR l.kind = a.kind)
WHERE NOT EXISTS (SELECT 1 FROM records_payableline r WHERE r.replaces_id = l.id)
ORDER BY a.dossier, l.id
"""


@dataclass(frozen=True, slots=True)
class Asked:
    """A dossier whose standing monthly lines are asked for; with a `kind`, those of all dossiers of the person too."""

    dossier: str
    person: int
    kind: str = ""


def standing(asked: Sequence[Asked]) -> dict[str, dict[Key, str]]:
    """Return the monthly lines nothing replaced yet, by dossier that asks: (fund, kind, payee) -> line."""
    found: dict[str, dict[Key, str]] = {one.dossier: {} for one in asked}
    if not asked:
        return found
    columns: list[Any] = [[one.dossier for one in asked], [one.person for one in asked], [one.kind for one in asked]]
    with connection.cursor() as cursor:
        cursor.execute(_STANDING, columns)
        for line, dossier, fund, kind, payee in cursor.fetchall():
            found[str(dossier)][fund, kind, payee] = line
    return found
