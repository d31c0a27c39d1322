"""The compatibility endpoint: calls a hospital's system wrote for the national gateway, answered unchanged.

Session, inputs, fields and codes are those of the gateway's letters (1245, 1923/BHXH-CNTT 2024; 1839/CNTT-PM 2026).
MD5 is only what such systems send; what is kept of it is a proper hash.
"""

import datetime as dt
import hmac
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Final

from django.contrib.auth.hashers import check_password, make_password

from ansinh.api import lookup_session
from ansinh.api.lookup_gateway_shapes import copayment_json, history_json, lookup_json, refusal
from ansinh.api.lookup_http import Request, Response, text
from ansinh.api.lookup_session import LIFETIME, Session
from ansinh.core.person_name import search_key
from ansinh.domain.coverage.throttle import HOUR
from ansinh.records.store.coverage import callers
from ansinh.records.store.coverage.callers import Counter
from ansinh.usecases.coverage.asking import typed
from ansinh.usecases.coverage.lookup import Answer, Asker, Desk

TAKE: Final = "/api/token/take"
COPAYMENT: Final = "/api/TraCuuCCT/TraCuuTienMCCT"
HISTORY: Final = "/api/egw/Lskcb2025"
LOOKUPS: Final = frozenset(
    {"/api/egw/KQNhanLichSuKCB2024", "/api/egw/KQNhanLichSuKCB2019", "/api/egw/NhanLichSuKCB2018"}
)
PATHS: Final = LOOKUPS | {TAKE, COPAYMENT, HISTORY}
REMEMBERED: Final = 30.0  # seconds for which an account and a clerk are not asked for again
SIGN_INS: Final = (20, HOUR)  # wrong passwords of an account and of an address
_NOBODY: Final = make_password(None)


@dataclass(slots=True)
class Gateway:
    """The endpoint at a desk; accounts and clerks are remembered for half a minute."""

    desk: Desk
    known: dict[tuple[str, str], tuple[float, Any]] = field(default_factory=dict)

    def answer(self, request: Request) -> Response:
        """Answer one call; the gateway says everything with status 200 and a code."""
        if request.path == TAKE:
            return self._take(request)
        said = request.json()
        session = self._session(request, said)
        counter = self._remembered(("account", session.username), self._counter(session)) if session else None
        if counter is None:
            return Response.of(200, refusal("401", request.path))
        wrong = self._wrong_clerk(counter, said) if request.path in LOOKUPS else ""
        answer = wrong or self._ask(counter, request, said)
        if isinstance(answer, str):
            return Response.of(200, refusal(answer, request.path))
        today = self.desk.today()
        if request.path == COPAYMENT:
            return Response.of(200, copayment_json(answer, today))
        if request.path == HISTORY:
            return Response.of(200, history_json(answer))
        return Response.of(200, lookup_json(answer, today))

    def _take(self, request: Request) -> Response:
        """Open a session for an account whose password (as MD5 in capitals) is right."""
        said = request.form()
        username, password = text(said, "username", 60), text(said, "password", 64).upper()
        now, desk = time.monotonic(), self.desk
        may = all(desk.throttle.left("sign in", who, SIGN_INS, now) for who in (username, request.address))
        kept = callers.secret_of_account(desk.execute, username, desk.today()) if may else None
        if not check_password(password, kept or _NOBODY) or kept is None:
            for who in (username, request.address):
                desk.throttle.take("sign in", who, SIGN_INS, now)
            return Response.of(200, refusal("401", TAKE))
        until = int(time.time()) + LIFETIME
        session = Session(username, request.address, lookup_session.digest(desk.secret, password), until)
        key = {
            "access_token": lookup_session.issue(desk.secret, "access", session),
            "id_token": lookup_session.issue(desk.secret, "id", session),
            "token_type": "Bearer",
            "username": username,
            "expires_in": dt.datetime.fromtimestamp(until, dt.UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        }
        return Response.of(200, {"maKetQua": "200", "APIKey": key})

    def _session(self, request: Request, said: dict[str, Any]) -> Session | None:
        """Return the session of a call: both tokens, the name and the password, from the address it was taken at."""
        asked, heads, secret = request.asked(), request.headers, self.desk.secret
        if request.path == COPAYMENT:
            tokens = heads.get("accesstoken", ""), heads.get("tokenid", "")
            name, password = text(said, "username", 60), heads.get("passwordhash", "")
        else:
            tokens = asked.get("token", ""), asked.get("id_token", "")
            name, password = asked.get("username", ""), asked.get("password", "")
        access, named = lookup_session.read(secret, "access", tokens[0]), lookup_session.read(secret, "id", tokens[1])
        if access is None or access != named or (access.username, access.address) != (name, request.address):
            return None
        return access if hmac.compare_digest(access.password, lookup_session.digest(secret, password)) else None

    def _counter(self, session: Session) -> Callable[[], Counter | None]:
        """Return how to find the counter of a session."""
        return lambda: callers.counter_of_account(self.desk.execute, session.username, self.desk.today())

    def _wrong_clerk(self, counter: Counter, said: dict[str, Any]) -> str:
        """Return 054 for a clerk the facility did not register, 055 for another name, "" for a right one."""
        number, name = text(said, "cccdCb", 20).strip(), text(said, "hoTenCb")
        registered = self._remembered(
            (counter.facility_code, number),
            lambda: callers.clerk_of(self.desk.execute, counter.facility, number, self.desk.today()),
        )
        if registered is None:
            return "054"
        return "" if search_key(name) == search_key(registered) else "055"

    def _ask(self, counter: Counter, request: Request, said: dict[str, Any]) -> Answer | str:
        """Return the answer of the desk, or the code of what cannot be asked."""
        question = typed(
            text(said, "maThe", 40), text(said, "ngaySinh", 10), text(said, "hoTen"), self.desk.today(), "visit"
        )
        if isinstance(question, str):
            return question
        if not question.facts.name:
            return "205"
        asker = Asker(counter, "gateway", request.address, text(said, "cccdCb", 20))
        return self.desk.ask(asker, question, constant=False)

    def _remembered(self, key: tuple[str, str], find: Callable[[], Any]) -> Any:  # noqa: ANN401 - whatever was found
        """Return what was found for `key` within the last half minute, else find it."""
        now = time.monotonic()
        held = self.known.get(key)
        if held is None or held[0] < now:
            if len(self.known) > 10_000:
                self.known.clear()
            held = self.known[key] = (now + REMEMBERED, find())
        return held[1]
