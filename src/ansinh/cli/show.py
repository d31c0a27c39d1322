"""How commands show findings and refusals: where, what was found, what is wrong, how to mend it; in one language."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Annotated, Final

import typer

from ansinh.core.errors import AnsinhError
from ansinh.core.finding import Finding
from ansinh.core.period import SPOKEN_YEARS, Month
from ansinh.core.text import Language

A_DAY: Final = (
    "“{0}” không phải là ngày; ngày viết dạng YYYY-MM-DD, ví dụ 2021-10-31 / "
    "“{0}” is no day; a day is written YYYY-MM-DD, for example 2021-10-31"
)
A_MONTH: Final = (
    "“{0}” không phải là tháng; tháng viết dạng YYYY-MM, ví dụ 2021-10 / "
    "“{0}” is no month; a month is written YYYY-MM, for example 2021-10"
)
A_MOMENT: Final = (
    "“{0}” không phải là thời điểm; viết dạng YYYY-MM-DDTHH:MM, ví dụ 2021-10-31T08:30 / "
    "“{0}” is no moment; one is written YYYY-MM-DDTHH:MM, for example 2021-10-31T08:30"
)
A_YEAR: Final = "Năm {0} nằm ngoài khoảng 1900 – 2999 / the year {0} lies outside 1900 – 2999"
ONE_OF: Final = "“{0}” không có; chọn một trong: {1} / “{0}” is not known; choose one of: {1}"
Year = Annotated[int, typer.Option(min=SPOKEN_YEARS.start, max=SPOKEN_YEARS.stop - 1, help="the year")]


@contextmanager
def refusals(language: Language) -> Iterator[None]:
    """Turn a refusal into a sentence on the error stream and the exit code of its kind."""
    try:
        yield
    except AnsinhError as error:
        typer.echo(error.message.to(language), err=True)
        raise typer.Exit(error.exit_code) from error


def as_values(findings: Iterable[Finding]) -> list[dict[str, object]]:
    """Return findings as plain values for JSON, in both languages."""
    return [
        {
            "code": one.code,
            "severity": one.severity.value,
            "where": {"sheet": one.where.sheet, "row": one.where.row, "column": one.where.column},
            "found": one.found,
            "message": {"vi": one.message.vi, "en": one.message.en},
            "mend": {"vi": one.mend.vi, "en": one.mend.en},
        }
        for one in findings
    ]


def print_findings(findings: Iterable[Finding], language: Language) -> None:
    """Print findings on the error stream, one line each."""
    for one in findings:
        where = " ".join(str(part) for part in (one.where.sheet, one.where.row, one.where.column) if part)
        found = f"[{one.found}] " if one.found else ""
        said = f"{one.message.to(language)} {found}{one.mend.to(language)}"
        typer.echo(f"{one.severity.value}: {where or '-'}: {said} ({one.code})", err=True)


def day(given: dt.datetime | None) -> dt.date:
    """Return the day of an option; today where none is given. The command stops at a year nobody means."""
    found = given.date() if given else dt.datetime.now().astimezone().date()
    _in_years(found.year)
    return found


def _in_years(year: int) -> None:
    """Stop the command with a sentence at a year nobody means."""
    if year not in SPOKEN_YEARS:
        raise typer.BadParameter(A_YEAR.format(year))


def one_of(given: str, known: Iterable[str]) -> str:
    """Return what an option names, "" where nothing is named; the command stops, telling what there is, at the rest."""
    names = list(known)
    if given and given not in names:
        raise typer.BadParameter(ONE_OF.format(given[:40], ", ".join(names)))
    return given


def month(text: str) -> Month:
    """Return the month of an option; the command stops with a sentence where it is none."""
    try:
        found = Month.parse(text)
    except ValueError as error:
        raise typer.BadParameter(A_MONTH.format(text)) from error
    _in_years(found.year)
    return found


def day_of(text: str) -> dt.date:
    """Return the day of an option that was written as text; the command stops with a sentence where it is none."""
    try:
        return dt.date.fromisoformat(text.strip())
    except ValueError as error:
        raise typer.BadParameter(A_DAY.format(text)) from error


def moment_of(text: str) -> dt.datetime:
    """Return the moment of an option, without zone as claims carry it; the command stops where it is none."""
    try:
        return dt.datetime.fromisoformat(text.strip()).replace(tzinfo=None)
    except ValueError as error:
        raise typer.BadParameter(A_MOMENT.format(text)) from error


def print_json(value: object) -> None:
    """Print `value` as JSON that keeps Vietnamese letters."""
    typer.echo(json.dumps(value, ensure_ascii=False, indent=2))
