"""The door to applications for the one-time benefit, as columns: who asked, how long insured, what came of it."""

from collections.abc import Sequence
from uuid import UUID

import numpy as np
from django.db import connection

from ansinh.core.period import Month
from ansinh.domain.benefits.statistics_onetime import Applications

# Months insured are those of the register when asked, two contracts of one month counted twice; good enough for bands.
_APPLICATIONS = """
SELECT (extract(year FROM d.received_on) * 12 + extract(month FROM d.received_on) - 1)::bigint, d.person_id,
    d.office_id, coalesce(s.account, 0), coalesce(extract(year FROM age(d.received_on, p.birth_date)), 0)::bigint,
    CASE p.sex WHEN 'male' THEN 1 WHEN 'female' THEN 2 ELSE 0 END, coalesce(s.insured, 0)::bigint,
    coalesce(s.away, 0)::bigint,
    CASE WHEN EXISTS (SELECT FROM records_dossiermove m WHERE m.dossier_id = d.id AND m.move = 'withdraw') THEN 3
        WHEN d.outcome = 'grant' THEN 1 WHEN d.outcome = 'refuse' THEN 2 ELSE 0 END,
    coalesce((SELECT sum(l.amount) FROM records_payableline l WHERE l.dossier_id = d.id), 0)::bigint, d.id
FROM records_dossier d JOIN records_person p ON p.id = d.person_id
LEFT JOIN LATERAL (
    SELECT sum(extract(year FROM e.held) * 12 + extract(month FROM e.held)) AS insured,
        extract(year FROM age(d.received_on, max(e.ends))) * 12
            + extract(month FROM age(d.received_on, max(e.ends))) AS away,
        (array_agg(x.account_id ORDER BY e.ends DESC))[1] AS account
    FROM records_spell x,
        LATERAL (SELECT least(coalesce(upper(x.validity), d.received_on), d.received_on) AS ends) b,
        LATERAL (SELECT b.ends, age(b.ends, lower(x.validity)) AS held) e
    WHERE x.person_id = d.person_id AND x.superseded_at IS NULL AND lower(x.validity) < d.received_on
) s ON true
WHERE d.procedure = 'onetime' AND d.office_id = ANY(%(offices)s)
    AND d.received_on >= %(first)s AND d.received_on < %(end)s ORDER BY d.received_on, d.id
"""
_NAMES = "SELECT id, code, name FROM records_employeraccount WHERE id = ANY(%s)"


def applications(offices: Sequence[int], first: Month, last: Month) -> Applications:
    """Return the applications of some offices received in the months `first` to `last`, both included."""
    return with_dossiers(offices, first, last)[0]


def with_dossiers(offices: Sequence[int], first: Month, last: Month) -> tuple[Applications, list[UUID]]:
    """Return the same with the dossier of each application, in the same order."""
    with connection.cursor() as cursor:
        cursor.execute(
            _APPLICATIONS, {"offices": list(offices), "first": first.first_day, "end": last.plus(1).first_day}
        )
        rows = cursor.fetchall()
    table = np.array([row[:10] for row in rows], dtype=np.int64).reshape(len(rows), 10)
    return Applications(*(table[:, column] for column in range(10))), [row[10] for row in rows]


def employer_names(accounts: Sequence[int]) -> dict[int, str]:
    """Return the name of the employer of each account."""
    with connection.cursor() as cursor:
        cursor.execute(_NAMES, [list(accounts)])
        return {int(number): f"{name} ({code})" for number, code, name in cursor.fetchall()}
