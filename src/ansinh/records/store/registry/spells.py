"""Current spells of many people in one account as a matrix, and the way to correct them: supersede and insert."""

import numpy as np
from django.db import connection
from numpy.typing import NDArray

from ansinh.core.period import Month

OPEN_END = 10**6  # Month.number of a spell without end
WIDTH = 13  # person, first, end, then the terms; the job is kept beside

_CURRENT = """
SELECT id, person_id,
    extract(year FROM lower(validity))::int * 12 + extract(month FROM lower(validity))::int - 1,
    coalesce(extract(year FROM upper(validity))::int * 12 + extract(month FROM upper(validity))::int - 1, 1000000),
    coalesce(base, -1), coalesce(coefficient, 0), "group", pay_regime, coalesce(contract_months, -1),
    "foreign", work, absence, absence_days, funds, job
FROM records_spell WHERE account_id = %s AND person_id = ANY(%s) AND superseded_at IS NULL
ORDER BY person_id, lower(validity)
"""

_COPY = (
    'COPY records_spell (account_id, person_id, validity, base, coefficient, "group", pay_regime, contract_months, '
    '"foreign", work, absence, absence_days, funds, job, filing, recorded_by) FROM STDIN'
)


def current(account: int, persons: list[int]) -> tuple[NDArray[np.int64], NDArray[np.int64], list[str]]:
    """Return ids (n,), cells (n, WIDTH) and job titles of the spells that stand, sorted by person and month."""
    with connection.cursor() as cursor:
        cursor.execute(_CURRENT, [account, persons])
        rows = cursor.fetchall()
    jobs = [row[-1] for row in rows]
    cells = np.array([row[:-1] for row in rows], dtype=np.int64).reshape(-1, WIDTH + 1)
    return cells[:, 0], cells[:, 1:], jobs


def supersede(ids: list[int]) -> None:
    """Say that the spells `ids` are no longer believed."""
    if ids:
        with connection.cursor() as cursor:
            cursor.execute("UPDATE records_spell SET superseded_at = now() WHERE id = ANY(%s)", [ids])


def insert(account: int, cells: NDArray[np.int64], jobs: list[str], *, filing: str, actor: str) -> None:
    """Record spells: cells (n, WIDTH) as `current` gives them."""
    with connection.cursor() as cursor, cursor.copy(_COPY) as copy:
        for (person, first, end, base, coefficient, *codes), job in zip(cells.tolist(), jobs, strict=True):
            pay = (None if base < 0 else base, coefficient or None)
            group, regime, contract, *rest = codes
            terms = (group, regime, None if contract < 0 else contract, *rest)
            copy.write_row((account, person, months_text(first, end), *pay, *terms, job, filing, actor))


def months_text(first: int, end: int) -> str:
    """Return a daterange of whole months as PostgreSQL writes it."""
    stop = "" if end >= OPEN_END else Month(end).first_day.isoformat()
    return f"[{Month(first).first_day.isoformat()},{stop})"
