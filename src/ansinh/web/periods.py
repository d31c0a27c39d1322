"""Which month a page is about: the one asked for, else the last closed one, else the last with figures."""

from django.http import HttpRequest

from ansinh.core.period import Month
from ansinh.records.store.pages import work
from ansinh.records.store.pages.viewer import OfficeRow


def asked(request: HttpRequest) -> Month | None:
    """Return the month in the address (?period=YYYY-MM), or None; a wrong one counts as none."""
    try:
        return Month.parse(request.GET.get("period", ""))
    except ValueError:
        return None


def month_of(request: HttpRequest, office: OfficeRow) -> Month | None:
    """Return the month a page of `office` is about, or None where nothing was ever closed or reported."""
    wanted = asked(request)
    if wanted is not None:
        return wanted
    closed = work.closed_month(office.path)
    latest = closed.period if closed else work.latest_figures(office.id)
    return Month.containing(latest) if latest else None
