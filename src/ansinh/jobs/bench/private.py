"""A private server for one measurement: fsync on, every constraint in place, gone at the end."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

from django.core.management import call_command
from django.db import connections

from ansinh.records.bulk.arrow import close_doors
from ansinh.records.private_server import PrivateServer


@dataclass(frozen=True, slots=True)
class BenchServer:
    """The data folder of the server (its clock is read there) and a folder for files."""

    data: Path
    folder: Path


@contextmanager
def bench_server(shared_buffers: str = "1GB") -> Iterator[BenchServer]:
    """Start a migrated private server with fsync on, point Django at it, and clean up afterwards."""
    with TemporaryDirectory(prefix="ansinh-bench-") as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server runs as another user where we are root
        server = PrivateServer(folder / "pg", shared_buffers=shared_buffers, durable=True)
        os.environ["DATABASE_URL"] = server.start()
        use_database(server.url)
        try:
            call_command("migrate", verbosity=0)
            yield BenchServer(server.data, folder)
        finally:
            close_doors()
            connections.close_all()
            server.stop()


def use_database(url: str) -> None:
    """Point Django at the database at `url`."""
    connections.close_all()
    address, name = url.removeprefix("postgresql://").rsplit("/", 1)
    user, host = address.split("@")
    connections["default"].settings_dict.update(NAME=name, USER=user, HOST=host.split(":")[0], PORT=host.split(":")[1])
