"""Why a figure is what it is: what is counted, against what, how it moved, and the rows behind it."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.compare import Comparison
from ansinh.domain.planning.indicators import Indicator, catalogue
from ansinh.domain.planning.situation import Situation
from ansinh.records.store.pages import figures
from ansinh.records.store.pages.figures import Behind, BehindCut
from ansinh.usecases.planning import situation as read_situation
from ansinh.web.measures import COMPARATORS, Measure, measure, measures
from ansinh.web.pages.home import revenue_chart, trend_chart
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

ROWS = 50
TREND = 24
SOURCES = {
    "account_month": Text("cộng từ bảng khóa sổ tháng của từng đơn vị", "summed from the closing sheets of the units"),
    "accounts": Text("đếm đơn vị theo trạng thái vào ngày cuối tháng", "units counted by state on the last day"),
    "people": Text(
        "đếm người có quá trình đang hiệu lực ngày cuối tháng", "people counted whose insurance holds that day"
    ),
    "receipts": Text(
        "tiền ngoài bảng khóa sổ: người tham gia và ngân sách", "money outside the sheets: participants, budgets"
    ),
    "count": Text("đếm đơn vị có phát sinh", "units counted that have an amount"),
    "opened": Text("đếm đơn vị mở từ đầu năm", "units counted that opened since January"),
    "closed": Text("đếm đơn vị chấm dứt từ đầu năm", "units counted that closed since January"),
    "sum": Text("cộng các chỉ tiêu thành phần", "the sum of its parts"),
    "reported": Text("do cơ quan báo cáo", "reported by the office"),
}


def show(request: HttpRequest, office: str, indicator: str) -> HttpResponse:
    """Open one figure of an office."""
    viewer = viewer_of(request)
    place = viewer.office("overview", office)
    if indicator not in catalogue():
        raise Http404
    month = month_of(request, place)
    situation = read_situation(place.code, month) if month else None
    found = measure(situation, indicator) if situation else None
    if situation is None or found is None:
        told = {"office": place, "indicator": catalogue()[indicator], "month": month}
        return page(request, "figure_empty.html", told)
    one = found.standing.indicator
    context = {
        "office": place,
        "month": situation.month,
        "one": found,
        "indicator": one,
        "source": SOURCES.get(one.source.way) if one.source else None,
        "parts": measures(situation, one.parts),
        "of": measure(situation, one.of) if one.of else None,
        "comparisons": [(COMPARATORS[c.comparator], c) for c in _ordered(found)],
        "trend": trend_chart(situation, indicator, TREND),
        "year": revenue_chart(situation, indicator) if one.kind == "flow" and one.is_money else None,
        "below": _below(situation, indicator),
        "rows": _rows(situation.month, one, viewer.office_ids("units", place)),
        "replaced": [kept for kept in situation.facts.replaced if kept.code == indicator],
    }
    return page(request, "figure.html", context)


def _ordered(found: Measure) -> list[Comparison]:
    """Return the comparisons in the order people ask for them."""
    return [found.standing.comparisons[one] for one in COMPARATORS if one in found.standing.comparisons]


@dataclass(frozen=True, slots=True)
class Below:
    """One office under this one with the same figure."""

    code: str
    name: Text
    measure: Measure


def _below(situation: Situation, code: str) -> list[Below]:
    """Return the offices below, the largest value first."""
    rows = [
        Below(child.place.code, child.place.name, found)
        for child in situation.children
        if (found := measure(child, code)) is not None
    ]
    return sorted(rows, key=lambda row: -row.measure.standing.value)


def _rows(month: Month, one: Indicator, offices: list[int]) -> list[Behind]:
    """Return the units behind a figure that is summed from closing sheets; none for others."""
    source = one.source
    if source is None or source.way != "account_month" or source.statuses:
        return []
    first = Month.of(month.year, 1) if one.kind == "flow" and not source.at_december else month
    if source.at_december:
        first = month = Month.of(month.year, 1).plus(-1)
    cut = BehindCut(offices, source.names, first.first_day, month.first_day, source.debt_classes)
    return figures.behind(cut, ROWS)
