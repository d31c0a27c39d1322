"""The assessor's work-list, one record with its findings, decisions, statements of facilities."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.domain.claims.settlement import Figures
from ansinh.domain.registry.rights import scopes
from ansinh.records.store.claims import statements, worklist
from ansinh.records.store.claims.place import codes_under, person_of_card
from ansinh.records.store.claims.visits import visit_head
from ansinh.records.store.claims.worklist import Item
from ansinh.usecases.claims import deciding, settling
from ansinh.usecases.registry.people import note_look
from ansinh.web import clock, listing
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

DONE = Text("Đã ghi quyết định.", "The decision is written.")
PROPOSED = Text(
    "Đã đề xuất; cần người thứ hai duyệt vì số tiền lớn.", "Proposed; a second person decides because of the amount."
)
POSTED = Text("Đã lập bảng quyết toán và ghi sổ phần chênh lệch.", "The statement is made, the difference is posted.")
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


@dataclass(frozen=True, slots=True)
class Line:
    """One facility of a month: its figures."""

    code: str
    name: str
    figures: Figures


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
        worklist.waiting(month.first_day, facilities=chosen, rule=rule, after=_after(request), limit=listing.SIZE + 1)
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


def _after(request: HttpRequest) -> tuple[int, int] | None:
    """Return the key of the last row of the page before."""
    claimed, _, number = request.GET.get("after", "").partition("~")
    return (int(claimed), int(number)) if claimed.isdecimal() and number.isdecimal() else None


def one(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Show one record with its findings; the look at the person is written down."""
    viewer, month = viewer_of(request), _period(period)
    head = visit_head(month.first_day, number)
    if head is None or head.facility not in facilities_of(viewer):
        raise Http404
    person = person_of_card(head.card)
    if person is not None:
        note_look(person, viewer.username, "claims")
    rows = [Row(item, rules()[item.rule]) for item in worklist.of_visit(month.first_day, number)]
    return page(request, "claims/one.html", {"head": head, "rows": rows, "month": month, "steps": STEPS,
                                             "may_decide": viewer.may("claims.decide")})  # fmt: skip


def _period(text: str) -> Month:
    """Return the month in an address; 404 where it is none."""
    try:
        return Month.parse(text)
    except ValueError as error:
        raise Http404 from error


def decide(request: HttpRequest, period: str, number: int) -> HttpResponse:
    """Keep, lift or confirm a finding; amounts are typed in dong."""
    viewer, month = viewer_of(request), _period(period)
    item = worklist.item(month.first_day, number)
    if item is None or item.facility not in facilities_of(viewer):
        raise Http404
    step = request.POST.get("step", "")
    amount = request.POST.get("amount", "").replace(".", "")
    if step not in STEPS:
        raise Http404
    state = attempt(
        request,
        lambda: deciding.decide(
            month.first_day, number, step, actor=viewer.username,
            amount=int(amount) * 100 if amount.isdecimal() else 0, reason=request.POST.get("reason", ""),
        ),
    )  # fmt: skip
    if state is not None:
        tell(request, PROPOSED if state == "proposed" else DONE)
    return redirect("claim", period=period, number=item.visit)


def show_statements(request: HttpRequest) -> HttpResponse:
    """Show what each facility claimed and was accepted in a month, and what a posting would change."""
    viewer, month = viewer_of(request), month_of(request)
    lines = _lines(facilities_of(viewer), month)
    context = {
        "month": month, "lines": lines, "may_settle": viewer.may("claims.settle"),
        "claimed": sum(line.figures.claimed_out + line.figures.claimed_in for line in lines),
        "accepted": sum(line.figures.accepted for line in lines),
        "difference": sum(line.figures.difference for line in lines),
        "diseases": statements.totals(month.first_day, month.first_day, "icd")[:12] if lines else [],
    }  # fmt: skip
    return page(request, "claims/statements.html", context)


def _lines(places: dict[str, str], month: Month) -> Sequence[Line]:
    """Return the facilities with visits in a month."""
    with_visits = {key for key, *_ in statements.totals(month.first_day, month.first_day, "facility")}
    return [Line(code, name, settling.preview(code, month, 1)) for code, name in places.items() if code in with_visits]


def settle(request: HttpRequest) -> HttpResponse:
    """Make the statement of one facility and month and post its difference."""
    viewer, month = viewer_of(request), month_of(request)
    facility = request.POST.get("facility", "")
    if facility not in facilities_of(viewer):
        raise Http404
    carry_out(
        request,
        lambda: settling.settle(facility, month, 1, actor=viewer.username, today=clock.today()),
        POSTED,
    )
    return redirect(f"/claims/statements/?month={month}")
