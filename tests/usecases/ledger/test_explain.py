import pytest
from tests.jobs.small_books import Books

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.period import Month
from ansinh.law.explain import lines
from ansinh.records.store.ledger import reading
from ansinh.usecases.ledger import explain_person_month, month_states, sign_month

MAY = Month.of(2021, 5)


def test_every_amount_opens_to_its_steps_as_known_then(books: Books) -> None:
    account = books.account(1)
    people = [books.person(number) for number in range(1, 8)]
    spells = [books.works(account, person, "2021-01", base=7_654_321 + 13 * person.id) for person in people]
    books.close("2021-05")
    books.correct(spells[2], {"first": "2021-01", "base": 9_999_999})
    explained = explain_person_month(people[2].id, account.id, MAY)
    assert explained.agrees
    assert explained.stored.amounts["si_base"] == spells[2].base
    assert any("8%" in line or "8 %" in line for line in lines(explained.explanation, "vi"))
    books.close("2021-06")
    now = explain_person_month(people[2].id, account.id, MAY)
    then = explain_person_month(people[2].id, account.id, MAY, until=MAY)
    assert now.agrees
    assert then.agrees
    assert (now.stored.amounts["si_base"], then.stored.amounts["si_base"]) == (9_999_999, spells[2].base)
    assert now.stored.posted == Month.of(2021, 6)


def test_nobody_is_explained_who_was_not_assessed(books: Books) -> None:
    account, person = books.account(1), books.person(1)
    books.close("2021-05")
    with pytest.raises(MissingError):
        explain_person_month(person.id, account.id, MAY)


def test_a_person_and_an_account_read_back_what_was_assessed(books: Books) -> None:
    account, other = books.account(1), books.account(2)
    person = books.person(1)
    books.works(account, person, "2021-01", base=10_000_000)
    books.works(other, person, "2021-01", base=6_000_000)
    books.works(account, books.person(2), "2021-05")
    for period in ("2021-04", "2021-05"):
        books.close(period)
    months = reading.person_months([person.id], Month.of(2021, 1), Month.of(2021, 12))
    assert [(str(each.month), each.account) for each in months] == [
        ("2021-04", account.id), ("2021-04", other.id), ("2021-05", account.id), ("2021-05", other.id),
    ]  # fmt: skip
    assert months[0].total == 3_200_000
    people = reading.account_people(account.id, MAY)
    assert len(people) == 2
    assert reading.account_people(account.id, MAY, after=people[0].person) == people[1:]
    assert len(reading.statements(account.id, MAY, MAY)) == 1
    assert len(reading.open_items(account.id, MAY)) == 10
    page = reading.postings(account.id, limit=3)
    assert len(reading.postings(account.id, before=(page[-1]["period"], page[-1]["id"]), limit=100)) == 7


def test_two_people_sign(books: Books) -> None:
    books.close("2021-05")
    sign_month("26", MAY, "collection", "head")
    with pytest.raises(RefusedError):
        sign_month("26", MAY, "accounting", "head")
    sign_month("26", MAY, "accounting", "accountant")
    states = month_states("26")
    assert [(row["period"], row["state"]) for row in states] == [("2021-06", "open"), ("2021-05", "closed")]
    assert (states[1]["collection"], states[1]["accounting"]) == ("head", "accountant")
