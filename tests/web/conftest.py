"""A seeded province for the pages, in the transaction of each test."""

from collections.abc import Callable

import pytest
from django.test import Client
from tests.web.small_office import Province, seed

from ansinh.records.models import User

ClientOf = Callable[[str], Client]


@pytest.fixture
def province(db: None) -> Province:  # noqa: ARG001 - opens the database
    return seed()


@pytest.fixture
def client_of(province: Province) -> ClientOf:  # noqa: ARG001 - the users are the province's
    def make(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return make
