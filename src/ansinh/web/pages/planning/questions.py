"""Questions of offices: found by words without accents, one with its figures and answers, raised, answered."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import catalogue
from ansinh.domain.planning.questions import DEPARTMENTS, KINDS, STANDINGS
from ansinh.records.store.planning import questions as store
from ansinh.records.store.planning.questions import Question
from ansinh.usecases.planning import questions
from ansinh.usecases.planning.questions import Raising
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

KEY = ("participants_csi", "participants_vsi", "participants_hi", "participants_ui", "revenue_total", "debt_total",
       "debt_ratio_to_receivable", "units_in_debt")  # fmt: skip
MOST = 100


def show(request: HttpRequest) -> HttpResponse:
    """Show the questions, answers and good practices of all offices, those that hold the words asked for."""
    viewer = viewer_of(request)
    words, kind = request.GET.get("words", "").strip()[:100], request.GET.get("kind", "")
    found = store.search(words, kind if kind in KINDS else "", MOST)
    context = {
        "rows": [(one, KINDS[one.kind], *_standing(one)) for one in found], "words": words, "kind": kind,
        "kinds": KINDS, "may_work": viewer.may("direction.work"), "today": clock.today(),
    }  # fmt: skip
    return page(request, "planning/questions.html", context)


def _standing(one: Question) -> tuple[Text, str]:
    """Return how a question stands today, in words with a tone."""
    return STANDINGS[one.standing(clock.today())]


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one question with its figures as they stood, and what was said; everybody of the agency may read it."""
    viewer, found = viewer_of(request), _found(number)
    name, tone = _standing(found)
    context = {
        "one": found, "kind": KINDS[found.kind], "name": name, "tone": tone,
        "department": DEPARTMENTS.get(found.department),
        "figures": [(catalogue()[row["indicator"]], row) for row in found.figures if row["indicator"] in catalogue()],
        "may_answer": viewer.may("direction.work") and found.raised_by != viewer.username
        and (found.kind != "practice") and any(
            grant.function in {found.department, "leader"} for grant in viewer.grants),
        "may_withdraw": found.raised_by == viewer.username and found.standing(clock.today()) != "withdrawn",
        "today": clock.today(),
    }  # fmt: skip
    return page(request, "planning/question.html", context)


def _found(number: int) -> Question:
    """Return a question; Http404 without it."""
    try:
        return store.one(number)
    except MissingError as error:
        raise Http404 from error


def new(request: HttpRequest) -> HttpResponse:
    """Raise a difficulty or proposal, or tell of a good practice."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("direction.work", given.get("office") or None)
    month = month_of(request, office)
    if request.method == "POST" and month is not None:
        asked = Raising(
            office.code, given.get("kind", ""), given.get("title", "")[:300], given.get("body", "")[:8000],
            clock.today(), given.get("department", ""), fields.day(given.get("answer_by")),
            tuple(code for code in given.getlist("indicators") if code),
        )  # fmt: skip
        number = attempt(request, lambda: questions.raise_question(asked, month, viewer.username))
        if number is not None:
            tell(request, Text("Đã gửi.", "Sent."))
            return redirect("question", number)
    context = {
        "office": office, "offices": viewer.offices, "kinds": KINDS, "departments": DEPARTMENTS, "given": given,
        "indicators": [catalogue()[code] for code in KEY], "today": clock.today(),
    }  # fmt: skip
    return page(request, "planning/question_new.html", context, status=200 if request.method == "GET" else 422)


def answer(request: HttpRequest, number: int) -> HttpResponse:
    """Answer a question."""
    viewer, words = viewer_of(request), request.POST.get("body", "")[:8000]
    _found(number)
    carry_out(
        request, lambda: questions.answer(number, words, clock.today(), viewer.username),
        Text("Đã trả lời.", "Answered."),
    )  # fmt: skip
    return redirect("question", number)


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Withdraw a question one raised oneself."""
    viewer = viewer_of(request)
    _found(number)
    carry_out(
        request, lambda: questions.withdraw(number, clock.today(), viewer.username), Text("Đã rút.", "Withdrawn.")
    )
    return redirect("question", number)
