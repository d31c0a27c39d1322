"""The second factor: codes by time (RFC 6238, six digits, thirty seconds) and recovery codes that work once."""

import base64
import hashlib
import secrets
from collections.abc import Iterable
from typing import Final
from urllib.parse import quote, urlencode

from cryptography.hazmat.primitives.hashes import SHA1
from cryptography.hazmat.primitives.twofactor.hotp import HOTP

from ansinh.domain.registry.rights import Act

PERIOD: Final = 30  # seconds a code is shown
DIGITS: Final = 6
DRIFT: Final = 1  # steps a clock may be early or late
SECRET_BYTES: Final = 20  # RFC 4226 (4): as long as the hash
RECOVERY_CODES: Final = 10
ISSUER: Final = "An Sinh"
APPROVING: Final = (".approve", ".sign_collection", ".sign_accounting")
ADMINISTERS: Final = frozenset({"users", "settings", "targets.write"})


def needs_second_factor(acts: Iterable[Act]) -> bool:
    """Return whether somebody with these acts approves, signs or administers anything."""
    return any(act.endswith(APPROVING) or act in ADMINISTERS for act in acts)


def new_secret() -> bytes:
    """Return a fresh secret."""
    return secrets.token_bytes(SECRET_BYTES)


def secret_text(secret: bytes) -> str:
    """Return a secret as people type it: base 32 in groups of four."""
    text = base64.b32encode(secret).decode().rstrip("=")
    return " ".join(text[at : at + 4] for at in range(0, len(text), 4))


def key_uri(secret: bytes, username: str) -> str:
    """Return the address an authenticator reads from the QR code (otpauth)."""
    label = quote(f"{ISSUER}:{username}")
    asked = {"secret": secret_text(secret).replace(" ", ""), "issuer": ISSUER, "digits": DIGITS, "period": PERIOD}
    return f"otpauth://totp/{label}?{urlencode(asked)}"


def code_at(secret: bytes, step: int) -> str:
    """Return the code of a time step (RFC 4226)."""
    return HOTP(secret, DIGITS, SHA1()).generate(step).decode()  # noqa: S303 - the algorithm authenticators know, with a key


def step_of(seconds: float) -> int:
    """Return the time step of a moment (seconds since 1970)."""
    return int(seconds // PERIOD)


def accepted_step(secret: bytes, typed: str, seconds: float, last_step: int) -> int | None:
    """Return the step whose code was typed, around the moment and after `last_step`; None for a wrong or used code."""
    code = "".join(typed.split())
    now = step_of(seconds)
    for step in range(now - DRIFT, now + DRIFT + 1):
        if step > last_step and secrets.compare_digest(code_at(secret, step).encode(), code.encode()):
            return step
    return None


def new_recovery_codes() -> list[str]:
    """Return fresh recovery codes, as they are shown once."""
    return ["-".join(secrets.token_hex(2) for _ in range(3)) for _ in range(RECOVERY_CODES)]


def recovery_hash(code: str) -> str:
    """Return what is kept of a recovery code (48 random bits, few tries allowed): its SHA-256, spelled alike."""
    plain = "".join(sign for sign in code.lower() if sign.isalnum())
    return hashlib.sha256(f"recovery {plain}".encode()).hexdigest()
