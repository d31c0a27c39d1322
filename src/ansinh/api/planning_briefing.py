"""The briefing of a month and the sheet of a week over the API: the same document in every form and both languages."""

from typing import Literal

from django.http import HttpRequest, HttpResponse
from ninja import Router

from ansinh.api.callers import caller
from ansinh.api.written import month_of
from ansinh.core.text import Language
from ansinh.formats import media
from ansinh.records.store.ledger import months
from ansinh.usecases.planning.briefing import write_briefing, write_week

router = Router(tags=["planning"])
Form = Literal["json", "md", "html", "pdf", "xlsx"]


@router.get("/briefing")
def get_briefing(
    request: HttpRequest, office: str, period: str, form: Form = "json", lang: Language = "vi"
) -> HttpResponse:
    """Return the briefing of an office and month (YYYY-MM); JSON brings every figure with its comparators."""
    caller(request).require("briefing", office_path=months.office(office).path)
    return _file(write_briefing(office, month_of(period), form, lang), form)


@router.get("/weekly")
def get_weekly(
    request: HttpRequest, office: str, week: str, form: Form = "json", lang: Language = "vi"
) -> HttpResponse:
    """Return the sheet of an office for a week (2021-W44)."""
    caller(request).require("briefing", office_path=months.office(office).path)
    return _file(write_week(office, week.strip(), form, lang), form)


def _file(content: bytes, form: Form) -> HttpResponse:
    """Return a document with the type of its form."""
    return HttpResponse(content, content_type=media.DOCUMENTS[form])
