"""Functions one person may not hold together: who gives rights approves no business (processes.md, segregation)."""

from collections.abc import Iterable
from typing import Final

from ansinh.core.errors import RefusedError
from ansinh.core.text import Text
from ansinh.domain.registry.rights import ACTS_OF

ADMINISTRATOR: Final = "administrator"
PORTAL: Final = frozenset({"unit", "citizen", "agent", "facility"})  # scopes of people outside the agency
APART = Text(
    "Người quản trị tài khoản không được giữ chức năng nghiệp vụ, và ngược lại.",
    "Who administers users holds no business function, and the other way round.",
)
SELF = Text("Không ai tự cấp quyền cho mình.", "Nobody gives rights to oneself.")
UNKNOWN = Text("Không có chức năng “{f}”.", "There is no function “{f}”.")


def check_functions(held: Iterable[str], wanted: str) -> None:
    """Refuse a function that is not known, or that does not go with those held (an auditor reads beside anything)."""
    if wanted not in ACTS_OF:
        raise RefusedError(UNKNOWN.fill(f=wanted))
    business = {function for function in {*held, wanted} if function not in {ADMINISTRATOR, "auditor"}}
    if ADMINISTRATOR in {*held, wanted} and business - PORTAL:
        raise RefusedError(APART)
