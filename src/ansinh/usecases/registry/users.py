"""Users and their rights: made, given, ended, disabled by an administrator, each with a reason where it takes away."""

import datetime as dt
import secrets

from django.contrib.auth.hashers import make_password

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.segregation import SELF, check_functions
from ansinh.records.store import users as store
from ansinh.records.store.users import GrantLine
from ansinh.usecases.act import Act, perform

NAME = Text(
    "Tên đăng nhập gồm 3 đến 60 chữ cái không dấu, chữ số, dấu chấm, gạch.",
    "A user name is 3 to 60 letters without accents, digits, dots, dashes.",
)
SIGNS = frozenset("abcdefghijklmnopqrstuvwxyz0123456789._-")


def create(username: str, display_name: str, actor: str) -> str:
    """Make a user without rights and return the first password, to be handed over this once."""
    name = username.strip().lower()
    if not 3 <= len(name) <= 60 or not SIGNS.issuperset(name):
        raise RefusedError(NAME)
    password = secrets.token_urlsafe(12)
    encoded = make_password(password)
    perform(Act("user.create", actor, "user", name), lambda: store.create(name, display_name.strip()[:150], encoded))
    return password


def give(username: str, line: GrantLine, dates: tuple[dt.date, dt.date | None], actor: str) -> int:
    """Give a right from .. to (not included); RefusedError for oneself and for functions that do not go together."""
    body: dict[str, object] = {
        "function": line.function, "scope": line.office or line.account or line.si_number or line.facility,
        "from": str(dates[0]), "to": str(dates[1] or ""),
    }  # fmt: skip
    return perform(Act("user.grant", actor, "user", username, body=body), lambda: _give(username, line, dates, actor))


def _give(username: str, line: GrantLine, dates: tuple[dt.date, dt.date | None], actor: str) -> int:
    """Do it inside the transaction, the user locked."""
    if username == actor:
        raise RefusedError(SELF)
    user = store.by_name(username, lock=True)
    check_functions(store.functions_of(user.pk, dates[0]), line.function)
    return store.give(user.pk, line, dates, actor)


def end(username: str, grant: int, day: dt.date, actor: str, reason: str) -> None:
    """End a right on `day` (not included)."""
    act = Act("user.revoke", actor, "user", username, reason=reason, body={"grant": grant, "day": str(day)})
    perform(act, lambda: store.end(grant, store.by_name(username, lock=True).pk, day))


def switch(username: str, actor: str, reason: str, *, on: bool) -> None:
    """Disable a user, or let them sign in again; RefusedError for oneself."""
    if username == actor:
        raise RefusedError(SELF)
    act = Act("user.enable" if on else "user.disable", actor, "user", username, reason=reason)
    perform(act, lambda: store.switch(store.by_name(username, lock=True).pk, on=on))


def new_password(username: str, actor: str) -> str:
    """Set a fresh password and return it, to be handed over this once; open sessions end."""
    password = secrets.token_urlsafe(12)
    encoded = make_password(password)
    act = Act("user.new_password", actor, "user", username)
    perform(act, lambda: store.set_password(store.by_name(username, lock=True).pk, encoded))
    return password
