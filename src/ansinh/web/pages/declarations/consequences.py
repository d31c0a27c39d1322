"""What a checked declaration would change in people and money, month by month, before anybody accepts it."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.core.fund import EMPLOYER_FUNDS
from ansinh.domain.declarations.consequences import FUNDS, MonthChange
from ansinh.usecases import declarations
from ansinh.usecases.declarations.preview import GROUNDS
from ansinh.web.pages.filings import filing_for
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of


def show(request: HttpRequest, number: UUID) -> HttpResponse:
    """Show the consequences of the good rows, with late interest on the ground chosen; asked by the filing's page."""
    filing = filing_for(viewer_of(request), number)
    ground = request.GET.get("ground", "")
    ground = ground if ground in GROUNDS else "pay_rise"
    context = {"filing": filing, "ground": ground, "grounds": GROUNDS, "funds": EMPLOYER_FUNDS}
    try:
        seen = declarations.preview(str(filing.id), ground=ground)
    except AnsinhError as refusal:
        return page(request, "declarations/consequences.html", {**context, "refused": refusal.message})
    rows = [
        (month, [month.funds[name] for name in FUNDS], interest)
        for month, interest in zip(seen.months, seen.interest.by_month, strict=True)
    ]
    sums = [sum(month.funds[name] for month in seen.months) for name in FUNDS]
    people = _people(seen.months)
    return page(
        request,
        "declarations/consequences.html",
        {**context, "seen": seen, "rows": rows, "sums": sums, "people": people},
    )


def _people(months: list[MonthChange]) -> int:
    """Return how many take part more (less if negative) in the last month that changes."""
    return months[-1].people if months else 0
