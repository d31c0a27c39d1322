"""Judge a past month again and see the difference before anything moves; change the weight of a rule, by two people."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rule_book, rules
from ansinh.records.store.claims import reassessments, rule_changes
from ansinh.records.store.claims.around import rule_changes as in_force
from ansinh.usecases.claims import changing_rules, reassessing
from ansinh.web import clock
from ansinh.web.attempts import attempt, carry_out
from ansinh.web.pages.claims.work import facilities_of, month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SHOWN = 200
APPLIED = Text(
    "Đã áp dụng; bảng quyết toán của tháng nay cho thấy phần chênh lệch.",
    "Taken over; the statement of the month now shows the difference.",
)
PROPOSED = Text("Đã đề xuất, chờ người thứ hai duyệt.", "Proposed; another person approves it.")
APPROVED = Text("Đã duyệt thay đổi quy tắc.", "The change of the rule is approved.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the months that were judged again, and the form to try one."""
    places = facilities_of(viewer_of(request))
    context = {
        "places": places, "month": month_of(request), "trials": reassessments.trials_of(list(places)),
        "may": viewer_of(request).may("claims.decide"),
    }  # fmt: skip
    return page(request, "claims/again.html", context)


def try_again(request: HttpRequest) -> HttpResponse:
    """Judge a month again; nothing moves."""
    viewer, month, facility = viewer_of(request), month_of(request), request.POST.get("facility", "")
    if facility not in facilities_of(viewer):
        raise Http404
    made = attempt(request, lambda: reassessing.try_again(facility, month, actor=viewer.username))
    return redirect("claim_again_one", number=made.id) if made is not None else redirect("claim_again")


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one trial: the difference by rule and by record."""
    viewer, trial = viewer_of(request), reassessments.trial_by_id(number)
    if trial is None or trial.facility not in facilities_of(viewer):
        raise Http404
    context = {
        "trial": trial, "rules": [(rules().get(code), code, before, after) for code, before, after in trial.rules],
        "rows": reassessments.changed_of(number).head(SHOWN).to_dicts(), "may": viewer.may("claims.decide"),
    }  # fmt: skip
    return page(request, "claims/again_one.html", context)


def apply(request: HttpRequest, number: int) -> HttpResponse:
    """Take a trial over."""
    viewer, trial = viewer_of(request), reassessments.trial_by_id(number)
    if trial is None or trial.facility not in facilities_of(viewer):
        raise Http404
    carry_out(request, lambda: reassessing.apply(number, actor=viewer.username), APPLIED)
    return redirect("claim_again_one", number=number)


def show_rules(request: HttpRequest) -> HttpResponse:
    """Show the catalogue of rules as it is applied today, and what the agency changed."""
    book = rule_book(in_force(), clock.today())
    context = {
        "rules": [(rule, book[code].weight.value if code in book else "off") for code, rule in rules().items()],
        "changes": rule_changes.changes(), "weights": changing_rules.WEIGHTS,
        "may": viewer_of(request).may("claims.decide") or viewer_of(request).may("claims.settle"),
    }  # fmt: skip
    return page(request, "claims/rules.html", context)


def change_rule(request: HttpRequest) -> HttpResponse:
    """Propose another weight of a rule from a day on."""
    viewer, given = viewer_of(request), request.POST
    try:
        day = dt.date.fromisoformat(given.get("holds_from", ""))
    except ValueError:
        day = clock.today()
    carry_out(request, lambda: changing_rules.propose(
        given.get("rule", ""), day, given.get("weight", ""), given.get("document", ""), actor=viewer.username),
        PROPOSED)  # fmt: skip
    return redirect("claim_rules")


def approve_rule(request: HttpRequest, number: int) -> HttpResponse:
    """Approve a change another person proposed."""
    carry_out(request, lambda: changing_rules.approve(number, actor=viewer_of(request).username), APPROVED)
    return redirect("claim_rules")
