"""The door to second factors and the choices of the agency."""

import datetime as dt
from dataclasses import dataclass

from ansinh.records.models import AgencySetting, SecondFactor


@dataclass(frozen=True, slots=True)
class FactorFacts:
    """The second factor of a user: the sealed secret, whether it counts, the last step used, recovery hashes left."""

    sealed: str
    confirmed: bool
    last_step: int
    recovery: list[str]


def factor(user: int, *, lock: bool = False) -> FactorFacts | None:
    """Return the second factor of a user, or None; with `lock` no code is checked beside this one."""
    rows = SecondFactor.objects.filter(user_id=user)
    row = (rows.select_for_update(of=("self",)) if lock else rows).first()
    return FactorFacts(row.sealed, row.confirmed_at is not None, row.last_step, list(row.recovery)) if row else None


def keep(user: int, sealed: str) -> None:
    """Keep a secret that is not confirmed yet, in place of another that was not."""
    SecondFactor.objects.filter(user_id=user, confirmed_at__isnull=True).delete()
    SecondFactor.objects.create(user_id=user, sealed=sealed)


def confirm(user: int, step: int, recovery: list[str], at: dt.datetime) -> None:
    """Let the secret count from `at`, with fresh recovery hashes."""
    SecondFactor.objects.filter(user_id=user).update(confirmed_at=at, last_step=step, recovery=recovery)


def used(user: int, step: int) -> None:
    """Write down the last step whose code was taken."""
    SecondFactor.objects.filter(user_id=user).update(last_step=step)


def leave(user: int, recovery: list[str]) -> None:
    """Keep these recovery hashes only."""
    SecondFactor.objects.filter(user_id=user).update(recovery=recovery)


def remove(user: int) -> bool:
    """Remove the second factor; return whether there was one."""
    return bool(SecondFactor.objects.filter(user_id=user).delete()[0])


def chosen(name: str, default: str) -> str:
    """Return what the agency chose for a setting, `default` where nothing."""
    return AgencySetting.objects.filter(name=name).values_list("value", flat=True).first() or default


def choose(name: str, value: str, actor: str) -> None:
    """Keep a choice."""
    AgencySetting.objects.update_or_create(
        name=name, defaults={"value": value, "changed_by": actor, "changed_at": dt.datetime.now(dt.UTC)}
    )
