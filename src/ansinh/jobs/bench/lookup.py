"""Look-ups of a province's cards against the bare view, in turns in the same run, everything on this machine."""

import json
import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from statistics import median
from typing import Final

from django.db import connection

from ansinh.jobs.bench.clock import Reading, read
from ansinh.jobs.bench.lookup_load import Order, ask
from ansinh.jobs.bench.private import BenchServer, bench_server
from ansinh.records.bench_province.cards import load_cards

PRODUCT: Final = ("ansinh.site.wsgi:application", "/api/coverage/lookup")  # named, not imported: the floor above
BARE: Final = ("ansinh.jobs.bench.lookup_bare_view:application", "/bare")
CONNECTIONS: Final = 16
PACE: Final = 500
WORKERS: Final = 2
THREADS: Final = 2
Told = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Measured:
    """One measurement: answers a second, times in milliseconds, whether every card was found, the clock."""

    name: str
    rate: float
    p50: float
    p99: float
    all_valid: bool
    answers: int
    clock: Reading


@dataclass(frozen=True, slots=True)
class LookupBench:
    """All measurements at full speed (in turns) and at the fixed pace; look-ups asked and found in the log."""

    cards: int
    seeded: float
    turns: tuple[Measured, ...]
    paced: Measured
    asked: int
    logged: int

    def rate(self, name: str) -> float:
        """Return the median rate of the product or of the bare view."""
        return median(turn.rate for turn in self.turns if turn.name == name)

    @property
    def ratio(self) -> float:
        """Return the median of the ratios of neighbouring turns: product to bare view."""
        pairs = zip(self.turns[::2], self.turns[1::2], strict=True)
        return median(own.rate / bare.rate for bare, own in pairs)


def bench_lookup(cards: int, rounds: int, seconds: float, tell: Told) -> LookupBench:
    """Load `cards` holders, serve the product and the bare view, ask both in turns, and count the log at the end."""
    with _cards(cards, tell) as (server, seeded), _served(PRODUCT) as own, _served(BARE) as bare:
        doors = {"bare view": (bare, BARE[1]), "look-up": (own, PRODUCT[1])}
        warm = [
            _measure(server, name, door, Order(0, "", cards, 3.0, CONNECTIONS, 0, 1)) for name, door in doors.items()
        ]
        turns = []
        for turn in range(2 * rounds):
            name = "look-up" if turn % 2 else "bare view"
            taken = _measure(server, name, doors[name], Order(0, "", cards, seconds, CONNECTIONS, 0, turn + 2))
            turns.append(taken)
            tell(describe(taken))
        paced = _measure(server, "look-up", doors["look-up"], Order(0, "", cards, seconds, CONNECTIONS, PACE, 99))
        tell(f"at {PACE} a second: {describe(paced)}")
        asked = sum(turn.answers for turn in (*warm, *turns, paced) if turn.name == "look-up")
        return LookupBench(cards, seeded, tuple(turns), paced, asked, _logged(asked))


def describe(taken: Measured) -> str:
    """Return one line about a measurement."""
    clock = taken.clock
    return (
        f"{taken.name}: {taken.rate:,.0f}/s, p50 {taken.p50:.2f} ms, p99 {taken.p99:.2f} ms, "
        f"{'all cards found' if taken.all_valid else 'CARDS MISSING'} (database {clock.server:.1f} s CPU of "
        f"{clock.wall:.1f} s, steal {clock.steal:.1f} s, load {os.getloadavg()[0]:.1f})"
    )


def _measure(server: BenchServer, name: str, door: tuple[int, str], order: Order) -> Measured:
    """Let a caller of its own process ask at a door, with the clock running."""
    port, path = door
    filled = Order(port, path, order.people, order.seconds, order.connections, order.pace, order.seed)
    before = read(server.data)
    told = json.loads(subprocess.run(ask(filled), check=True, capture_output=True).stdout)
    clock = read(server.data).since(before)
    return Measured(
        name, told["rate"], told["p50"] * 1000, told["p99"] * 1000, told["valid"] == told["answers"], told["answers"],
        clock,
    )  # fmt: skip


def _logged(asked: int) -> int:
    """Return how many look-ups stand in the log, a few seconds after the last at most."""
    for _ in range(20):
        with connection.cursor() as cursor:
            cursor.execute("SELECT count(*) FROM records_cardlookup")
            (count,) = cursor.fetchone()
        if count >= asked:
            break
        time.sleep(0.5)
    return int(count)


@contextmanager
def _served(target: tuple[str, str]) -> Iterator[int]:
    """Serve an application with granian in a process of its own; yield its port."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
    command = [
        sys.executable, "-m", "granian", "--interface", "wsgi", "--host", "127.0.0.1", "--port", str(port),
        "--workers", str(WORKERS), "--blocking-threads", str(THREADS), "--no-access-log", "--log-level", "warning",
        target[0],
    ]  # fmt: skip
    process = subprocess.Popen(command, env=os.environ.copy())
    try:
        _wait_for(port)
        yield port
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=30)


def _wait_for(port: int) -> None:
    """Wait until somebody answers at `port`."""
    for _ in range(300):
        with socket.socket() as tried:
            if tried.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    message = f"nobody answers at {port}"
    raise TimeoutError(message)


@contextmanager
def _cards(count: int, tell: Told) -> Iterator[tuple[BenchServer, float]]:
    """Start a private server with fsync on, load the holders, and clean up afterwards."""
    with bench_server("2GB") as server:
        os.environ["ANSINH_DATA_DIR"] = str(server.folder)
        seeded = load_cards(count)
        tell(f"{count:,} cards loaded in {seeded:.0f} s")
        yield server, seeded
