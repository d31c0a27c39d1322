"""The small province, fresh for each test."""

import pytest
from tests.usecases.collection.small_province import SmallProvince


@pytest.fixture
def province(db):  # noqa: ARG001 - the database must be there
    return SmallProvince()
