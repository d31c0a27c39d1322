"""What the agency does with a collection agent on its page: contract, check, commission, voids; rates of commission."""

from collections.abc import Callable, Mapping

from django.http import Http404, HttpRequest, HttpResponse, QueryDict
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import CONDITIONS, SCHEMES
from ansinh.records.store.outreach import agent_contracts
from ansinh.records.store.outreach import agents as store
from ansinh.usecases.outreach import agent_contracts as contracts
from ansinh.usecases.outreach import agent_points as points
from ansinh.usecases.outreach import agents as acts
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

DONE = Text("Đã ghi.", "Written down.")
LEAD = {
    "sign", "terminate", "settle", "commission-approve", "void-approve", "point", "point-close", "collector", "quota",
}  # fmt: skip
"""Steps that ask for the right to lead; the others are work."""


def _month(text: str) -> Month:
    """Return the month a form sends; that of today for none or a wrong one."""
    return fields.month(text) or Month.containing(clock.today())


def _sign(code: str, given: QueryDict, who: str) -> object:
    today = clock.today()
    first = fields.day(given.get("first", "")) or today
    last = fields.day(given.get("last", "")) or first
    held = frozenset(name for name in CONDITIONS if given.get(name))
    return contracts.sign(code, contracts.Signing(given.get("number", "").strip()[:100], first, last, held), who)


def _check(code: str, given: QueryDict, who: str) -> object:
    held = {name: bool(given.get(name)) for name in CONDITIONS}
    late = given.get("late", "")
    number = int(late) if late.isdecimal() and len(late) < 5 else 0
    paper = given.get("document", "").strip()[:200]
    checked = acts.Checked(held, number, bool(given.get("quota_met")), clock.today(), paper)
    return acts.check(code, checked, who)


def _paper(given: QueryDict) -> str:
    return given.get("document", "").strip()[:200]


def _point(code: str, given: QueryDict, who: str) -> object:
    words = {name: given.get(name, "").strip()[:200] for name in ("code", "name", "office", "commune")}
    opened = fields.day(given.get("opened", "")) or clock.today()
    return points.open_point(code, points.Point(**words, opened=opened), who)


def _collector(code: str, given: QueryDict, who: str) -> object:
    names = ("code", "name", "point", "certificate", "username")
    words = {name: given.get(name, "").strip()[:150] for name in names}
    today = clock.today()
    until = fields.day(given.get("certified_to", "")) or today
    return points.keep_collector(code, points.Collecting(**words, certified_to=until), who, today)


def _quota(code: str, given: QueryDict, who: str) -> object:
    today = clock.today()
    first = fields.day(given.get("first", "")) or today
    last = fields.day(given.get("last", "")) or first
    quota = points.Quota(given.get("scheme", ""), fields.dong(given.get("people", "")), first, last, _paper(given))
    return points.deal(code, quota, who, today)


STEPS: Mapping[str, Callable[[str, QueryDict, str], object]] = {
    "sign": _sign,
    "check": _check,
    "terminate": lambda code, given, who: contracts.terminate(code, _paper(given), who, clock.today()),
    "settle": lambda code, given, who: contracts.settle(code, _paper(given), who, clock.today()),
    "commission": lambda code, given, who: acts.pay_commission(code, _month(given.get("period", "")), who),
    "commission-approve": lambda code, given, who: acts.approve_commission(code, _month(given.get("period", "")), who),
    "point": _point,
    "point-close": lambda code, given, who: points.close_point(
        code, given.get("point", ""), clock.today(), _paper(given), who
    ),
    "collector": _collector,
    "quota": _quota,
    "void-approve": lambda _, given, who: acts.approve_void(given.get("number", ""), who, clock.today()),
}


def step(request: HttpRequest, code: str, step: str) -> HttpResponse:
    """Do one step with an agent; Http404 for an unknown step or an agent out of reach."""
    viewer = viewer_of(request)
    found = store.organisation(code)
    if step not in STEPS:
        raise Http404
    viewer.office("outreach.lead" if step in LEAD else "outreach.work", found.office.code)
    carry_out(request, lambda: STEPS[step](code, request.POST, viewer.username), DONE)
    return redirect("agent", code)


def new(request: HttpRequest) -> HttpResponse:
    """Take an organisation on."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("outreach.lead", given.get("office") or None)
    code, name, kind = (given.get(key, "").strip()[:200] for key in ("code", "name", "kind"))
    made = attempt(
        request, lambda: contracts.register(office.code, code=code, name=name, kind=kind, actor=viewer.username)
    )
    return redirect("agents") if made is None else redirect("agent", code)


def rates(request: HttpRequest) -> HttpResponse:
    """Show every rate of commission, and which wait for a second person."""
    viewer = viewer_of(request)
    rows = agent_contracts.rules()
    context = {
        "rows": rows, "waiting": sum(not one.approved_by for one in rows), "kinds": contracts.KINDS,
        "schemes": SCHEMES, "may_lead": viewer.may("outreach.lead"), "me": viewer.username,
    }  # fmt: skip
    return page(request, "outreach/rates.html", context)


def enter_rate(request: HttpRequest) -> HttpResponse:
    """Enter a rate; another person approves it."""
    viewer, given = viewer_of(request), request.POST
    renewal = {"new": False, "renewal": True}.get(given.get("renewal", ""))
    first = fields.day(given.get("first", "")) or clock.today()
    rate = contracts.Rate(
        given.get("scheme", ""), renewal, given.get("kind", ""), given.get("rate", "").strip()[:20], first,
        fields.day(given.get("end", "")), _paper(given),
    )  # fmt: skip
    carry_out(request, lambda: contracts.enter_rate(rate, viewer.username), DONE)
    return redirect("agent_rates")


def approve_rate(request: HttpRequest, number: int) -> HttpResponse:
    """Approve a rate another entered."""
    viewer = viewer_of(request)
    carry_out(request, lambda: contracts.approve_rate(number, viewer.username), DONE)
    return redirect("agent_rates")
