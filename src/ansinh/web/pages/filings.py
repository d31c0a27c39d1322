"""Declarations: the list, upload, findings as they are found, accept, return, the workbook with comments."""

from uuid import UUID

from django.core.files.uploadedfile import UploadedFile
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.finding import Severity
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.formats import media
from ansinh.formats.limits import comment_limited
from ansinh.jobs.queue import queue
from ansinh.records.store.declarations import filings as kept
from ansinh.records.store.declarations import requests
from ansinh.records.store.declarations.findings import all_findings
from ansinh.records.store.pages import filings as store
from ansinh.records.store.pages.filings import FilingCut, FilingPage
from ansinh.records.store.pages.units import Unit
from ansinh.usecases import declarations
from ansinh.web import export, fields, listing, speech, words
from ansinh.web.attempts import attempt, tell
from ansinh.web.pages.unit import last_month, unit_for
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

KINDS = ("D02", "D03", "D05", "TK1", "TK3")
MOST_BYTES = 25 * 1024 * 1024
EXPORT_MOST = 50_000
HEADS = (
    Text("Số hồ sơ", "Receipt number"), Text("Loại", "Kind"), Text("Mã đơn vị", "Unit code"), Text("Đơn vị", "Unit"),
    Text("Tháng", "Month"), Text("Tệp", "File"), Text("Số dòng", "Rows"), Text("Đã chấp nhận", "Accepted"),
    Text("Lỗi", "Errors"), Text("Lưu ý", "Notes"), Text("Trạng thái", "State"), Text("Hạn", "Due"),
)  # fmt: skip


def show_list(request: HttpRequest) -> HttpResponse:
    """Show the files of the viewer's offices, latest first."""
    cut = _cut(request)
    found = listing.cut(store.listed(cut, listing.key_from(request.GET.get("after", "")), listing.SIZE + 1))
    last = found.last
    context = {
        "filings": found.rows, "found": found, "cut": cut, "kinds": KINDS,
        "states": [(code, speech.say(text)) for code, (text, _) in words.FILING_STATE.items()],
        "next": listing.key_of(last.received_at, last.id) if last else "",
    }  # fmt: skip
    return page(request, "filings.html", context)


def _cut(request: HttpRequest) -> FilingCut:
    """Return what the address asks for, inside what the viewer reaches."""
    state, kind = request.GET.get("state", ""), request.GET.get("kind", "")
    return FilingCut(
        viewer_of(request).office_ids("filings"),
        state if state in words.FILING_STATE else "",
        kind if kind in KINDS else "",
        search_key(request.GET.get("q", "")[:60]),
    )


def save_list(request: HttpRequest, form: str) -> HttpResponse:
    """Return the list as it is cut, as a file."""
    rows = store.listed(_cut(request), None, EXPORT_MOST)
    cells = (
        [
            row.number, row.kind, row.account_code, row.account_name, speech.month(row.period), row.file_name, row.rows,
            row.rows_accepted, row.errors, row.warnings, speech.say(words.FILING_STATE[row.state][0]), row.due,
        ]
        for row in rows
    )  # fmt: skip
    return export.table("ho-so", form, [speech.say(head) for head in HEADS], cells)


def new(request: HttpRequest) -> HttpResponse:
    """Show the form, or take the file in and go to its page."""
    viewer = viewer_of(request)
    own = viewer.own_accounts("own.unit")
    code = request.POST.get("unit") or request.GET.get("unit") or (own[0] if own else "")
    unit = unit_for(viewer, code.strip().upper(), "filings.send") if code else None
    upload = request.FILES.get("file")
    if request.method == "POST" and upload is not None and (upload.size or 0) <= MOST_BYTES:
        sent = _sent(request, viewer, unit, upload)
        filing = attempt(request, lambda: declarations.receive(sent))
        if filing is not None:
            if sent.kind != "TK3":  # that one is read by the officer who proposes it
                queue.order("filing.check", lock=filing, filing=filing, actor=viewer.username)
            return redirect("filing", number=filing)
    context = {
        "unit": unit,
        "period": request.GET.get("period") or (last_month(unit).plus(1) if unit else ""),
        "kinds": KINDS,
        "kind": request.GET.get("kind", "D02"),
        "own": own,
        "offices": [one for one in viewer.offices if viewer.reaches("filings.send", one.path)],
        "too_big": upload is not None and (upload.size or 0) > MOST_BYTES,
    }
    return page(request, "filing_new.html", context)


def _sent(request: HttpRequest, viewer: Viewer, unit: Unit | None, upload: "UploadedFile[bytes]") -> declarations.Sent:
    """Return the file as it is sent: for a unit, or (lists, new units) for an office the viewer reaches."""
    office = "" if unit else viewer.office("filings.send", request.POST.get("office") or None).code
    return declarations.Sent(
        kind=_kind(request),
        data=upload.read(),
        name=upload.name or "",
        channel="agency_portal" if viewer.own_accounts("own.unit") else "counter",
        actor=viewer.username,
        account=unit.code if unit else "",
        office=office,
        period=fields.month(request.POST.get("period")),
    )


def _kind(request: HttpRequest) -> str:
    """Return the kind chosen, D02 where none was."""
    wanted = request.POST.get("kind", "")
    return wanted if wanted in KINDS else "D02"


def filing_for(viewer: Viewer, number: UUID) -> FilingPage:
    """Return the file if the viewer reaches its office or it is their own account's; Http404 otherwise."""
    found = store.filing(number)
    if found is None:
        raise Http404
    own = viewer.own_accounts("own.unit")
    if viewer.reaches("filings", found.office_path) or (found.account_code and found.account_code in own):
        return found
    raise Http404


def show(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show one file: how far it is, what was found, what can be done."""
    viewer = viewer_of(request)
    filing = filing_for(viewer, number)
    severity = request.GET.get("severity", "")
    severity = severity if severity in {one.value for one in Severity} else ""
    after = request.GET.get("after", "")
    rows = store.findings(filing.id, severity, int(after) if after.isdigit() else -1, listing.SIZE + 1)
    found = listing.cut(rows)
    context = {
        "filing": filing,
        "found": found,
        "severity": severity,
        "may_decide": viewer.reaches("filings.decide", filing.office_path),
        "may_propose": viewer.reaches("units.propose", filing.office_path),
        "own": bool(filing.account_code and filing.account_code in viewer.own_accounts("own.unit")),
        "turn": store.turn(filing.id) if filing.state == "received" else None,
        "request_id": requests.of_filing(str(filing.id)) if filing.kind == "TK3" else "",
        "next": found.last.position if found.last else "",
    }
    return page(request, "filing.html", context)


def check_now(request: HttpRequest, number: UUID) -> HttpResponse:
    """Check a file at once, for when nobody works the queue."""
    viewer = viewer_of(request)
    filing = filing_for(viewer, number)
    if filing.state == "received":
        attempt(request, lambda: declarations.check(str(filing.id), viewer.username))
    return redirect("filing", number=filing.id)


def decide(request: HttpRequest, number: UUID) -> HttpResponse:
    """Accept the file, or its good rows, or return it."""
    viewer = viewer_of(request)
    filing = filing_for(viewer, number)
    if not viewer.reaches("filings.decide", filing.office_path):
        raise Http404
    decision = request.POST.get("decision", "")
    if decision in {"whole", "good"}:
        _accept(request, filing, viewer, good_rows=decision == "good")
    elif decision == "return":
        _give_back(request, filing, viewer)
    return redirect("filing", number=filing.id)


def _accept(request: HttpRequest, filing: FilingPage, viewer: Viewer, *, good_rows: bool) -> None:
    """Accept and tell what came of it."""
    done = attempt(request, lambda: declarations.accept(str(filing.id), viewer.username, good_rows=good_rows))
    if done is not None:
        text = Text(
            "Đã chấp nhận {rows} dòng; cấp mới {people} số BHXH, ghi {spells} đoạn quá trình.",
            "{rows} rows accepted; {people} SI numbers issued, {spells} spells written.",
        )
        tell(request, text.fill(rows=done.rows, people=done.people_issued, spells=done.spells))


def _give_back(request: HttpRequest, filing: FilingPage, viewer: Viewer) -> None:
    """Return the file with a reason."""
    reason = request.POST.get("reason", "").strip()[:500]
    if not reason:
        tell(request, Text("Hãy ghi lý do trả lại.", "Say why it is returned."), "gold")
        return

    def give() -> bool:
        declarations.give_back(str(filing.id), viewer.username, reason)
        return True

    if attempt(request, give):
        tell(request, Text("Đã trả lại hồ sơ cho đơn vị.", "The file was returned to the unit."))


def workbook(request: HttpRequest, number: UUID) -> HttpResponse:
    """Return the sender's workbook with a column of comments."""
    filing = filing_for(viewer_of(request), number)
    body = comment_limited(kept.content(str(filing.id)), all_findings(str(filing.id)), language=speech.language())
    return export.attachment(body, media.XLSX, f"nhan-xet-{filing.number.replace('/', '-')}.xlsx")
