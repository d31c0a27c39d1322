"""The rules of scorecards and what costs points: a decision entered by one and approved by another, slips noted."""

import json

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.usecases.planning import score_disputes, scores
from ansinh.usecases.planning.score_disputes import Slip
from ansinh.web import clock, fields
from ansinh.web.attempts import attempt, carry_out, tell
from ansinh.web.viewer import viewer_of

MOST_BYTES = 1024 * 1024
_FILE = Text("Hãy chọn tệp JSON, tối đa 1 MB.", "Choose a JSON file of up to 1 MB.")


def enter(request: HttpRequest) -> HttpResponse:
    """Take in a decision on weights, caps, penalties and peers; it waits for another person."""
    viewer, upload = viewer_of(request), request.FILES.get("file")
    content = None
    if upload is not None and (upload.size or 0) <= MOST_BYTES:
        try:
            content = json.loads(upload.read())
        except ValueError:
            content = None
    if not isinstance(content, dict):
        tell(request, _FILE, "gold")
        return redirect("scores")
    taken = attempt(request, lambda: scores.enter_rules(content, viewer.username))
    for finding in taken.findings.items if taken else ():
        words = f"{finding.where.column} {finding.found}: "
        tell(request, Text(words + finding.message.vi, words + finding.message.en), "gold")
    if taken is not None and not taken.refused:
        tell(request, Text("Đã nhập, chờ người khác phê duyệt.", "Entered; another person approves it."))
    return redirect("scores")


def approve(request: HttpRequest, number: int) -> HttpResponse:
    """Put a decision in force."""
    viewer = viewer_of(request)
    carry_out(request, lambda: scores.approve_rules(number, viewer.username), Text("Đã phê duyệt.", "Approved."))
    return redirect("scores")


def note_slip(request: HttpRequest) -> HttpResponse:
    """Note what costs an office, or one of its officers, points."""
    viewer, given = viewer_of(request), request.POST
    office = viewer.office("scores.freeze", given.get("office") or None)
    count = fields.number(given.get("count"))
    slip = Slip(
        given.get("kind", ""), int(count) if count is not None and count.denominator == 1 else 0,
        fields.day(given.get("day")) or clock.today(), given.get("document", "")[:200],
    )  # fmt: skip
    officer = given.get("officer", "").strip()
    carry_out(
        request, lambda: score_disputes.note_slip(office.code, officer, slip, viewer.username),
        Text("Đã ghi điểm trừ.", "Noted."),
    )  # fmt: skip
    return redirect("scores")
