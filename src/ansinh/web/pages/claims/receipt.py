"""One receipt of a facility: what could not be read of the file, and every record with its state; each opens."""

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.records.store.claims import files, worklist
from ansinh.web.pages.claims.counter import facility_of
from ansinh.web.render import page

SHOWN = 500


def one(request: HttpRequest, receipt: str) -> HttpResponse:
    """Show a file the facility sent: nothing of it is lost, whatever could not be read."""
    place, kept = facility_of(request), files.file_by_receipt(receipt)
    if kept is None or kept.sender != place.code:
        raise Http404
    context = {
        "place": place, "file": kept, "faults": kept.faults[:SHOWN],
        "rows": worklist.of_file(kept.id, place.code, limit=SHOWN),
    }  # fmt: skip
    return page(request, "claims/receipt.html", context)
