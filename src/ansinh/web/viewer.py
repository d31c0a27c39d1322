"""Who looks at the page: their rights, the offices they reach, their language."""

import datetime as dt
from collections.abc import Callable
from functools import cached_property
from typing import Protocol, TypeVar

from django.http import Http404, HttpRequest

from ansinh.core.errors import MissingError
from ansinh.core.text import Text
from ansinh.domain.registry import rights
from ansinh.domain.registry.rights import Act, Grant, Target
from ansinh.records.store.pages import viewer as store
from ansinh.records.store.pages.viewer import GrantRow, OfficeRow
from ansinh.web import clock

FUNCTION_NAMES = {
    "collection": Text("Cán bộ thu", "Collection officer"),
    "accounting": Text("Kế toán", "Accountant"),
    "planning": Text("Kế hoạch", "Planner"),
    "leader": Text("Lãnh đạo", "Leader"),
    "intake": Text("Tiếp nhận", "Intake"),
    "auditor": Text("Kiểm toán nội bộ", "Auditor"),
    "inspection": Text("Thanh tra, kiểm tra", "Inspection"),
    "administrator": Text("Quản trị", "Administrator"),
    "benefits": Text("Chế độ", "Benefits officer"),
    "unit": Text("Đơn vị", "Employer"),
    "citizen": Text("Người tham gia", "Insured person"),
    "facility": Text("Cơ sở khám chữa bệnh", "Health facility"),
    "assessment": Text("Giám định BHYT", "Claims assessment"),
    "agent": Text("Tổ chức dịch vụ", "Collection agent"),
}


class OfAnOffice(Protocol):
    """Something an office keeps."""

    @property
    def office_path(self) -> str:
        """The path of the office in the tree."""
        ...


Held = TypeVar("Held", bound=OfAnOffice)


class Viewer:
    """A signed-in user in one request; every question to the database is asked once."""

    def __init__(self, user: int, username: str, display_name: str) -> None:
        """Name the user; rights are read when first asked for."""
        self.user = user
        self.username = username
        self.name = display_name or username

    @cached_property
    def grants(self) -> list[GrantRow]:
        """Rights in force today, the widest office first."""
        return store.grants(self.user, self.today)

    @cached_property
    def today(self) -> dt.date:
        """The day on which rights are asked."""
        return clock.today()

    @cached_property
    def rights(self) -> list[Grant]:
        """The rights as the one table of acts takes them."""
        return [
            Grant(
                row.function, row.office_path or "", row.account_id or 0, row.person_id or 0, row.scheme,
                row.valid_from, row.valid_to, row.facility_id or 0,
            )
            for row in self.grants
        ]  # fmt: skip

    @cached_property
    def acts(self) -> frozenset[Act]:
        """Everything the viewer may do somewhere."""
        return rights.acts(self.rights, self.today)

    def may(self, act: Act) -> bool:
        """Return whether any right opens `act` somewhere."""
        return act in self.acts

    @cached_property
    def function(self) -> Text:
        """The function the viewer mainly works in."""
        return FUNCTION_NAMES.get(self.grants[0].function, Text("", "")) if self.grants else Text("", "")

    @cached_property
    def top(self) -> OfficeRow | None:
        """The widest office granted, or None for portal users."""
        code = next((grant.office_code for grant in self.grants if grant.office_code), None)
        return store.office(code) if code else None

    @cached_property
    def offices(self) -> list[OfficeRow]:
        """The offices under the widest one granted, parents first."""
        return store.subtree(self.top.path) if self.top else []

    def reaches(self, act: Act, path: str) -> bool:
        """Return whether `act` is open for the office at `path`."""
        return rights.may(self.rights, act, Target(office_path=path), self.today)

    def reached(self, act: Act, find: Callable[[], Held]) -> Held:
        """Return what `find` finds where `act` reaches its office; Http404 otherwise, and where there is nothing."""
        try:
            found = find()
        except MissingError as error:
            raise Http404 from error
        if not self.reaches(act, found.office_path):
            raise Http404
        return found

    def office(self, act: Act, code: str | None = None) -> OfficeRow:
        """Return the office `code` (the widest one without a code) if `act` reaches it; Http404 otherwise."""
        found = self.top if code is None else store.office(code)
        if found is None or not self.reaches(act, found.path):
            raise Http404
        return found

    def office_ids(self, act: Act, within: OfficeRow | None = None) -> list[int]:
        """Return the ids of the offices that `act` reaches, only those under `within` if given."""
        inside = [
            office
            for office in self.offices
            if within is None or office.path == within.path or office.path.startswith(f"{within.path}.")
        ]
        return [office.id for office in inside if self.reaches(act, office.path)]

    def own_accounts(self, act: Act) -> list[str]:
        """Return the codes of the employer accounts that are the viewer's own."""
        return [
            row.account_code
            for row, right in zip(self.grants, self.rights, strict=True)
            if row.account_code and right.opens(act, self.today)
        ]

    @cached_property
    def own_facility(self) -> int | None:
        """The health facility the viewer works for."""
        return next(
            (right.facility for right in self.rights if right.facility and right.opens("own.facility", self.today)),
            None,
        )

    @cached_property
    def own_person(self) -> int | None:
        """The person whose record is the viewer's own."""
        return next(
            (right.person for right in self.rights if right.person and right.opens("own.person", self.today)), None
        )


class PageRequest(HttpRequest):
    """A request with its viewer (None before signing in), set by the middleware."""

    viewer: Viewer | None
    request_id: str


def viewer_of(request: HttpRequest) -> Viewer:
    """Return who looks; Http404 without anybody (the guard of the route stands before)."""
    viewer: Viewer | None = getattr(request, "viewer", None)
    if viewer is None:
        raise Http404
    return viewer
