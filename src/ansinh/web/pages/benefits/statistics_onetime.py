"""The one-time benefit as a trend: who asks, who was paid, who stayed after counselling, twelve months rolling."""

from typing import Any

from django.http import HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.benefits.statistics_onetime import BANDS, YEAR, Applications, Trend, by_band, by_month
from ansinh.records.store.benefits import statistics_onetime as store
from ansinh.web import fields, speech
from ansinh.web.charts import Chart, series
from ansinh.web.clock import today
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST_ROWS = 10  # of employers and offices; the rest is in the API
TITLES = {
    "age": Text("Tuổi", "Age"),
    "insured": Text("Thời gian đã đóng", "Time contributed"),
    "away": Text("Thời gian từ khi nghỉ việc", "Time since leaving"),
    "sex": Text("Giới tính", "Sex"),
    "office": Text("Cơ quan", "Office"),
    "employer": Text("Đơn vị cuối cùng", "Last employer"),
}
SEXES = {0: Text("Chưa rõ", "Not known"), 1: Text("Nam", "Men"), 2: Text("Nữ", "Women")}


def show(request: HttpRequest) -> HttpResponse:
    """Show the twelve months up to the one asked for (?last=YYYY-MM&office=), by default this month."""
    viewer = viewer_of(request)
    office = viewer.office("dossiers", request.GET.get("office") or None)
    last = fields.month(request.GET.get("last", "")) or Month.containing(today())
    asked = store.applications(viewer.office_ids("dossiers", office), last.plus(1 - 2 * YEAR), last)
    months = by_month(asked, last.plus(1 - YEAR), last)
    alone, year = months[last]
    context: dict[str, Any] = {
        "office": office, "offices": viewer.offices, "last": last, "months": list(months.items()), "alone": alone,
        "year": year, "chart": _chart(months), "tables": _tables(asked, last, {o.id: o.name for o in viewer.offices}),
    }  # fmt: skip
    return page(request, "benefits/statistics_onetime.html", context)


def _tables(asked: Applications, last: Month, offices: dict[int, str]) -> list[dict[str, Any]]:
    """Return one table for each way to cut the applications: bands in their order, others by size."""
    found = []
    for name, title in TITLES.items():
        bands = by_band(asked, name, last)
        names = offices if name == "office" else store.employer_names(list(bands)) if name == "employer" else {}
        order = (
            sorted(bands) if BANDS[name] else sorted(bands, key=lambda band: -bands[band][0].applications)[:MOST_ROWS]
        )
        rows = [(band, _band(name, band, names), *bands[band]) for band in order]
        found.append({"title": title, "cut": name, "rows": rows})
    return found


def _band(name: str, band: int, names: dict[int, str]) -> Text:
    """Return the name of a band."""
    if name == "sex":
        return SEXES[band]
    limits = BANDS[name]
    if limits is None:
        return Text(names.get(band, "–"), names.get(band, "–"))
    after = [limit for limit in limits if limit > band]
    vi, en = ("tuổi", "years old") if name == "age" else ("tháng", "months")
    if not after:
        return Text(f"từ {band} {vi}", f"{band} {en} and more")
    if not band:
        return Text(f"dưới {after[0]} {vi}", f"under {after[0]} {en}")
    return Text(f"{band} đến {after[0] - 1} {vi}", f"{band} to {after[0] - 1} {en}")


def _chart(months: dict[Month, tuple[Trend, Trend]]) -> Chart:
    """Return applications of each month beside the mean of the twelve months that end with it."""
    return Chart(
        key="onetime-months",
        label=speech.say(Text("Số người đề nghị theo tháng", "Applications by month")),
        labels=[f"{month.month:02d}/{month.year}" for month in months],
        series=(
            series(
                speech.say(Text("Bình quân 12 tháng", "Mean of twelve months")), "pace",
                [year.applications for _, year in months.values()], over=YEAR,
            ),
            series(
                speech.say(Text("Trong tháng", "In the month")), "done",
                [alone.applications for alone, _ in months.values()],
            ),
        ),
        unit=speech.say(Text(" hồ sơ", " applications")),
    )  # fmt: skip
