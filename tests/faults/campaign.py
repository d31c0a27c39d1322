"""A whole province lived twice: once in peace, once with SIGKILL at random moments. Both must end with the same books.

    python -m tests.faults.campaign --folder /tmp/faults --seed 1 --kills 20 [--scale 1/400] [--months 3]

Victims are the process that lives the story, one of its children (readers of strangers' files, workers of a pool), a
back end of the database, or the whole database server. Only processes this command started are ever killed.
"""

import argparse
import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

from tests.faults.dump import dump, rows_of

from ansinh.records.private_server import PrivateServer

HERE = Path(__file__).resolve().parents[2]
VICTIMS = ("story", "child", "child", "backend", "server")


def say(words: str) -> None:
    """Say how far it is, at once."""
    sys.stdout.write(f"{words}\n")
    sys.stdout.flush()


def main() -> int:
    """Live both stories and compare; exit 1 where they differ."""
    asked = _arguments()
    peace, war = asked.folder / "peace", asked.folder / "war"
    if not (peace / "complete").exists():
        _live(peace, asked)
        (peace / "complete").touch()
    _besieged(war, asked)
    one, other = (dump(PrivateServer(folder).start()) for folder in (peace, war))
    parted = [name for name in sorted(one.keys() | other.keys()) if one.get(name) != other.get(name)]
    for name in parted:
        show(name, *(PrivateServer(folder).url for folder in (peace, war)))
    say(f"{len(one)} tables, {sum(table.rows for table in one.values())} rows, {len(parted)} differ")
    verified = subprocess.run(
        [sys.executable, "-m", "ansinh.cli.main", "verify", "--lang", "en"], env=_environment(war), check=False,
    )  # fmt: skip
    for folder in (peace, war):
        PrivateServer(folder).stop()
    return int(bool(parted) or verified.returncode != 0)


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--scale", default="1/400")
    parser.add_argument("--months", type=int, default=0)
    parser.add_argument("--pause", type=float, default=12.0, help="longest seconds between two kills")
    return parser.parse_args()


def _environment(folder: Path) -> dict[str, str]:
    return os.environ | {
        "ANSINH_DATA_DIR": str(folder), "DATABASE_URL": PrivateServer(folder).start(),
        "DJANGO_SETTINGS_MODULE": "ansinh.site.settings",
    }  # fmt: skip


def _start(folder: Path, asked: argparse.Namespace) -> "subprocess.Popen[bytes]":
    """Begin or go on with the story in a process group of its own."""
    folder.mkdir(parents=True, exist_ok=True)
    arguments = ["--scale", asked.scale, "--data-dir", str(folder), "--months", str(asked.months), "--no-serve"]
    log = (folder / "story.log").open("ab")
    return subprocess.Popen(
        [sys.executable, "-c", "from ansinh.cli.main import main; main()", "demo", *arguments], cwd=HERE,
        env=os.environ | {"ANSINH_DATA_DIR": str(folder)}, stdout=log, stderr=log,
    )  # fmt: skip


def _live(folder: Path, asked: argparse.Namespace) -> None:
    began = time.monotonic()
    if _start(folder, asked).wait() != 0:
        message = f"the undisturbed story failed; see {folder}/story.log"
        raise RuntimeError(message)
    say(f"in peace: {time.monotonic() - began:.0f} s")


def _besieged(folder: Path, asked: argparse.Namespace) -> None:
    """Live the story, killing something every few seconds, until the kills are used up; then let it end."""
    dice, left = random.Random(asked.seed), asked.kills  # noqa: S311 - moments, not secrets
    while True:
        story = _start(folder, asked)
        while left and story.poll() is None:
            try:
                story.wait(timeout=dice.uniform(0.2, asked.pause))
            except subprocess.TimeoutExpired:
                if kill_one(dice.choice(VICTIMS), story.pid, folder, dice):
                    left -= 1
        code = story.wait()
        say(f"story ended with {code}, {left} kills left")
        if code == 0:
            return


def kill_one(victim: str, story: int, folder: Path, dice: random.Random) -> bool:
    """Kill one victim with SIGKILL; False where there is none of its kind at the moment."""
    server = _postmaster(folder)
    candidates = {
        "story": [story],
        "child": _below(story),
        "backend": _below(server) if server else [],
        "server": [server] if server else [],
    }[victim]
    if not candidates:
        return False
    pid = dice.choice(candidates)
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return False
    say(f"  killed {victim} {pid}")
    if victim == "server":
        for child in _below(server):
            _end(child)
        time.sleep(dice.uniform(0, 1))
        PrivateServer(folder).start()
    return True


def _end(pid: int) -> None:
    try:
        os.kill(pid, signal.SIGKILL)
    except ProcessLookupError:
        return


def _postmaster(folder: Path) -> int:
    """Return the process of the private server of a folder; 0 where it does not run."""
    try:
        return int((folder / "data" / "postmaster.pid").read_text(encoding="ascii").splitlines()[0])
    except (OSError, IndexError, ValueError):
        return 0


def _below(pid: int) -> list[int]:
    """Return the processes below one, children of children too."""
    try:
        near = Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()
    except OSError:
        return []
    return [found for child in near for found in (int(child), *_below(int(child)))]


def show(name: str, one: str, other: str) -> None:
    """Print the first rows in which two stories part."""
    left, right = rows_of(one, name), rows_of(other, name)
    say(f"{name}: {len(left)} rows in peace, {len(right)} under fire")
    for sign, rows in (("-", sorted(set(left) - set(right))), ("+", sorted(set(right) - set(left)))):
        for row in rows[:3]:
            say(f"  {sign} {row[:300]}")


if __name__ == "__main__":
    sys.exit(main())
