"""The door to users and their grants."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.core.errors import MissingError, RefusedError
from ansinh.core.text import Text
from ansinh.records.models import EmployerAccount, Facility, Grant, Office, Person, User

__all__ = ["GrantLine", "User", "active", "enrol"]


@dataclass(frozen=True, slots=True)
class GrantLine:
    """A right to give: a function within an office's subtree, for one employer account, one person, one facility."""

    function: str
    office: str = ""
    account: str = ""
    si_number: str = ""
    facility: str = ""


def enrol(username: str, display_name: str, encoded: str, grants: Sequence[GrantLine], granted_by: str) -> int:
    """Make the user with these grants and return the id; a user that exists gets the missing grants only.

    `encoded` is the hash of the password, never the password.
    """
    user, made = User.objects.get_or_create(username=username, defaults={"display_name": display_name})
    if made:
        user.password = encoded
        user.save(update_fields=["password"])
    for line in grants:
        Grant.objects.get_or_create(
            user=user,
            function=line.function,
            office=Office.objects.get(code=line.office) if line.office else None,
            account=EmployerAccount.objects.get(code=line.account) if line.account else None,
            person=Person.objects.get(si_number=line.si_number) if line.si_number else None,
            facility=Facility.objects.get(code=line.facility) if line.facility else None,
            defaults={"valid_from": dt.date(2020, 1, 1), "granted_by": granted_by},
        )
    return user.pk


def active(user: int) -> User | None:
    """Return the user, or None where there is none or it was disabled."""
    return User.objects.filter(pk=user, is_active=True).first()


def by_name(username: str, *, lock: bool = False) -> User:
    """Return the user; MissingError where there is none."""
    rows = User.objects.select_for_update(of=("self",)) if lock else User.objects
    found = rows.filter(username=username).first()
    if found is None:
        raise MissingError(Text(f"Không có người dùng {username}.", f"There is no user {username}."))
    return found


def shown_name(username: str) -> str:
    """Return how somebody is named on paper: the display name, else the name they sign in with."""
    found = User.objects.filter(username=username).values_list("display_name", flat=True).first()
    return str(found or username)


def create(username: str, display_name: str, encoded: str) -> int:
    """Make a user without rights and return the id; RefusedError where the name is taken."""
    if User.objects.filter(username__iexact=username).exists():
        raise RefusedError(Text(f"Tên {username} đã có người dùng.", f"The name {username} is taken."))
    return int(User.objects.create(username=username, display_name=display_name, password=encoded).pk)


def functions_of(user: int, day: dt.date) -> list[str]:
    """Return the functions somebody holds on `day` or later."""
    rows = Grant.objects.filter(user_id=user).exclude(valid_to__lte=day)
    return list(rows.values_list("function", flat=True).distinct())


def give(user: int, line: GrantLine, dates: tuple[dt.date, dt.date | None], granted_by: str) -> int:
    """Write a right from .. to (not included) and return its id; MissingError where the scope is unknown."""
    scope = {
        "office": Office.objects.filter(code=line.office).first() if line.office else None,
        "account": EmployerAccount.objects.filter(code=line.account).first() if line.account else None,
        "person": Person.objects.filter(si_number=line.si_number).first() if line.si_number else None,
        "facility": Facility.objects.filter(code=line.facility).first() if line.facility else None,
    }
    if not any(scope.values()):
        raise MissingError(Text("Không tìm thấy phạm vi của quyền.", "The scope of the right is not found."))
    made = Grant.objects.create(
        user_id=user, function=line.function, valid_from=dates[0], valid_to=dates[1], granted_by=granted_by, **scope
    )
    return int(made.pk)


def end(grant: int, user: int, day: dt.date) -> None:
    """End a right on `day` (not included); one that has not begun is removed."""
    rows = Grant.objects.filter(pk=grant, user_id=user)
    rows.filter(valid_from__gte=day).delete()
    rows.filter(valid_from__lt=day).exclude(valid_to__lte=day).update(valid_to=day)


def switch(user: int, *, on: bool) -> None:
    """Let a user sign in, or no longer."""
    User.objects.filter(pk=user).update(is_active=on)


def set_password(user: int, encoded: str) -> None:
    """Set the hash of a password; open sessions end, because they carry the old one."""
    User.objects.filter(pk=user).update(password=encoded)
