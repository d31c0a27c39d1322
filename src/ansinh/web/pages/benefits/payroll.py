"""Payments: batches of an office, one batch with its variance, signatures, files and answers, and what came back."""

from dataclasses import dataclass
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.period import Month, add_months
from ansinh.core.text import Text
from ansinh.domain.benefits.payments import (
    AGAIN,
    OUTCOME_NAMES,
    REGIMES,
    SOURCE_NAMES,
    SOURCES,
    Outcome,
    Source,
)
from ansinh.domain.benefits.payroll_totals import add_up
from ansinh.domain.benefits.relief import Measure, measures
from ansinh.jobs.payroll.files import folder
from ansinh.jobs.queue import queue
from ansinh.records.store.benefits import (
    payments,
    payments_answers,
    payments_lines,
    payments_shown,
    payments_tally,
    payroll_facts,
)
from ansinh.records.store.benefits.payments import Batch
from ansinh.records.store.benefits.payments_tally import Became
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits import payments as acts
from ansinh.usecases.benefits import payments_answers as answers
from ansinh.usecases.benefits import payroll as pensions
from ansinh.usecases.benefits.payments import Opening
from ansinh.web.attempts import attempt, tell
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

SHOWN = 15  # rows of each kind of change
MOST_BYTES = 25 * 1024 * 1024
LAST_RUN = 36  # months of the list that are looked through for what came back
ORDERED = Text("Đã nhận lệnh; trang tự cập nhật khi xong.", "Ordered; the page shows it when it is done.")
SIGNED = Text("Đã ghi nhận chữ ký duyệt.", "The signature is recorded.")
TOOK = Text("Đã nhập {n} kết quả mới; {known} kết quả đã có.", "{n} new results; {known} were known.")
NOT_TAKEN = Text("Không nhập tệp: {why} [{found}] {mend}", "Not taken in: {why} [{found}] {mend}")


def show(request: HttpRequest) -> HttpResponse:
    """Show the batches of the office, and open another."""
    viewer = viewer_of(request)
    office = viewer.office("payroll")
    batches = payments.latest(office.path)
    told = payments_tally.became([one.id for one in batches])
    context = {
        "office": office, "batches": [_line(one, told[one.id]) for one in batches],
        "sources": [(name, SOURCE_NAMES[source]) for name, source in SOURCES.items() if source is not Source.RELIEF],
        "may_run": viewer.may("payroll.run"), "may_answer": viewer.may("payroll.answers"),
        "next": Month.containing(today()).plus(1),
    }  # fmt: skip
    return page(request, "benefits/payroll.html", context)


@dataclass(frozen=True, slots=True)
class Line:
    """A batch as the list shows it."""

    batch: Batch
    source: Text
    people: int
    amount: int
    answers: dict[int, tuple[int, int]]

    @property
    def relief(self) -> Measure | None:
        """The relief measure a batch pays, if it pays one."""
        return measures().get(self.batch.measure)

    @property
    def paid(self) -> tuple[int, int]:
        """Payments and dong that arrived."""
        return self.answers.get(int(Outcome.PAID), (0, 0))

    @property
    def back(self) -> int:
        """Payments that came back."""
        return sum(self.answers.get(int(one), (0, 0))[0] for one in Outcome if one is not Outcome.PAID)


def _line(batch: Batch, told: list[Became]) -> Line:
    """Return a batch with its sums."""
    trial = batch.control.get("trial") or {"people": 0, "amount": 0}
    became = {outcome: (lines, amount) for outcome, lines, amount in told}
    return Line(batch, SOURCE_NAMES[batch.source], trial["people"], trial["amount"], became)


def open_new(request: HttpRequest) -> HttpResponse:
    """Open a batch of a month."""
    viewer = viewer_of(request)
    office = viewer.office("payroll.run")
    source = SOURCES.get(request.POST.get("source", ""))
    try:
        month = Month.parse(request.POST.get("month", ""))
    except ValueError as error:
        raise Http404 from error
    if source is None:
        raise Http404
    number = payments_lines.next_number(source, office.id, month.first_day) if source is Source.DECISION else 1
    asked = Opening(source, office.code, month, month.first_day, number)
    batch = attempt(request, lambda: acts.open_batch(asked, viewer.username))
    return redirect("payments") if batch is None else redirect("payment", number=batch.id)


def one(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one batch: movement table, offices, regimes, the people behind changes, signatures, files, answers."""
    viewer = viewer_of(request)
    batch = _for(viewer, number)
    trial = batch.control.get("trial")
    context = {
        "line": _line(batch, payments_tally.standing(batch.id)), "batch": batch,
        "place": months.office(batch.office).name, "trial": trial,
        "orders": payments_lines.orders(batch.id),
        "running": batch.state == "writing" or (batch.state == "open" and bool(batch.tried_by)),
        "percent": batch.done * 100 // batch.total if batch.total else 0,
        "may_run": viewer.may("payroll.run"),
        "may_sign": viewer.may("payroll.approve") and viewer.username not in {batch.tried_by, batch.first_by},
        **(_variance(request, viewer, batch) if trial else {}),
    }  # fmt: skip
    return page(request, "benefits/payroll_batch.html", context)


def _variance(request: HttpRequest, viewer: Viewer, batch: Batch) -> dict[str, object]:
    """Return the tables of a tried batch; whose names are shown is written down."""
    told = batch.control["trial"]["variance"]
    rows = {kind: told["rows"][kind][:SHOWN] for kind in ("joined", "left", "changed")}
    names = payments_shown.named([row[0] for kind in rows.values() for row in kind], batch.month.first_day)
    purpose = f"payroll {batch.month}"
    people = [one.person for one in names.values()]
    payments_shown.note_reads(viewer.username, people, purpose, getattr(request, "request_id", ""))
    places = payments_lines.office_names([int(office) for office in told["offices"]])
    regimes: dict[int, tuple[int, int]] = {}
    for total in add_up(batch.control["trial"]["totals"]):
        before = regimes.get(total.kind, (0, 0))
        regimes[total.kind] = (before[0] + total.people, before[1] + total.amount)
    return {
        "moves": told,
        "monthly": batch.source is Source.PENSION and batch.measure != AGAIN,
        "offices": sorted(
            ((*places[int(office)], *figures, figures[3] - figures[1]) for office, figures in told["offices"].items()),
        ),
        "regimes": [(REGIMES.get(kind, Text(str(kind), str(kind))), *sums) for kind, sums in sorted(regimes.items())],
        "changes": [(kind, [(names.get(row[0]), row[2]) for row in found]) for kind, found in rows.items()],
    }


def _for(viewer: Viewer, number: UUID) -> Batch:
    """Return the batch if the viewer reaches its office; Http404 otherwise."""
    try:
        batch = payments.batch_of(number)
    except MissingError as error:
        raise Http404 from error
    if not viewer.reaches("payroll", batch.path):
        raise Http404
    return batch


def step(request: HttpRequest, number: UUID, step: str) -> HttpResponse:
    """Order a trial or the files of a batch, or sign it; the second signature orders the writing."""
    viewer = viewer_of(request)
    batch = _for(viewer, number)
    act = "payroll.approve" if step == "approve" else "payroll.run"
    if step not in {"trial", "approve", "files"} or not viewer.reaches(act, batch.path):  # type: ignore[arg-type] # two known acts
        raise Http404
    if step == "approve":
        signed = attempt(request, lambda: acts.sign(batch.id, viewer.username))
        if signed is not None:
            tell(request, SIGNED)
        step = "write" if signed is not None and signed.state == "writing" else ""
    if step:
        queue.order(f"payments.{step}", lock=str(batch.id), batch=str(batch.id), actor=viewer.username)
        tell(request, ORDERED)
    return redirect("payment", number=batch.id)


def file(request: HttpRequest, number: UUID, name: str) -> HttpResponse:
    """Give out a released file."""
    batch = _for(viewer_of(request), number)
    known = {order.file_name for order in payments_lines.orders(batch.id)}
    path = folder(batch.id) / name
    if name not in known or not path.exists():
        raise Http404
    kind = "application/xml" if name.endswith(".xml") else "text/csv"
    answer = HttpResponse(path.read_bytes(), content_type=f"{kind}; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def take_in(request: HttpRequest) -> HttpResponse:
    """Take in a file of answers."""
    viewer = viewer_of(request)
    office = viewer.office("payroll.answers")
    sent = request.FILES.get("file")
    if sent is None or isinstance(sent, list) or (sent.size or 0) > MOST_BYTES:
        raise Http404
    data, name = sent.read(), sent.name or ""
    done = attempt(request, lambda: answers.import_answers(data, name=name, office=office.code, actor=viewer.username))
    if done is not None and done.findings:
        first = done.findings[0]
        told = Text(
            NOT_TAKEN.vi.format(why=first.message.vi, found=first.found, mend=first.mend.vi),
            NOT_TAKEN.en.format(why=first.message.en, found=first.found, mend=first.mend.en),
        )
        tell(request, told, "red")
    elif done is not None:
        tell(request, TOOK.fill(n=sum(lines for lines, _ in done.new.values()), known=done.known))
    return redirect("payments_back")


def back(request: HttpRequest) -> HttpResponse:
    """Show what came back and waits for a new destination, what is overpaid, and whose life check is overdue."""
    viewer = viewer_of(request)
    office = viewer.office("payroll")
    day = today()
    since = add_months(day.replace(day=1), -LAST_RUN)
    overdue = pensions.seen_since(day)
    returned = payments_answers.work_list(office.path, since, unanswered=False)
    context = {
        "office": office,
        "returned": [(one, OUTCOME_NAMES[Outcome(one.outcome)]) for one in returned],
        "unanswered": payments_answers.work_list(office.path, since, unanswered=True, limit=50),
        "overpaid": payments_shown.overpaid(office.path),
        "overdue": payroll_facts.life_check_overdue(office.path, day, overdue, limit=50),
        "since": overdue,
        "regimes": REGIMES,
        "may_answer": viewer.may("payroll.answers"),
        "may_run": viewer.may("payroll.run"),
        "sources": [
            (name, SOURCE_NAMES[source])
            for name, source in SOURCES.items()
            if any(one.source == source for one in returned)
        ],
    }
    return page(request, "benefits/payroll_back.html", context)
