"""The bare handler: look-ups answered beside Django, where the counter waits.

WSGI, a pool of connections, one prepared query, the same rules and the same log as every other door. What it does not
know (a signed-in page, an officer's key) it leaves to Django.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final

import psycopg
from psycopg_pool import ConnectionPool

from ansinh.api.callers import HERE
from ansinh.api.lookup_gateway import PATHS, Gateway
from ansinh.api.lookup_http import MOST_BODY, Request, Response
from ansinh.api.lookup_own import look_up
from ansinh.domain.coverage.lookup_words import codes
from ansinh.domain.coverage.throttle import Throttle
from ansinh.law.values import Values
from ansinh.records.store.coverage import callers
from ansinh.records.store.coverage.callers import Counter
from ansinh.records.store.coverage.journal import Journal
from ansinh.usecases.coverage.lookup import Asker, Desk

OWN: Final = "/api/coverage/lookup"
REMEMBERED: Final = 30.0  # seconds for which a key is not asked for again: a revoked key lives so much longer
POOL: Final = 8
Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
STATUS: Final = {200: "200 OK", 401: "401 Unauthorized", 422: "422 Unprocessable Content", 429: "429 Too Many Requests"}


class BareHandler:
    """A WSGI application for the look-ups; `otherwise` answers everything else."""

    def __init__(self, url: str, folder: Path, secret: str, values: Values, today: str) -> None:
        """Open the pool to `url` and the journal in `folder`; `today` is the day of a told story, "" the wall's."""
        self._pool = ConnectionPool(
            url, min_size=1, max_size=POOL, kwargs={"autocommit": True, "prepare_threshold": 0}, open=True
        )
        told = dt.date.fromisoformat(today) if today else None
        self._journal = Journal(folder, lambda: psycopg.connect(url))
        self._desk = Desk(
            execute=self._execute, write=self._journal.write, secret=secret.encode(), throttle=Throttle(),
            values=values, today=(lambda: told) if told else (lambda: dt.datetime.now(HERE).date()),
        )  # fmt: skip
        self._gateway = Gateway(self._desk)
        self._keys: dict[str, tuple[float, Counter | None]] = {}

    def close(self) -> None:
        """Take the rest of the log into the database and end the connections."""
        self._journal.close()
        self._pool.close()

    def answer(self, environ: Environ) -> Response | None:
        """Answer a call that is `ours`; None where Django has to know who calls."""
        path, counter = environ["PATH_INFO"], None
        if path == OWN:
            counter = self._counter(environ.get("HTTP_AUTHORIZATION", ""))
            if counter is None:
                return None
        request = _request(environ, path)
        try:
            if counter is None:
                return self._gateway.answer(request)
            clerk = request.json().get("clerk", "")
            named = clerk[:80] if isinstance(clerk, str) else ""
            return look_up(self._desk, Asker(counter, "api", request.address, named), request)
        except psycopg.Error:
            code = codes()["100"]
            return Response.of(200, {"maKetQua": "100", "ghiChu": code.reason.vi, "title": code.reason.vi})

    def _execute(self, query: str, values: Any) -> list[tuple[Any, ...]]:  # noqa: ANN401 - whatever the query takes
        """Run one query on a connection of the pool, prepared."""
        with self._pool.connection() as connection:
            return connection.execute(query, values, prepare=True).fetchall()

    def _counter(self, authorization: str) -> Counter | None:
        """Return whose key was sent, remembered for half a minute; None for a key that is no facility's."""
        if not authorization.startswith("Bearer "):
            return None
        now, held = time.monotonic(), self._keys.get(authorization)
        if held is None or held[0] < now:
            if len(self._keys) > 10_000:
                self._keys.clear()
            found = callers.counter_of_key(self._execute, authorization[7:], dt.datetime.now(HERE).date())
            held = self._keys[authorization] = (now + REMEMBERED, found)
        return held[1]


def _request(environ: Environ, path: str) -> Request:
    """Return the call of a WSGI environment."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_BODY + 1)
    headers = {
        name[5:].replace("_", "-").lower(): value for name, value in environ.items() if name.startswith("HTTP_")
    } | {"content-type": environ.get("CONTENT_TYPE", "")}
    body = environ["wsgi.input"].read(length) if length else b""
    return Request(path, environ.get("QUERY_STRING", ""), headers, body, environ.get("REMOTE_ADDR", ""))


def ours(environ: Environ) -> bool:
    """Return whether a call may be a look-up: by its path and method alone."""
    path = environ["PATH_INFO"]
    return environ["REQUEST_METHOD"] == "POST" and (path == OWN or path in PATHS)


def beside(handler: Callable[[], BareHandler], otherwise: Application) -> Application:
    """Return the application that lets the bare handler answer first, and `otherwise` whatever is left."""

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        answer = handler().answer(environ) if ours(environ) else None
        if answer is None:
            return otherwise(environ, start_response)
        kind = "application/json; charset=utf-8" if answer.status == 200 else "application/problem+json"
        headers = [("Content-Type", kind), ("Content-Length", str(len(answer.body))), ("Cache-Control", "no-store")]
        start_response(STATUS[answer.status], headers)
        return [answer.body]

    return application
