"""A seeded province for the pages: written once for each module, in a transaction rolled back at its end."""

from collections.abc import Callable, Iterator

import pytest
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from tests.web.small_office import Province, seed

from ansinh.records.models import User

ClientOf = Callable[[str], Client]


@pytest.fixture(scope="module")
def seeded(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Province]:  # noqa: ARG001 - the database
    with django_db_blocker.unblock(), transaction.atomic():
        yield seed()
        transaction.set_rollback(True)


@pytest.fixture
def province(seeded: Province, db: None) -> Province:  # noqa: ARG001 - a savepoint for each test, inside the module's
    return seeded


@pytest.fixture
def client_of(province: Province) -> ClientOf:  # noqa: ARG001 - the users are the province's
    def make(username: str) -> Client:
        client = Client()
        client.force_login(User.objects.get(username=username))
        return client

    return make
