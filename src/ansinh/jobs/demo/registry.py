"""The register in the story: offices and the places they serve, a book issued again, changes by two people."""

import datetime as dt

import numpy as np

from ansinh.core.period import Month
from ansinh.jobs.demo.cast import COLLECTION, DIRECTOR, SYSTEM
from ansinh.jobs.demo.setting import Setting
from ansinh.records.store.registry import account_terms
from ansinh.records.store.registry import changes as store
from ansinh.records.store.registry.accounts import account_by_code
from ansinh.records.store.registry.books import events
from ansinh.records.store.registry.people import person_of_number
from ansinh.usecases.registry import books, changes
from ansinh.usecases.registry.account_terms import terms_change
from ansinh.usecases.registry.agency_offices import office_change
from ansinh.usecases.registry.places import serve_namesakes

ADMINISTRATOR = "quantri"
MOVED, RENAMED = "Quyết định 15/QĐ-UBND (mẫu)", "Quyết định 45/QĐ-BHXH (mẫu)"
LOST = "Người tham gia báo mất sổ (mẫu)"


def play_registry(setting: Setting) -> None:
    """Give places to offices, change the terms of two units (one waits), ask to rename an office, replace a book."""
    month = setting.province.profile.month.plus(1)
    day = month.first_day
    serve_namesakes({one.code: one.name for one in setting.province.profile.districts}, day, SYSTEM)
    for place, code in enumerate(_largest(setting, 2)):
        _move(code, day, approved=place == 0)
    last = setting.province.profile.districts[-1]
    if not store.of("office", last.code):
        facts = {"name": f"BHXH cơ sở {last.name}", "name_en": f"Base office {last.en}"}
        changes.propose(office_change("rename", last.code, day, facts, RENAMED), ADMINISTRATOR)
    _lose_a_book(setting)


def _largest(setting: Setting, count: int) -> list[str]:
    """Return the codes of the largest units that go on."""
    employers = setting.province.employers
    order = np.argsort(-np.where(employers.stops == 0, employers.size, 0), kind="stable")
    return [str(employers.code[place]) for place in order[:count]]


def _move(code: str, day: dt.date, *, approved: bool) -> None:
    """Ask that a unit stands in a higher wage region from `day` on; `approved` by the director, or waiting."""
    if store.of("account_terms", code):
        return
    now = account_terms.standing(account_by_code(code).id)[-1].terms
    region = now.region - 1 if now.region > 1 else 2
    terms = account_terms.Terms(now.unit_kind, region, now.ui_from)
    asked = changes.propose(terms_change(code, terms, Month.containing(day), MOVED), COLLECTION)
    if approved:
        changes.decide(asked, DIRECTOR, approve=True, today=day)


def _lose_a_book(setting: Setting) -> None:
    """Issue the book of the first person with a number again, on paper, once."""
    people = setting.province.people
    number = str(people.si_number[int(np.flatnonzero(people.known)[0])])
    person = person_of_number(number)
    if person and not any(one.kind == "reissue" for one in events(person)):
        books.reissue(person, COLLECTION, LOST, form="printed")
