"""One private PostgreSQL for the whole test run (unless DATABASE_URL is set); workers inherit its address."""

import atexit
import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from django.db import connections
from hypothesis import settings
from tests.committed import committed_db, copy_of_tests, migrated_db
from tests.together import cut_off, together

from ansinh.records.bulk.arrow import close_doors
from ansinh.records.private_server import PrivateServer

__all__ = ["committed_db", "cut_off", "migrated_db", "together"]  # fixtures for every room, made once for the run

settings.register_profile("no clock", deadline=None)  # speed is measured by `ansinh bench`, never by a test
settings.load_profile("no clock")


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker) -> Iterator[None]:  # noqa: ARG001 - the library's own comes first
    with copy_of_tests(django_db_blocker):
        yield
    close_doors()  # pages that read columns leave one; the database of the tests is dropped after this


def _start_server() -> None:
    folder = Path(tempfile.mkdtemp(prefix="ansinh-test-"))
    folder.chmod(0o755)  # the server runs as another user where we are root
    server = PrivateServer(folder / "pg", shared_buffers="256MB", durable=False)
    os.environ["DATABASE_URL"] = server.start()
    os.environ.setdefault("ANSINH_DATA_DIR", str(folder))
    # pytest-django read the settings before this file was imported
    parts = urlsplit(os.environ["DATABASE_URL"])
    connections["default"].settings_dict.update(
        NAME=parts.path.lstrip("/"), USER=parts.username, HOST=parts.hostname, PORT=parts.port
    )

    def stop() -> None:
        server.stop()
        shutil.rmtree(folder, ignore_errors=True)

    atexit.register(stop)


if "DATABASE_URL" not in os.environ:
    _start_server()
