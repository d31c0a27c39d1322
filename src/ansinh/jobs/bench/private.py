"""A private server for one measurement: fsync on, every constraint in place, gone at the end."""

import os
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
from django.core.management import call_command
from django.db import connections

from ansinh.records.bulk.arrow import close_doors, database_url
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
            _hang_up()
            server.stop()


@contextmanager
def fresh_database() -> Iterator[None]:
    """Point Django at a copy of the database it uses, and back: several measurements migrate once."""
    url = database_url()
    address, name = url.rsplit("/", 1)
    _on_server(address, f"CREATE DATABASE {name}_copy TEMPLATE {name} STRATEGY file_copy")
    use_database(f"{url}_copy")
    try:
        yield
    finally:
        use_database(url)
        _on_server(address, f"DROP DATABASE {name}_copy WITH (FORCE)")


def _on_server(address: str, statement: str) -> None:
    """Run a statement about databases, with nobody connected to the one at hand."""
    _hang_up()
    with closing(psycopg.connect(f"{address}/postgres", autocommit=True)) as server:
        server.execute(statement)


def use_database(url: str) -> None:
    """Point Django at the database at `url`."""
    _hang_up()
    address, name = url.removeprefix("postgresql://").rsplit("/", 1)
    user, host = address.split("@")
    connections["default"].settings_dict.update(NAME=name, USER=user, HOST=host.split(":")[0], PORT=host.split(":")[1])


def _hang_up() -> None:
    """Close what this process holds open to the database: a server stops, and a database is copied, only without it."""
    close_doors()
    connections.close_all()
