"""The small province, fresh for each test."""

import pytest
from tests.committed import committed_db, migrated_db
from tests.usecases.collection.small_province import SmallProvince

__all__ = ["committed_db", "migrated_db"]


@pytest.fixture
def province(db):  # noqa: ARG001 - the database must be there
    return SmallProvince()
