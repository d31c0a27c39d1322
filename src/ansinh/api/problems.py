"""Every refusal as application/problem+json (RFC 9457), in both languages."""

from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from ninja import NinjaAPI
from ninja.errors import AuthenticationError, HttpError, ValidationError

from ansinh.core.errors import AnsinhError, ConflictError, MissingError, RefusedError, UnknownValueError, disk_is_full
from ansinh.core.text import Text
from ansinh.jobs.engine import GONE

STATUS: dict[type[AnsinhError], int] = {
    MissingError: 404, ConflictError: 409, RefusedError: 422, UnknownValueError: 422,
}  # fmt: skip
_UNKNOWN = Text("Cần đăng nhập hoặc khóa của đối tác.", "Sign in, or send a partner's key.")
_AWAY = Text(
    "Cơ sở dữ liệu đang khởi động lại; hãy gửi lại sau vài giây.",
    "The database is restarting; send it again in a few seconds.",
)
_FULL = Text(
    "Máy chủ hết chỗ lưu; nội dung vừa gửi chưa được lưu, hãy báo quản trị rồi gửi lại.",
    "The server has no room left; what was sent is not kept. Tell the administrator, then send it again.",
)
PAUSE = "5"  # seconds
_INPUT = Text("Yêu cầu chưa đúng mẫu.", "The request does not have the expected shape.")


def problem(status: int, message: Text, **more: Any) -> HttpResponse:  # noqa: ANN401 any JSON
    """Return a problem with its sentence in both languages."""
    body = {"status": status, "title": message.vi, "title_en": message.en, **more}
    return JsonResponse(
        body, status=status, content_type="application/problem+json", json_dumps_params={"ensure_ascii": False}
    )


def answer_problems(api: NinjaAPI) -> None:
    """Let `api` answer every exception a caller can cause as a problem."""

    @api.exception_handler(AnsinhError)
    def refused(request: HttpRequest, error: AnsinhError) -> HttpResponse:  # noqa: ARG001
        """Answer a refusal of the house."""
        return problem(STATUS.get(type(error), 500), error.message)

    @api.exception_handler(AuthenticationError)
    def unknown(request: HttpRequest, error: AuthenticationError) -> HttpResponse:  # noqa: ARG001
        """Answer somebody who was not recognised."""
        return problem(401, _UNKNOWN)

    @api.exception_handler(ValidationError)
    def misshapen(request: HttpRequest, error: ValidationError) -> HttpResponse:  # noqa: ARG001
        """Answer a request of another shape, with every place that does not fit."""
        places = [{"where": ".".join(map(str, one["loc"])), "message": one["msg"]} for one in error.errors]
        return problem(422, _INPUT, errors=places)

    for gone in GONE:

        @api.exception_handler(gone)
        def away(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001
            """Answer 503 while the database cannot be reached, 507 where its disk is full."""
            if disk_is_full(error):
                return problem(507, _FULL)
            answer = problem(503, _AWAY)
            answer["Retry-After"] = PAUSE
            return answer

    @api.exception_handler(OSError)
    def no_room(request: HttpRequest, error: OSError) -> HttpResponse:  # noqa: ARG001
        """Answer 507 where a file found no room; any other error of a file is a fault of ours."""
        if not disk_is_full(error):
            raise error
        return problem(507, _FULL)

    @api.exception_handler(HttpError)
    def other(request: HttpRequest, error: HttpError) -> HttpResponse:  # noqa: ARG001
        """Answer what the framework refuses."""
        return problem(error.status_code, Text(str(error), str(error)))
