"""The work of today, by its statutory day: what waits for the functions of whoever looks."""

import datetime as dt
from typing import Any

from django.http import HttpRequest, HttpResponse

from ansinh.domain.planning.tasks import Task
from ansinh.records.store.pages import work
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.records.store.planning import directions
from ansinh.web import clock
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of
from ansinh.web.waits import waits

SHOWN = 100
TASKS_SHOWN = 8


def show(request: HttpRequest) -> HttpResponse:
    """Show everything that waits for the viewer in the viewer's offices."""
    viewer = viewer_of(request)
    office = viewer.office("work")
    found = todo(viewer, office, SHOWN, SHOWN)
    mine = _mine(viewer) if viewer.may("direction.work") else []
    late = [one for one in mine if one.is_late(clock.today())]
    context = found | {
        "office": office,
        "tasks": mine[:TASKS_SHOWN],
        "tasks_count": len(mine),
        "overdue": found["late"] + len(late),
    }
    return page(request, "work.html", context)


def _mine(viewer: Viewer) -> list[Task]:
    """Return the tasks given to the viewer that are not done, the earliest day first."""
    given = directions.of_offices(viewer.office_ids("direction.work"), officer=viewer.username)
    return [task for task in given if task.state not in {"done", "withdrawn"}]


def todo(viewer: Viewer, office: OfficeRow, filings_shown: int, waits_shown: int) -> dict[str, Any]:
    """Return what the list of work to do shows for the viewer in `office` and below; nothing of other functions."""
    today = clock.today()
    offices = viewer.office_ids("work", office)
    closed = work.closed_month(office.path)
    period = closed.period if closed else dt.date(today.year, today.month, 1)
    filings = work.filings_in_work(offices, filings_shown) if viewer.may("filings") else []
    found = waits(viewer, office, today)
    return {
        "filings": filings,
        "filings_count": work.count_in_work(offices) - filings_shown if len(filings) == filings_shown else 0,
        "waits": found[:waits_shown],
        "late": sum(one.late for one in found) + sum(1 for one in filings if one.due and one.due < today),
        "suspense": work.suspense(offices) if viewer.may("bank") else None,
        "debtors": work.debtors(offices, period) if viewer.may("debts") else None,
        "closed": closed,
        "today": today,
    }
