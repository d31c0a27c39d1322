import pytest
from tests.committed import committed_db, migrated_db
from tests.jobs.small_books import Books

__all__ = ["committed_db", "migrated_db"]


@pytest.fixture
def books(committed_db: str) -> Books:  # noqa: ARG001 - a fixture that has to stand first
    return Books()
