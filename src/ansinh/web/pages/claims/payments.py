"""Payments to facilities: proposed, approved by another person, written for the bank, answered; their accounts."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.registry.rights import scopes
from ansinh.records.store.claims import payments
from ansinh.records.store.claims.payments import Account
from ansinh.usecases.claims import paying, paying_bank
from ansinh.web import clock
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.export import attachment
from ansinh.web.pages.claims.counter import upload_of
from ansinh.web.pages.claims.work import facilities_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

XML = "application/xml"
APPROVED = Text("Đã duyệt khoản chi.", "The payment is approved.")
CANCELLED = Text("Đã hủy khoản chi.", "The payment is cancelled.")
ORDERED = Text("Đã lập {n} tệp lệnh chi.", "{n} files of orders are made.")
ANSWERED = Text("Đã chi {paid}, trả lại {back}.", "{paid} paid, {back} came back.")
ENTERED = Text("Đã ghi tài khoản, chờ người thứ hai duyệt.", "The account waits for another person's approval.")
ACCOUNT = Text("Đã duyệt tài khoản.", "The account is approved.")


def show(request: HttpRequest) -> HttpResponse:
    """Show payments of facilities, newest first, and accounts that wait for a second person."""
    viewer = viewer_of(request)
    places = facilities_of(viewer)
    before = request.GET.get("after", "")
    state = request.GET.get("state", "")
    rows = payments.payments_of(list(places), state=state, before=int(before) if before.isdecimal() else 0, limit=51)
    context = {
        "rows": rows[:50], "more": len(rows) > 50, "places": places, "state": state, "may": viewer.may("claims.settle"),
        "accounts": payments.accounts_waiting(list(places)), "today": clock.today(),
        "approved": len(payments.payments_of(list(places), state="approved", limit=1000)),
        "last": rows[49].id if len(rows) > 50 else "",
    }  # fmt: skip
    return page(request, "claims/payments.html", context)


def step(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or cancel a payment."""
    actor = viewer_of(request).username
    one = payments.payment_by_id(number)
    if one is None or one.facility not in facilities_of(viewer_of(request)):
        raise Http404
    if request.POST.get("step") == "approve":
        carry_out(request, lambda: paying.approve(number, actor=actor, today=clock.today()), APPROVED)
    else:
        carry_out(request, lambda: paying.cancel(number, request.POST.get("reason", ""), actor=actor), CANCELLED)
    return redirect("claim_payments")


def order(request: HttpRequest) -> HttpResponse:
    """Put every approved payment into files for the banks."""
    viewer = viewer_of(request)
    paths = scopes(viewer.rights, "claims.settle", viewer.today)
    try:
        pay_on = dt.date.fromisoformat(request.POST.get("pay_on", ""))
    except ValueError:
        pay_on = clock.today()
    places = list(facilities_of(viewer))
    made = attempt(request, lambda: paying_bank.order(places, paths[0], actor=viewer.username, pay_on=pay_on))
    if made is not None:
        tell(request, ORDERED.fill(n=len(made)))
    return redirect("claim_payments")


def file(request: HttpRequest, message: str) -> HttpResponse:
    """Give the file of orders of a message again: always the same bytes."""
    viewer = viewer_of(request)
    rows = payments.in_message(message)
    if not rows or any(one.facility not in facilities_of(viewer) for one in rows):
        raise Http404
    name, data = paying_bank.file_of(message, scopes(viewer.rights, "claims.settle", viewer.today)[0])
    return attachment(data, XML, name)


def answers(request: HttpRequest) -> HttpResponse:
    """Take in what a bank answered."""
    viewer, upload = viewer_of(request), upload_of(request)
    if upload is not None:
        places = list(facilities_of(viewer))
        done = attempt(request, lambda: paying_bank.take_answers(
            upload[1], upload[0], places, actor=viewer.username, today=clock.today()))  # fmt: skip
        if done is not None and done.findings:
            first = done.findings[0]
            said, where = first.message, first.where.column
            tell(request, Text(f"{where}: {said.vi}", f"{where}: {said.en}"), "red")
        elif done is not None:
            tell(request, ANSWERED.fill(paid=done.paid, back=done.returned))
    return redirect("claim_payments")


def enter_account(request: HttpRequest) -> HttpResponse:
    """Enter the account of a facility."""
    viewer, facility = viewer_of(request), request.POST.get("facility", "")
    if facility not in facilities_of(viewer):
        raise Http404
    typed = {name: request.POST.get(name, "").strip()[:140] for name in ("bank", "bank_name", "number", "holder")}
    told = Account(0, facility, valid_from=clock.today(), document=request.POST.get("document", "")[:200],
                   entered_by=viewer.username, approved_by="", **typed)  # fmt: skip
    carry_out(request, lambda: paying.enter_account(told, actor=viewer.username), ENTERED)
    return redirect("claim_payments")


def approve_account(request: HttpRequest, number: int) -> HttpResponse:
    """Approve an account another person entered."""
    viewer, one = viewer_of(request), payments.account_by_id(number)
    if one is None or one.facility not in facilities_of(viewer):
        raise Http404
    carry_out(request, lambda: paying.approve_account(number, actor=viewer.username), ACCOUNT)
    return redirect("claim_payments")
