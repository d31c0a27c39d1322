"""What the books show of an inspected point, whichever kind of point it is."""

import datetime as dt
from uuid import UUID

from ansinh.core.finding import Finding
from ansinh.jobs.inspection import collection_points, points
from ansinh.records.store.collection import inspection


def look(case: UUID, day: dt.date, actor: str) -> list[Finding]:
    """Compare a point with the books and write down what they show; RefusedError for what is no point."""
    kind = inspection.case(case).subject_kind
    return collection_points.look(case, day, actor) if kind == "collection_point" else points.look(case, day, actor)
