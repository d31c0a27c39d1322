"""How many records of each facility stand out, over some settlement months: counted in the database."""

import datetime as dt

import numpy as np
import polars as pl

from ansinh.core.period import Month
from ansinh.records.bulk.cursor import CursorDoor

_ODDS = """
    SELECT v.facility, coalesce(max(f.name), '') AS name, count(*) AS visits,
           count(*) FILTER (WHERE v.score > 0) AS odd, coalesce(sum(v.score), 0)::bigint AS score,
           coalesce(sum(v.claimed) / 100, 0)::bigint AS claimed,
           coalesce(sum(v.claimed) FILTER (WHERE v.score > 0) / 100, 0)::bigint AS odd_claimed
    FROM records_claimvisit v LEFT JOIN records_facility f ON f.code = v.facility
    WHERE v.superseded_at IS NULL AND v.period BETWEEN '{first}' AND '{last}' GROUP BY v.facility ORDER BY v.facility
"""


def last_period() -> Month | None:
    """Return the last settlement month with records; None before the first."""
    found = CursorDoor().columns("SELECT max(period) AS last FROM records_claimvisit WHERE superseded_at IS NULL")
    last = found["last"][0]
    return None if np.isnat(last) else Month.containing(last.item())


def by_facility(first: dt.date, last: dt.date) -> pl.DataFrame:
    """Return facility, name, visits, odd, score, claimed, odd_claimed (whole dong) of the months, by facility."""
    columns = CursorDoor().columns(_ODDS.format(first=first, last=last))
    texts = {name: columns[name].tolist() for name in ("facility", "name")}
    return pl.DataFrame({**texts, **{name: column for name, column in columns.items() if name not in texts}})
