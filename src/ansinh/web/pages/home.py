"""The overview of an office: where we stand, what is off pace, what it takes, what is due today."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.alerts import rules
from ansinh.domain.planning.compare import Comparator
from ansinh.domain.planning.situation import Situation
from ansinh.records.store.pages import work
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.records.store.planning import alerts
from ansinh.usecases.planning import situation as read_situation
from ansinh.web import charts, speech
from ansinh.web.measures import PEOPLE, REVENUE, Measure, ages, measure, measures
from ansinh.web.pages.today import todo
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

BILLION = 10**9
TREND = 12
FILINGS_SHOWN, WAITS_SHOWN = 3, 4
ALERTS_SHOWN = 4


@dataclass(frozen=True, slots=True)
class Below:
    """One office under this one, in the table of offices."""

    code: str
    name: Text
    people: Measure | None
    revenue: Measure | None
    debt: Measure | None
    ratio: Measure | None


def start(request: HttpRequest) -> HttpResponse:
    """Send everybody to where their work is."""
    viewer = viewer_of(request)
    if viewer.may("overview"):
        return show(request)
    if viewer.may("own.unit"):
        return redirect("portal")
    if viewer.may("own.collector"):
        return redirect("desk")
    if viewer.may("own.facility"):
        return redirect("facility_claims")
    return redirect("me") if viewer.may("own.person") else page(request, "no_rights.html", {}, status=403)


def show(request: HttpRequest, code: str | None = None) -> HttpResponse:
    """Show the overview of the viewer's office, or of `code` below it."""
    viewer = viewer_of(request)
    office = viewer.office("overview", code)
    month = month_of(request, office)
    if month is None:
        return page(request, "home_empty.html", {"office": office})
    situation = read_situation(office.code, month)
    offices = viewer.office_ids("overview", office)
    raised = (
        alerts.of_offices(offices, month.plus(-1), unnoted=True, limit=ALERTS_SHOWN) if viewer.may("alerts") else []
    )
    told = [(one, rules()[one.rule]) for one in raised if one.rule in rules()]
    waiting = (
        todo(viewer, office, FILINGS_SHOWN, WAITS_SHOWN)
        if viewer.may("work")
        else {"closed": work.closed_month(office.path)}
    )
    return page(
        request,
        "home.html",
        _context(office, situation) | {"closed": work.closed_month(office.path), "alerts": told} | waiting,
    )


def _context(office: OfficeRow, situation: Situation) -> dict[str, object]:
    """Return what the template needs, all of it known: no query hides in the page."""
    month = situation.month
    return {
        "office": office,
        "month": month,
        "months": [Month.containing(one) for one in work.months_with_figures(office.id)],
        "units": measure(situation, "units_managed"),
        "headline": measure(situation, "participants_headline"),
        "total": measure(situation, "revenue_total"),
        "people": measures(situation, PEOPLE),
        "behind": [one for one in measures(situation, PEOPLE) if one.bar and one.bar.tone],
        "coverage": measure(situation, "coverage_hi"),
        "revenue": _shares(measures(situation, REVENUE)),
        "debt": measure(situation, "debt_total"),
        "ratios": measures(situation, ("debt_ratio_to_plan", "debt_ratio_to_receivable")),
        "ages": ages(situation),
        "revenue_chart": revenue_chart(situation, "revenue_total"),
        "trends": [trend_chart(situation, one.code) for one in measures(situation, PEOPLE)],
        "below": _below_all(situation),
    }


def _shares(found: Sequence[Measure]) -> list[tuple[Measure, Fraction]]:
    """Return each measure with its share of their sum, in per cent."""
    whole = sum(one.standing.value for one in found)
    return [(one, Fraction(one.standing.value) * 100 / whole if whole else Fraction(0)) for one in found]


def _below_all(situation: Situation) -> list[Below]:
    """Return the offices below, those furthest behind their plan first."""
    rows = [_below(child) for child in situation.children]
    done = {row.code: row.revenue.standing.progress for row in rows if row.revenue}
    return sorted(rows, key=lambda row: ((found := done.get(row.code)) is None, found.share or 0 if found else 0))


def _below(child: Situation) -> Below:
    """Return the row of one office."""
    return Below(
        child.place.code,
        child.place.name,
        measure(child, "participants_csi"),
        measure(child, "revenue_total"),
        measure(child, "debt_total"),
        measure(child, "debt_ratio_to_receivable"),
    )


@dataclass(frozen=True, slots=True)
class Trend:
    """A chart of twelve months with its measure and its table."""

    measure: Measure
    chart: charts.Chart
    rows: list[tuple[Month, Fraction | int | None]]
    month_change: Fraction | int | None


def trend_chart(situation: Situation, code: str, count: int = TREND) -> Trend:
    """Return the last months of `code`, which must be known in the month."""
    found = measure(situation, code)
    if found is None:
        message = f"nothing is known of {code}"
        raise LookupError(message)
    rows = situation.trend(code, count)
    name = speech.say(found.standing.indicator.short)
    over = BILLION if found.standing.indicator.is_money else 1
    chart = charts.Chart(
        key=f"trend-{code}",
        label=name,
        labels=[f"{one.month}/{one.year % 100:02d}" for one, _ in rows],
        series=[charts.series(name, "done", [value for _, value in rows], over=over, fill=True)],
        zero=False,
        places=1 if over > 1 else 0,
    )
    moved = found.standing.change(Comparator.LAST_MONTH)
    return Trend(found, chart, rows, moved.amount if moved else None)


@dataclass(frozen=True, slots=True)
class YearChart:
    """Sums since January against the pace of the plan, and what the rest of the year needs."""

    chart: charts.Chart
    rows: list[tuple[int, Fraction | int | None, Fraction | int | None]]


def revenue_chart(situation: Situation, code: str) -> YearChart | None:
    """Return the year of a flow month by month, or None where nothing is known."""
    found = measure(situation, code)
    if found is None:
        return None
    year = situation.month.year
    known = situation.series(code, found.standing.state)
    done = [known.get(Month.of(year, number)) for number in range(1, 13)]
    done = [value if number <= situation.month.month else None for number, value in enumerate(done, start=1)]
    plan = found.standing.target.value if found.standing.target else None
    pace = [None if plan is None else plan * number / 12 for number in range(1, 13)]
    words = speech.language()
    lines = [charts.series("Đã thu" if words == "vi" else "Collected", "done", done, over=BILLION, fill=True)]
    if plan is not None:
        lines.append(charts.series("Nhịp đều" if words == "vi" else "Even pace", "pace", pace, over=BILLION))
        lines.append(
            charts.series("Cần thu" if words == "vi" else "Needed", "needed", _needed(found, plan), over=BILLION)
        )
    chart = charts.Chart(
        key=f"year-{code}",
        label=speech.say(found.standing.indicator.name),
        labels=[f"T{number}" if words == "vi" else f"{number}" for number in range(1, 13)],
        series=lines,
        unit="tỷ đồng" if words == "vi" else "VND billion",
        places=1,
    )
    return YearChart(chart, list(zip(range(1, 13), done, pace, strict=True)))


def _needed(found: Measure, plan: Fraction) -> list[Fraction | int | None]:
    """Return the line from where we are to the plan in December."""
    now, value = found.standing.as_of.month, found.standing.value
    left = 12 - now
    step = (plan - value) / left if left else Fraction(0)
    return [None if number < now else value + step * (number - now) for number in range(1, 13)]
