"""The assessor's work-list, one record with its findings, decisions, statements of facilities."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.domain.registry.rights import scopes
from ansinh.records.store.claims import statements, worklist
from ansinh.records.store.claims.place import codes_under
from ansinh.records.store.claims.worklist import Item
from ansinh.usecases.claims import deciding
from ansinh.web import clock, listing
from ansinh.web.attempts import attempt, tell
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

DONE = Text("Đã ghi quyết định.", "The decision is written.")
PROPOSED = Text(
    "Đã đề xuất; cần người thứ hai duyệt vì số tiền lớn.", "Proposed; a second person decides because of the amount."
)
STEPS = (deciding.KEEP, deciding.LIFT, deciding.CONFIRM)


@dataclass(frozen=True, slots=True)
class Row:
    """A finding with its rule."""

    item: Item
    rule: Rule


@dataclass(frozen=True, slots=True)
class Sum:
    """One rule of a month: how often, how many wait."""

    rule: Rule
    findings: int
    open: int


def month_of(request: HttpRequest) -> Month:
    """Return the settlement month asked for, else the newest with visits, else the one before today."""
    try:
        return Month.parse(request.GET.get("month") or request.POST.get("month") or "")
    except ValueError:
        newest = statements.newest_period()
        return Month.containing(newest) if newest else Month.containing(clock.today()).plus(-1)


def facilities_of(viewer: Viewer) -> dict[str, str]:
    """Return the facilities whose claims the viewer may see."""
    return codes_under(scopes(viewer.rights, "claims", viewer.today), viewer.today)


def show(request: HttpRequest) -> HttpResponse:
    """Show the findings that wait, the dearest records first, and how often each rule was broken."""
    viewer, month = viewer_of(request), month_of(request)
    places = facilities_of(viewer)
    facility, rule = request.GET.get("facility", ""), request.GET.get("rule", "")
    chosen = [facility] if facility in places else list(places)
    found = listing.cut(
        worklist.waiting(month.first_day, facilities=chosen, rule=rule, after=after_of(request), limit=listing.SIZE + 1)
        if chosen else []
    )  # fmt: skip
    last = found.rows[-1] if found.rows else None
    sums = [Sum(rules()[code], count, waits) for code, _, count, waits in worklist.by_rule(month.first_day, chosen)]
    context = {
        "month": month, "places": places, "facility": facility, "rule": rule, "found": found, "sums": sums,
        "rows": [Row(item, rules()[item.rule]) for item in found.rows],
        "waiting": sum(one.open for one in sums), "next": f"{last.claimed}~{last.id}" if last else "",
    }  # fmt: skip
    return page(request, "claims/work.html", context)


def after_of(request: HttpRequest) -> tuple[int, int] | None:
    """Return the key of the last row of the page before."""
    claimed, _, number = request.GET.get("after", "").partition("~")
    return (int(claimed), int(number)) if claimed.isdecimal() and number.isdecimal() else None


def decide(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Keep, lift or confirm a finding; amounts are typed in dong."""
    viewer, month = viewer_of(request), month_at(period)
    item = worklist.item(month.first_day, number)
    if item is None or item.facility not in facilities_of(viewer):
        raise Http404
    step = request.POST.get("step", "")
    amount = request.POST.get("amount", "").replace(".", "")
    cents = int(amount) * 100 if amount.isdecimal() else None
    if step not in STEPS:
        raise Http404
    state = attempt(
        request,
        lambda: deciding.decide(
            month.first_day, number, step, actor=viewer.username,
            amount=cents, reason=request.POST.get("reason", ""),
        ),
    )  # fmt: skip
    if state is not None:
        tell(request, PROPOSED if state == "proposed" else DONE)
    return redirect("claim", period=period, number=item.visit)
