"""Each piece of an office's work on a copy of a lived database: in peace, and killed again and again; the same rows.

    python -m tests.faults.siege --folder DEMO --seed 1 --rounds 4 [ACT ...]

`DEMO` is the data folder of a demonstration; its database is copied, never changed. Victims: the process, its children,
its back ends of the database (a real SIGKILL makes the whole server recover). What a person would read who said the
command is kept in DEMO/siege-ACT.log; a traceback there is counted.
"""

import argparse
import os
import random
import subprocess
import sys
import time
from pathlib import Path

import psycopg
from tests.faults.acts import ACTS
from tests.faults.campaign import HERE, kill_one, say, show
from tests.faults.dump import dump

from ansinh.records.private_server import PrivateServer

VICTIMS = ("story", "story", "child", "backend", "server")


def main() -> int:
    """Besiege every act asked for; exit 1 where one ends with other rows than in peace, or breaks an invariant."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("acts", nargs="*", default=list(ACTS))
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--rounds", type=int, default=4, help="kills of one act")
    asked = parser.parse_args()
    ended = [_besiege(act, asked) for act in asked.acts]  # all of them, whatever the first ones say
    return int(any(ended))


def _besiege(act: str, asked: argparse.Namespace) -> bool:
    """Return whether an act ends otherwise under fire than in peace."""
    dice = random.Random(f"{asked.seed} {act}")  # noqa: S311 - moments, not secrets
    said = asked.folder / f"siege-{act}.log"
    said.unlink(missing_ok=True)
    peace = _copy(asked.folder, "lab_peace")
    began = time.monotonic()
    if _run(act, peace, asked.folder).wait() != 0:
        say(f"{act}: it does not even end in peace; see {said}")
        return True
    took = time.monotonic() - began
    expected = dump(peace)
    war = _copy(asked.folder, "lab_war")
    for _ in range(asked.rounds):
        story = _run(act, war, asked.folder)
        try:
            story.wait(timeout=dice.uniform(0.3, 1.0) * took)
        except subprocess.TimeoutExpired:
            kill_one(dice.choice(VICTIMS), story.pid, asked.folder, dice)
        story.wait()
    PrivateServer(asked.folder).start()
    ended = _run(act, war, asked.folder).wait()
    found = dump(war)
    parted = [name for name in sorted(expected) if expected[name] != found.get(name)]
    for name in parted:
        show(name, peace, war)
    command = "from ansinh.cli.main import main; main()"
    sound = subprocess.run(
        [sys.executable, "-c", command, "verify", "--lang", "en", "--json"], cwd=HERE, check=False,
        env=_environment(war, asked.folder), stdout=subprocess.DEVNULL,
    ).returncode  # fmt: skip
    shown = said.read_text(errors="replace").count("Traceback")
    told = f"{len(parted)} tables differ, verifiers {sound}, {shown} tracebacks"
    say(f"{act}: {took:.1f} s in peace, ended with {ended}, {told}")
    return bool(parted or ended or sound)


def _copy(folder: Path, name: str) -> str:
    """Copy the lived database of a folder and return the address of the copy."""
    url = PrivateServer(folder).start()
    home, _, lived = url.rpartition("/")
    with psycopg.connect(f"{home}/postgres", autocommit=True) as server:
        server.execute("ALTER SYSTEM SET fsync = off")  # processes are killed here, never the machine
        server.execute("SELECT pg_reload_conf()")
        server.execute(f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")
        server.execute("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = %s", [lived])
        server.execute(f"CREATE DATABASE {name} TEMPLATE {lived}")
    return f"{home}/{name}"


def _run(act: str, url: str, folder: Path) -> "subprocess.Popen[bytes]":
    """Begin an act, or go on with one that was killed."""
    return subprocess.Popen(
        [sys.executable, "-m", "tests.faults.acts", act], cwd=HERE, env=_environment(url, folder),
        stderr=(folder / f"siege-{act}.log").open("ab"), stdout=subprocess.DEVNULL,
    )  # fmt: skip


def _environment(url: str, folder: Path) -> dict[str, str]:
    """Return the environment of a process that works on one copy, with a folder of its own for files."""
    own = folder / url.rsplit("/", 1)[1]
    own.mkdir(exist_ok=True)
    return os.environ | {"DATABASE_URL": url, "ANSINH_DATA_DIR": str(own), "LAB_FOLDER": str(own / "c12")}


if __name__ == "__main__":
    sys.exit(main())
