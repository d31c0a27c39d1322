"""The briefing as a page and as a file to present."""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.urls import reverse

from ansinh.core.errors import AnsinhError
from ansinh.core.period import SPOKEN_YEARS
from ansinh.formats import document as tree
from ansinh.formats import media
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.usecases.planning.briefing import FORMATS, month_document, week_document, write_briefing, write_week
from ansinh.usecases.planning.doings import monday_of
from ansinh.web import charts, clock, export, speech
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

SAVED = ("pdf", "xlsx", "md", "json")  # the forms offered on the page
TONES: tuple[charts.Tone, ...] = ("done", "second", "third", "fourth", "pace")


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of the document as the template takes it: its kind, itself, and its chart if it is one."""

    kind: str
    block: tree.Block
    chart: charts.Chart | None = None


def show(request: HttpRequest) -> HttpResponse:
    """Show the briefing of an office and month."""
    viewer = viewer_of(request)
    office = viewer.office("briefing", request.GET.get("office") or None)
    month = month_of(request, office)
    if month is None:
        return page(request, "home_empty.html", {"office": office})
    made = month_document(office.code, month, speech.language())
    files = {one: f"{reverse('briefing_file', args=[one])}?office={office.code}&period={month}" for one in SAVED}
    return _page(request, office, made, (files, speech.month(month)))


def show_week(request: HttpRequest) -> HttpResponse:
    """Show the sheet of a week of an office: the one asked for (?week=2021-W44), else the last whole one."""
    viewer = viewer_of(request)
    office = viewer.office("briefing", request.GET.get("office") or None)
    monday = _monday(request)
    made = week_document(office.code, monday, speech.language())
    asked = f"office={office.code}&week={_week(monday)}"
    files = {one: f"{reverse('weekly_file', args=[one])}?{asked}" for one in SAVED}
    return _page(request, office, made, (files, _week(monday)), week=_week(monday))


def save_week(request: HttpRequest, form: str) -> HttpResponse:
    """Return the sheet of a week as a file."""
    office = viewer_of(request).office("briefing", request.GET.get("office") or None)
    wanted = next((one for one in FORMATS if one == form), None)
    if wanted is None:
        raise Http404
    week = _week(_monday(request))
    body = write_week(office.code, week, wanted, speech.language())
    return export.attachment(body, media.DOCUMENTS[wanted], f"bao-cao-tuan-{office.code}-{week}.{wanted}")


def _monday(request: HttpRequest) -> dt.date:
    """Return the Monday of the week in the address, else of the last whole week; Http404 for a week that is none."""
    asked = request.GET.get("week", "")
    if not asked:
        today = clock.today()
        return today - dt.timedelta(days=today.weekday() + 7)
    try:
        monday = monday_of(asked)
    except AnsinhError as error:
        raise Http404 from error
    if monday.year not in SPOKEN_YEARS:
        raise Http404
    return monday


def _week(monday: dt.date) -> str:
    """Return a week as it is written, 2021-W44."""
    year, number, _ = monday.isocalendar()
    return f"{year}-W{number:02d}"


def _page(
    request: HttpRequest, office: OfficeRow, made: tree.Document, links: tuple[dict[str, str], str], week: str = ""
) -> HttpResponse:
    """Return a document as a page, with the addresses of its files and what the crumbs call it."""
    sections = [
        (section.heading, [_shown(block, f"c{at}-{inner}") for inner, block in enumerate(section.blocks)])
        for at, section in enumerate(made.sections)
    ]
    context = {"office": office, "made": made, "sections": sections, "files": links[0], "crumb": links[1], "week": week}
    return page(request, "briefing.html", context)


def _shown(block: tree.Block, key: str) -> Shown:
    """Return one block with its kind."""
    if isinstance(block, tree.Chart):
        return Shown("chart", block, _chart(block, key))
    kinds = {tree.Paragraph: "paragraph", tree.Figures: "figures", tree.DocumentTable: "table"}
    return Shown(kinds[type(block)], block)


def _chart(block: tree.Chart, key: str) -> charts.Chart:
    """Return a chart of the document for the screen; bullets are drawn as bars with their plan beside them."""
    lines = [charts.series(line.name, TONES[at % len(TONES)], line.values) for at, line in enumerate(block.series)]
    return charts.Chart(
        key=key, label=block.title, labels=block.labels, series=lines, unit=block.unit,
        kind="line" if block.kind == "line" else "bar", places=block.places,
    )  # fmt: skip


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the briefing as a file."""
    office = viewer_of(request).office("briefing", request.GET.get("office") or None)
    month = month_of(request, office)
    wanted = next((one for one in FORMATS if one == form), None)
    if month is None or wanted is None:
        raise Http404
    body = write_briefing(office.code, month, wanted, speech.language())
    return export.attachment(body, media.DOCUMENTS[wanted], f"bao-cao-{office.code}-{month}.{wanted}")
