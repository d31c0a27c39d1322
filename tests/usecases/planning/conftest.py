import pytest
from tests.usecases.planning.two_offices import TwoOffices


@pytest.fixture
def province(db):
    return TwoOffices()
