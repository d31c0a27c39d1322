"""Lists sent for approval: the facility sends and sees findings, an officer accepts or returns; history for both."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.claims.list_columns import ListShape, shapes
from ansinh.formats.media import XLSX
from ansinh.records.store.claims import list_uploads, lists
from ansinh.records.store.claims.list_uploads import UploadRow
from ansinh.records.store.claims.lists import OF_AGENCY, KeptVersion
from ansinh.usecases.claims import listing
from ansinh.usecases.claims.listing import SentList
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.export import attachment
from ansinh.web.pages.claims.counter import facility_of, upload_of
from ansinh.web.pages.claims.work import facilities_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SENT = Text("Đã nhận danh mục {n} dòng, chờ cơ quan BHXH duyệt.", "The list of {n} rows waits for approval.")
BROKEN = Text(
    "Danh mục còn {n} lỗi; tải tệp có cột ghi chú, sửa rồi gửi lại.",
    "The list has {n} errors; take the file with comments, mend it and send again.",
)
ACCEPTED = Text("Đã duyệt; danh mục có hiệu lực từ {day}.", "Accepted; the list holds from {day}.")
RETURNED = Text("Đã trả lại danh mục.", "The list is returned.")
WITHDRAWN = Text("Đã rút danh mục.", "The list is withdrawn.")


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of list and its accepted versions, the newest first."""

    shape: ListShape
    versions: list[KeptVersion]


def own(request: HttpRequest) -> HttpResponse:
    """Show a facility its lists: what stands, what waits, what came back."""
    place = facility_of(request)
    context = {"place": place, "kinds": _kinds(place.code), "uploads": list_uploads.uploads_of(place.code)}
    return page(request, "claims/lists.html", context)


def _kinds(facility: str) -> list[Kind]:
    """Return the kinds of lists of a facility ("" the agency's own) with their versions."""
    known = lists.versions_of(facility)
    agency = facility == OF_AGENCY
    return [
        Kind(shape, [one for one in known if one.name == code])
        for code, shape in shapes().items()
        if shape.of_agency == agency
    ]


def form(request: HttpRequest, name: str) -> HttpResponse:
    """Give the workbook of a list, filled with what is in force for the facility."""
    return attachment(listing.form_of(name, facility_of(request).code), XLSX, f"{name}.xlsx")


def send(request: HttpRequest) -> HttpResponse:
    """Take a list of the facility: checked at once."""
    place = facility_of(request)
    _take(request, place.code)
    return redirect("facility_lists")


def _take(request: HttpRequest, facility: str) -> None:
    """Check and keep an uploaded list and tell the person what came of it."""
    upload = upload_of(request)
    if upload is None:
        return
    sent = SentList(
        facility, request.POST.get("name", ""), upload[0], upload[1], fields.day(request.POST.get("holds_from", "")),
        request.POST.get("document", "")[:200],
    )  # fmt: skip
    actor, agency = viewer_of(request).username, facility == OF_AGENCY
    row = attempt(request, lambda: listing.send_list(sent, actor=actor, today=clock.today(), of_agency=agency))
    if row is not None:
        broken = row.state == "broken"
        tell(request, (BROKEN if broken else SENT).fill(n=len(row.findings) if broken else row.rows),
             "red" if broken else "green")  # fmt: skip


def own_one(request: HttpRequest, number: int) -> HttpResponse:
    """Show one list the facility sent."""
    row = _own(request, number)
    return page(request, "claims/list.html", {"row": row, "shape": shapes()[row.name], "own": True})


def own_comments(request: HttpRequest, number: int) -> HttpResponse:
    """Give the facility its file with a column of comments."""
    row = _own(request, number)
    return attachment(listing.commented(row.id), XLSX, f"{row.name}-{row.id}.xlsx")


def withdraw(request: HttpRequest, number: int) -> HttpResponse:
    """Take a list back before it was decided."""
    row = _own(request, number)
    actor = viewer_of(request).username
    carry_out(request, lambda: listing.withdraw(number, actor=actor, facility=row.facility), WITHDRAWN)
    return redirect("facility_lists")


def _own(request: HttpRequest, number: int) -> UploadRow:
    """Return a list of the facility of the person who asks; 404 for another's."""
    row = list_uploads.upload_by_id(number)
    if row is None or row.facility != facility_of(request).code:
        raise Http404
    return row


def waiting(request: HttpRequest) -> HttpResponse:
    """Show an officer the lists that wait, the lists of the agency itself, and the versions of one facility."""
    places = facilities_of(viewer_of(request))
    facility = request.GET.get("facility", "")
    chosen = facility if facility in places else OF_AGENCY
    context = {
        "rows": list_uploads.waiting_uploads([*places, OF_AGENCY]), "places": places, "facility": chosen,
        "kinds": _kinds(chosen), "uploads": list_uploads.uploads_of(chosen), "may_decide": _may(request),
        "shapes": shapes(),
    }  # fmt: skip
    return page(request, "claims/lists_waiting.html", context)


def _may(request: HttpRequest) -> bool:
    """Return whether the person decides about lists."""
    return viewer_of(request).may("claims.decide")


def send_agency(request: HttpRequest) -> HttpResponse:
    """Take a list of the agency itself, or one an officer enters for a facility."""
    facility = request.POST.get("facility", "")
    if facility != OF_AGENCY and facility not in facilities_of(viewer_of(request)):
        raise Http404
    _take(request, facility)
    return redirect(f"/claims/lists/?facility={facility}")


def one(request: HttpRequest, number: int) -> HttpResponse:
    """Show an officer one list that was sent."""
    row = _seen(request, number)
    context = {"row": row, "shape": shapes()[row.name], "own": False, "may_decide": _may(request)}
    return page(request, "claims/list.html", context)


def comments(request: HttpRequest, number: int) -> HttpResponse:
    """Give an officer the file with a column of comments."""
    row = _seen(request, number)
    return attachment(listing.commented(row.id), XLSX, f"{row.name}-{row.id}.xlsx")


def decide(request: HttpRequest, number: int) -> HttpResponse:
    """Accept or return a list that waits; never one's own."""
    row = _seen(request, number)
    actor = viewer_of(request).username
    if request.POST.get("step") == "accept":
        words = ACCEPTED.fill(day=f"{row.holds_from:%d/%m/%Y}")
        carry_out(request, lambda: listing.accept(number, actor=actor), words)
    else:
        reason = request.POST.get("reason", "")
        carry_out(request, lambda: listing.give_back(number, reason, actor=actor), RETURNED)
    return redirect("claim_list", number=number)


def agency_form(request: HttpRequest, name: str) -> HttpResponse:
    """Give an officer the workbook of a list, filled with what is in force for a facility they may see."""
    facility = request.GET.get("facility", "")
    if facility != OF_AGENCY and facility not in facilities_of(viewer_of(request)):
        raise Http404
    return attachment(listing.form_of(name, facility), XLSX, f"{name}.xlsx")


def _seen(request: HttpRequest, number: int) -> UploadRow:
    """Return a list the officer may see; MissingError for another's."""
    row = list_uploads.upload_by_id(number)
    if row is None or row.facility not in {*facilities_of(viewer_of(request)), OF_AGENCY}:
        raise MissingError(listing.NO_UPLOAD)
    return row
