"""What no column can hold is answered in words: strange characters, numbers too large, what a rule forbids."""

import psycopg
from django.db import DataError, IntegrityError
from django.http import HttpRequest, HttpResponse
from ninja import NinjaAPI

from ansinh.api.problems import problem
from ansinh.core.text import Text

CHECK_VIOLATION = "23514"
_UNFIT = Text(
    "Có giá trị không lưu được: số quá lớn, ngày ngoài lịch hoặc ký tự lạ.",
    "A value cannot be kept: a number too large, a day outside the calendar or a strange character.",
)
_AGAINST = Text("Giá trị gửi lên trái quy tắc lưu trữ.", "What was sent goes against a rule of the records.")


def answer_unfit(api: NinjaAPI) -> None:
    """Let `api` answer 422 to values that fit no column and to facts a rule of the records forbids."""
    for kind in (DataError, psycopg.DataError, OverflowError):

        @api.exception_handler(kind)
        def unfit(request: HttpRequest, error: Exception) -> HttpResponse:  # noqa: ARG001 - the shape of a handler
            """Answer a value that fits no column."""
            return problem(422, _UNFIT)

    @api.exception_handler(IntegrityError)
    def against(request: HttpRequest, error: IntegrityError) -> HttpResponse:  # noqa: ARG001 - the shape of a handler
        """Answer facts that a check of the records forbids; any other break of integrity is a fault of ours."""
        if getattr(error.__cause__, "sqlstate", None) != CHECK_VIOLATION:
            raise error
        return problem(422, _AGAINST)
