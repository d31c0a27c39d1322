"""The receipts behind the numbers of a collection agent, by collector and scheme; and the papers of its contract."""

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import MissingError
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.outreach.agents import SCHEMES
from ansinh.records.store.outreach import agent_points as store
from ansinh.records.store.outreach import agents
from ansinh.usecases.outreach import agent_letters
from ansinh.web import clock, export, fields, listing, speech
from ansinh.web.pages.collection.ladder import FORMS, KINDS
from ansinh.web.periods import asked
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

MOST = 50_000
HEADS = (
    Text("Biên lai", "Receipt"), Text("Ngày", "Day"), Text("Nhân viên", "Collector"), Text("Loại hình", "Scheme"),
    Text("Gia hạn", "Renewal"), Text("Mã số người nộp", "Payer"), Text("Số tiền (đồng)", "Amount (VND)"),
    Text("Ngày nộp", "Handed on"), Text("Mã giao dịch", "Reference"), Text("Hủy", "Void"),
)  # fmt: skip


def _agent(request: HttpRequest, code: str) -> agents.Organisation:
    """Return an agent the viewer reaches; Http404 otherwise."""
    try:
        found = agents.organisation(code)
    except MissingError as error:
        raise Http404 from error
    if not viewer_of(request).reaches("outreach", found.office.path):
        raise Http404
    return found


def _asked(request: HttpRequest) -> store.Asked:
    """Return which receipts the address asks for: of a span, else of a month."""
    given, month = request.GET, asked(request) or Month.containing(clock.today())
    first, last = fields.day(given.get("first", "")), fields.day(given.get("last", ""))
    scheme = given.get("scheme", "")
    return store.Asked(
        first or month.first_day, last or month.last_day, given.get("collector", "")[:40],
        scheme if scheme in SCHEMES else "",
    )  # fmt: skip


def show(request: HttpRequest, code: str) -> HttpResponse:
    """Show receipts, the latest first, page by key."""
    found, cut, after = _agent(request, code), _asked(request), request.GET.get("after", "")
    key = int(after) if after.isdecimal() and len(after) < 19 else None
    rows = listing.cut(store.receipts(found.pk, cut, after=key, limit=listing.SIZE + 1))
    context = {"agent": found, "asked": cut, "rows": rows, "names": SCHEMES}
    return page(request, "outreach/agent_receipts.html", context)


def save(request: HttpRequest, code: str, form: str) -> HttpResponse:
    """Return the receipts as a file."""
    found = _agent(request, code)
    rows = store.receipts(found.pk, _asked(request), limit=MOST)
    cells = [
        [one.number, one.day, one.name, speech.say(SCHEMES[one.scheme]), _yes(there=one.renewal), one.payer, one.amount,
         one.handed_on, one.reference or "", one.void_approved_by and one.voided_by]
        for one in rows
    ]  # fmt: skip
    return export.table(f"bien-lai-{code}-{clock.today():%Y%m%d}", form, [speech.say(head) for head in HEADS], cells)


def letter(request: HttpRequest, code: str, number: int, form: str) -> HttpResponse:
    """Return the paper of what happened to the contract: warning, suspension, settlement ..."""
    _agent(request, code)
    if form not in KINDS:
        raise Http404
    content = agent_letters.write(code, number, FORMS[form], speech.language())
    return export.attachment(content, KINDS[form], f"{code}-{number}.{form}")


def _yes(*, there: bool) -> str:
    return speech.say(Text("gia hạn", "renewal") if there else Text("mới", "new"))
