"""`ansinh plan backtest`: forecast and conversion in provinces whose years are not like ours, without a database."""

from dataclasses import asdict
from typing import Annotated, Literal

import typer
from rich.console import Console
from rich.table import Table

from ansinh.cli import ready, show
from ansinh.core.text import Text
from ansinh.domain.outreach.conversion import Calibration
from ansinh.domain.planning.forecast import METHODS
from ansinh.domain.planning.numbers import Numerals
from ansinh.jobs.synthetic.seasons import Held, conversions, forecasts, held

__all__ = ["backtest", "ready"]

BUSY = "9,10,11"
HEADS = (
    Text("Tháng cao điểm", "Busy months"), Text("Trước (tháng)", "Months ahead"), Text("Thật", "Truth"),
    Text("Dự báo", "Forecast"), Text("Khoảng", "Between"), Text("Trong khoảng", "Inside"),
    Text("Sai số (đoán cũ)", "Error (naive)"), Text("Cách", "Method"),
)  # fmt: skip
HELD = Text(
    "Trước {ahead} tháng: {inside}/{trials} lần số thật nằm trong khoảng ({share} %, hứa 90 %); lệch bình quân "
    "{missed}, nửa khoảng {half}.",
    "Months ahead {ahead}: the truth lay inside {inside} of {trials} times ({share} %, 90 % promised); off by {missed} "
    "on average, half an interval {half}.",
)
LEARNED = Text(
    "Khả năng tham gia, học ở tỉnh cao điểm {busy}: tại chỗ lệch {own} điểm phần vạn (Brier {own_brier}, đoán đều "
    "{own_naive}); ở tỉnh cao điểm {other}: {away} ({away_brier}, {away_naive}).",
    "Conversion, learned where {busy} are busy: off by {own} ten-thousandths (Brier {own_brier}, one share for all "
    "{own_naive}); where {other} are busy: {away} ({away_brier}, {away_naive}).",
)


def backtest(
    *,
    busy: Annotated[list[str] | None, typer.Option(help="busy months of a province, as 3,6; may be said twice")] = None,
    seed: Annotated[int, typer.Option(min=0, max=2**31, help="seed of the provinces")] = 3,
    as_json: Annotated[bool, typer.Option("--json", help="answer as JSON")] = False,
    lang: Annotated[Literal["vi", "en"], typer.Option(help="vi | en")] = "vi",
) -> None:
    """Forecast provinces of other years than ours, and hold a conversion learned in one against another's outcomes."""
    years = [_months(text) for text in (busy or [BUSY, "3,6", "1,2,6"])]
    tried = {year: forecasts(year, seed) for year in years}
    spans, (own, away) = held(years, seed), conversions(years[0], years[-1], seed)
    if as_json:
        show.print_json(
            {
                "forecasts": [
                    {"busy": list(year), **asdict(one), "inside": one.inside} for year in years for one in tried[year]
                ],
                "intervals": [{**asdict(one), "share": float(round(one.share, 1))} for one in spans],
                "conversion": {"learned": list(years[0]), "own": _plain(own), "other": _plain(away)},
            }
        )
        return
    table = Table(*(head.to(lang) for head in HEADS))
    n = Numerals(lang)
    for year in years:
        for one in tried[year]:
            table.add_row(
                ", ".join(map(str, year)), str(one.ahead), n.decimal(one.truth), n.decimal(one.told),
                f"{n.decimal(one.low)} – {n.decimal(one.high)}", "✓" if one.inside else "✗",
                f"{n.decimal(one.error)} ({n.decimal(one.naive_error)})", METHODS[one.method].to(lang),
            )  # fmt: skip
    Console(width=160).print(table)
    for span in spans:
        typer.echo(_span(span, n).to(lang))
    told = LEARNED.fill(
        busy=", ".join(map(str, years[0])), other=", ".join(map(str, years[-1])), own=own.error, own_brier=own.brier,
        own_naive=own.naive, away=away.error, away_brier=away.brier, away_naive=away.naive,
    )  # fmt: skip
    typer.echo(told.to(lang))


def _span(one: Held, n: Numerals) -> Text:
    """Return how the intervals of one distance held, as a sentence."""
    facts = {name: n.decimal(getattr(one, name)) for name in ("ahead", "inside", "trials", "missed", "half")}
    return HELD.fill(**facts, share=n.decimal(one.share, 1))


def _months(text: str) -> tuple[int, ...]:
    """Return busy months written 3,6; BadParameter for what is no month."""
    parts = [part.strip() for part in text.split(",")]
    if not all(part.isdecimal() and 1 <= int(part) <= 12 for part in parts):
        message = f"{text}: 1 .. 12, as 3,6"
        raise typer.BadParameter(message)
    return tuple(int(part) for part in parts)


def _plain(test: Calibration) -> dict[str, int]:
    """Return how good a model was as plain values."""
    return {"rows": test.rows, "error": test.error, "brier": test.brier, "naive": test.naive}
