"""Targets: what was assigned, by which document, how it is split below, and whether the split adds up."""

from collections import defaultdict
from dataclasses import dataclass, field
from fractions import Fraction

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.planning.indicators import Indicator, catalogue
from ansinh.domain.planning.situation import PLAN_VERSIONS
from ansinh.records.store.pages import figures
from ansinh.records.store.pages.figures import TargetRow
from ansinh.usecases.planning import load
from ansinh.usecases.planning import situation as read_situation
from ansinh.web.attempts import attempt, tell
from ansinh.web.measures import Measure, measure
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST_BYTES = 25 * 1024 * 1024
VERSIONS = {
    "estimate": Text("ước", "estimate"),
    "assigned": Text("giao", "assigned"),
    "adjusted": Text("điều chỉnh", "adjusted"),
    "reforecast": Text("dự báo lại", "reforecast"),
    "stretch": Text("phấn đấu", "stretch"),
}


@dataclass(slots=True)
class Plan:
    """One indicator's targets of an office: the one in force, all versions, the split among the offices below."""

    indicator: Indicator
    own: TargetRow
    measure: Measure | None
    versions: list[tuple[Text, TargetRow]] = field(default_factory=list)
    below: list[TargetRow] = field(default_factory=list)

    @property
    def split(self) -> Fraction:
        """What the offices below have together."""
        return sum((Fraction(row.value) for row in self.below), Fraction(0))

    @property
    def adds_up(self) -> bool | None:
        """Whether the split makes the whole; None where nothing is split or a rate is set per office."""
        return None if not self.below or self.indicator.is_rate else self.split == Fraction(self.own.value)


def show(request: HttpRequest) -> HttpResponse:
    """Show the targets of the viewer's office for the year of the page."""
    viewer = viewer_of(request)
    office = viewer.office("targets", request.GET.get("office") or None)
    month = month_of(request, office)
    plans = _plans(figures.targets(office.id, month.year), office.code, month) if month else []
    context = {
        "office": office,
        "offices": viewer.offices,
        "month": month,
        "plans": plans,
        "may_load": viewer.may("targets.write"),
    }
    return page(request, "targets.html", context)


def _plans(rows: list[TargetRow], office: str, month: Month) -> list[Plan]:
    """Return the targets in the order of the catalogue, only what is in force as the plan."""
    situation = read_situation(office, month, with_children=False)
    mine: dict[str, list[TargetRow]] = defaultdict(list)
    below: dict[str, list[TargetRow]] = defaultdict(list)
    for row in rows:
        (mine if row.own else below)[row.indicator].append(row)
    plans = []
    for code, indicator in catalogue().items():
        own = _in_force(mine[code])
        if own is not None:
            versions = [(VERSIONS[row.version], row) for row in mine[code]]
            plans.append(Plan(indicator, own, measure(situation, code), versions, _one_each(below[code])))
    return plans


def _in_force(rows: list[TargetRow]) -> TargetRow | None:
    """Return the target that counts as the plan."""
    return next((row for version in PLAN_VERSIONS for row in rows if row.version == version), None)


def _one_each(rows: list[TargetRow]) -> list[TargetRow]:
    """Return the plan of each office among `rows`."""
    offices: dict[str, list[TargetRow]] = defaultdict(list)
    for row in rows:
        offices[row.office_code].append(row)
    return [found for each in offices.values() if (found := _in_force(each)) is not None]


def take_in(request: HttpRequest) -> HttpResponse:
    """Load a file of targets, reported values or references; all of it or nothing."""
    viewer = viewer_of(request)
    upload = request.FILES.get("file")
    if upload is None or (upload.size or 0) > MOST_BYTES:
        tell(request, Text("Hãy chọn một tệp, tối đa 25 MB.", "Choose a file of up to 25 MB."), "gold")
        return redirect("targets")
    data, name = upload.read(), upload.name or ""
    answer = attempt(request, lambda: load(data, name, viewer.username))
    if answer is None:
        return redirect("targets")
    if answer.refused:
        return page(request, "bank_refused.html", {"findings": answer.findings.items, "name": name}, status=422)
    text = Text(
        "Đã nạp {t} chỉ tiêu, {v} số báo cáo, {r} số tham chiếu.",
        "{t} targets, {v} reported values, {r} references loaded.",
    )
    tell(request, text.fill(t=answer.targets, v=answer.values, r=answer.references))
    return redirect("targets")
