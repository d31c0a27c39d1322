"""The debt ladder: the board of its steps, the work-list, one case with its timeline, recovery campaigns."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.domain.collection.debt import DebtClass
from ansinh.domain.collection.ladder import PLACES, Step, ladder_on
from ansinh.domain.collection.ladder_parts import parts
from ansinh.formats import media
from ansinh.formats.document_write import DocumentForm
from ansinh.records.store.collection import ladder_cases, ladder_meetings, ladder_write
from ansinh.records.store.collection.ladder_cases import Case, StepCount, Work, WorkFilter
from ansinh.records.store.collection.recovery import campaigns
from ansinh.usecases.collection import ladder_documents, ladder_steps
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.attempts import attempt, tell
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

EXPORT_MOST = 50_000
KINDS = {
    "pdf": media.PDF, "xlsx": media.XLSX, "html": "text/html; charset=utf-8", "md": "text/markdown; charset=utf-8",
    "json": media.JSON,
}  # fmt: skip
FORMS: dict[str, DocumentForm] = {"pdf": "pdf", "xlsx": "xlsx", "html": "html", "md": "md", "json": "json"}
HEADS = (
    Text("Hạn", "By"), Text("Bước", "Step"), Text("Lần", "Round"), Text("Mã đơn vị", "Code"), Text("Tên", "Name"),
    Text("Cơ quan", "Office"), Text("Cán bộ", "Officer"), Text("Còn nợ (đồng)", "Owed (VND)"),
)  # fmt: skip
DONE = Text("Đã ghi; văn bản số {number}.", "Written down; document {number}.")
PROMISED = Text("Đã ghi cam kết.", "The promise is written down.")


@dataclass(frozen=True, slots=True)
class Rung:
    """One step of the ladder as the board shows it."""

    step: Step
    by: Text
    count: StepCount


def board(request: HttpRequest) -> HttpResponse:
    """Show how many cases stand on each step, and the steps that wait."""
    viewer = viewer_of(request)
    office = viewer.office("debts", request.GET.get("office") or None)
    offices, today = viewer.office_ids("debts", office), clock.today()
    counts = ladder_cases.board(offices, today)
    rows = ladder_cases.work(
        offices, _filter(request, viewer), after=listing.after(request, int), limit=listing.SIZE + 1
    )
    found = listing.cut(rows)
    last = found.last
    context = {
        "office": office,
        "offices": viewer.offices,
        "today": today,
        "rungs": [
            Rung(step, PLACES[step.by], counts.get(step.code, StepCount(step.code, 0, 0, 0, 0)))
            for step in ladder_on(today).steps
        ],
        "states": ladder_cases.by_status(offices),
        "found": found,
        "next": f"{last.deadline.isoformat()}~{last.id}" if last else "",
        "campaigns": campaigns(offices),
    }
    return page(request, "collection/ladder.html", context)


def _filter(request: HttpRequest, viewer: Viewer) -> WorkFilter:
    """Return the cut in the address: a step, one's own cases."""
    mine = viewer.username if request.GET.get("mine") else ""
    return WorkFilter(mine, request.GET.get("step", "")[:20])


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the work-list as it is cut, as a file."""
    viewer = viewer_of(request)
    offices = viewer.office_ids("debts", viewer.office("debts", request.GET.get("office") or None))
    rows = ladder_cases.work(offices, _filter(request, viewer), limit=EXPORT_MOST)
    return export.table("don-doc-no", form, [speech.say(head) for head in HEADS], map(_cells, rows))


def _cells(row: Work) -> list[export.Cell]:
    """Return one step as cells."""
    name = speech.say(ladder_on(row.due).step(row.step).name)
    return [row.deadline, name, row.round, row.account, row.name, row.office, row.officer, row.principal]


def _case(viewer: Viewer, code: str) -> Case:
    """Return the latest case of an account the viewer reaches; Http404 otherwise."""
    return viewer.reached("debts", lambda: ladder_cases.latest(code))


def case(request: HttpRequest, code: str) -> HttpResponse:
    """Show one case: what is owed, what was done, what is to be done."""
    viewer, today = viewer_of(request), clock.today()
    found = _case(viewer, code)
    steps = [(step, ladder_on(step.done_on or today).step(step.step)) for step in ladder_cases.steps(found.id)]
    context = {
        "case": found,
        "waiting": [pair for pair in steps if pair[0].state == "due"],
        "past": [pair for pair in steps if pair[0].state == "done"],
        "promises": [one for one in ladder_cases.promises(found.id) if one.plan_id is None],
        "plans": [(plan, parts(plan[-1])) for plan in ladder_meetings.plans(found.id)],
        "hard": found.debt_class == DebtClass.HARD_TO_COLLECT,
        "may_lead": viewer.may("debts.lead"),
        "may_work": viewer.may("debts.work") and found.closed is None,
        "today": today,
    }
    return page(request, "collection/ladder_case.html", context)


def do_step(request: HttpRequest, number: int) -> HttpResponse:
    """Write down that a step was done."""
    viewer = viewer_of(request)
    facts = step_for(viewer, number)
    given = request.POST
    delivered = fields.day(given.get("delivered", ""))
    doing = ladder_write.Doing(
        fields.day(given.get("day", "")) or clock.today(), given.get("channel", "")[:40], delivered,
        given.get("proof", "").strip()[:200], given.get("note", "").strip()[:2000],
    )  # fmt: skip
    made = attempt(request, lambda: ladder_steps.do_step(number, doing, viewer.username))
    if made is not None:
        tell(request, DONE.fill(number=made))
    return redirect("debt_case", facts.account)


def step_for(viewer: Viewer, number: int) -> ladder_write.StepFacts:
    """Return a step the viewer may work on; Http404 otherwise."""
    return viewer.reached("debts", lambda: ladder_write.step(number))


def step_file(request: HttpRequest, number: int, form: str) -> HttpResponse:
    """Return the document of a step."""
    viewer = viewer_of(request)
    facts = step_for(viewer, number)
    if form not in KINDS:
        raise Http404
    content = ladder_documents.write_step(
        number, FORMS[form], speech.language(), day=clock.today(), actor=viewer.username
    )
    return export.attachment(content, KINDS[form], f"{facts.step}-{facts.account}.{form}")


def promise(request: HttpRequest, code: str) -> HttpResponse:
    """Write down what a debtor promised."""
    viewer = viewer_of(request)
    found = _case(viewer, code)
    amount = fields.dong(request.POST.get("amount", ""))
    until = fields.day(request.POST.get("until", ""))
    if not amount or until is None:
        tell(request, Text("Cần số tiền và ngày hẹn trả.", "An amount and a day are needed."), "gold")
        return redirect("debt_case", code)
    said_by = request.POST.get("said_by", "").strip()[:200]

    def work() -> int:
        return ladder_steps.take_promise(
            found.account, amount, until, said_by=said_by, on=clock.today(), actor=viewer.username
        )

    if attempt(request, work) is not None:
        tell(request, PROMISED)
    return redirect("debt_case", code)
