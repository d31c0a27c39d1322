"""Persons: found at the counter by number or by name without accents; one record with both dates of every fact.

Names and numbers are sent by POST, so that they stand in no address and no log. Every record opened is written down.
"""

import datetime as dt
from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse

from ansinh.core.period import Month
from ansinh.core.person_name import search_key
from ansinh.records.store import access
from ansinh.records.store.pages import months_of_people
from ansinh.records.store.pages import people as store
from ansinh.records.store.pages.months_of_people import PersonMonth
from ansinh.records.store.pages.people import Fact, Person
from ansinh.web import book_side, clock, fields, listing
from ansinh.web.render import page
from ansinh.web.viewer import Viewer, viewer_of

READS_SHOWN = 8


def search(request: HttpRequest) -> HttpResponse:
    """Show the form, and what was found for what was typed."""
    viewer = viewer_of(request)
    typed = request.POST.get("q", "").strip()[:100]
    born = fields.day(request.POST.get("born", ""))
    found = listing.cut(_found(viewer, typed, born, request.POST.get("after", ""))) if typed else None
    last = found.last if found else None
    context = {
        "typed": typed, "born": request.POST.get("born", ""), "found": found,
        "next": f"{last.name_sort}~{last.id}" if last else "",
    }  # fmt: skip
    return page(request, "people.html", context)


def _found(viewer: Viewer, typed: str, born: dt.date | None, after: str) -> list[store.PersonRow]:
    """Return one page of people inside what the viewer reaches."""
    offices = viewer.office_ids("people")
    if typed.isdigit():
        return store.by_number(typed, offices)
    sort, _, number = after.rpartition("~")
    key = (sort, int(number)) if number.isdigit() else ("", 0)
    return store.by_name(search_key(typed), born, offices, key, listing.SIZE + 1)


def person_for(viewer: Viewer, number: int) -> Person:
    """Return the person if the viewer reaches the office that keeps the record; Http404 otherwise."""
    found = store.person(number)
    if found is None or not viewer.reaches("people", found.office_path):
        raise Http404
    return found


@dataclass(frozen=True, slots=True)
class Paid:
    """One assessed month with the account it was assessed in."""

    month: PersonMonth
    account: Fact


def show(request: HttpRequest, number: int) -> HttpResponse:
    """Show one person's record, and write down that it was read."""
    viewer = viewer_of(request)
    person = person_for(viewer, number)
    access.note_read(viewer.username, person.id, request.GET.get("purpose", "counter")[:100], _request_id(request))
    return record(request, person)


def record(request: HttpRequest, person: Person, *, own: bool = False) -> HttpResponse:
    """Render the record of `person`."""
    facts = store.facts(person.id)
    months = _months(person, facts)
    context = {
        "person": person,
        "own": own,
        "may_book": not own and viewer_of(request).reaches("people.numbers", person.office_path),
        **book_side.side(person, facts),
        "may_merge": not own and viewer_of(request).reaches("people.merge.propose", person.office_path),
        "facts": facts,
        "current": [fact for fact in facts if fact.superseded_at is None],
        "months": months,
        "many_units": len({row.account.account_code for row in months}) > 1,
        "covered": _covered(facts, months[0].month.month if months else None),
        "reads": store.reads(person.id, READS_SHOWN),
    }
    return page(request, "person.html", context)


def _months(person: Person, facts: list[Fact]) -> list[Paid]:
    """Return the assessed months of a person, latest first."""
    accounts = {fact.account_id: fact for fact in facts if fact.account_id is not None}
    return [Paid(row, accounts[row.account]) for row in months_of_people.of_person(person.id, list(accounts))]


def _covered(facts: list[Fact], last: dt.date | None) -> int:
    """Return in how many months employment or voluntary insurance holds, up to the last assessed (or present) month."""
    present = Month.containing(last or clock.today())
    held: set[int] = set()
    for fact in facts:
        if fact.superseded_at is None and fact.kind != "health":
            first = Month.containing(fact.since).number
            end = min(Month.containing(fact.until).number if fact.until else present.number + 1, present.number + 1)
            held.update(range(first, end))
    return len(held)


def own(request: HttpRequest) -> HttpResponse:
    """Show a citizen their own record."""
    number = viewer_of(request).own_person
    found = store.person(number) if number else None
    if found is None:
        raise Http404
    return record(request, found, own=True)


def _request_id(request: HttpRequest) -> str:
    """Return the number of the request."""
    return str(getattr(request, "request_id", ""))
