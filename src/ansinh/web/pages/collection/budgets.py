"""What the budgets owe and have sent, kept apart from employers' debt; a transfer that was none is undone here."""

from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.records.store.collection import budgets
from ansinh.records.store.pages import budgets as store
from ansinh.records.store.pages import work
from ansinh.usecases import collection
from ansinh.web import clock
from ansinh.web.attempts import carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SHOWN = 60
UNDONE = Text(
    "Đã gỡ; dòng tiền trở lại danh sách chờ, số phải thu của ngân sách mở lại.",
    "Undone; the line waits again, and what the budget owes is open again.",
)
NO_REASON = Text("Hãy ghi lý do gỡ.", "Say why it is undone.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the balances by budget, scheme and group, and the latest transfers."""
    viewer = viewer_of(request)
    office = viewer.office("bank")
    closed = work.closed_month(office.path)
    upto = Month.containing(closed.period if closed else clock.today())
    rows = budgets.balances(office.path, upto)
    context = {
        "rows": rows,
        "billed": sum(row.billed for row in rows),
        "received": sum(row.received for row in rows),
        "owed": sum(row.owed for row in rows),
        "upto": upto,
        "transfers": store.transfers(viewer.office_ids("bank"), SHOWN),
        "may_match": viewer.may("bank.match"),
    }
    return page(request, "collection/budgets.html", context)


def undo(request: HttpRequest, number: UUID) -> HttpResponse:
    """Undo a transfer that was none, with a reason."""
    viewer = viewer_of(request)
    found = store.transfer(number)
    if found is None or not viewer.reaches("bank.match", found.office_path):
        raise Http404
    reason = request.POST.get("reason", "").strip()[:300]
    if reason:
        carry_out(request, lambda: collection.undo_transfer(number, actor=viewer.username, reason=reason), UNDONE)
    else:
        tell(request, NO_REASON, "gold")
    return redirect("budgets")
