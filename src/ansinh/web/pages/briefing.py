"""The briefing as a page and as a file to present."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.formats import document as tree
from ansinh.usecases.planning import situation as read_situation
from ansinh.usecases.planning.briefing import FORMATS, document, write_briefing
from ansinh.web import charts, export, speech
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

KINDS = {
    "md": "text/markdown; charset=utf-8",
    "html": "application/octet-stream",  # a file to keep: never shown as a page of this site
    "pdf": export.PDF,
    "xlsx": export.XLSX,
    "json": "application/json",
}
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
    made = document(read_situation(office.code, month), speech.language())
    sections = [
        (section.heading, [_shown(block, f"c{at}-{inner}") for inner, block in enumerate(section.blocks)])
        for at, section in enumerate(made.sections)
    ]
    context = {"office": office, "month": month, "made": made, "sections": sections, "formats": FORMATS}
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
    return export.attachment(body, KINDS[wanted], f"bao-cao-{office.code}-{month}.{wanted}")
