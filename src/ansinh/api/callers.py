"""Who calls: a signed-in user, or a partner's system with its key; and the one place where rights are asked."""

import datetime as dt
from dataclasses import dataclass, field

from django.http import HttpRequest
from ninja.security import HttpBearer, SessionAuth

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import Act, Grant, Target, may, scopes
from ansinh.records.store.registry.grants import bearer_of, grants_of
from ansinh.usecases import clock

_HIDDEN = Text("Không tìm thấy, hoặc không thuộc phạm vi của bạn.", "Not found, or not within your scope.")


@dataclass(frozen=True, slots=True)
class Caller:
    """Somebody who was recognised, with the rights of today."""

    name: str
    day: dt.date
    grants: list[Grant] = field(repr=False)

    def require(self, act: Act, *, office_path: str = "", account: int = 0, person: int = 0) -> None:
        """Go on if one right opens `act` there; else a MissingError, which does not say whether the thing exists."""
        place = Target(office_path=office_path, account=account, person=person)
        if not may(self.grants, act, place, self.day):
            raise MissingError(_HIDDEN)

    def offices(self, act: Act) -> list[str]:
        """Return the offices (paths) under which `act` is open; a MissingError where it is open nowhere."""
        paths = scopes(self.grants, act, self.day)
        if not paths:
            raise MissingError(_HIDDEN)
        return paths


def _caller(user: int, name: str) -> Caller:
    """Return the caller with the rights of today, read anew on every request."""
    day = clock.today()
    return Caller(name, day, grants_of(user, day))


class PartnerKey(HttpBearer):
    """The key of a partner's system, in the header `Authorization: Bearer ...`."""

    def authenticate(self, request: HttpRequest, token: str) -> Caller | None:  # noqa: ARG002 the key is enough
        """Return the partner that holds the key; None for a key that is not known, revoked or ended."""
        found = bearer_of(token, clock.today())
        return _caller(*found) if found else None


class SignedIn(SessionAuth):
    """A user signed in through the pages; changes need the CSRF token."""

    def authenticate(self, request: HttpRequest, key: str | None) -> Caller | None:  # noqa: ARG002 Django knows
        """Return the signed-in user."""
        user = request.user
        return _caller(user.pk, user.get_username()) if user.is_authenticated and user.pk else None


def caller(request: HttpRequest) -> Caller:
    """Return who was recognised for this request."""
    found: Caller = request.auth  # type: ignore[attr-defined] # set by ninja
    return found
