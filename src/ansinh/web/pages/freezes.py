"""What is frozen: months by office, who froze and closed them, and the earlier months a close assessed again."""

from django.http import HttpRequest, HttpResponse

from ansinh.records.store.pages import freezes as store
from ansinh.web import words
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST = 300
MOST_ACCOUNTS = 200


def show(request: HttpRequest) -> HttpResponse:
    """Show the months of the viewer's offices, latest first; one office or one state where asked."""
    viewer = viewer_of(request)
    state = request.GET.get("state", "")
    state = state if state in words.MONTH_STATE else ""
    office = request.GET.get("office", "")[:20]
    context = {
        "rows": store.freezes(viewer.office_ids("months"), office, state, MOST),
        "state": state,
        "office": office,
        "states": [(code, text) for code, (text, _) in words.MONTH_STATE.items()],
        "offices": [one for one in viewer.offices if viewer.reaches("months", one.path)],
    }
    return page(request, "freezes.html", context)


def reopened(request: HttpRequest, period: str) -> HttpResponse:
    """Show the earlier months that the close of a month assessed again, and the accounts behind one of them."""
    viewer, month = viewer_of(request), month_at(period)
    offices = viewer.office_ids("months")
    concerns = month_at(request.GET["concerns"]) if "concerns" in request.GET else None
    accounts = store.changed(offices, month.first_day, concerns.first_day, MOST_ACCOUNTS) if concerns else []
    context = {
        "month": month,
        "rows": store.reopened(offices, month.first_day),
        "concerns": concerns,
        "accounts": accounts,
        "most": MOST_ACCOUNTS,
    }
    return page(request, "freeze_reopened.html", context)
