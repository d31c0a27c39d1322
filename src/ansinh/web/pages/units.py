"""The list of employer accounts: searched without accents, cut by office, state and debt, paged by key, exported."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.core.text import Text
from ansinh.records.store.pages import units as store
from ansinh.records.store.pages.units import UnitFilter, UnitRow
from ansinh.records.store.pages.viewer import OfficeRow
from ansinh.usecases.clock import today
from ansinh.web import export, listing, speech, words
from ansinh.web.periods import month_of
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

EXPORT_MOST = 50_000
HEADS = (
    Text("Mã đơn vị", "Code"),
    Text("Tên đơn vị", "Name"),
    Text("Cơ quan BHXH", "Office"),
    Text("Mã số thuế", "Tax code"),
    Text("Trạng thái", "State"),
    Text("Số người", "People"),
    Text("Phải đóng tháng (đồng)", "Due of the month (VND)"),
    Text("Còn nợ gốc (đồng)", "Principal owed (VND)"),
    Text("Nợ từ tháng", "Owed since"),
    Text("Nhóm nợ", "Debt class"),
)


def show(request: HttpRequest) -> HttpResponse:
    """Show one page of the list, or only its table where the page asks for more."""
    cut, office, month = _cut(request)
    found = listing.cut(_read(request, cut, listing.SIZE + 1))
    context = {
        "cut": cut,
        "office": office,
        "month": month,
        "found": found,
        "total": store.count(cut),
        "order": _order(request),
        "offices": viewer_of(request).offices,
        "statuses": [(code, speech.say(text)) for code, (text, _) in words.UNIT_STATUS.items()],
    }
    return page(request, "units.html", context)


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the list as it is cut, as a file."""
    cut, _, month = _cut(request)
    rows = _read(request, cut, EXPORT_MOST)
    return export.table(f"don-vi-{month}", form, [speech.say(head) for head in HEADS], _cells(rows))


def _cut(request: HttpRequest) -> tuple[UnitFilter, OfficeRow, Month]:
    """Return what the address asks for, inside what the viewer reaches."""
    viewer = viewer_of(request)
    office = viewer.office("units", request.GET.get("office") or None)
    month = month_of(request, office) or Month.containing(today())
    debt = request.GET.get("debt", "")
    status = request.GET.get("status", "")
    cut = UnitFilter(
        viewer.office_ids("units", office),
        month.first_day,
        search_key(request.GET.get("q", "")[:100]),
        status if status in words.UNIT_STATUS else "",
        int(debt) if debt in {"1", "2", "3", "4"} else 0,
    )
    return cut, office, month


def _order(request: HttpRequest) -> str:
    """Return the order asked for: debt or code; a list cut by debt begins with the largest."""
    wanted = request.GET.get("order") or ("debt" if request.GET.get("debt") else "code")
    return "debt" if wanted == "debt" else "code"


def _read(request: HttpRequest, cut: UnitFilter, limit: int) -> list[UnitRow]:
    """Read the rows after the key in the address, in the order asked for."""
    after = request.GET.get("after", "")
    if _order(request) == "code":
        return store.by_code(cut, after, limit)
    owed, _, code = after.partition("~")
    return store.by_debt(cut, (int(owed) if owed.isdigit() else 0, code), limit)


def _cells(rows: list[UnitRow]) -> Iterator[list[export.Cell]]:
    """Yield the rows as cells."""
    for row in rows:
        state, debt = words.UNIT_STATUS.get(row.status), words.DEBT_CLASS.get(row.debt_class or 0)
        yield [
            row.code,
            row.name,
            row.office_name,
            row.tax_code,
            speech.say(state[0]) if state else row.status,
            row.people,
            row.due,
            row.owed,
            speech.month(row.oldest_owed),
            speech.say(debt[0]) if debt else "",
        ]
