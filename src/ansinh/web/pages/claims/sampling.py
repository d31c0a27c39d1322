"""Many findings of one rule and facility: the system draws a sample, a person reads it, then decides the rest."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.records.store.claims import worklist
from ansinh.usecases.claims import deciding
from ansinh.web.attempts import attempt, tell
from ansinh.web.pages.claims.work import facilities_of, month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST = 2_000
DONE = Text(
    "Đã quyết định {n} phát hiện, {m} chờ người thứ hai.", "{n} findings decided, {m} wait for a second person."
)
UNREAD = Text("Còn {n} phát hiện trong mẫu chưa được xem từng cái.", "{n} findings of the sample were not decided yet.")


def show(request: HttpRequest) -> HttpResponse:
    """Show the sample of a rule and facility, how much of it was decided, and the form for the rest."""
    month, places = month_of(request), facilities_of(viewer_of(request))
    facility, rule = request.GET.get("facility", ""), request.GET.get("rule", "")
    if facility not in places or rule not in rules():
        raise Http404
    one_in = _one_in(request.GET.get("one_in", "10"))
    items = worklist.waiting(month.first_day, facilities=[facility], rule=rule, limit=MOST)
    drawn = worklist.sample(items, one_in, f"{month}/{facility}/{rule}")
    context = {
        "month": month, "facility": facility, "name": places[facility], "rule": rules()[rule], "one_in": one_in,
        "items": items, "drawn": drawn, "claimed": sum(one.claimed for one in items),
        "cut": sum(one.cut for one in items), "may_decide": viewer_of(request).may("claims.decide"),
    }  # fmt: skip
    return page(request, "claims/sample.html", context)


def _one_in(text: str) -> int:
    """Return how many findings stand behind one of the sample."""
    return min(max(int(text), 1), 100) if text.isdecimal() else 10


def decide(request: HttpRequest) -> HttpResponse:
    """Decide every finding of a rule and facility that waits; refused while the sample has some that were not read."""
    month, facility, rule = month_of(request), request.POST.get("facility", ""), request.POST.get("rule", "")
    step = request.POST.get("step", "")
    if facility not in facilities_of(viewer_of(request)) or step not in {
        deciding.KEEP,
        deciding.LIFT,
        deciding.CONFIRM,
    }:
        raise Http404
    back = f"/claims/sample/?month={month}&facility={facility}&rule={rule}&one_in={request.POST.get('one_in', '10')}"
    items = worklist.waiting(month.first_day, facilities=[facility], rule=rule, limit=MOST)
    drawn = worklist.sample(items, _one_in(request.POST.get("one_in", "10")), f"{month}/{facility}/{rule}")
    unread = [one for one in drawn if one.state == "open" and not request.POST.get(f"read-{one.id}")]
    if unread:
        tell(request, UNREAD.fill(n=len(unread)), "red")
        return redirect(back)
    actor, reason = viewer_of(request).username, request.POST.get("reason", "")
    done = attempt(
        request,
        lambda: deciding.decide_many(month.first_day, [one.id for one in items], step, actor=actor, reason=reason),
    )
    if done is not None:
        tell(request, DONE.fill(n=done.get(step, 0), m=done.get("proposed", 0)))
    return redirect(back)
