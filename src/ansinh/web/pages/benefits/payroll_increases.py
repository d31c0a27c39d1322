"""Increase decrees: each one dated value of the law, with all pensions of the office before and after it."""

import datetime as dt

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import UnknownValueError
from ansinh.domain.benefits.payments import REGIMES
from ansinh.law.explain import content_text
from ansinh.records.store.benefits import payments_shown
from ansinh.records.store.ledger import months
from ansinh.usecases.benefits.payroll_increase import RaisedPension, decrees, increase_of
from ansinh.web import speech
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def show(request: HttpRequest) -> HttpResponse:
    """Show the decrees, and the one chosen over the pensions of the viewer's office.

    Without a choice it is the decree nearest to the month the office's books stand in.
    """
    viewer = viewer_of(request)
    office, known = viewer.office("payroll", request.GET.get("office") or None), decrees()
    numbers = [request.GET.get(name, "") for name in ("regime", "after")]
    regime, after = (int(text) if text.isdecimal() else 0 for text in numbers)
    try:
        chosen = dt.date.fromisoformat(request.GET.get("day") or _nearest(office.code).isoformat())
        found = increase_of(office.path, chosen, regime=regime, after=after)
    except (ValueError, UnknownValueError) as error:
        raise Http404 from error
    context = {
        "office": office, "chosen": chosen.isoformat(), "found": found, "regime": regime, "regimes": REGIMES,
        "rows": _files(found.shown, chosen),
        "decrees": [(value, content_text(value, speech.language())) for value in known],
    }  # fmt: skip
    return page(request, "benefits/payroll_increases.html", context)


def _nearest(office: str) -> dt.date:
    """Return the day of the decree nearest to the month an office has open (to today before its first close)."""
    month = months.next_to_close(months.office(office))
    day = month.first_day if month is not None else today()
    return min((value.since for value in decrees()), key=lambda since: abs(since - day))


def _files(shown: tuple[RaisedPension, ...], day: dt.date) -> list[tuple[RaisedPension, str]]:
    """Return the pensions shown with their file numbers; no name is shown, so no read is logged."""
    named = payments_shown.named([one.pension for one in shown], day)
    return [(one, named[one.pension].file_no) for one in shown]
