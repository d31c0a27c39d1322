import pytest
from tests.jobs.payroll.small_payroll import Pensions


@pytest.fixture
def pensions(committed_db: str) -> Pensions:  # noqa: ARG001 - a fixture that has to stand first
    return Pensions()
