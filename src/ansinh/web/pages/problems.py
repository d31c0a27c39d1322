"""Pages for when something is not there, not allowed or broken: what happened, and what to do."""

import sys
from typing import Final

from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string

from ansinh.core.errors import AnsinhError, ConflictError, disk_is_full
from ansinh.core.text import Text
from ansinh.jobs.engine import GONE
from ansinh.web.render import page

PAUSE: Final = "5"  # seconds after which it is worth asking again
ASK = Text(
    "Kiểm tra lại đường dẫn, hoặc tìm bằng phím / ở bất kỳ trang nào. Nếu vẫn cần, hãy hỏi quản trị của cơ quan.",
    "Check the address, or search with / on any page. If you still need it, ask the administrator of your office.",
)
LOOK = Text(
    "Chưa có gì thay đổi. Mở lại trang trước để xem dữ liệu mới nhất.",
    "Nothing was changed. Open the page before again to see how things stand now.",
)
FULL = Text("Máy chủ hết chỗ lưu", "The server has no room left")
NOT_KEPT = Text("Việc vừa gửi chưa được lưu.", "What you have just sent was not kept.")
MAKE_ROOM = Text(
    "Dữ liệu đã lưu không bị ảnh hưởng. Báo quản trị giải phóng ổ đĩa, rồi gửi lại.",
    "What was saved is safe. Tell the administrator to make room on the disk, then send it again.",
)
AGAIN = Text(
    "Dữ liệu đã lưu không bị ảnh hưởng. Hãy thử lại; nếu vẫn lỗi, gửi mã tra cứu cho quản trị.",
    "What was saved is safe. Try again; if it fails again, give the reference to the administrator.",
)


def missing(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 404: there is no such thing, or it may not be seen; the answer is the same."""
    del exception
    title = Text("Không tìm thấy trang này", "This page is not here")
    message = Text(
        "Trang không có, đã chuyển đi, hoặc nằm ngoài phạm vi của bạn.",
        "It does not exist, has moved, or lies outside your scope.",
    )
    return page(request, "problem.html", {"title": title, "message": message, "mend": ASK}, status=404)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer 403."""
    del exception
    title = Text("Việc này cần quyền khác", "This needs another right")
    message = Text("Tài khoản của bạn không có quyền làm việc này.", "Your account has no right to do this.")
    mend = Text(
        "Hãy nhờ người có quyền, hoặc xin cấp quyền từ quản trị của cơ quan.",
        "Ask somebody who may, or ask your administrator for the right.",
    )
    return page(request, "problem.html", {"title": title, "message": message, "mend": mend}, status=403)


def stale(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer 403 for a form whose token is missing or old."""
    del reason
    title = Text("Trang đã mở quá lâu", "The page was open for too long")
    message = Text("Để an toàn, biểu mẫu cũ không được gửi đi.", "For safety, an old form is not sent.")
    mend = Text("Mở lại trang và gửi lại; nội dung đã lưu không mất.", "Open the page again and send once more.")
    return page(request, "problem.html", {"title": title, "message": message, "mend": mend}, status=403)


def refused(request: HttpRequest, refusal: AnsinhError) -> HttpResponse:
    """Answer 409 where somebody else was first, 422 for any other refusal that no form shows: why, nothing is done."""
    title = Text("Việc này không thực hiện được", "This could not be done")
    told = {"title": title, "message": refusal.message, "mend": LOOK}
    return page(request, "problem.html", told, status=409 if isinstance(refusal, ConflictError) else 422)


def broken(request: HttpRequest) -> HttpResponse:
    """Answer 500 with the number of the request, so that it can be found in the log.

    503 where the database is away, 507 where a disk is full.
    """
    error = sys.exc_info()[1]
    if error is not None and disk_is_full(error):
        return page(request, "problem.html", {"title": FULL, "message": NOT_KEPT, "mend": MAKE_ROOM}, status=507)
    if isinstance(error, GONE):
        return away(again=request.method == "GET")
    title = Text("Hệ thống gặp lỗi", "Something broke on our side")
    message = Text("Lỗi đã được ghi lại.", "The error has been written down.")
    number = getattr(request, "request_id", "")
    return page(request, "problem.html", {"title": title, "message": message, "mend": AGAIN, "number": number}, 500)


def away(*, again: bool) -> HttpResponse:
    """Answer 503 while the database cannot be reached: made without it; the page asks `again` where it may."""
    page = render_to_string("ansinh/away.html", {"again": again})
    return HttpResponse(page, status=503, headers={"Retry-After": PAUSE})
