"""One amount opened: the kernel's own steps, the articles, the values used, and whether the books say the same."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.errors import AnsinhError
from ansinh.core.fund import FUND_NAMES, Fund
from ansinh.core.period import Month
from ansinh.core.text import Text
from ansinh.domain.ledger.person_month import PARTS, PersonMonth
from ansinh.law.explain import CONFIDENCE, content_text
from ansinh.records.store import access
from ansinh.records.store.ledger import reading
from ansinh.records.store.pages import people, units
from ansinh.records.store.pages.people import Person
from ansinh.records.store.pages.units import Unit
from ansinh.usecases.ledger import Explained, explain_person_month
from ansinh.web import speech, words
from ansinh.web.pages.people import person_for
from ansinh.web.periods import month_at
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of


@dataclass(frozen=True, slots=True)
class FundLine:
    """One fund of the month: employer's and employee's part, together."""

    name: Text
    short: Text
    employer: int
    employee: int

    @property
    def total(self) -> int:
        """Both parts."""
        return self.employer + self.employee


def show(request: HttpRequest, number: int, code: str, period: str) -> HttpResponse:
    """Open a month of a person the viewer may look at; the look is written down."""
    viewer = viewer_of(request)
    person = _person_for(viewer, number, code)
    access.note_read(viewer.username, person.id, f"explain {code} {period}", str(getattr(request, "request_id", "")))
    return _render(request, person, code, period, own=False)


def _person_for(viewer: Viewer, number: int, code: str) -> Person:
    """Return the person for an officer in scope, or for the employer whose account `code` is; Http404 otherwise.

    An employer sees only months assessed in its own account: the page has no others.
    """
    if code not in viewer.own_accounts("own.unit"):
        return person_for(viewer, number)
    person = people.person(number)
    if person is None:
        raise Http404
    return person


def show_own(request: HttpRequest, code: str, period: str) -> HttpResponse:
    """Open a month of the viewer's own record."""
    number = viewer_of(request).own_person
    person = people.person(number) if number else None
    if person is None:
        raise Http404
    return _render(request, person, code, period, own=True)


def _render(request: HttpRequest, person: Person, code: str, period: str, *, own: bool) -> HttpResponse:
    """Return the page of one month."""
    unit, month = units.unit(code), month_at(period)
    found = _stored(person, unit, month) if unit else None
    if unit is None or found is None:
        raise Http404
    context = {
        "person": person, "unit": unit, "month": month, "own": own, "stored": found, "lines": _lines(found),
        "base": found.amounts["si_base"] or found.amounts["hi_base"], "versions": _versions(person, unit, month),
    }  # fmt: skip
    return page(request, "explanation.html", {**context, **_explained(person, unit, month)})


def _explained(person: Person, unit: Unit, month: Month) -> dict[str, object]:
    """Return the steps and the values used, or why they cannot be told."""
    try:
        told: Explained = explain_person_month(person.id, unit.id, month)
    except AnsinhError as refusal:
        return {"untold": refusal.message}
    language = speech.language()
    used = [
        (
            each.label.to(language),
            content_text(each, language),
            each.since,
            each.citation,
            CONFIDENCE.get(each.confidence),
        )
        for each in told.explanation.values
    ]
    return {"steps": told.explanation.steps, "used": used, "told": told}


def _stored(person: Person, unit: Unit, month: Month, until: Month | None = None) -> PersonMonth | None:
    """Return what stands for the person in this account and month."""
    rows = reading.person_months([person.id], month, month, until)
    return next((row for row in rows if row.account == unit.id), None)


def _versions(person: Person, unit: Unit, month: Month) -> list[PersonMonth]:
    """Return the first belief and the present one, where they differ."""
    first = _stored(person, unit, month, until=month)
    now = _stored(person, unit, month)
    return [one for one in (first, now) if one is not None] if first and now and first.posted != now.posted else []


def _lines(found: PersonMonth) -> list[FundLine]:
    """Return the funds of the month."""
    lines = []
    for name, parts in PARTS.items():
        fund = Fund[name.upper()]
        split = {part.rpartition("_")[2]: found.amounts[part] for part in parts}
        lines.append(FundLine(FUND_NAMES[fund], words.FUND_SHORT[fund], split.get("er", 0), split.get("ee", 0)))
    return lines
