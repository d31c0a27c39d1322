"""Applications for the one-time benefit as other stairs may know them: who, last employer, until when, what became."""

from typing import Any

from django.db import connection

_TOLD = """
SELECT d.id, d.office_id, d.person_id, coalesce(d.account_id, s.account), d.received_on, d.due,
    CASE WHEN EXISTS (SELECT FROM records_dossiermove m WHERE m.dossier_id = d.id AND m.move = 'withdraw')
        THEN 'withdrawn' WHEN d.outcome = 'grant' THEN 'granted' WHEN d.outcome = 'refuse' THEN 'refused'
        ELSE 'open' END
FROM records_dossier d
LEFT JOIN LATERAL (SELECT x.account_id AS account FROM records_spell x WHERE x.person_id = d.person_id
    AND x.superseded_at IS NULL AND lower(x.validity) < d.received_on ORDER BY lower(x.validity) DESC LIMIT 1) s ON true
WHERE d.procedure = 'onetime' ORDER BY d.received_on, d.id
"""


def told() -> list[tuple[Any, ...]]:
    """Return seven columns: dossier, office, person, last account (None), received on, decide by, state.

    States are open, granted, refused, withdrawn. No amounts and no papers: those are nobody else's.
    """
    with connection.cursor() as cursor:
        cursor.execute(_TOLD)
        return list(zip(*cursor.fetchall(), strict=True))
