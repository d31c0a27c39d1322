"""The caller of the bench, a process of its own: keep-alive connections, as fast as answers come or at a fixed pace.

At a fixed pace a request is due at its moment whether or not the server is ready, and its time counts from then.
"""

import json
import random
import selectors
import socket
import sys
import time
from collections import deque
from dataclasses import asdict, dataclass, field
from typing import Final

from ansinh.records.bench_province.cards import KEYS, birth_of, key_of, si_number

HOST: Final = "127.0.0.1"
MADE: Final = 20_000  # requests made before the clock starts, used in turn


@dataclass(frozen=True, slots=True)
class Order:
    """What to send: to which port and path, how many seconds, over how many connections, how fast (0: unbound)."""

    port: int
    path: str
    people: int
    seconds: float
    connections: int
    pace: int
    seed: int


@dataclass(slots=True)
class Taken:
    """Answers, how many said that the card serves, and the time each took (seconds)."""

    seconds: float = 0.0
    answers: int = 0
    valid: int = 0
    times: list[float] = field(default_factory=list)


def main() -> None:
    """Do the order given as JSON and print what was taken as JSON."""
    order = Order(**json.loads(sys.argv[1]))
    taken = Caller(order).run()
    times = sorted(taken.times)
    json.dump(
        {
            "rate": taken.answers / taken.seconds, "answers": taken.answers, "valid": taken.valid,
            "p50": times[len(times) // 2], "p99": times[len(times) * 99 // 100], "worst": times[-1],
        },
        sys.stdout,
    )  # fmt: skip


class Caller:
    """One caller with several connections, each with at most one request under way."""

    def __init__(self, order: Order) -> None:
        """Connect, and make the requests."""
        self._order, self._taken = order, Taken()
        dice = random.Random(order.seed)  # noqa: S311 - which people are asked for, not a secret
        self._requests = [_request(order, 1 + dice.randrange(order.people), dice) for _ in range(MADE)]
        self._next = 0
        self._poll = selectors.DefaultSelector()
        self._idle: deque[socket.socket] = deque()
        self._since: dict[socket.socket, float] = {}
        self._parts: dict[socket.socket, bytes] = {}
        for _ in range(order.connections):
            link = socket.create_connection((HOST, order.port))
            link.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
            self._poll.register(link, selectors.EVENT_READ)
            self._idle.append(link)

    def run(self) -> Taken:
        """Send for the ordered time, wait for the last answers, and return what was taken."""
        began = time.perf_counter()
        until, due, step = began + self._order.seconds, began, 1 / self._order.pace if self._order.pace else 0.0
        while True:
            now = time.perf_counter()
            if now >= until:
                break
            if not step:
                while self._idle:
                    self._send(self._idle.popleft(), now)
            else:
                while self._idle and due <= now:
                    self._send(self._idle.popleft(), due)
                    due += step
            wait = max(0.0, due - now) if step and self._idle else 0.01
            self._receive(min(wait, until - now))
        while self._since:
            self._receive(1.0)
        self._taken.seconds = time.perf_counter() - began
        return self._taken

    def _send(self, link: socket.socket, since: float) -> None:
        """Send the next request; its time counts from `since`."""
        link.sendall(self._requests[self._next % MADE])
        self._next += 1
        self._since[link] = since

    def _receive(self, wait: float) -> None:
        """Take in what has come within `wait` seconds."""
        for key, _ in self._poll.select(wait):
            link: socket.socket = key.fileobj  # type: ignore[assignment] # only sockets are registered
            data = self._parts.pop(link, b"") + link.recv(65_536)
            head = data.find(b"\r\n\r\n")
            if head < 0 or len(data) < head + 4 + _length(data[:head]):
                self._parts[link] = data
                continue
            self._taken.answers += 1
            self._taken.valid += b'"valid":true' in data or b'"valid": true' in data
            self._taken.times.append(time.perf_counter() - self._since.pop(link))
            self._idle.append(link)


def _length(head: bytes) -> int:
    """Return the length of the body an answer announces."""
    place = head.lower().find(b"content-length:")
    return int(head[place + 15 :].split(b"\r\n", 1)[0])


def _request(order: Order, person: int, dice: random.Random) -> bytes:
    """Return one request: a number, its birth, a hospital's key."""
    body = json.dumps({"number": si_number(person), "birth": birth_of(person), "purpose": "visit"}).encode()
    head = (
        f"POST {order.path} HTTP/1.1\r\nHost: {HOST}\r\nContent-Type: application/json\r\n"
        f"Authorization: Bearer {key_of(1 + dice.randrange(KEYS))}\r\nContent-Length: {len(body)}\r\n\r\n"
    )
    return head.encode() + body


def ask(order: Order) -> list[str]:
    """Return the command that does `order` in a process of its own."""
    return [sys.executable, "-m", "ansinh.jobs.bench.lookup_load", json.dumps(asdict(order))]


if __name__ == "__main__":
    main()
