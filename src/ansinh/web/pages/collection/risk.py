"""The risk of employers, feature by feature with the figures behind it; medical facilities whose records stand out."""

from collections.abc import Iterator

from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from ansinh.core.text import Text
from ansinh.domain.collection.facility_odds import bounds
from ansinh.domain.collection.risk import scale_of
from ansinh.records.store.collection import facility_odds
from ansinh.records.store.collection import risk as store
from ansinh.usecases.collection import risk
from ansinh.web import export, fields, listing, speech
from ansinh.web.render import page
from ansinh.web.viewer import viewer_of

EXPORT_MOST = 50_000
HEADS = (
    Text("Mã", "Code"),
    Text("Đơn vị", "Employer"),
    Text("Cơ quan", "Office"),
    Text("Lao động", "People"),
    Text("Điểm", "Points"),
)


ROWS = {"debt_age": "debt", "floor_wage": "people", "maternity_churn": "people", "sickness_spike": "people"}


def _rows_of(code: str, feature: str) -> str:
    """Return the address of the rows behind a feature of an employer."""
    if feature == "past_findings":
        return f"{reverse('inspections')}?subject={code}"
    return reverse("unit_tab", args=[code, ROWS[feature]]) if feature in ROWS else reverse("unit", args=[code])


def show(request: HttpRequest) -> HttpResponse:
    """Show the employers from the riskiest down, each with its reasons."""
    viewer = viewer_of(request)
    office = viewer.office("inspections", request.GET.get("office") or None)
    offices, run = viewer.office_ids("inspections", office), store.latest(office.path)
    found = listing.cut(risk.ranked(run, offices, after=_after(request), limit=listing.SIZE + 1) if run else [])
    last = found.last
    context = {
        "office": office,
        "offices": viewer.offices,
        "run": run,
        "scale": scale_of(run.version) if run else None,
        "bands": store.bands(run.id, offices) if run else [],
        "found": found,
        "rows": [
            (one, [(why, _rows_of(one.row.code, why.feature.code)) for why in one.reasons if why.points])
            for one in found.rows
        ],
        "next": f"{last.row.points}~{last.row.account}" if last else "",
        "odd": facility_odds.latest(offices),
        "asked": bounds(),
        "may_work": viewer.may("inspections.work"),
    }
    return page(request, "collection/risk.html", context)


def _after(request: HttpRequest) -> tuple[int, int] | None:
    """Return the key in the address; None for none."""
    points, account = map(fields.whole, request.GET.get("after", "").partition("~")[::2])
    return None if points is None or account is None else (points, account)


def save(request: HttpRequest, form: str) -> HttpResponse:
    """Return the whole ranking with points and figures of every feature as a file."""
    viewer = viewer_of(request)
    office = viewer.office("inspections", request.GET.get("office") or None)
    run = store.latest(office.path)
    rows = store.rows(run.id, viewer.office_ids("inspections", office), after=None, limit=EXPORT_MOST) if run else []
    features = scale_of(run.version).features if run else ()
    heads = [
        *(speech.say(head) for head in HEADS),
        *(speech.say(one.name) for one in features),
        *(speech.say(word) for one in features for word in one.figures),
    ]
    cells: Iterator[list[export.Cell]] = (
        [r.code, r.name, r.office, r.people, r.points, *r.by_feature, *r.figures] for r in rows
    )
    return export.table("rui-ro", form, heads, cells)
