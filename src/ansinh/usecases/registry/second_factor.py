"""A second factor: begun, confirmed with a first code, asked at every sign-in, replaced or taken away; all audited.

The secret is kept sealed with a key made from the site's secret key: who reads the table alone cannot make codes.
"""

import base64
import datetime as dt
from dataclasses import dataclass

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry import second_factor as rules
from ansinh.domain.registry.agency import CHOICES, check_choice
from ansinh.records.store.registry import second_factors as store
from ansinh.usecases.act import Act, perform

WRONG = Text("Mã chưa đúng hoặc đã dùng; hãy đợi mã tiếp theo.", "The code is wrong or used; wait for the next one.")
NONE = Text("Tài khoản chưa có xác thực hai bước.", "The account has no second factor.")
ALREADY = Text("Tài khoản đã có xác thực hai bước.", "The account has a second factor already.")
SEALED_ELSE = Text(
    "Khóa của hệ thống đã đổi; quản trị phải gỡ xác thực hai bước để đăng ký lại.",
    "The site's key has changed; the administrator has to remove the second factor so that it is set up again.",
)


@dataclass(frozen=True, slots=True)
class Owner:
    """Whose factor it is."""

    user: int
    username: str


def begin(owner: Owner) -> bytes:
    """Return the secret that waits for its first code, made if there is none; RefusedError if one counts already."""
    known = store.factor(owner.user)
    if known and known.confirmed:
        raise RefusedError(ALREADY)
    if known:
        return _open(known.sealed)
    secret = rules.new_secret()
    perform(_act("second_factor.begin", owner), lambda: store.keep(owner.user, _sealer().encrypt(secret).decode()))
    return secret


def confirm(owner: Owner, code: str, now: dt.datetime) -> list[str]:
    """Let the factor count once its first code is right; return the recovery codes, to be shown this once."""
    codes = rules.new_recovery_codes()
    perform(_act("second_factor.confirm", owner), lambda: _confirm(owner, code, now, codes))
    return codes


def _confirm(owner: Owner, code: str, now: dt.datetime, codes: list[str]) -> None:
    """Do it inside the transaction."""
    known = store.factor(owner.user, lock=True)
    if known is None or known.confirmed:
        raise RefusedError(ALREADY if known else NONE)
    step = rules.accepted_step(_open(known.sealed), code, now.timestamp(), known.last_step)
    if step is None:
        raise RefusedError(WRONG)
    store.confirm(owner.user, step, [rules.recovery_hash(one) for one in codes], now)


def check(owner: Owner, code: str, now: dt.datetime) -> None:
    """Take a code of the authenticator or an unused recovery code, each once; RefusedError where it is neither."""
    perform(_act("second_factor.check", owner), lambda: _check(owner, code, now))


def _check(owner: Owner, code: str, now: dt.datetime) -> None:
    """Do it inside the transaction, the row locked: no code is taken twice."""
    known = store.factor(owner.user, lock=True)
    if known is None or not known.confirmed:
        raise RefusedError(NONE)
    step = rules.accepted_step(_open(known.sealed), code, now.timestamp(), known.last_step)
    if step is not None:
        store.used(owner.user, step)
        return
    found = rules.recovery_hash(code)
    if found not in known.recovery:
        raise RefusedError(WRONG)
    store.leave(owner.user, [one for one in known.recovery if one != found])


def renew_recovery(owner: Owner, code: str, now: dt.datetime) -> list[str]:
    """Return fresh recovery codes in place of the old ones, for a right code."""
    codes = rules.new_recovery_codes()

    def work() -> None:
        _check(owner, code, now)
        store.leave(owner.user, [rules.recovery_hash(one) for one in codes])

    perform(_act("second_factor.renew_recovery", owner), work)
    return codes


def take_away(owner: Owner, actor: str, reason: str) -> bool:
    """Remove a factor (a telephone was lost); return whether there was one."""
    act = Act("second_factor.remove", actor, "user", owner.username, reason=reason)
    return perform(act, lambda: store.remove(owner.user))


def has(user: int) -> bool:
    """Return whether a user has a factor that counts."""
    known = store.factor(user)
    return known is not None and known.confirmed


def required() -> bool:
    """Return whether the agency asks it of people who approve or administer."""
    return setting("second_factor") == "required"


def setting(name: str) -> str:
    """Return the agency's choice, or what holds by itself."""
    return store.chosen(name, CHOICES[name].default)


def choose(name: str, value: str, actor: str) -> None:
    """Choose for the agency; RefusedError for what is not offered."""
    check_choice(name, value)
    act = Act("agency.choose", actor, "setting", name, body={"value": value})
    perform(act, lambda: store.choose(name, value, actor))


def _act(name: str, owner: Owner) -> Act:
    """Return the act for the audit chain."""
    return Act(name, owner.username, "user", owner.username)


def _sealer() -> Fernet:
    """Return the seal, its key made from the site's."""
    made = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ansinh second factor")
    return Fernet(base64.urlsafe_b64encode(made.derive(settings.SECRET_KEY.encode())))


def _open(sealed: str) -> bytes:
    """Return a secret; RefusedError where it was sealed with another key."""
    try:
        return _sealer().decrypt(sealed.encode())
    except InvalidToken as error:
        raise RefusedError(SEALED_ELSE) from error
