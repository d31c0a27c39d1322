"""Whose database or disk went away is told so in a sentence, with the way out: never a traceback."""

import os
import socket
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from errno import EDQUOT, ENOSPC, EROFS
from pathlib import Path

import psycopg
import pytest
from django.db import OperationalError

from ansinh.cli import main
from ansinh.site import settings

COMMANDS = [
    ["month", "close", "2021-11", "--office", "26"],
    ["verify"],
    ["payroll", "status", "--office", "26"],
    ["assessment", "complete", "2021-10", "--office", "26"],
]


@pytest.mark.parametrize("words", COMMANDS, ids=lambda words: words[0])
def test_nobody_answers(words: list[str]) -> None:
    with socket.socket() as taken:  # bound and not listening: whoever calls is refused
        taken.bind(("127.0.0.1", 0))
        nowhere = f"postgresql://ansinh@127.0.0.1:{taken.getsockname()[1]}/ansinh"
        said = ask(words, nowhere)
    assert said.returncode == 75
    assert "Chạy lại đúng lệnh này" in said.stderr
    assert "Say the same command again" in said.stderr
    assert "Traceback" not in said.stderr


def ask(words: list[str], url: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", "from ansinh.cli.main import main; main()", *words], check=False, capture_output=True,
        text=True, env={name: value for name, value in (os.environ | {"DATABASE_URL": url}).items() if value},
    )  # fmt: skip


def test_a_folder_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    said = ask(["db", "start", "--data-dir", str(tmp_path / "file" / "data")], "")
    assert said.returncode == main.NO_FILE
    assert str(tmp_path / "file" / "data") in said.stderr
    assert "say the same command again" in said.stderr
    assert "Traceback" not in said.stderr


def full_database() -> OperationalError:
    error = OperationalError("could not extend file")
    error.__cause__ = psycopg.errors.DiskFull("could not extend file")
    return error


@pytest.mark.parametrize(
    ("error", "words", "code"),
    [
        (OSError(ENOSPC, "No space left on device", "out.xlsx"), "disk is full", main.NO_FILE),
        (OSError(EDQUOT, "Disk quota exceeded"), "disk is full", main.NO_FILE),
        (OSError(EROFS, "Read-only file system", "out.xlsx"), "out.xlsx cannot be read or written", main.NO_FILE),
        (full_database(), "disk is full", main.TRY_AGAIN),
        (psycopg.errors.DiskFull("could not extend file"), "disk is full", main.TRY_AGAIN),
    ],
)
def test_a_full_disk_is_told_with_the_way_out(error: Exception, words: str, code: int) -> None:
    told, exit_code = main.explained(error)
    assert told is not None
    assert words in told.en
    assert exit_code == code


def test_a_fault_of_the_program_is_not_talked_away() -> None:
    assert main.explained(ValueError("a bug"))[0] is None


def test_many_who_start_at_once_have_one_key_and_half_a_key_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(settings, "DATA_DIR", tmp_path)
    monkeypatch.delenv("ANSINH_SECRET_KEY", raising=False)
    (tmp_path / "secret.key").touch()  # as a kill between making and writing it left it
    with ThreadPoolExecutor(8) as pool:
        keys = set(pool.map(lambda _: settings._secret_key(), range(8)))
    assert keys == {(tmp_path / "secret.key").read_text()}
    assert [path.name for path in tmp_path.iterdir()] == ["secret.key"]
    assert (tmp_path / "secret.key").stat().st_mode & 0o777 == 0o600
