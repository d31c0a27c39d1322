"""A seeded province for the pages, once for the run of this folder."""

from collections.abc import Iterator

import pytest
from django.test import Client
from tests.web.small_office import Province, seed


@pytest.fixture
def province(db: None) -> Province:
    return seed()


@pytest.fixture
def client_of(province: Province) -> Iterator[object]:
    from ansinh.records.models import User

    def make(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    yield make
