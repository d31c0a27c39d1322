"""A database of its own for a test whose work is committed and seen by other processes: copied from a migrated one."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections
from django.db.backends.base.creation import TEST_DATABASE_PREFIX

_numbers = itertools.count(1)


def _server() -> psycopg.Connection:
    config = connections["default"].settings_dict
    return psycopg.connect(
        host=config["HOST"], port=config["PORT"], user=config["USER"], dbname="postgres", autocommit=True
    )


@contextmanager
def copy_of_tests(django_db_blocker) -> Iterator[None]:
    """Keep a copy of the database of the tests as it was migrated; made while nobody is connected to it.

    The library makes that database only where a test is marked to want it: without one, the copy is migrated.
    """
    with _server() as server:
        connections.close_all()
        name = connections["default"].settings_dict["NAME"]
        if name.startswith(TEST_DATABASE_PREFIX):
            server.execute(f'CREATE DATABASE "{_migrated()}" TEMPLATE "{name}"')
        else:
            server.execute(f'CREATE DATABASE "{_migrated()}" TEMPLATE template0')
            with django_db_blocker.unblock():
                _migrate(_migrated())
        yield
        server.execute(f'DROP DATABASE "{_migrated()}" WITH (FORCE)')


def _migrate(name: str) -> None:
    default = connections["default"]
    original, default.settings_dict["NAME"] = default.settings_dict["NAME"], name
    call_command("migrate", verbosity=0)
    default.close()
    default.settings_dict["NAME"] = original


def _migrated() -> str:
    return f"committed_{os.getpid()}"


@pytest.fixture(scope="session")
def migrated_db(django_db_setup: None) -> str:  # noqa: ARG001 - the copy is made where the database of the tests is
    return _migrated()


@pytest.fixture
def committed_db(migrated_db: str, django_db_blocker) -> Iterator[str]:
    default = connections["default"]
    original, name = default.settings_dict["NAME"], f"{migrated_db}_{next(_numbers)}"
    with django_db_blocker.unblock(), _server() as server:
        default.close()
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE "{migrated_db}"')
        default.settings_dict["NAME"] = name
        try:
            yield name
        finally:
            default.close()
            default.settings_dict["NAME"] = original
            server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
