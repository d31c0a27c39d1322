"""One payment from its first order to somebody's hand: attempts, answers, another destination, sent again."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.payment_state import LINE_STATES, NEXT
from ansinh.domain.benefits.payments import OUTCOME_NAMES, SOURCE_NAMES, SOURCES, Outcome, PayKey, Source
from ansinh.records.store import access
from ansinh.records.store.benefits import payments_line
from ansinh.records.store.benefits.payee_changes import Destination
from ansinh.records.store.benefits.payments_line import Line
from ansinh.usecases.benefits import payees
from ansinh.usecases.benefits.payments_again import open_again
from ansinh.web.attempts import attempt, carry_out
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

ASKED = Text("Đã ghi đề nghị; người khác duyệt sau 24 giờ.", "It is asked for; another approves it after 24 hours.")
TONES = {"paid": "green", "unanswered": "", "back": "red", "asked": "gold", "cleared": "gold", "set_off": ""}
OPENS = {Source.PENSION: "payment_file_of", Source.DECISION: "dossier", Source.RELIEF: "relief_list"}


def one(request: HttpRequest, reference: str) -> HttpResponse:
    """Show one payment, and write down that the record of its person was read."""
    viewer = viewer_of(request)
    key, line = _line(viewer, reference)
    if line.facts.person:
        access.note_read(viewer.username, line.facts.person, f"payment {reference}", getattr(request, "request_id", ""))
    source = Source(line.facts.source)
    context = {
        "line": line, "facts": line.facts, "reference": key.reference, "source": SOURCE_NAMES[source],
        "opens": OPENS[source], "state": LINE_STATES[line.state], "next": NEXT[line.state], "tone": TONES[line.state],
        "attempts": [
            (one, OUTCOME_NAMES[Outcome(one.outcome)] if one.outcome else LINE_STATES["unanswered"])
            for one in reversed(line.attempts)
        ],
        "may_ask": line.state == "back" and source is not Source.PENSION
        and viewer.reaches("payroll.run", line.facts.office_path),
        "may_send": line.state == "cleared" and viewer.reaches("payroll.run", line.facts.office_path),
        "may_approve": viewer.reaches("payroll.approve", line.facts.office_path), "who": viewer.username,
    }  # fmt: skip
    return page(request, "benefits/payment_line.html", context)


def ask(request: HttpRequest, reference: str) -> HttpResponse:
    """Ask that a returned payment go elsewhere."""
    viewer = viewer_of(request)
    key, line = _line(viewer, reference)
    if not viewer.reaches("payroll.run", line.facts.office_path):
        raise Http404
    typed = {name: request.POST.get(name, "").strip()[:100] for name in ("form", "code", "name", "number", "holder")}
    document = request.POST.get("document", "")[:200]
    carry_out(request, lambda: payees.ask_for_line(key, Destination(**typed), document, viewer.username), ASKED)
    return redirect("payment_line", reference=key.reference)


def again(request: HttpRequest) -> HttpResponse:
    """Open the batch that sends again what came back of one source."""
    viewer = viewer_of(request)
    office = viewer.office("payroll.run")
    source = SOURCES.get(request.POST.get("source", ""))
    if source is None:
        raise Http404
    month = Month.containing(today())
    batch = attempt(request, lambda: open_again(source, office.code, month, today(), viewer.username))
    return redirect("payments_back") if batch is None else redirect("payment", number=batch.id)


def _line(viewer: Viewer, reference: str) -> tuple[PayKey, Line]:
    """Return a payment the viewer may see, with its key; Http404 otherwise."""
    key = PayKey.parse(reference)
    line = None if key is None else payments_line.line(key)
    if key is None or line is None or not viewer.reaches("payroll", line.facts.office_path):
        raise Http404
    return key, line
