"""Visits of the factory at another time."""

import datetime as dt

from ansinh.jobs.synthetic.claims.visit import STAMP, Visit


def move(visit: Visit, shift: dt.timedelta) -> Visit:
    """Move a visit and its lines and papers by a span of time."""
    rows = [visit.summary, *visit.drugs, *visit.services, *(row for rows in visit.papers.values() for row in rows)]
    for row in rows:
        for name in [name for name in row if name.startswith("NGAY_") and name != "NGAY_SINH" and len(row[name]) == 12]:
            moved = dt.datetime.strptime(row[name], STAMP) + shift  # noqa: DTZ007 - local time without zone
            row[name] = moved.strftime(STAMP)
    return visit
