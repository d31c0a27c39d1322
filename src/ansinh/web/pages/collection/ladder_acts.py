"""Acts on a debt case besides its steps: instalments, deliveries, good reasons, books confirmed."""

from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.collection.ladder_parts import equal_parts
from ansinh.records.store.collection import ladder_cases, ladder_meetings
from ansinh.usecases.collection import ladder_hard, ladder_steps
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.pages.collection.ladder import step_for
from ansinh.web.viewer import viewer_of

PROPOSED = Text("Đã đề nghị trả dần; chờ người thứ hai duyệt.", "Proposed; a second person decides.")
DECIDED = Text("Đã quyết định phương án trả dần.", "The plan is decided.")
WRITTEN = Text("Đã ghi.", "Written down.")
NEEDED = Text("Cần số kỳ, ngày kỳ đầu và số văn bản.", "The number of parts, the first day and a paper are needed.")
CONFIRMED = Text(
    "Đã xác nhận {confirmed} sổ ({whole} đóng đủ); {still} người còn khai đang làm việc.",
    "{confirmed} books confirmed ({whole} paid in full); {still} people are still declared there.",
)


def case_act(request: HttpRequest, code: str) -> HttpResponse:
    """Propose instalments, keep a good reason, or confirm the books of an employer that is gone."""
    viewer, given, today = viewer_of(request), request.POST, clock.today()
    found = viewer.reached("debts.work", lambda: ladder_cases.latest(code))
    paper, who = given.get("paper", "").strip()[:200], viewer.username
    what = given.get("what", "")
    if not paper:
        tell(request, NEEDED, "gold")
    elif what == "instalments":
        first = fields.day(given.get("first", ""))

        def propose() -> int:
            parts = equal_parts(found.principal, fields.dong(given.get("parts", "")), first or today)
            return ladder_steps.propose_instalments(code, parts, document=paper, on=today, actor=who)

        carry_out(request, propose, PROPOSED)
    elif what == "justify":
        carry_out(request, lambda: ladder_steps.justify(code, paper, who), WRITTEN)
    elif what == "records":
        done = attempt(request, lambda: ladder_hard.confirm(code, paper, today, who))
        if done is not None:
            tell(request, CONFIRMED.fill(confirmed=done.confirmed, whole=done.whole, still=done.still))
    else:
        raise Http404
    return redirect("debt_case", code)


def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Approve or refuse a plan of instalments."""
    viewer = viewer_of(request)
    place = ladder_meetings.plan_office(number)
    if place is None or not viewer.reaches("debts.lead", place[0]):
        raise Http404
    approve = request.POST.get("decision") == "approve"
    act: Callable[[], None] = lambda: ladder_steps.decide_instalments(number, viewer.username, approve=approve)  # noqa: E731 - the act, to be carried out
    carry_out(request, act, DECIDED)
    return redirect("debt_case", place[1])


def deliver(request: HttpRequest, number: int) -> HttpResponse:
    """Write down when the document of a step arrived, and how it is known."""
    viewer, given = viewer_of(request), request.POST
    facts = step_for(viewer, number)
    day = fields.day(given.get("delivered", "")) or clock.today()
    proof = given.get("proof", "").strip()[:200]
    carry_out(request, lambda: ladder_steps.deliver(number, day, proof, viewer.username), WRITTEN)
    return redirect("debt_case", facts.account)
