"""Statements of months and quarters, for the agency and for the facility; minutes; what the agency told of the year."""

from dataclasses import dataclass
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import Rule, rules
from ansinh.domain.claims.settlement import Figures, budget_alert
from ansinh.formats import media
from ansinh.formats.document_write import write_document
from ansinh.law.claims.days import QUARTER, clock
from ansinh.law.value_files import load
from ansinh.records.store.claims import payments, statements
from ansinh.records.store.registry.facilities import facility_by_code
from ansinh.usecases.claims import minutes, paying, settling
from ansinh.usecases.claims.row_lists import HEADS, Form, row_list
from ansinh.web import clock as wall
from ansinh.web import export, speech
from ansinh.web.attempts import carry_out
from ansinh.web.pages.claims.counter import facility_of
from ansinh.web.pages.claims.work import facilities_of, month_of
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

POSTED = Text("Đã lập bảng quyết toán và ghi sổ phần chênh lệch.", "The statement is made, the difference is posted.")
SIGNED = Text("Cơ sở đã ký biên bản.", "The facility signed the minutes.")
PROPOSED = Text("Đã đề xuất, chờ người thứ hai duyệt.", "Proposed; another person approves it.")
TOLD = Text("Đã giao dự kiến chi.", "The expected spending is told.")
KINDS = {"pdf": media.PDF, "xlsx": media.XLSX}


@dataclass(frozen=True, slots=True)
class Line:
    """One facility of a period: its figures, the statement that was made, and how much of its year is used."""

    code: str
    name: str
    figures: Figures
    made: object
    expected: int
    used: int
    alert: Fraction | None = None

    @property
    def tone(self) -> str:
        """The colour of the alert: red from the whole on, gold from three quarters."""
        if self.alert is None or self.alert < Fraction(3, 4):
            return "green"
        return "red" if self.alert >= 1 else "gold"

    @property
    def share(self) -> int | None:
        """How much of the year's expected spending is used, per cent; None where none was told."""
        return self.used * 100 // self.expected if self.expected else None


@dataclass(frozen=True, slots=True)
class CutLine:
    """One rule of a statement: how often, how much (hundredths of a dong)."""

    rule: Rule
    times: int
    cut: int


def span_of(request: HttpRequest) -> tuple[Month, int]:
    """Return the first month and the length of the period asked for: a month, or the quarter it lies in."""
    month = month_of(request)
    if (request.GET.get("months") or request.POST.get("months")) != str(QUARTER):
        return month, 1
    return Month.of(month.year, (month.month - 1) // QUARTER * QUARTER + 1), QUARTER


def show_all(request: HttpRequest) -> HttpResponse:
    """Show what each facility claimed and was accepted in a month or quarter, and what a posting would change."""
    viewer, (first, months) = viewer_of(request), span_of(request)
    places = facilities_of(viewer)
    lines = _lines(places, first, months)
    context = {
        "month": first, "months": months, "lines": lines, "may_settle": viewer.may("claims.settle"),
        "claimed": sum(line.figures.claimed_out + line.figures.claimed_in for line in lines),
        "accepted": sum(line.figures.accepted for line in lines), "clock": clock(first, months, load()),
        "difference": sum(line.figures.difference for line in lines),
    }  # fmt: skip
    return page(request, "claims/statements.html", context)


def _lines(places: dict[str, str], first: Month, months: int) -> list[Line]:
    """Return the facilities that have visits in a period."""
    there = statements.with_visits(list(places), first, months)
    made = statements.statements_of(list(there), first, months)
    told = payments.budgets(list(there), first.year)
    used = payments.spent(list(there), first.year)
    day, law = first.plus(months - 1).last_day, load()
    lines = []
    for code, name in places.items():
        if code in there:
            expected, spent = told[code].expected if code in told else 0, used.get(code, 0)
            lines.append(Line(code, name, settling.preview(code, first, months), made.get(code), expected, spent,
                              budget_alert(spent, expected, day, law)))  # fmt: skip
    return lines


def one(request: HttpRequest, facility: str, period: str, months: int) -> HttpResponse:
    """Show an officer the statement of one facility: care, cuts by rule, days, advance, payments, books."""
    viewer = viewer_of(request)
    if facility not in facilities_of(viewer):
        raise Http404
    context = _context(facility, month_at(period), months)
    return page(request, "claims/statement.html", {**context, "own": False, "may_settle": viewer.may("claims.settle")})


def _context(facility: str, first: Month, months: int) -> dict[str, object]:
    """Return what a statement's page shows."""
    if months not in {1, QUARTER}:
        raise Http404
    place = facility_by_code(facility)
    line = _lines({facility: place.name}, first, months)
    return {
        "place": place, "month": first, "months": months, "last_month": first.plus(months - 1),
        "figures": settling.preview(facility, first, months),
        "cuts": [CutLine(rules()[code], times, cut) for code, times, cut in statements.cuts(facility, first, months)],
        "made": statements.statement(facility, first, months), "clock": clock(first, months, load()),
        "owed": statements.owed(place.id), "line": line[0] if line else None,
        "payments": payments.payments_of([facility], limit=12),
        "advance_base": paying.cost_before(facility, first), "accounts": payments.accounts_of(facility),
    }  # fmt: skip


def settle(request: HttpRequest) -> HttpResponse:
    """Make the statement of one facility and period and post its difference."""
    viewer, (first, months) = viewer_of(request), span_of(request)
    facility = _chosen(request)
    today = wall.today()
    carry_out(request, lambda: settling.settle(facility, first, months, actor=viewer.username, today=today), POSTED)
    return redirect("claim_statement", facility=facility, period=str(first), months=months)


def _chosen(request: HttpRequest) -> str:
    """Return the facility of a form; 404 for one the person may not see."""
    facility = request.POST.get("facility", "")
    if facility not in facilities_of(viewer_of(request)):
        raise Http404
    return facility


def propose(request: HttpRequest) -> HttpResponse:
    """Propose the advance of a quarter, or to pay what is owed."""
    viewer, (first, months) = viewer_of(request), span_of(request)
    facility = _chosen(request)
    if request.POST.get("kind") == "advance":
        carry_out(request, lambda: paying.propose_advance(facility, first, actor=viewer.username), PROPOSED)
    else:
        carry_out(request, lambda: paying.propose_settlement(facility, first, months, actor=viewer.username), PROPOSED)
    return redirect("claim_statement", facility=facility, period=str(first), months=months)


def tell_budget(request: HttpRequest) -> HttpResponse:
    """Tell a facility the expected spending of a year."""
    viewer, (first, months) = viewer_of(request), span_of(request)
    facility, typed = _chosen(request), request.POST.get("expected", "").replace(".", "")
    expected, document = int(typed) if typed.isdecimal() else 0, request.POST.get("document", "")
    carry_out(
        request, lambda: paying.tell_budget(facility, first.year, expected, document, actor=viewer.username), TOLD
    )
    return redirect("claim_statement", facility=facility, period=str(first), months=months)


def save_minutes(request: HttpRequest, facility: str, period: str, months: int, form: str) -> HttpResponse:
    """Give an officer the minutes of a settlement as PDF or XLSX."""
    if facility not in facilities_of(viewer_of(request)):
        raise Http404
    return _minutes(facility, month_at(period), months, form)


def _minutes(facility: str, first: Month, months: int, form: str) -> HttpResponse:
    """Return the minutes as a file."""
    if form not in KINDS or months not in {1, QUARTER}:
        raise Http404
    made = minutes.minutes(facility, first, months, speech.language())
    content = write_document(made, "pdf" if form == "pdf" else "xlsx")
    return export.attachment(content, KINDS[form], f"{made.key}.{form}")


def own(request: HttpRequest) -> HttpResponse:
    """Show a facility its statement of a month or quarter."""
    place, (first, months) = facility_of(request), span_of(request)
    return page(request, "claims/statement.html", {**_context(place.code, first, months), "own": True})


def own_minutes(request: HttpRequest, period: str, months: int, form: str) -> HttpResponse:
    """Give a facility the minutes of its settlement."""
    return _minutes(facility_of(request).code, month_at(period), months, form)


def agree(request: HttpRequest) -> HttpResponse:
    """Write down that the facility signs the minutes."""
    place, (first, months) = facility_of(request), span_of(request)
    actor = viewer_of(request).username
    carry_out(request, lambda: settling.agree(place.code, first, months, actor=actor), SIGNED)
    return redirect(f"/facility/claims/statements/?month={first}&months={months}")


def save_rows(request: HttpRequest, facility: str, period: str, months: int, form: str) -> HttpResponse:
    """Give an assessor list 79a or 80a of a facility and period as a workbook."""
    if facility not in facilities_of(viewer_of(request)):
        raise Http404
    return _rows(request, facility, (month_at(period), months), form)


def own_rows(request: HttpRequest, period: str, months: int, form: str) -> HttpResponse:
    """Give a facility its own list 79a or 80a as a workbook."""
    return _rows(request, facility_of(request).code, (month_at(period), months), form)


def _rows(request: HttpRequest, facility: str, span: tuple[Month, int], form: str) -> HttpResponse:
    """Return a list as a workbook."""
    first, months = span
    if form not in {"79a", "80a"} or months not in {1, QUARTER}:
        raise Http404
    kind: Form = "80a" if form == "80a" else "79a"
    rows = row_list(facility, (first, months), kind, actor=viewer_of(request).username)
    return export.table(f"{form}-{facility}-{first}", "xlsx", HEADS, rows)
