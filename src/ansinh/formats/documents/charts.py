"""Charts as SVG: a Vega-Lite description of the data, drawn by vl-convert. What is drawn is printed as a table too."""

from collections.abc import Iterator
from functools import cache
from importlib import resources
from typing import Any, Final

import vl_convert

from ansinh.core.text import Language
from ansinh.formats.document import Chart, DocumentTable, TableColumn

INK, SOFT, LINE, BRAND, GOLD, RED, PALE = "#16262a", "#5b6b70", "#dde4e3", "#0f5c5c", "#c8921f", "#9c2a10", "#dfeae8"
COLOURS: Final = (BRAND, GOLD, "#6b8f9c", RED, "#8a6d9e", "#7a8f3c")
_WIDTH: Final = 620
_LOCALES: Final[dict[str, dict[str, Any]]] = {
    "vi": {"decimal": ",", "thousands": ".", "grouping": [3], "currency": ["", " đ"]},
    "en": {"decimal": ".", "thousands": ",", "grouping": [3], "currency": ["", " VND"]},
}
_CONFIG: Final[dict[str, Any]] = {
    "font": "Inter", "background": "transparent", "padding": 2, "view": {"stroke": None},
    "axis": {
        "labelColor": SOFT, "titleColor": SOFT, "labelFontSize": 11, "titleFontSize": 11, "titleFontWeight": 500,
        "gridColor": LINE, "domain": False, "ticks": False, "labelPadding": 6,
    },
    "legend": {
        "orient": "top", "title": None, "labelColor": INK, "labelFontSize": 11, "symbolType": "square", "offset": 6,
    },
    "range": {"category": list(COLOURS)},
}  # fmt: skip


@cache
def _fonts() -> None:
    """Let the drawing measure text with the fonts of the package."""
    vl_convert.register_font_directory(str(resources.files("ansinh.formats").joinpath("fonts")))


def chart_svg(chart: Chart, language: Language) -> str:
    """Return the chart as SVG text, without its title (the document prints it)."""
    _fonts()
    made: str = vl_convert.vegalite_to_svg(
        _spec(chart, language), config=_CONFIG, format_locale=_LOCALES[language], allowed_base_urls=[]
    )
    return made


def chart_table(chart: Chart) -> DocumentTable:
    """Return the numbers of a chart as a table: for readers who cannot see it, and for workbooks."""
    columns = (TableColumn(""), *(TableColumn(series.name, chart.places, chart.unit) for series in chart.series))
    rows = tuple(
        (label, *(series.values[place] for series in chart.series)) for place, label in enumerate(chart.labels)
    )
    return DocumentTable(chart.title, columns, rows, chart.note)


def _spec(chart: Chart, language: Language) -> dict[str, Any]:
    """Return the Vega-Lite description of a chart."""
    if chart.kind == "bullet":
        made = _bullet(chart, "% kế hoạch" if language == "vi" else "% of plan")
    else:
        made = {"line": _line, "bar": _bar, "stacked": _stacked}[chart.kind](chart)
    return {
        "$schema": "https://vega.github.io/schema/vega-lite/v5.json",
        "data": {"values": list(_points(chart))},
        **made,
    }


def _points(chart: Chart) -> Iterator[dict[str, Any]]:
    """Yield one point per label and series. Only for drawing do exact numbers become doubles."""
    for series in chart.series:
        for label, value in zip(chart.labels, series.values, strict=True):
            if value is not None:
                yield {"label": label, "series": series.name, "value": float(value)}


def _number_axis(chart: Chart, *, zero: bool) -> dict[str, Any]:
    """Return the axis of the numbers."""
    axis = {"title": chart.unit or None, "format": f",.{chart.places}~f", "tickCount": 5}
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": zero, "nice": True}}


def _label_axis(chart: Chart, *, angle: int = 0) -> dict[str, Any]:
    """Return the axis of the labels, in the order given."""
    axis = {"title": None, "labelAngle": angle, "grid": False, "labelLimit": 200}
    return {"field": "label", "type": "ordinal", "sort": list(chart.labels), "axis": axis}


def _colour(chart: Chart) -> dict[str, Any]:
    """Return the colours of the series; a single one needs no legend."""
    names = [series.name for series in chart.series]
    legend: dict[str, Any] = {} if len(names) > 1 else {"legend": None}
    scale = {"domain": names, "range": list(COLOURS[: len(names)])}
    return {"field": "series", "type": "nominal", "sort": names, "scale": scale, **legend}


def _line(chart: Chart) -> dict[str, Any]:
    """Return lines with a point at each value."""
    encoding = {"x": _label_axis(chart), "y": _number_axis(chart, zero=False), "color": _colour(chart)}
    mark = {"type": "line", "strokeWidth": 2.4, "point": {"size": 34, "filled": True}}
    return {"width": _WIDTH, "height": 220, "mark": mark, "encoding": encoding}


def _bar(chart: Chart) -> dict[str, Any]:
    """Return bars, side by side where there are several series."""
    offset = (
        {"xOffset": {"field": "series", "sort": [series.name for series in chart.series]}}
        if len(chart.series) > 1
        else {}
    )
    encoding = {"x": _label_axis(chart), "y": _number_axis(chart, zero=True), "color": _colour(chart), **offset}
    return {"width": _WIDTH, "height": 220, "mark": {"type": "bar", "cornerRadiusEnd": 2}, "encoding": encoding}


def _stacked(chart: Chart) -> dict[str, Any]:
    """Return bars on top of each other, in the order of the series."""
    encoding = {"x": _label_axis(chart), "y": _number_axis(chart, zero=True), "color": _colour(chart)}
    return {"width": _WIDTH, "height": 220, "mark": {"type": "bar", "width": {"band": 0.6}}, "encoding": encoding}


def _bullet(chart: Chart, title: str) -> dict[str, Any]:
    """Return bullets: the plan as a pale bar, what is done inside it, and a tick where the pace stands.

    The labels may have different sizes, so every bullet is drawn as per cent of its own plan.
    """
    return {
        "width": _WIDTH - 120, "height": {"step": 34}, "data": {"values": list(_bullets(chart))},
        "encoding": {"y": _label_axis(chart)},
        "layer": [
            {
                "mark": {"type": "bar", "size": 18, "color": PALE, "cornerRadius": 3},
                "encoding": {"x": _percent("full", title)},
            },
            {
                "mark": {"type": "bar", "size": 9, "color": BRAND, "cornerRadius": 2},
                "encoding": {"x": _percent("done", title)},
            },
            {
                "mark": {"type": "tick", "thickness": 2.5, "size": 24, "color": GOLD},
                "encoding": {"x": _percent("pace", title)}, "transform": [{"filter": "isValid(datum.pace)"}],
            },
            {
                "mark": {"type": "text", "align": "left", "dx": 8, "color": INK, "fontSize": 11, "fontWeight": 600},
                "encoding": {
                    "x": {"value": _WIDTH - 120},
                    "text": {"field": "done", "type": "quantitative", "format": ",.1f"},
                },
            },
        ],
    }  # fmt: skip


def _percent(field: str, title: str) -> dict[str, Any]:
    """Return the axis of per cent of the plan."""
    axis = {"title": title, "format": ",.0f", "tickCount": 6}
    return {"field": field, "type": "quantitative", "axis": axis, "scale": {"zero": True, "nice": False}}


def _bullets(chart: Chart) -> Iterator[dict[str, Any]]:
    """Yield done and pace as per cent of the plan, per label with a plan."""
    done, plan, *rest = chart.series
    pace = rest[0].values if rest else (None,) * len(chart.labels)
    for label, have, want, due in zip(chart.labels, done.values, plan.values, pace, strict=True):
        if want and have is not None:
            tick = {"pace": float(100 * due / want)} if due is not None else {}
            yield {"label": label, "full": 100.0, "done": float(100 * have / want), **tick}
