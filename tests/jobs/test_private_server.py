"""The private database is killed and started again: the same address, the same rows; of two who start it, one does."""

import os
import signal
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from tempfile import TemporaryDirectory

import psycopg
import pytest

from ansinh.records.private_server import PrivateServer


@pytest.fixture
def folder() -> Iterator[Path]:
    """A folder whose every parent the server may read: it runs as another user where we are root."""
    with TemporaryDirectory(prefix="ansinh-server-") as name:
        Path(name).chmod(0o755)
        yield Path(name)


def test_killed_and_started_by_two_at_once_it_keeps_its_address_and_rows(folder: Path) -> None:
    server = PrivateServer(folder / "pg", shared_buffers="16MB")
    (folder / "pg" / "data.made" / "base").mkdir(parents=True)  # somebody was killed while the data was made
    url = server.start()
    try:
        with psycopg.connect(url, autocommit=True) as database:
            database.execute("CREATE TABLE kept AS SELECT 1 AS n")
        os.kill(int((server.data / "postmaster.pid").read_text().split()[0]), signal.SIGKILL)
        with ThreadPoolExecutor(2) as two:
            assert set(two.map(lambda _: PrivateServer(folder / "pg", shared_buffers="16MB").start(), range(2))) == {
                url
            }
        with psycopg.connect(url) as database:
            assert database.execute("SELECT n FROM kept").fetchall() == [(1,)]
    finally:
        server.stop()


def test_an_address_that_a_stranger_took_is_left_to_him(folder: Path) -> None:
    server, late = (PrivateServer(folder / name, shared_buffers="16MB", durable=False) for name in ("pg", "late"))
    url = server.start()
    try:
        late.folder.mkdir()
        late.url_file.write_text(f"{url}\n")  # it stood at this address before the machine was started anew
        assert late.start() != url
        with psycopg.connect(late.url) as one, psycopg.connect(url) as other:
            homes = [each.execute("SHOW data_directory").fetchone() for each in (one, other)]
        assert homes == [(str(late.data),), (str(server.data),)]
    finally:
        late.stop()
        server.stop()
