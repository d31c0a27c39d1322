"""The bare handler: look-ups answered beside Django, where the counter waits.

WSGI, a connection for each thread, one prepared query, the same rules and the same log as every other door. What it
does not know (a signed-in page, an officer's key) it leaves to Django.
"""

import datetime as dt
import time
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

import psycopg

from ansinh.api.lookup_gateway import PATHS, Gateway
from ansinh.api.lookup_http import MOST_BODY, Request, Response
from ansinh.api.lookup_own import look_up
from ansinh.domain.coverage.lookup_words import codes
from ansinh.law.values import Values
from ansinh.records.store.coverage import callers
from ansinh.records.store.coverage.callers import Counter
from ansinh.records.store.coverage.connections import ThreadConnections
from ansinh.records.store.coverage.journal import Journal
from ansinh.records.store.coverage.quota import shared_by
from ansinh.records.store.coverage.register import Register
from ansinh.records.store.coverage.visits import HERE
from ansinh.usecases.coverage.lookup import Desk

OWN: Final = "/api/coverage/lookup"
REMEMBERED: Final = 30.0  # seconds for which a key is not asked for again: a revoked key lives so much longer
HEADERS: Final = {
    "content-type": "CONTENT_TYPE", "accesstoken": "HTTP_ACCESSTOKEN", "tokenid": "HTTP_TOKENID",
    "passwordhash": "HTTP_PASSWORDHASH",
}  # fmt: skip
Environ = dict[str, Any]
Application = Callable[[Environ, Any], Iterable[bytes]]
STATUS: Final = {200: "200 OK", 401: "401 Unauthorized", 422: "422 Unprocessable Content", 429: "429 Too Many Requests",
          503: "503 Service Unavailable"}  # fmt: skip


class BareHandler:
    """A WSGI application for the look-ups; `otherwise` answers everything else."""

    def __init__(self, url: str, folder: Path, secret: str, values: Values, today: str) -> None:
        """Remember `url`, open the journal in `folder`; `today` is the day of a told story, "" the wall's."""
        self._connections = ThreadConnections(url)
        clock = story_clock(today)
        self._journal = Journal(folder, lambda: psycopg.connect(url))
        self._desk = Desk(
            register=Register(self._connections.execute), write=self._journal.write, secret=secret.encode(),
            throttle=shared_by(folder, urlsplit(url).path.lstrip("/")), values=values, today=clock,
        )  # fmt: skip
        self._gateway = Gateway(self._desk)
        self._keys: dict[str, tuple[float, Counter | None]] = {}

    def close(self) -> None:
        """Take the rest of the log into the database and end the connections."""
        self._journal.close()
        self._connections.close()

    def answer(self, environ: Environ) -> Response | None:
        """Answer a call that is `ours`; None where Django has to know who calls."""
        path, counter = environ["PATH_INFO"], None
        if path == OWN:
            try:
                counter = self._counter(environ.get("HTTP_AUTHORIZATION", ""))
            except psycopg.Error:
                return _away()
            if counter is None:
                return None
        request = _request(environ, path)
        try:
            if counter is None:
                return self._gateway.answer(request)
            return look_up(self._desk, counter, request)
        except psycopg.Error:
            if counter is not None:
                return _away()
            code = codes()["100"]
            return Response.of(200, {"maKetQua": "100", "ghiChu": code.reason.vi, "title": code.reason.vi})

    def _counter(self, authorization: str) -> Counter | None:
        """Return whose key was sent, remembered for half a minute; None for a key that is no facility's."""
        if not authorization.startswith("Bearer "):
            return None
        now, held = time.monotonic(), self._keys.get(authorization)
        if held is None or held[0] < now:
            if len(self._keys) > 10_000:
                self._keys.clear()
            found = callers.counter_of_key(self._connections.execute, authorization[7:], dt.datetime.now(HERE).date())
            held = self._keys[authorization] = (now + REMEMBERED, found)
        return held[1]


def _away() -> Response:
    """Return the problem of a database that cannot be reached, in the words of the look-up."""
    reason = codes()["100"].reason
    return Response.of(503, {"status": 503, "title": reason.vi, "title_en": reason.en})


def _request(environ: Environ, path: str) -> Request:
    """Return the call of a WSGI environment."""
    length = min(int(environ.get("CONTENT_LENGTH") or 0), MOST_BODY + 1)
    headers = {name: environ.get(key, "") for name, key in HEADERS.items()}
    body = environ["wsgi.input"].read(length) if length else b""
    return Request(path, environ.get("QUERY_STRING", ""), headers, body, environ.get("REMOTE_ADDR", ""))


def story_clock(today: str) -> Callable[[], dt.date]:
    """Return the clock of look-ups: the wall's day in Viet Nam, or always the day of a told story."""
    told = dt.date.fromisoformat(today) if today else None
    return lambda: told or dt.datetime.now(HERE).date()


def ours(environ: Environ) -> bool:
    """Return whether a call may be a look-up: by its path and method alone."""
    path = environ["PATH_INFO"]
    if environ["REQUEST_METHOD"] != "POST" or "multipart" in environ.get("CONTENT_TYPE", ""):
        return False  # a form in parts is for Django to take apart
    return path == OWN or path in PATHS


def beside(handler: Callable[[], BareHandler], otherwise: Application) -> Application:
    """Return the application that lets the bare handler answer first, and `otherwise` whatever is left."""

    def application(environ: Environ, start_response: Any) -> Iterable[bytes]:  # noqa: ANN401 - as WSGI has it
        answer = handler().answer(environ) if ours(environ) else None
        if answer is None:
            return otherwise(environ, start_response)
        kind = "application/json; charset=utf-8" if answer.status == 200 else "application/problem+json"
        headers = [("Content-Type", kind), ("Content-Length", str(len(answer.body))), ("Cache-Control", "no-store")]
        if answer.status == 503:
            headers.append(("Retry-After", "5"))
        start_response(STATUS[answer.status], headers)
        return [answer.body]

    return application
