"""The work of today, by its statutory day."""

import datetime as dt

from django.http import HttpRequest, HttpResponse

from ansinh.records.store.pages import work
from ansinh.web import clock
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SHOWN = 100


def show(request: HttpRequest) -> HttpResponse:
    """Show everything that waits in the viewer's offices."""
    viewer = viewer_of(request)
    office, offices = viewer.office("work"), viewer.office_ids("work")
    closed = work.closed_month(office.path)
    filings = work.filings_in_work(offices, SHOWN)
    today = clock.today()
    period = closed.period if closed else dt.date(today.year, today.month, 1)
    context = {
        "office": office,
        "filings": filings,
        "filings_count": work.count_in_work(offices) - len(filings),
        "all_filings": work.count_in_work(offices),
        "overdue": sum(1 for one in filings if one.due and one.due < today),
        "suspense": work.suspense(offices),
        "debtors": work.debtors(offices, period),
        "closed": closed,
        "today": today,
    }
    return page(request, "work.html", context)
