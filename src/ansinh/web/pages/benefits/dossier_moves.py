"""Moves of one dossier, by its buttons; and claims taken in at the counter."""

import datetime as dt
from collections.abc import Callable, Mapping
from uuid import UUID

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.benefits.claimed import DAYS, FIELD_NAMES, NUMBERS, OPTIONAL, TICKS
from ansinh.domain.benefits.moves import MOVES
from ansinh.domain.benefits.procedures import Procedure, procedure, procedures
from ansinh.law.occupational.amount import CONDITIONS
from ansinh.records.store.benefits.dossiers import PayTo
from ansinh.records.store.pages import units
from ansinh.usecases.benefits.dossiers import appealing, approving, computing, papering, receiving, reviewing
from ansinh.usecases.benefits.dossiers.receiving import Claim, Received
from ansinh.web.attempts import attempt, tell
from ansinh.web.clock import today
from ansinh.web.pages.benefits.dossiers import dossier_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

CHOICES: dict[str, tuple[tuple[str, Text], ...]] = {
    "ground": (
        ("months_out", Text("12 tháng không tham gia", "Twelve months outside")),
        ("of_age", Text("Đủ tuổi, không đủ năm đóng", "Of age without the years")),
        ("settling_abroad", Text("Ra nước ngoài định cư", "Settling abroad")),
        ("illness", Text("Bệnh nguy hiểm đến tính mạng", "Life-threatening illness")),
        ("disability", Text("Suy giảm từ 81 %", "Loss of 81 %")),
        ("armed_forces", Text("Lực lượng vũ trang thôi việc", "Leaving the armed forces")),
    ),
    "rest_cause": (
        ("other", Text("Trường hợp khác", "Other")),
        ("surgery", Text("Phẫu thuật", "Surgery")),
        ("long_list", Text("Bệnh dài ngày", "Long-list disease")),
        ("multiple", Text("Sinh đôi trở lên", "Multiple birth")),
    ),
    "attendant": (("", Text("Không", "None")), *((code, CONDITIONS[code]) for code in CONDITIONS if code != "none")),
    "cause": (
        ("job", Text("Có việc làm", "Found work")),
        ("pension", Text("Hưởng lương hưu", "Draws a pension")),
        ("military", Text("Thực hiện nghĩa vụ quân sự", "Military service")),
        ("study", Text("Đi học từ 12 tháng", "Study of twelve months or more")),
        ("three_notices", Text("Ba tháng liền không thông báo", "No notice three months in a row")),
        ("refused_twice", Text("Hai lần từ chối việc làm", "Refused two jobs")),
        ("settling_abroad", Text("Ra nước ngoài định cư", "Settled abroad")),
        ("detention", Text("Bị tạm giam, chấp hành án", "Detained or in prison")),
        ("re_education", Text("Vào cơ sở giáo dục, cai nghiện", "In a centre of education or treatment")),
        ("missing", Text("Tòa án tuyên bố mất tích", "Declared missing")),
        ("death", Text("Chết", "Died")),
        ("own_request", Text("Theo đề nghị của người lao động", "At the own request")),
    ),
}


def make(request: HttpRequest, number: UUID, move: str) -> HttpResponse:
    """Make a move of a dossier, if the viewer's right for it reaches the office; what is refused is said."""
    viewer = viewer_of(request)
    seen = dossier_for(viewer, number)
    known = MOVES.get(move)
    acts = _acts(str(number), viewer.username, request)
    if known is None or move not in acts or not viewer.reaches(known.act, seen.office_path):
        raise Http404
    if attempt(request, lambda: (acts[move](), True)) is not None:
        done = known.text
        tell(request, Text(f"Đã ghi: {done.vi.lower()}.", f"Done: {done.en.lower()}."))
    return redirect("dossier", number=number)


def _acts(key: str, actor: str, request: HttpRequest) -> Mapping[str, Callable[[], object]]:
    """Return what each button does."""
    reason = request.POST.get("reason", "").strip()[:500]
    held = _papers(request)
    return {
        "complete": lambda: papering.complete_with(key, held, actor),
        "return": lambda: papering.give_back([key], actor, reason),
        "compute": lambda: _told_stuck(computing.compute([key], actor)),
        "send_back": lambda: reviewing.send_back([key], actor, reason),
        "review": lambda: reviewing.review([key], actor),
        "approve": lambda: approving.approve([key], actor, on=today()),
        "appeal": lambda: appealing.appeal(key, actor, reason, on=today()),
        "answer": lambda: appealing.answer(key, actor, reason, upheld=request.POST.get("upheld") == "1"),
        "withdraw": lambda: papering.withdraw(key, actor, reason),
        "close": lambda: papering.close(key, actor),
    }


def _papers(request: HttpRequest) -> dict[str, str]:
    """Return the papers typed: code -> number of the document."""
    typed = {name.removeprefix("paper:"): str(text) for name, text in request.POST.items()}
    return {code: text for code, text in typed.items() if f"paper:{code}" in request.POST and text}


def _told_stuck(done: computing.Computed) -> None:
    """Say why the law gave no answer, as a refusal of the act."""
    if done.stuck:
        raise RefusedError(done.stuck[0].why)


def new(request: HttpRequest) -> HttpResponse:
    """Show the form of a procedure, or take the claim in and go to its dossier; every finding is shown at once."""
    viewer = viewer_of(request)
    code = request.POST.get("procedure") or request.GET.get("procedure") or "sickness.own"
    if code not in procedures():
        raise Http404
    came: Received | None = None
    if request.method == "POST" and "send" in request.POST:
        _within(viewer, request.POST.get("account", "").strip())
        came = attempt(request, lambda: receiving.receive(_claim(request, viewer.username, code)))
        if came is not None and came.dossier:
            return redirect("dossier", number=came.dossier)
    wanted = procedure(code)
    context = {
        "procedures": procedures().values(), "wanted": wanted, "fields": _fields(wanted, request),
        "findings": came.findings if came else (), "typed": request.POST, "channels": ("bank", "unit", "post", "cash"),
    }  # fmt: skip
    return page(request, "benefits/dossier_new.html", context)


def _within(viewer: Viewer, account: str) -> None:
    """Refuse a claim sent for an employer of another office (Http404)."""
    unit = units.unit(account) if account else None
    if account and (unit is None or not viewer.reaches("dossiers.receive", unit.office_path)):
        raise Http404


def _claim(request: HttpRequest, actor: str, code: str) -> Claim:
    """Return what was typed as a claim."""
    typed = request.POST
    pay = PayTo(
        typed.get("pay", "unit") if typed.get("pay") in {"bank", "unit", "post", "cash"} else "unit",
        bank_name=typed.get("bank_name", "")[:100], bank_account=typed.get("bank_account", "")[:30],
        account_holder=typed.get("account_holder", "")[:100], post_point=typed.get("post_point", "")[:100],
    )  # fmt: skip
    held = _papers(request)
    office = viewer_of(request).top
    return Claim(
        code, typed.get("si_number", ""), {name: typed[name] for name in FIELD_NAMES if typed.get(name)}, pay,
        "counter", actor, office=office.code if office and office.kind != "national" else "",
        account=typed.get("account", "").strip(), papers=held, received_on=_day(typed.get("received_on", "")),
        late_reason=typed.get("late_reason", "")[:500],
    )  # fmt: skip


def _day(text: str) -> dt.date:
    """Return the day typed, today where none is."""
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return today()


def _fields(wanted: Procedure, request: HttpRequest) -> list[dict[str, object]]:
    """Return the fields of a procedure as the form draws them."""
    names = [part for name in wanted.claimed for part in (("first", "last") if name == "days" else (name,))]
    return [
        {
            "name": name, "label": FIELD_NAMES[name], "value": request.POST.get(name, ""),
            "kind": _kind(name), "choices": CHOICES.get(name, ()),
            "optional": name in OPTIONAL or name in wanted.may,
        }
        for name in names
    ]  # fmt: skip


def _kind(name: str) -> str:
    """Return how a field is drawn."""
    if name in DAYS:
        return "date"
    if name in NUMBERS:
        return "number"
    if name in TICKS:
        return "tick"
    return "choice" if name in CHOICES else "lines" if name == "relatives" else "text"
