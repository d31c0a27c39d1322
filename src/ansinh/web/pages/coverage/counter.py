"""The counter of a hospital or an office: scan or type, a clear yes or no, why, and what to do.

What is typed goes by POST, so that no number stands in an address. Every look-up is logged with its purpose.
"""

from dataclasses import replace

from django.http import HttpRequest, HttpResponse

from ansinh.core.errors import RefusedError
from ansinh.core.finding import Finding
from ansinh.core.text import Text
from ansinh.domain.coverage.lookup import birth_typed
from ansinh.domain.coverage.lookup_words import codes
from ansinh.law.cards.levels import rate_of
from ansinh.records.store.coverage import exemptions
from ansinh.records.store.coverage.callers import Counter, counter_of_name
from ansinh.usecases.coverage.asking import scanned, typed
from ansinh.usecases.coverage.cards import group_name
from ansinh.usecases.coverage.desk import desk, execute
from ansinh.usecases.coverage.lookup import Answer, Asker, Question
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of
from ansinh.web.words import LOOKUP_PURPOSE

VISITS_SHOWN = 8
UNWRITTEN = "205"
_NO_BIRTH = Text("Chưa đọc được ngày sinh.", "The birth date could not be read.")
_WRITE_BIRTH = Text(
    "Nhập ngày/tháng/năm như trên giấy tờ, ví dụ 05/09/1960; chỉ ghi năm khi giấy tờ chỉ có năm. Quét mã QR thì không"
    " cần nhập.",
    "Type day/month/year as on the document, such as 05/09/1960; the year alone only where the document has no more."
    " With a scanned QR nothing is typed.",
)
_NO_CONTRACT = Text(
    "Cơ sở không có hợp đồng khám chữa bệnh BHYT vào ngày này nên không tra cứu được; hãy liên hệ cơ quan BHXH.",
    "The facility has no contract on this day and cannot look cards up; please ask the agency.",
)


def show(request: HttpRequest) -> HttpResponse:
    """Show the form, and the answer to what was scanned or typed."""
    viewer = viewer_of(request)
    counter = _counter(viewer)
    context: dict[str, object] = {"counter": counter, "purposes": LOOKUP_PURPOSE, "day": today(), "asked": None}
    if request.method == "POST":
        context |= _answered(request, counter)
    return page(request, "coverage/counter.html", context)


def _counter(viewer: Viewer) -> Counter:
    """Return the counter the viewer sits at: the own facility's, or an office of the agency."""
    found = counter_of_name(execute, viewer.username, viewer.own_facility, today()) if viewer.own_facility else None
    if found is None and not viewer.may("cards"):
        raise RefusedError(_NO_CONTRACT)
    return found or Counter(viewer.username)


def _answered(request: HttpRequest, counter: Counter) -> dict[str, object]:
    """Return what the page shows of the answer."""
    said = {name: request.POST.get(name, "").strip() for name in ("number", "birth", "purpose")}
    said["birth"] = birth_typed(said["birth"][:20])
    purpose = said["purpose"] if said["purpose"] in LOOKUP_PURPOSE else "visit"
    line = said["number"][:2_000]
    question = (
        scanned(line, today(), purpose) if "|" in line else typed(line[:40], said["birth"][:10], "", today(), purpose)
    )
    if isinstance(question, Finding):
        return {"asked": said, "wrong": question.message, "mend": question.mend}
    if question == UNWRITTEN:
        return {"asked": said, "wrong": _NO_BIRTH, "mend": _WRITE_BIRTH}
    if isinstance(question, str):
        return {"asked": said, "wrong": codes()[question].reason, "mend": codes()[question].mend}
    return {"asked": _again(said, question)} | _told(desk().ask(_asker(request, counter), question))


def _again(said: dict[str, str], question: Question) -> dict[str, str]:
    """Return what stands in the form again: the number and birth a scan holds, in place of its line."""
    return said | {"number": question.asked.number, "birth": question.facts.birth}


def _asker(request: HttpRequest, counter: Counter) -> Asker:
    """Return who asks."""
    return Asker(counter, "counter", request.META.get("REMOTE_ADDR", ""), counter.caller)


def _told(answer: Answer) -> dict[str, object]:
    """Return the values of the answer's template."""
    card, holder = answer.verdict.card, answer.holder
    return {
        "answer": answer,
        "card": card,
        "holder": replace(holder, visits=holder.visits[:VISITS_SHOWN]) if holder else None,
        "last": card.last if card else None,
        "rate": rate_of(card.level, today(), desk().values) if card else None,
        "group": group_name(card.group) if card else None,
        "five": bool(card and card.five_year <= today()),
        "exempt": exemptions.standing(holder.person, today()) if holder else None,
    }
