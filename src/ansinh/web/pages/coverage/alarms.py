"""Alarms about look-ups: who tries numbers, what an officer found; numbers that are traps."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.coverage import alarms, traps
from ansinh.usecases.coverage import watch
from ansinh.web.attempts import carry_out
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

CLOSED = Text("Đã đóng cảnh báo.", "The alarm is closed.")
SET = Text("Đã đặt số bẫy.", "The trap is set.")
RETIRED = Text("Đã gỡ số bẫy.", "The trap is retired.")


def show(request: HttpRequest) -> HttpResponse:
    """Show alarms, open ones first, and the traps."""
    typed = request.GET.get("after", "")
    rows = alarms.alarms(before=int(typed) if typed.isdecimal() else 0, limit=51)
    context = {
        "rows": rows[:50], "more": len(rows) > 50, "open": sum(one.closed_at is None for one in rows),
        "traps": traps.traps(), "last": rows[49].id if len(rows) > 50 else "",
        "may_set": viewer_of(request).may("audit"),
    }  # fmt: skip
    return page(request, "coverage/alarms.html", context)


def close(request: HttpRequest, number: int) -> HttpResponse:
    """Close an alarm with what was found."""
    note, actor = request.POST.get("note", "")[:500], viewer_of(request).username
    carry_out(request, lambda: watch.close_alarm(number, note, actor), CLOSED)
    return redirect("lookup_alarms")


def set_trap(request: HttpRequest) -> HttpResponse:
    """Set a number that is nobody's as a trap."""
    number, note = request.POST.get("number", "").strip(), request.POST.get("note", "")[:200]
    actor = viewer_of(request).username
    carry_out(request, lambda: watch.set_trap(number, note, actor), SET)
    return redirect("lookup_alarms")


def retire_trap(request: HttpRequest, number: int) -> HttpResponse:
    """Retire a trap."""
    actor = viewer_of(request).username
    carry_out(request, lambda: watch.retire_trap(number, actor), RETIRED)
    return redirect("lookup_alarms")
