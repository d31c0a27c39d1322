"""People who come with a declaration: registered with a number and an electronic book."""

import datetime as dt

from ansinh.core.identity import is_personal_id
from ansinh.core.person_name import search_key, sort_key, tidy
from ansinh.core.working_days import after_working_days
from ansinh.domain.declarations.declared import Ints
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.registry.accounts import AccountFacts
from ansinh.records.store.registry.issue import NewPerson, note_issue, register_people
from ansinh.records.store.registry.numbers import issue_si_numbers
from ansinh.usecases.declarations.case import Put
from ansinh.usecases.declarations.receiving import HERE

BOOK_DAYS = 5  # working days to hand over number and book (Art. 29, Law 41/2024/QH15; before, QD 595: the same; unsure)
PRECISIONS = {1: "year", 2: "month", 3: "day"}
SEXES = {1: "male", 0: "female", 2: "other"}


def register(put: Put, places: Ints, account: AccountFacts, facts: FilingFacts, actor: str) -> dict[int, int]:
    """Register the new people of the rows at `places`; return provisional number -> register id."""
    first_row: dict[int, int] = {}
    for place in places.tolist():
        first_row.setdefault(int(put.persons[place]), place)
    province = account.office_path.split(".")[1] if "." in account.office_path else account.office_code
    numbers = issue_si_numbers(province, len(first_row)) if first_row else []
    people = [_person(put, place, number, account) for place, number in zip(first_row.values(), numbers, strict=True)]
    ids = register_people(people)
    if ids:
        due = after_working_days(dt.datetime.now(HERE).date(), BOOK_DAYS)
        note_issue(ids, account.id, due, actor, facts.number)
    return dict(zip(first_row, ids, strict=True))


def _person(put: Put, place: int, number: str, account: AccountFacts) -> NewPerson:
    """Return the person a row and its TK1-TS data describe."""
    rows, said = put.rows, put.read.person
    name = tidy(rows.full_name[place])
    paper = rows.id_number[place]
    return NewPerson(
        full_name=name,
        name_search=search_key(name),
        name_sort=sort_key(name),
        si_number=number,
        personal_id=paper if is_personal_id(paper) else None,
        birth=rows.birth[place].item(),
        precision=PRECISIONS.get(int(rows.birth_precision[place]), "day"),
        sex=SEXES.get(int(rows.sex[place]), "other"),
        nationality=said.nationality[place] or "VN",
        ethnicity=said.ethnicity[place],
        phone=said.phone[place],
        address=said.residence_address[place] or said.result_address[place],
        office=account.office_id,
    )
