"""The numbers of care on a page: charts, tables that open to their rows, look-ups, cards, coverage against its plan."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.claims.catalogue import rules
from ansinh.domain.claims.chapters import chapters
from ansinh.domain.planning.progress import percent
from ansinh.records.store.claims import numbers as store
from ansinh.records.store.claims import statements
from ansinh.records.store.claims.numbers import CareLine
from ansinh.usecases.claims.numbers import Report, report
from ansinh.usecases.planning import situation
from ansinh.web import clock, export, fields, speech
from ansinh.web.charts import Chart, series
from ansinh.web.measures import measures
from ansinh.web.pages.claims.work import facilities_of
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MILLION_DONG = 10**8  # hundredths
TOP = 12
TABLES = ("facility", "chapter", "month", "rule")
HEADS = {
    "facility": Text("Cơ sở", "Facility"), "chapter": Text("Chương bệnh", "Chapter"), "month": Text("Tháng", "Month"),
    "rule": Text("Quy tắc", "Rule"),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Row:
    """One line of a table: its key and name, these months and a year before, the change of what is accepted."""

    key: str
    name: str
    line: CareLine

    @property
    def change(self) -> Fraction | None:
        """How much more is accepted than a year before, per cent; None without a year before."""
        return percent(self.line.now.accepted - self.line.before.accepted, self.line.before.accepted)


def show(request: HttpRequest) -> HttpResponse:
    """Show the numbers of the months asked for (?first=YYYY-MM&last=YYYY-MM&facility=)."""
    viewer = viewer_of(request)
    places = facilities_of(viewer)
    facility = request.GET.get("facility", "")
    told = report(_chosen(places, facility), *span_of(request))
    cards, linked = store.linked_cards([one.path for one in viewer.offices], told.last.last_day)
    context = {
        "report": told, "places": places, "facility": facility, "charts": _charts(told),
        "facilities": [Row(one.key, places.get(one.key, ""), one) for one in told.facilities],
        "chapters": [Row(one.key, _chapter(one.key), one) for one in told.chapters[:TOP]],
        "months": [Row(one.key, one.key, one) for one in told.months],
        "rules": [(rules()[code], times, cut, before) for code, times, cut, before in told.rules if code in rules()],
        "cards": cards, "linked": linked, "linked_share": percent(linked, cards),
        "chip_share": percent(told.with_chip, len(told.chips)), **_planned(viewer, told.last),
    }  # fmt: skip
    return page(request, "claims/numbers.html", context)


def span_of(request: HttpRequest) -> tuple[Month, Month]:
    """Return the months asked for; by default the year of the newest claims so far."""
    newest = statements.newest_period() or clock.today()
    last = fields.month(request.GET.get("last", "")) or Month.containing(newest)
    first = fields.month(request.GET.get("first", "")) or Month.of(last.year, 1)
    return min(first, last), last


def _chosen(places: dict[str, str], facility: str) -> list[str]:
    """Return the facilities asked for; 404 for one the person may not see."""
    if facility and facility not in places:
        raise Http404
    return [facility] if facility else list(places)


def _chapter(code: str) -> str:
    """Return a chapter of ICD-10 in words."""
    known = chapters().get(code)
    return f"{known.first}–{known.last} {speech.say(known.name)}" if known else speech.say(Text("Khác", "Other"))


def _charts(told: Report) -> dict[str, Chart]:
    """Return the charts: visits by month and care, money by month beside a year before, the dearest chapters."""
    labels = [one.key for one in told.months]
    say = speech.say
    visits = [
        series(say(Text("Ngoại trú", "Outpatient")), "done", [one.now.visits_out for one in told.months]),
        series(say(Text("Nội trú", "Inpatient")), "second", [one.now.visits_in for one in told.months]),
    ]
    money = [
        series(say(Text("Kỳ này", "Now")), "done", [one.now.accepted for one in told.months], over=MILLION_DONG),
        series(say(Text("Cùng kỳ", "A year before")), "pace", [one.before.accepted for one in told.months],
               over=MILLION_DONG),
    ]  # fmt: skip
    dear = told.chapters[:8]
    by_chapter = [series(say(Text("Triệu đồng", "VND million")), "done", [one.now.accepted for one in dear],
                         over=MILLION_DONG)]  # fmt: skip
    return {
        "visits": Chart("care-visits", say(Text("Lượt theo tháng", "Visits by month")), labels, visits, kind="bar"),
        "money": Chart("care-money", say(Text("Triệu đồng theo tháng", "VND million by month")), labels, money,
                       kind="bar", places=1),
        "chapters": Chart("care-chapters", say(Text("Theo chương bệnh", "By chapter")),
                          [one.key or "–" for one in dear], by_chapter, kind="bar", places=1),
    }  # fmt: skip


def _planned(viewer: Viewer, month: Month) -> dict[str, object]:
    """Return coverage and linked cards of the viewer's office against their plan, and the month these are figures of.

    Care is told for the months of claims; the figures of an office may stand for an earlier month, which is said.
    """
    codes = ("coverage_hi", "participants_hi", "cards_linked_rate")
    offices = viewer.offices[:1]
    for at in (month, Month.containing(clock.today()), Month.containing(clock.today()).plus(-1)):
        for office in offices:
            here = situation(office.code, at, with_children=False)
            found = measures(here, codes)
            if found:
                return {"planned": found, "planned_of": office.code, "planned_month": here.month}
    return {"planned": []}


def save(request: HttpRequest, table: str, form: str) -> HttpResponse:
    """Give one table as CSV or XLSX."""
    if table not in TABLES or form not in {"csv", "xlsx"}:
        raise Http404
    places = facilities_of(viewer_of(request))
    told = report(_chosen(places, request.GET.get("facility", "")), *span_of(request))
    name = f"kcb-{table}-{told.first}-{told.last}"
    if table == "rule":
        heads = [speech.say(HEADS["rule"]), "findings", "cut_vnd", "cut_vnd_before"]
        return export.table(name, form, heads, [(code, times, cut // 100, before // 100)
                                                for code, times, cut, before in told.rules])  # fmt: skip
    lines: Sequence[CareLine] = {"facility": told.facilities, "chapter": told.chapters, "month": told.months}[table]
    heads = [speech.say(HEADS[table]), "visits_out", "visits_in", "people", "claimed_vnd", "accepted_vnd",
             "visits_before", "accepted_vnd_before"]  # fmt: skip
    return export.table(name, form, heads, [
        (one.key, one.now.visits_out, one.now.visits_in, one.now.people, one.now.claimed // 100,
         one.now.accepted // 100, one.before.visits, one.before.accepted // 100)
        for one in lines
    ])  # fmt: skip


CARE = {"in": True, "out": False}  # inpatient or not


def rows(request: HttpRequest) -> HttpResponse:
    """Show the records behind a figure: of a facility, chapter or month, the dearest first."""
    places = facilities_of(viewer_of(request))
    first, last = span_of(request)
    chapter = chapters().get(request.GET.get("chapter", ""))
    after = request.GET.get("after", "").partition("~")
    key = (int(after[0]), int(after[2])) if after[0].isdecimal() and after[2].isdecimal() else None
    found = store.visits_behind(
        _chosen(places, request.GET.get("facility", "")),
        (first, last),
        chapter,
        inpatient=CARE.get(request.GET.get("care", "")),
        after=key,
        limit=51,
    )
    context = {
        "rows": found[:50], "more": len(found) > 50, "first": first, "last": last, "places": places,
        "chapter": speech.say(chapter.name) if chapter else "",
        "next": f"{found[49].claimed}~{found[49].id}" if len(found) > 50 else "",
    }  # fmt: skip
    return page(request, "claims/behind.html", context)
