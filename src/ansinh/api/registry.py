"""People and employer accounts over the API; every look at a person's record is written down."""

import datetime as dt
from dataclasses import asdict

from django.http import HttpRequest
from ninja import Router

from ansinh.api.callers import Caller, caller
from ansinh.api.shapes import AccountOut, PersonOut, RecordOut, SearchIn, SheetOut
from ansinh.api.written import month_of
from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.store.registry import people as store
from ansinh.records.store.registry.accounts import AccountFacts, account_by_code
from ansinh.records.store.registry.people import PersonLine
from ansinh.records.store.registry.sheets import sheet
from ansinh.usecases.registry import people

router = Router(tags=["registry"])


@router.post("/persons/search", response=list[PersonOut])
def search(request: HttpRequest, body: SearchIn) -> list[PersonOut]:
    """Find people by SI number, personal ID, or a piece of the name without accents; pages go on after the last."""
    scopes = caller(request).offices("people")
    found = people.search(body.text, scopes, year=body.birth_year, after=(body.after_sort, body.after_id))
    return [_person(line) for line in found]


@router.get("/persons/{person}", response=RecordOut)
def get_person(request: HttpRequest, person: int, purpose: str = "api") -> RecordOut:
    """Return a person's record; the look is written down with its purpose."""
    who = caller(request)
    line = store.by_id(person)
    try:
        who.require("people", office_path=line.office_path)
    except MissingError:
        who.require("own.person", person=person)
    record = people.record(person, who.name, purpose)
    members = [
        {"id": member, "full_name": name, "relation": relation, "order": order}
        for member, name, relation, order in record.household
    ]
    return RecordOut(
        person=_person(record.person), facts=[_dated(asdict(fact)) for fact in record.facts], household=members,
        book=[_dated(asdict(event)) for event in record.book],
    )  # fmt: skip


def _person(line: PersonLine) -> PersonOut:
    """Return the shape of a person."""
    return PersonOut(
        id=line.id, si_number=line.si_number, personal_id=line.personal_id, full_name=line.full_name,
        birth=line.birth, sex=line.sex, sort=line.sort,
    )  # fmt: skip


def _dated(values: dict[str, object]) -> dict[str, object]:
    """Return values with days and moments as texts."""
    return {k: v.isoformat() if isinstance(v, dt.date) else v for k, v in values.items()}


@router.get("/accounts/{code}", response=AccountOut)
def get_account(request: HttpRequest, code: str) -> AccountOut:
    """Return an employer account."""
    facts = _account(caller(request), code)
    return AccountOut(
        code=facts.code, name=facts.name, tax_code=facts.tax_code, unit_kind=facts.unit_kind, region=facts.region,
        opened=facts.opened, status=facts.status, office=facts.office_code,
    )  # fmt: skip


@router.get("/accounts/{code}/months/{month}", response=SheetOut)
def get_month(request: HttpRequest, code: str, month: str) -> SheetOut:
    """Return the closing sheet of a month: people, wages, dong by fund; a problem 404 before it is closed."""
    facts = _account(caller(request), code)
    period = month_of(month)
    figures = sheet(facts.id, period.first_day)
    if figures is None:
        raise MissingError(Text(f"Tháng {period} chưa khóa sổ.", f"The month {period} is not closed."))
    kept = {name: value for name, value in _dated(figures).items() if not name.endswith("_id") and name != "period"}
    return SheetOut(account=facts.code, month=str(period), figures=kept)


def _account(who: Caller, code: str) -> AccountFacts:
    """Return the account if the caller may see it; an employer sees its own."""
    facts = account_by_code(code)
    try:
        who.require("units", office_path=facts.office_path)
    except MissingError:
        who.require("own.unit", account=facts.id)
    return facts
