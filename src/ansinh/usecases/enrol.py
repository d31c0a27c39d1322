"""Enrolling a user: who signs in and what they may do, given by an administrator."""

from collections.abc import Sequence

from ansinh.records.store import users
from ansinh.records.store.users import GrantLine
from ansinh.usecases.act import Act, perform


def enrol(username: str, display_name: str, encoded: str, grants: Sequence[GrantLine], actor: str) -> int:
    """Make the user with `grants` and return the id; again changes nothing but missing grants.

    `encoded` is the hash of the password; it is not part of what the audit chain keeps.
    """
    given = [f"{line.function} {line.office or line.account or line.si_number or line.facility}" for line in grants]
    act = Act(name="user.enrol", actor=actor, object_kind="user", object_id=username, body={"grants": given})
    return perform(act, lambda: users.enrol(username, display_name, encoded, grants, actor))
