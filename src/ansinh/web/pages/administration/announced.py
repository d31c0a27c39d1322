"""Announced values of the law: entered with their document by one, approved by another, marked wherever used."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.law.value_files import load
from ansinh.records.store.ledger.announced import Announcement
from ansinh.records.store.pages import administration as store
from ansinh.usecases import announce
from ansinh.web.attempts import carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

ENTERED = Text("Đã nhập; có hiệu lực khi người thứ hai duyệt.", "Entered; it counts once a second person approves it.")
REFUSED = Text("Đã từ chối; giá trị đang dùng giữ nguyên.", "Refused; the value in force stays.")
APPROVED = Text("Đã duyệt; lần khóa sổ tới dùng giá trị này.", "Approved; the next close uses it.")
ALL = Text("Hãy ghi đủ tham số, ngày, giá trị và văn bản.", "Give the parameter, the day, the value and the document.")


def show(request: HttpRequest) -> HttpResponse:
    """Show announced values, and the parameters of the law that have unknown values."""
    viewer = viewer_of(request)
    context = {
        "rows": store.announced(),
        "past": store.announced_past(),
        "open": [one for one in load().parameters.values() if any(not line.established for line in one.dates)],
        "may_enter": viewer.may("values.enter"),
        "may_approve": viewer.may("values.approve"),
    }
    return page(request, "administration/announced.html", context)


def enter(request: HttpRequest) -> HttpResponse:
    """Enter a value."""
    viewer = viewer_of(request)
    key, value = request.POST.get("key", "").strip(), request.POST.get("value", "").strip().replace(",", ".")
    document = request.POST.get("document", "").strip()[:300]
    try:
        day = dt.date.fromisoformat(request.POST.get("day", ""))
    except ValueError:
        day = None
    if day is None or not (key and value and document):
        tell(request, ALL, "gold")
    else:
        entry = Announcement(key, day, value, document)
        carry_out(request, lambda: announce.enter(entry, viewer.username), ENTERED)
    return redirect("announced")


def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Approve a value somebody else entered."""
    viewer = viewer_of(request)
    _, entry = _entry(number)
    carry_out(request, lambda: announce.approve(number, entry, viewer.username), APPROVED)
    return redirect("announced")


def refuse(request: HttpRequest, number: int) -> HttpResponse:
    """Refuse a value that waits, with the reason; who entered it may take it back."""
    viewer = viewer_of(request)
    entered_by, entry = _entry(number)
    if not viewer.may("values.approve") and entered_by != viewer.username:
        raise Http404
    reason = request.POST.get("reason", "")[:500]
    carry_out(request, lambda: announce.refuse(number, entry, viewer.username, reason), REFUSED)
    return redirect("announced")


def _entry(number: int) -> tuple[str, Announcement]:
    """Return who entered a value, and the value; Http404 where there is none that counts or waits."""
    row = store.announced_one(number)
    if row is None:
        raise Http404
    return row.entered_by, Announcement(row.key, row.day, row.value, row.document, row.synthetic)
