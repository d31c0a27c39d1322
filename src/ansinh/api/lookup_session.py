"""Sessions of the compatibility endpoint: short tokens, signed here, bound to the account and the caller's address."""

import base64
import hashlib
import hmac
import json
import time
from dataclasses import dataclass
from typing import Final

LIFETIME: Final = 600  # seconds


@dataclass(frozen=True, slots=True)
class Session:
    """What a token says: the account, from where it may be used, a keyed digest of its password, until when."""

    username: str
    address: str
    password: str
    until: int


def digest(secret: bytes, password: str) -> str:
    """Return the keyed digest under which a token remembers the password that was sent (in whatever case)."""
    return hmac.digest(secret, b"password\0" + password.upper().encode(), hashlib.sha256).hex()[:32]


def issue(secret: bytes, kind: str, session: Session) -> str:
    """Return a token of a kind (access | id)."""
    body = json.dumps([kind, session.username, session.address, session.password, session.until]).encode()
    return f"{_text(body)}.{_text(_sign(secret, body))}"


def read(secret: bytes, kind: str, token: str) -> Session | None:
    """Return what a token of ours says; None where it is not ours, of another kind, or has ended."""
    body, _, signature = token.partition(".")
    try:
        signed, given = _bytes(body), _bytes(signature)
    except ValueError:
        return None
    if not hmac.compare_digest(_sign(secret, signed), given):
        return None
    named, username, address, password, until = json.loads(signed)
    if named != kind or until < time.time():
        return None
    return Session(username, address, password, until)


def _sign(secret: bytes, body: bytes) -> bytes:
    """Return the signature of a body."""
    return hmac.digest(secret, b"gateway session\0" + body, hashlib.sha256)


def _text(data: bytes) -> str:
    """Return bytes as text for a URL."""
    return base64.urlsafe_b64encode(data).decode().rstrip("=")


def _bytes(text: str) -> bytes:
    """Return the bytes of such a text; ValueError where it is none."""
    return base64.urlsafe_b64decode(text + "=" * (-len(text) % 4))
