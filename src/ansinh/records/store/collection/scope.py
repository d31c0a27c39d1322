"""Which offices and employer accounts an act of collection is about."""

from typing import NamedTuple

from django.db.models import Q, QuerySet

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.records.models import EmployerAccount, Office


class OfficeFacts(NamedTuple):
    """An office as acts of collection need it."""

    id: int
    code: str
    name: str
    path: str


class AccountFacts(NamedTuple):
    """An employer account as acts of collection need it."""

    id: int
    code: str
    name: str
    status: str
    office: OfficeFacts


def office(code: str) -> OfficeFacts:
    """Return the office with `code`; MissingError if there is none."""
    row = Office.objects.filter(code=code).values_list("id", "code", "name", "path").first()
    if row is None:
        raise MissingError(
            Text("Không có cơ quan BHXH mã {code}.", "There is no office with code {code}.").fill(code=code)
        )
    return OfficeFacts(*row)


def subtree(path: str) -> QuerySet[Office]:
    """Return the office at `path` and all below it."""
    return Office.objects.filter(Q(path=path) | Q(path__startswith=path + "."))


def offices(path: str) -> list[int]:
    """Return the ids of the office at `path` and all below it."""
    return list(subtree(path).order_by("id").values_list("id", flat=True))


def ids_by_path(paths: set[str]) -> dict[str, int]:
    """Return the id of the office at each of `paths`."""
    return dict(Office.objects.filter(path__in=paths).values_list("path", "id"))


def account(code: str) -> AccountFacts:
    """Return the employer account with `code`; MissingError if there is none."""
    row = EmployerAccount.objects.filter(code=code).select_related("office").first()
    if row is None:
        raise MissingError(Text("Không có đơn vị mã {code}.", "There is no employer code {code}.").fill(code=code))
    return _facts(row)


def account_by_id(account_id: int) -> AccountFacts:
    """Return the employer account; MissingError if there is none."""
    row = EmployerAccount.objects.filter(pk=account_id).select_related("office").first()
    if row is None:
        raise MissingError(Text("Không có đơn vị này.", "There is no such employer account."))
    return _facts(row)


def _facts(row: EmployerAccount) -> AccountFacts:
    """Return the facts of one account with its office."""
    home = OfficeFacts(row.office.pk, row.office.code, row.office.name, row.office.path)
    return AccountFacts(row.pk, row.code, row.name, row.status, home)
