import pytest
from tests.jobs.small_books import Books


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()


@pytest.fixture
def twenty(books: Books) -> Books:
    """Twenty employers of 1 to 9 people, one with a person who also works elsewhere."""
    number = 0
    for each in range(1, 21):
        account = books.account(each, region=1 + each % 4)
        for _ in range(1 + each * 7 % 9):
            number += 1
            books.works(account, books.person(number), "2020-01", base=5_000_000 + 777_777 * (number % 40))
    return books
