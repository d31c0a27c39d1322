"""The door to users and their grants."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from ansinh.records.models import EmployerAccount, Facility, Grant, Office, Person, User


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
