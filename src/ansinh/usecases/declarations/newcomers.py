"""People who come with a list: registered with a number and an electronic book."""

from ansinh.core.identity import is_personal_id
from ansinh.core.person_name import search_key, sort_key, tidy
from ansinh.core.working_days import after_working_days
from ansinh.formats.d03_rows import D03
from ansinh.formats.d05_rows import D05
from ansinh.records.store.declarations.filings import FilingFacts
from ansinh.records.store.registry.issue import NewPerson, note_issue, register_people
from ansinh.records.store.registry.numbers import issue_si_numbers
from ansinh.usecases import clock
from ansinh.usecases.declarations.examined import ReadList

BOOK_DAYS = 5  # working days to hand over number and book (Art. 29, Law 41/2024/QH15; before, QD 595: the same; unsure)
PRECISIONS = {1: "year", 2: "month", 3: "day"}
SEXES = {1: "male", 0: "female", 2: "other"}


def register(read: ReadList, places: list[int], facts: FilingFacts, actor: str) -> list[int]:
    """Register the people of the rows at `places`; return their ids, in order."""
    if not places:
        return []
    numbers = issue_si_numbers(province_of(facts), len(places))
    people = [_person(read, place, number, facts.office_id) for place, number in zip(places, numbers, strict=True)]
    ids = register_people(people)
    due = after_working_days(clock.today(), BOOK_DAYS)
    note_issue(ids, facts.account_id, due, actor, facts.number)
    return ids


def province_of(facts: FilingFacts) -> str:
    """Return the code of the province of the filing's office."""
    return facts.office_path.split(".")[1] if "." in facts.office_path else facts.office_code


def _person(read: ReadList, place: int, number: str, office: int) -> NewPerson:
    """Return the person a row and its TK1-TS data describe."""
    rows, said = read.rows, read.person
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
        address=said.residence_address[place] or said.result_address[place] or _written(read, place),
        office=office,
    )


def _written(read: ReadList, place: int) -> str:
    """Return the address in the list itself, where it has such a column."""
    return read.rows.address[place] if isinstance(read, D03 | D05) else ""
