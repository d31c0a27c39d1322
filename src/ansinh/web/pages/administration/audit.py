"""The audit chain: every act with its actor and reason, the chain verified on demand; and who read whose record."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store import access
from ansinh.records.store.pages import administration as store
from ansinh.web import listing
from ansinh.web.attempts import tell
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

WHOLE = Text(
    "Chuỗi nguyên vẹn: {n} mục, mỗi mục khớp mã băm của mục trước.",
    "The chain is whole: {n} entries, each matches the hash before it.",
)
BROKEN = Text("Chuỗi bị đứt ở mục {ids}.", "The chain is broken at the entries {ids}.")
SHOWN = 10


def show(request: HttpRequest) -> HttpResponse:
    """Show the latest acts, as the address filters them."""
    actor, act = request.GET.get("actor", "").strip()[:150], request.GET.get("act", "").strip()[:60]
    thing, after = request.GET.get("object", "").strip()[:80], request.GET.get("after", "")
    before = int(after) if after.isdigit() else None
    found = listing.cut(store.audit(actor, act, thing, before, listing.SIZE + 1))
    return page(request, "administration/audit.html", {"found": found, "next": found.last.id if found.last else ""})


def verify(request: HttpRequest) -> HttpResponse:
    """Verify the whole chain and say what came of it."""
    wrong = access.verify_audit()
    if wrong:
        tell(request, BROKEN.fill(ids=", ".join(str(one) for one in wrong[:SHOWN])), "red")
    else:
        tell(request, WHOLE.fill(n=store.entries()))
    return redirect("audit")


def reads(request: HttpRequest) -> HttpResponse:
    """Show whose record was read by whom."""
    viewer = viewer_of(request)
    actor, after = request.GET.get("actor", "").strip()[:150], request.GET.get("after", "")
    before = int(after) if after.isdigit() else None
    rows = store.reads(actor, before, viewer.office_ids("audit"), listing.SIZE + 1)
    found = listing.cut(rows)
    return page(request, "administration/reads.html", {"found": found, "next": found.last.id if found.last else ""})
