"""At the door of a person whose database went away there is a sentence and the way out, never a traceback."""

import os
import socket
import subprocess
import sys

import pytest

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
        text=True, env=os.environ | {"DATABASE_URL": url},
    )  # fmt: skip
