import pytest
from tests.usecases.planning.two_offices import TwoOffices


@pytest.fixture
def province(db):  # noqa: ARG001 - asks for a database
    return TwoOffices()
