"""Other terms of an account, proposed on the unit's page; a second person approves (pages/registry/changes.py)."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from ansinh.core.text import Text
from ansinh.records.store.registry.account_terms import Terms
from ansinh.usecases.registry import changes as two_people
from ansinh.usecases.registry.account_terms import terms_change
from ansinh.web import fields
from ansinh.web.attempts import carry_out, tell
from ansinh.web.pages.unit import unit_for
from ansinh.web.viewer import viewer_of

PROPOSED = Text("Đã đề nghị; có hiệu lực khi người thứ hai duyệt.", "Proposed; it holds once a second person approves.")
NO_MONTH = Text("Hãy chọn tháng bắt đầu.", "Choose the month it begins.")


def propose(request: HttpRequest, code: str) -> HttpResponse:
    """Propose other terms of a unit from a month on."""
    viewer = viewer_of(request)
    unit = unit_for(viewer, code, "units.propose")
    since, ui_from = fields.month(request.POST.get("since", "")), fields.month(request.POST.get("ui_from", ""))
    region = request.POST.get("region", "")
    if since is None or not region.isdigit():
        tell(request, NO_MONTH, "gold")
        return redirect("unit", code=code)
    terms = Terms(request.POST.get("unit_kind", ""), int(region), ui_from.first_day if ui_from else None)
    document = request.POST.get("document", "")[:300]
    carry_out(
        request,
        lambda: two_people.propose(terms_change(unit.code, terms, since, document), viewer.username),
        PROPOSED,
    )
    return redirect("unit", code=code)
