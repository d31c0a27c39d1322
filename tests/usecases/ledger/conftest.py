import pytest
from tests.jobs.small_books import Books


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()
