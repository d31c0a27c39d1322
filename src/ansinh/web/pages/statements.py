"""Statement C12-TS of an employer account as a file, and the VietQR code for what is due."""

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.formats import media, qr, statement_c12, vietqr
from ansinh.records.store.pages import bank, books
from ansinh.usecases.clock import today
from ansinh.usecases.collection.statements import statement_c12 as statement_of
from ansinh.web import export
from ansinh.web.pages.unit import last_month, unit_for
from ansinh.web.periods import month_at
from ansinh.web.viewer import viewer_of

FORMS = {"pdf": (statement_c12.write_c12_pdf, media.PDF), "xlsx": (statement_c12.write_c12_xlsx, media.XLSX)}


def save(request: HttpRequest, code: str, period: str, form: str) -> HttpResponse:
    """Return the statement of a closed month."""
    unit = unit_for(viewer_of(request), code)
    month = month_at(period)
    sheets = books.sheets(unit.id, month.first_day, 1)
    if form not in FORMS or not sheets or sheets[0].period != month.first_day:
        raise Http404
    write, kind = FORMS[form]
    return export.attachment(write(statement_of(unit.code, month)), kind, f"C12-{unit.code}-{month}.{form}")


def pay_qr(request: HttpRequest, code: str) -> HttpResponse:
    """Return the code to pay what is left of the last closed month."""
    unit = unit_for(viewer_of(request), code)
    month = last_month(unit)
    sheets = books.sheets(unit.id, month.first_day, 1)
    account = bank.pay_to(unit.office_path, today())
    if not sheets or account is None or sheets[0].left <= 0:
        raise Http404
    asked = vietqr.VietQR(account.bank_bin, account.number, sheets[0].left, vietqr.purpose(unit.code, month))
    return HttpResponse(qr.svg(vietqr.payload(asked)), content_type="image/svg+xml")
