"""One person's cards: what stands, what was believed before, who looked, and the acts on them."""

import datetime as dt
from collections.abc import Callable

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.formats import card_qr, qr
from ansinh.formats.card_pdf import write_card
from ansinh.formats.media import PDF
from ansinh.records.store import access
from ansinh.records.store.coverage import acts, exemptions, periods
from ansinh.records.store.coverage.acts import Hold
from ansinh.records.store.coverage.exemptions import Certificate
from ansinh.records.store.pages import coverage as store
from ansinh.records.store.pages import people
from ansinh.records.store.pages.people import Person
from ansinh.usecases.coverage import cards
from ansinh.usecases.coverage.cards import Evidence
from ansinh.usecases.coverage.exemptions import record_certificate, undo_certificate
from ansinh.web import fields
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

LOOKS_SHOWN = 10
_NO_DAY = Text("Cần ngày bắt đầu miễn cùng chi trả.", "The first day without co-payment is needed.")
HOLDS = {
    "held": Text("Tạm giữ (cho mượn thẻ)", "Held (lent to another)"),
    "withdrawn": Text("Thu hồi", "Withdrawn"),
    "death": Text("Đã chết", "Died"),
    "reduced": Text("Báo giảm", "Reported as reduced"),
    "moved_province": Text("Chuyển ngoại tỉnh", "Moved to another province"),
    "moved_unit": Text("Chuyển nội tỉnh", "Moved within the province"),
    "stopped": Text("Ngừng tham gia", "Stopped"),
}
EVIDENCE = {
    "chip": Text("Quét chíp CCCD", "Scan of the chip"),
    "population": Text("CSDL quốc gia về dân cư", "Population register"),
    "officer": Text("Cán bộ đối chiếu giấy tờ", "Paper seen by the officer"),
}
EVENTS = {
    "issue": Text("Cấp thẻ", "Issued"),
    "reissue": Text("Cấp lại thẻ", "Issued again"),
    "change": Text("Đổi thẻ", "Changed"),
    "hold": Text("Tạm dừng", "Held"),
    "release": Text("Cho dùng lại", "Released"),
    "link": Text("Liên kết CCCD", "Linked"),
    "unlink": Text("Bỏ liên kết", "Link undone"),
    "facility": Text("Đổi nơi KCB ban đầu", "Primary facility changed"),
    "exempt": Text("Ghi giấy miễn cùng chi trả", "Certificate of no co-payment recorded"),
    "unexempt": Text("Bỏ giấy miễn cùng chi trả", "Certificate of no co-payment undone"),
}


def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show the cards of a person; the look is written down."""
    viewer = viewer_of(request)
    who = _holder(viewer, number)
    access.note_read(viewer.username, who.id, "cards", "")
    may = {"may_write": viewer.reaches("cards.write", who.office_path), "may_open": viewer.may("people")}
    return page(request, "coverage/card.html", _shown(who) | may)


def _holder(viewer: Viewer, number: int) -> Person:
    """Return the bearer of a card whose cards the viewer may see; Http404 otherwise."""
    found = people.person(number)
    if found is None or not viewer.reaches("cards", found.office_path):
        raise Http404
    return found


def show_own(request: HttpRequest) -> HttpResponse:
    """Show a citizen the own cards, and who looked at them."""
    found = _own(request)
    access.note_read(viewer_of(request).username, found.id, "own", "")
    return page(request, "coverage/card.html", _shown(found) | {"own": True, "may_write": False})


def _own(request: HttpRequest) -> Person:
    """Return the person the viewer is; Http404 where there is none."""
    number = viewer_of(request).own_person
    found = people.person(number) if number is not None else None
    if found is None:
        raise Http404
    return found


def _shown(who: Person) -> dict[str, object]:
    """Return what the page shows of a person's cards."""
    history = periods.card_history(who.id)
    standing = [card for card in history if card.superseded_at is None]
    day = today()
    return {
        "person": who,
        "card": next((c for c in standing if c.valid_from <= day and (c.valid_to is None or day < c.valid_to)), None),
        "history": list(reversed(history)),
        "names": {card.group: cards.group_name(card.group) for card in history},
        "hold": next(iter(periods.holds_of([who.id], day)), None),
        "links": acts.links_of(who.id),
        "certificates": exemptions.of_person(who.id),
        "events": acts.events_of(who.id),
        "looks": store.looks_at(who.id, LOOKS_SHOWN),
        "hold_names": HOLDS, "evidence_names": EVIDENCE, "event_names": EVENTS, "day": day,
    }  # fmt: skip


def save(request: HttpRequest, number: int) -> HttpResponse:
    """Return the card of today as PDF."""
    viewer = viewer_of(request)
    who = _holder(viewer, number)
    access.note_read(viewer.username, who.id, "print", "")
    return _pdf(who)


def _pdf(who: Person) -> HttpResponse:
    """Return the card of today as PDF."""
    body = write_card(*cards.printed(who.id, today()))
    name = f"attachment; filename=the-bhyt-{who.si_number}.pdf"
    return HttpResponse(body, content_type=PDF, headers={"Content-Disposition": name})


def save_own(request: HttpRequest) -> HttpResponse:
    """Return a citizen the own card of today as PDF."""
    who = _own(request)
    access.note_read(viewer_of(request).username, who.id, "own", "")
    return _pdf(who)


def own_qr(request: HttpRequest) -> HttpResponse:
    """Return the code a counter scans, of the own card of today; 404 where there is no card."""
    said, _ = cards.printed(_own(request).id, today())
    return HttpResponse(qr.svg(card_qr.write(said)), content_type="image/svg+xml")


def act(request: HttpRequest, number: int) -> HttpResponse:
    """Do one act on the card, then show the page again; a refusal is a page of its own with the reason."""
    viewer = viewer_of(request)
    who = _holder(viewer, number)
    if not viewer.reaches("cards.write", who.office_path):
        raise Http404
    work = _ACTS.get(request.POST.get("act", ""))
    if work is None:
        raise Http404
    work(request, who.id, viewer.username)
    return redirect("card", number=number)


def _said(request: HttpRequest, name: str) -> str:
    """Return what was typed under a name."""
    return request.POST.get(name, "").strip()[:500]


def _issue(request: HttpRequest, person: int, actor: str) -> None:
    """Issue the card, electronic or on paper."""
    form = "paper" if _said(request, "form") == "paper" else "electronic"
    cards.issue(person, "paper" if form == "paper" else "electronic", _said(request, "reason"), actor, today())


def _hold(request: HttpRequest, person: int, actor: str) -> None:
    """Hold the card from today on."""
    kind = _said(request, "kind")
    if kind not in HOLDS:
        raise Http404
    cards.hold(person, Hold(kind, _said(request, "reason"), _said(request, "document"), today(), None), actor)


def _release(request: HttpRequest, person: int, actor: str) -> None:
    """Let the card serve again from today."""
    cards.release(person, today(), _said(request, "reason"), actor)


def _link(request: HttpRequest, person: int, actor: str) -> None:
    """Link the card to a personal ID."""
    evidence = Evidence(_said(request, "evidence"), _said(request, "reference"))
    cards.link(person, _said(request, "personal_id"), evidence, actor)


def _unlink(request: HttpRequest, person: int, actor: str) -> None:
    """Undo the link."""
    cards.unlink(person, _said(request, "reason"), actor)


def _facility(request: HttpRequest, person: int, actor: str) -> None:
    """Register with another facility from today, or from the first day of the next quarter that is open."""
    try:
        day = dt.date.fromisoformat(_said(request, "day") or today().isoformat())
    except ValueError as error:
        raise Http404 from error
    cards.register_at(person, _said(request, "facility"), day, _said(request, "reason"), actor)


def _exempt(request: HttpRequest, person: int, actor: str) -> None:
    """Record a certificate of no more co-payment in its year."""
    day = fields.day(_said(request, "holds_from"))
    if day is None:
        raise RefusedError(_NO_DAY)
    told = Certificate(_said(request, "certificate"), _said(request, "issuer"), day)
    record_certificate(person, told, actor, today())


def _unexempt(request: HttpRequest, person: int, actor: str) -> None:
    """Undo a certificate."""
    number = _said(request, "certificate")
    if not number.isdecimal():
        raise Http404
    undo_certificate(person, int(number), _said(request, "reason"), actor)


_ACTS: dict[str, Callable[[HttpRequest, int, str], None]] = {
    "issue": _issue, "hold": _hold, "release": _release, "link": _link, "unlink": _unlink, "facility": _facility,
    "exempt": _exempt, "unexempt": _unexempt,
}  # fmt: skip
