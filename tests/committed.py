"""A database of its own for a test whose work is committed and seen by other processes: copied from a migrated one."""

import itertools
import os
from collections.abc import Iterator
from contextlib import contextmanager

import psycopg
import pytest
from django.db import connections

_numbers = itertools.count(1)


def _server() -> psycopg.Connection:
    config = connections["default"].settings_dict
    return psycopg.connect(
        host=config["HOST"], port=config["PORT"], user=config["USER"], dbname="postgres", autocommit=True
    )


@contextmanager
def copy_of_tests() -> Iterator[None]:
    """Keep a copy of the database of the tests as it was migrated; made while nobody is connected to it."""
    with _server() as server:
        connections.close_all()
        server.execute(f'CREATE DATABASE "{_migrated()}" TEMPLATE "{connections["default"].settings_dict["NAME"]}"')
        yield
        server.execute(f'DROP DATABASE "{_migrated()}" WITH (FORCE)')


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
