"""Which month a page is about: the one its address names; else the last closed one, else the last with figures."""

from django.http import Http404, HttpRequest

from ansinh.core.period import Month
from ansinh.records.store.pages import work
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.web import fields


def asked(request: HttpRequest) -> Month | None:
    """Return the month in the address (?period=YYYY-MM), or None; a wrong one counts as none."""
    return fields.month(request.GET.get("period"))


def month_at(text: str) -> Month:
    """Return the month that is part of an address; Http404 where it is none."""
    month = fields.month(text)
    if month is None:
        raise Http404
    return month


def month_of(request: HttpRequest, office: OfficeRow) -> Month | None:
    """Return the month a page of `office` is about, or None where nothing was ever closed or reported."""
    wanted = asked(request)
    if wanted is not None:
        return wanted
    closed = work.closed_month(office.path)
    latest = closed.period if closed else work.latest_figures(office.id)
    return Month.containing(latest) if latest else None
