"""One employer account, all sides of it: overview, people, statements, ledger, debt, declarations, receipts."""

import datetime as dt
from collections.abc import Callable
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act
from ansinh.records.store.pages import books, months_of_people, work
from ansinh.records.store.pages import units as store
from ansinh.records.store.pages.units import PersonHere, Unit
from ansinh.records.store.pages.work import FilingRow
from ansinh.usecases.clock import today
from ansinh.web import charts, listing, speech, terms_side
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

MONTHS = 24
BILLION = 10**9
MILLION = 10**6
FILINGS_SHOWN, SENT_LOOKED_AT = 4, 12


@dataclass(frozen=True, slots=True)
class Tab:
    """One side of the account."""

    key: str
    name: Text


TABS = (
    Tab("overview", Text("Tổng quan", "Overview")),
    Tab("people", Text("Người lao động", "People")),
    Tab("statements", Text("Thông báo C12", "Statements C12")),
    Tab("debt", Text("Nợ", "Debt")),
    Tab("receipts", Text("Tiền đã nộp", "Receipts")),
    Tab("ledger", Text("Sổ cái", "Ledger")),
    Tab("declarations", Text("Kê khai", "Declarations")),
)


def unit_for(viewer: Viewer, code: str, act: Act = "units") -> Unit:
    """Return the account `code` if the viewer reaches it (by office, or as their own); Http404 otherwise."""
    found = store.unit(code)
    if found is None:
        raise Http404
    if viewer.reaches(act, found.office_path) or code in viewer.own_accounts("own.unit"):
        return found
    raise Http404


def last_month(unit: Unit) -> Month:
    """Return the last closed month of the account's office, or the present month where none is."""
    closed = work.closed_month(unit.office_path)
    return Month.containing(closed.period if closed else today())


def show(request: HttpRequest, code: str, tab: str = "overview") -> HttpResponse:
    """Show one side of the account `code`."""
    if tab not in SIDES:
        raise Http404
    unit = unit_for(viewer_of(request), code)
    month = last_month(unit)
    context = {"unit": unit, "month": month, "tabs": TABS, "tab": tab, **SIDES[tab](request, unit, month)}
    return page(request, f"unit_{tab}.html", context)


def _overview(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return the last statement, the year behind it, what is still owed, and the terms it stands under."""
    sheets = books.sheets(unit.id, month.first_day, 12)
    sheet = sheets[0] if sheets and sheets[0].period == month.first_day else None
    sent = books.filings(unit.id, SENT_LOOKED_AT)
    return {
        "sheet": sheet,
        "sheets": sheets,
        "chart": dues_chart(sheets) if sheets else None,
        "items": books.open_items(unit.id, month.first_day)[:6],
        "filings": sent[:FILINGS_SHOWN],
        "to_mend": _to_mend(sent) if unit.code in viewer_of(request).own_accounts("own.unit") else [],
        "statuses": store.statuses(unit.id),
        **terms_side.side(unit, viewer_of(request)),
    }


def _to_mend(sent: list[FilingRow]) -> list[FilingRow]:
    """Return the files with errors that no later file of the same kind and month replaces."""
    newest: dict[tuple[str, dt.date], FilingRow] = {}
    for one in sent:  # latest first
        newest.setdefault((one.kind, one.period), one)
    return [one for one in newest.values() if one.errors and one.state in {"checked", "returned"}][:2]


def dues_chart(sheets: list[books.Sheet]) -> charts.Chart:
    """Return what was due and paid, month by month, in millions."""
    rows = list(reversed(sheets))
    words = speech.language()
    return charts.Chart(
        key="dues",
        label="Phải đóng và đã đóng" if words == "vi" else "Due and paid",
        labels=[f"{row.period.month}/{row.period.year % 100:02d}" for row in rows],
        series=[
            charts.series(
                "Phải đóng" if words == "vi" else "Due", "done", [row.due + row.adjusted for row in rows], over=MILLION
            ),
            charts.series(
                "Đã phân bổ" if words == "vi" else "Allocated", "second", [row.paid for row in rows], over=MILLION
            ),
        ],
        unit="triệu đồng" if words == "vi" else "VND million",
        kind="bar",
        places=1,
    )


def _people(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return one page of people with what was assessed for them in the month."""
    name, _, number = request.GET.get("after", "").rpartition("~")
    rows = store.people_here(unit.id, month.last_day, (name, int(number) if number.isdigit() else 0), listing.SIZE + 1)
    found = listing.cut(rows)
    assessed = months_of_people.of_account(unit.id, month.first_day, {row.person for row in found.rows})
    return {"found": found, "rows": [(row, assessed.get(row.person)) for row in found.rows], "next": _next(found.last)}


def _next(last: PersonHere | None) -> str:
    """Return the key after `last`."""
    return f"{last.name_sort}~{last.person}" if last else ""


def _statements(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return the closing sheets, latest first."""
    del request
    return {"sheets": books.sheets(unit.id, month.first_day, MONTHS)}


def _debt(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return what is owed by contribution month and fund."""
    del request
    sheets = books.sheets(unit.id, month.first_day, 1)
    return {"items": books.open_items(unit.id, month.first_day), "sheet": sheets[0] if sheets else None}


def _receipts(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return the money matched to the account."""
    del month
    return {"receipts": books.receipts(unit.id, 100), "may_match": viewer_of(request).may("bank.match")}


def _ledger(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return one page of postings."""
    del month
    period, _, number = request.GET.get("after", "").partition("~")
    after = None
    if number.isdigit():
        try:
            after = (dt.date.fromisoformat(period), int(number))
        except ValueError as error:
            raise Http404 from error
    found = listing.cut(books.postings(unit.id, after, listing.SIZE + 1))
    last = found.last
    return {"found": found, "next": f"{last.period.isoformat()}~{last.id}" if last else ""}


def _declarations(request: HttpRequest, unit: Unit, month: Month) -> dict[str, object]:
    """Return the files of the account."""
    del request, month
    return {"filings": books.filings(unit.id, 100)}


SIDES: dict[str, Callable[[HttpRequest, Unit, Month], dict[str, object]]] = {
    "overview": _overview,
    "people": _people,
    "statements": _statements,
    "debt": _debt,
    "receipts": _receipts,
    "ledger": _ledger,
    "declarations": _declarations,
}
