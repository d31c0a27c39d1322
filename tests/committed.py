"""A database of its own for a test whose work is committed and seen by other processes: copied from a migrated one."""

import itertools
import os
from collections.abc import Iterator

import psycopg
import pytest
from django.core.management import call_command
from django.db import connections

_numbers = itertools.count(1)


def _server() -> psycopg.Connection:
    config = connections["default"].settings_dict
    return psycopg.connect(
        host=config["HOST"], port=config["PORT"], user=config["USER"], dbname="postgres", autocommit=True
    )


@pytest.fixture(scope="session")
def migrated_db(django_test_environment: None, django_db_blocker) -> Iterator[str]:  # noqa: ARG001 - a fixture that has to stand first
    default = connections["default"]
    original = default.settings_dict["NAME"]
    name = f"committed_{os.getpid()}"
    with django_db_blocker.unblock(), _server() as server:
        server.execute(f'CREATE DATABASE "{name}" TEMPLATE template0')
        default.close()
        default.settings_dict["NAME"] = name
        call_command("migrate", verbosity=0)
        default.close()
        default.settings_dict["NAME"] = original
        yield name
        server.execute(f'DROP DATABASE "{name}" WITH (FORCE)')


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
