"""Months of an office: which is open, closing one with progress, signing what was closed."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.jobs.queue import queue
from ansinh.records.store.pages import runs, work
from ansinh.usecases import ledger
from ansinh.web.attempts import attempt, tell
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

SHOWN = 30
ROLES: dict[str, Act] = {"collection": "months.sign_collection", "accounting": "months.sign_accounting"}


def show(request: HttpRequest) -> HttpResponse:
    """Show the months, and the close of the one that is next."""
    viewer = viewer_of(request)
    office = viewer.office("months")
    rows = work.months(office.path, SHOWN)
    pending = next((row for row in reversed(rows) if row.state != "closed"), None)
    context = {
        "office": office,
        "rows": rows,
        "keeps": not rows or rows[0].office_code == office.code,
        "next": pending,
        "run": runs.month_run(office.id, pending.period) if pending else None,
        **_rights(viewer),
    }
    return page(request, "months.html", context)


def _rights(viewer: Viewer) -> dict[str, object]:
    """Return what the viewer may do with a month."""
    return {
        "may_close": viewer.may("months.close"),
        "may_sign_collection": viewer.may("months.sign_collection"),
        "may_sign_accounting": viewer.may("months.sign_accounting"),
    }


def close(request: HttpRequest, period: str) -> HttpResponse:
    """Order the close of a month; a worker does it, the page watches."""
    viewer = viewer_of(request)
    office, month = viewer.office("months.close"), month_at(period)
    lock = f"{office.code}:{month}"
    queue.order("month.close", lock=lock, office=office.code, period=str(month), actor=viewer.username)
    return redirect("month", period=str(month))


def one(request: HttpRequest, period: str) -> HttpResponse:
    """Show one month: its run while it is closing, its control totals and signatures after."""
    viewer = viewer_of(request)
    office, month = viewer.office("months"), month_at(period)
    row = next((one for one in work.months(office.path, 240) if one.period == month.first_day), None)
    run = runs.month_run(office.id, month.first_day)
    context = {
        "office": office,
        "month": month,
        "row": row,
        "run": run,
        "waiting": run is None or run.state != "done",
        **_rights(viewer),
    }
    return page(request, "month.html", context)


def sign(request: HttpRequest, period: str) -> HttpResponse:
    """Put the viewer's signature under a closed month."""
    viewer = viewer_of(request)
    month, role = month_at(period), request.POST.get("role", "")
    act = ROLES.get(role)
    if act is None:
        raise Http404
    office = viewer.office(act)

    def put() -> bool:
        ledger.sign_month(office.code, month, role, viewer.username)
        return True

    if attempt(request, put):
        tell(request, Text("Đã ký sổ tháng {m}.", "The books of {m} are signed.").fill(m=month))
    return redirect("month", period=str(month))
